"""Tables of statements that lie in a store, and are read when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from graph.derivation import names
from graph.derivation.statement_tables import Tables, TableStatement


class StatementSource(Protocol):
    """A store as the tables read it: statements of source, reference and curation graphs."""

    def about(self, subject: str) -> Iterable[TableStatement]:
        """The statements about a subject."""

    def subjects(self, predicate: str, value: str) -> Iterable[str]:
        """The subjects that a property leads from to a value."""

    def having(self, predicate: str) -> Iterable[str]:
        """The subjects that have a property."""

    def stated_in(self, graph: str) -> Iterable[str]:
        """The subjects of the statements of a graph."""

    def everything(self) -> Iterable[TableStatement]:
        """All statements."""


class StoredTables(Tables):
    """Tables that hold what was asked for: a change reads what it touches, however large the rest.

    Args:
        source: what is read; it is changed only after the tables were changed alike.
    """

    def __init__(self, source: StatementSource) -> None:
        super().__init__()
        self._source = source
        self._read: set[str] = set()
        self._followed: set[tuple[str, str]] = set()
        self._whole = False
        for kind in source.having(names.EFFECT):
            self._fetch(kind)

    def add(self, statements: Iterable[TableStatement]) -> None:
        """Add statements; one that is there already is there twice."""
        super().add(self._with_the_rest(statements))

    def remove(self, statements: Iterable[TableStatement]) -> None:
        """Take statements out, each once; one that is not there is passed over."""
        super().remove(self._with_the_rest(statements))

    def everything(self) -> set[str]:
        """Every subject, and everything that only others tell of; reads all there is."""
        if not self._whole:
            unread = [each for each in self._source.everything() if each.subject not in self._read]
            self._read |= {each.subject for each in unread}
            super().add(unread)
            self._whole = True
        return super().everything()

    def __contains__(self, said: TableStatement) -> bool:
        """True if a statement is in the tables."""
        self._fetch(said.subject)
        return super().__contains__(said)

    def __bool__(self) -> bool:
        """True if anything is stated."""
        return bool(self._about) or next(iter(self._source.everything()), None) is not None

    def stated_in(self, graph: str) -> set[str]:
        """The subjects of the statements of a graph."""
        for subject in set(self._source.stated_in(graph)):
            self._fetch(subject)
        return super().stated_in(graph)

    def is_a(self, subject: str, kind: str) -> bool:
        """True if a subject is stated to be of a class."""
        self._fetch(subject)
        return super().is_a(subject, kind)

    def about(self, subject: str) -> Sequence[tuple[str, str, str]]:
        """What is stated of a subject: predicate, object and graph."""
        self._fetch(subject)
        return super().about(subject)

    def values(self, subject: str, predicate: str) -> list[str]:
        """The objects of a predicate, each once, sorted."""
        self._fetch(subject)
        return super().values(subject, predicate)

    def graphs(self, subject: str, *predicates: str) -> frozenset[str]:
        """The graphs that state one of some predicates of a subject."""
        self._fetch(subject)
        return super().graphs(subject, *predicates)

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """The subjects that a link points from, each once."""
        if not self._whole and (predicate, value) not in self._followed:
            self._followed.add((predicate, value))
            for subject in set(self._source.subjects(predicate, value)):
                self._fetch(subject)
        return super().subjects(predicate, value)

    def _with_the_rest(self, statements: Iterable[TableStatement]) -> Iterator[TableStatement]:
        """The statements, and all else about their subjects read before them."""
        for each in statements:
            self._fetch(each.subject)
            yield each

    def _fetch(self, subject: str) -> None:
        if not self._whole and subject not in self._read:
            self._read.add(subject)
            super().add(self._source.about(subject))
