"""RDF Patch: what makes one release out of another, in a form that programs apply.

The form is RDF Patch by A. Seaborne (https://afs.github.io/rdf-delta/rdf-patch.html, read by Apache
Jena): a header, then one transaction of deleted and added quads. Quads are written as the
ledger writes them, so a patch is applied by comparing lines. There are no blank nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.errors import UnusableInput
from graph.identifiers import release, release_diff
from graph.ledger import Diff, Ledger, Release
from graph.releases.version_diff import diffs
from graph.texts import N_

MEDIA_TYPE: Final = "application/rdf-patch"
SUFFIX: Final = "rdfp"
_HEADER: Final = re.compile(r"H\s+\"?([A-Za-z][\w-]*)\"?\s+(.*?)\s*\.")
_SIGN: Final = {"A": True, "D": False}
_EMPTY: Final = ("", "TX .", "TC .")


@dataclass(frozen=True)
class Patch:
    """A patch that was read.

    Attributes:
        header: its header: names, and terms as N-Triples has them.
        diff: the quads that it adds and deletes.
    """

    header: dict[str, str] = field(default_factory=dict)
    diff: Diff = field(default_factory=lambda: Diff([], []))


def write(ledger: Ledger, old: Release, new: Release) -> Iterator[str]:
    """The lines of the patch from one release to another, without line ends, graph by graph."""
    yield f"H id <{release_diff(old.name, new.name)}> ."
    yield f"H from <{release(old.name)}> ."
    yield f"H to <{release(new.name)}> ."
    yield f'H sha256-from "{old.hash}" .'
    yield f'H sha256-to "{new.hash}" .'
    yield "TX ."
    for _, diff in diffs(ledger, old, new):
        yield from (f"D {line}" for line in diff.removed)
        yield from (f"A {line}" for line in diff.added)
    yield "TC ."


def read(lines: Iterable[str]) -> Patch:
    """Read a patch as :func:`write` writes it.

    Args:
        lines: its lines, without line ends.

    Raises:
        UnusableInput: a line that is no part of such a patch, or an end before the ``TC``.
    """
    header: dict[str, str] = {}
    changed: dict[str, bool] = {}
    last = ""
    for number, line in enumerate(lines, start=1):
        last = line or last
        if found := _HEADER.fullmatch(line):
            header[found[1]] = found[2]
        elif (sign := _SIGN.get(line[:1])) is not None and line[1:2] == " ":
            changed[line[2:]] = sign
        elif line not in _EMPTY:
            raise _unreadable(number, line)
    if last != "TC .":
        raise UnusableInput(N_("the patch has no end."), hint=N_("Take it again, whole."))
    added = sorted(line for line, sign in changed.items() if sign)
    return Patch(header, Diff(added, sorted(changed.keys() - set(added))))


def _unreadable(number: int, line: str) -> UnusableInput:
    return UnusableInput(
        N_("this is no line of a patch of quads: {line!r}.", line=line[:60]),
        where=N_("line {number}", number=number),
        hint=N_("Take the patch from `venskab release diff OLD NEW --format patch`."),
    )


def ordered(lines: Iterable[str]) -> list[str]:
    """N-Quads lines in the order that a release has them: by graph, then by line."""
    return sorted(lines, key=lambda line: (line[line.rindex(" <") + 2 : -3], line))
