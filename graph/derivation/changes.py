"""Keeps the derived graph up to date: after a change only what it touches is derived again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from graph.derivation import names
from graph.derivation.components import affected
from graph.derivation.patterns import around, made, of_inherited, read
from graph.derivation.published import is_shared, lines_of
from graph.derivation.statement_tables import Tables, TableStatement, statements
from graph.derivation.store import Construct


class DerivedChange(NamedTuple):
    """How the derived graph changes.

    Attributes:
        added: N-Quads lines that it gets.
        removed: N-Quads lines that it loses.
    """

    added: set[str]
    removed: set[str]


class LinesInStore(Counter[str]):
    """How many things give a line: one, where nothing else is known of a line that is there.

    Args:
        holds: True for a line of the derived graph.
        several: the lines that more than one gives.
    """

    def __init__(self, holds: Callable[[str], bool], several: Mapping[str, int]) -> None:
        super().__init__(several)
        self._holds = holds

    def __missing__(self, key: str) -> int:
        """The number for a line that was not counted."""
        return int(self._holds(key))


class Derivation:
    """The tables of all that is stated, from which the derived graph follows.

    Args:
        construct: runs the rules of plain patterns.
        tables: what is stated already, and derived from; default: nothing yet.
        shared: how many things give a line that more than one can give.
    """

    def __init__(
        self,
        construct: Construct,
        tables: Tables | None = None,
        shared: Counter[str] | None = None,
    ) -> None:
        self._construct = construct
        self._tables = Tables() if tables is None else tables
        self._shared: Counter[str] = Counter() if shared is None else shared

    @property
    def tables(self) -> Tables:
        """All that is stated."""
        return self._tables

    @property
    def size(self) -> int:
        """Number of subjects that the tables hold in memory."""
        return self._tables.size

    @property
    def shared(self) -> dict[str, int]:
        """The lines that follow from more than one thing, and from how many."""
        return {line: number for line, number in self._shared.items() if number > 1}

    def change(self, added: Iterable[str], removed: Iterable[str] = ()) -> DerivedChange:
        """Take up N-Quads lines that were added and removed, and say what follows.

        The first change, of all there is, gives the whole derived graph.

        Args:
            added: lines of source, reference, curation and ontology graphs.
            removed: lines that were there.
        """
        new, old = set(statements(added)), set(statements(removed))
        new, old = new - old, old - new
        new = {said for said in new if said not in self._tables}
        old = {said for said in old if said in self._tables}
        if not self._tables:
            self._tables.add(sorted(new))
            return DerivedChange(self._first(), set())
        things = self._affected(new, old)
        before = self._follows(things)
        self._apply(new, old)
        return self._difference(before, self._follows(things))

    def _apply(self, new: Iterable[TableStatement], old: Iterable[TableStatement]) -> None:
        self._tables.remove(old)
        self._tables.add(new)

    def _affected(self, new: set[TableStatement], old: set[TableStatement]) -> set[str]:
        """The things that a change affects, by the links before it and after."""
        tables, said = self._tables, new | old
        # No link leads from a kind to the acts of that kind, nor from a source to what it states.
        wide = any(each.predicate == names.EFFECT for each in said)
        changed = {each.subject for each in said}
        for each in said:
            if each.predicate == names.SOURCE_KIND:
                changed |= tables.stated_in(each.subject)
        before = tables.everything() if wide else affected(tables, changed)
        self._apply(new, old)
        after = tables.everything() if wide else affected(tables, changed)
        self._apply(old, new)
        return before | after

    def _first(self) -> set[str]:
        """All that follows from the tables; notes what more than one thing gives."""
        tables = self._tables
        lines: set[str] = set()
        for thing in tables.everything():
            its = set(lines_of(tables, thing))
            self._shared.update(line for line in its if is_shared(line))
            lines |= its
        given = chain(read(tables, tables.everything()), list(of_inherited(lines)))
        lines.update(made(self._construct, given))
        return lines

    def _follows(self, things: set[str]) -> Counter[str]:
        """The lines that follow for some things, and how many of these give each."""
        tables = self._tables
        lines: Counter[str] = Counter()
        for thing in things:
            lines.update(set(lines_of(tables, thing)))
        given = [*read(tables, around(tables, things)), *of_inherited(lines)]
        lines.update({line for line in made(self._construct, given) if _about(line, things)})
        return lines

    def _difference(self, before: Counter[str], after: Counter[str]) -> DerivedChange:
        change = DerivedChange(set(), set())
        for line in before.keys() | after.keys():
            was, now = before[line], after[line]
            if is_shared(line):
                was, now = self._recount(line, now - was)
            if was and not now:
                change.removed.add(line)
            elif now and not was:
                change.added.add(line)
        return change

    def _recount(self, line: str, more: int) -> tuple[int, int]:
        """Number of things that gave a line, and that give it now."""
        was = self._shared[line]
        now = was + more
        if now:
            self._shared[line] = now
        else:
            del self._shared[line]
        return was, now


def _about(line: str, things: set[str]) -> bool:
    """True for a line whose subject is one of some things."""
    return line[1 : line.index(">")] in things
