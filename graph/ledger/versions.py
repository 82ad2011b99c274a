"""The text of a version and its name.

A version's text is its N-Quads lines with the graph term, unique, sorted by code point (which is
the order of their UTF-8 bytes), each ended by a line feed. Its name is the SHA-256 of that text in
UTF-8. The ledger holds no blank nodes, so equal graphs have equal names on every machine.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.errors import UnreadableFile, UnusableInput
from graph.texts import N_

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*")
_SHOWN: Final = 80


@dataclass(frozen=True)
class Version:
    """A version, ready to be stored.

    Attributes:
        hash: its name.
        text: its text, compressed.
        quads: number of lines.
        bytes: length of the text in UTF-8, bytes.
    """

    hash: str
    text: bytes
    quads: int
    bytes: int


def is_iri(text: str) -> bool:
    """True if ``text`` is a whole IRI as N-Quads has it."""
    return bool(_IRI.fullmatch(text))


def version_of(graph: str, lines: Iterable[str]) -> Version:
    """The version that these lines make.

    Args:
        graph: the graph's IRI.
        lines: N-Quads lines in that graph, in any order, without line ends.

    Raises:
        UnusableInput: no lines, a line of another graph, a blank node, or no IRI.
    """
    if not is_iri(graph):
        raise UnusableInput(
            N_("{graph!r} is no IRI.", graph=graph), hint=N_("Name a graph by a whole IRI.")
        )
    unique = sorted(set(lines))
    if not unique:
        raise UnusableInput(
            N_("a graph without statements is not kept."),
            where=graph,
            hint=N_("Withdraw it instead."),
        )
    ending = f" <{graph}> ."
    for line in unique:
        if not _fits(line, ending):
            raise UnusableInput(
                N_("not a line of that graph: {line!r}.", line=line[:_SHOWN]), where=graph
            )
    text = ("\n".join(unique) + "\n").encode()
    return Version(hashlib.sha256(text).hexdigest(), zlib.compress(text), len(unique), len(text))


def _fits(line: str, ending: str) -> bool:
    if not line.endswith(ending) or "\n" in line or not line.startswith("<"):
        return False
    # A blank node as object is the last word; a literal that ends in one has a quotation mark.
    value = line[: -len(ending)].rpartition(" ")[2]
    return not (value.startswith("_:") and '"' not in value)


def text_of(name: str, packed: bytes) -> bytes:
    """The text of a stored version, UTF-8.

    Raises:
        UnreadableFile: the stored text is not the one that was stored.
    """
    try:
        plain = zlib.decompress(packed)
    except zlib.error:
        plain = b""
    if hashlib.sha256(plain).hexdigest() != name:
        raise UnreadableFile(
            N_("version {name} in the ledger is damaged.", name=name[:12]),
            hint=N_("Restore the ledger's backup."),
        )
    return plain
