"""Releases: dated versions of the whole that are named once and never change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from graph.errors import NotFound, UnusableInput
from graph.ledger.database import moment_of
from graph.ledger.entries import Release
from graph.ledger.history import History
from graph.near_names import nearest
from graph.texts import N_

LONGEST: Final = 60
# After a dot a number: what ends in .ttl or .nq is the address of a release in that format.
PATTERN: Final = r"[a-z0-9]+(?:-[a-z0-9]+|\.[0-9]+)*"
_NAME: Final = re.compile(PATTERN)
_SHOWN: Final = 10
_SELECT: Final = """
    SELECT name, title, made, actor, sequence, hash, graphs, quads, bytes,
           lag(name) OVER (ORDER BY number)
    FROM releases ORDER BY number
"""
_INSERT: Final = """
    INSERT INTO releases (name, title, made, actor, sequence, hash, graphs, quads, bytes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Releases:
    """The releases of one ledger.

    Args:
        ledger: the ledger, open.
    """

    def __init__(self, ledger: History) -> None:
        self._ledger = ledger

    def make(self, name: str = "", *, title: str = "", actor: str) -> Release:
        """Release what the ledger holds now. Other writers wait while it is read and hashed.

        Args:
            name: its name; blank takes the day, UTC.
            title: what it is called.
            actor: who makes it.

        Raises:
            UnusableInput: the name is taken, says another day, or cannot be one; or there is
                nothing to release.
            LimitMet: another process kept the ledger locked.
        """
        with self._ledger.transaction():
            made, head = self._next_moment(), self._ledger.head()
            chosen = name or made[:10]
            _check(chosen, day=made[:10])
            self._check_free(chosen)
            said = self.measured(head)
            self._ledger.connection.execute(_INSERT, (chosen, title, made, actor, head, *said))
            return self.find(chosen)

    def _next_moment(self) -> str:
        (last,) = self._ledger.connection.execute("SELECT max(made) FROM releases").fetchone()
        return max(self._ledger.next_moment(), last or "")

    def _check_free(self, name: str) -> None:
        if name in {each.name for each in self.all()}:
            raise UnusableInput(
                N_("there is a release {name} already, and a release never changes.", name=name),
                hint=N_("Name this one otherwise, such as {name}.2.", name=name),
            )

    def measured(self, sequence: int) -> tuple[str, int, int, int]:
        """Hash, graphs, quads and bytes of what there was after a change."""
        versions = self._ledger.graphs(sequence)
        if not versions:
            raise UnusableInput(N_("there is no graph to release."), hint=N_("Load one first."))
        digest, size = hashlib.sha256(), 0
        for text in self._texts(sequence):
            digest.update(text)
            size += len(text)
        return digest.hexdigest(), len(versions), sum(each.quads for each in versions), size

    def all(self) -> list[Release]:
        """All releases, the oldest first."""
        with self._ledger.reading():
            rows = self._ledger.connection.execute(_SELECT).fetchall()
        return [Release(name, title, moment_of(made), *rest) for name, title, made, *rest in rows]

    def find(self, name: str) -> Release:
        """The release of that name.

        Raises:
            NotFound: there is none; says which there are.
        """
        known = {each.name: each for each in self.all()}
        if name not in known:
            raise NotFound(
                N_("there is no release {name!a}.", name=name[:LONGEST]),
                hint=told(list(known), name),
            )
        return known[name]

    def text(self, release: Release) -> Iterator[bytes]:
        """The release's N-Quads, UTF-8, graph by graph: the bytes that its hash is of."""
        return self._texts(release.sequence)

    def _texts(self, sequence: int) -> Iterator[bytes]:
        for version in self._ledger.graphs(sequence):
            yield self._ledger.text(version.hash)


def told(names: list[str], wanted: str = "") -> str:
    """A sentence that says which releases there are: the nearest to ``wanted``, else the last."""
    if not names:
        return N_("There are no releases yet.")
    shown = nearest(wanted, names) or names[: -_SHOWN - 1 : -1]
    named = ", ".join(shown)
    if len(shown) < len(names):
        return N_("There are {names} and more.", names=named)
    return N_("There are {names}.", names=named)


def _check(name: str, *, day: str) -> None:
    """Refuse what cannot be a name.

    A name stands where a day or the number of a change may stand too, so it must not look like
    one of these and mean something else.
    """
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        raise UnusableInput(
            N_("{name!r} cannot be the name of a release.", name=name[:LONGEST]),
            hint=N_(
                "Take small letters, digits and hyphens, such as {day}, 1.0 or spring-{day2}.",
                day=day,
                day2=day[:4],
            ),
        )
    if name.isdigit() or (_is_day(name) and name != day):
        raise UnusableInput(
            N_("{name} would read as another moment than this release is of.", name=name),
            hint=N_("Take {day}, or a name with a letter.", day=day),
        )


def _is_day(name: str) -> bool:
    try:
        date.fromisoformat(name)
    except ValueError:
        return False
    return True
