"""Statements, found by subject, by property and by what they point at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rdflib.namespace import RDF

from graph.namespaces import OA, VSK
from graph.statements import Statement
from graph.terms import Term

TYPE: Final = str(RDF.type)
EVIDENCE: Final = str(VSK.evidence)
_SUPPORTS: Final = str(VSK.supports)
_SELECTOR: Final = str(OA.hasSelector)
_EXACT: Final = str(OA.exact)
_LOCATOR: Final = str(VSK.locator)


@dataclass(frozen=True)
class Backing:
    """A piece of evidence of a node, as one graph gives it.

    Attributes:
        iri: its IRI.
        graph: the graph that gives it.
        backed: the properties, classes and values that it supports.
        named: those of them that the node is linked to, its classes left out.
    """

    iri: str
    graph: str
    backed: frozenset[str]
    named: frozenset[str]


class StatementIndex:
    """An index of statements.

    Args:
        statements: the statements.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_subject: dict[str, list[Statement]] = {}
        for each in statements:
            self._by_subject.setdefault(each.subject, []).append(each)
        self._texts: dict[tuple[str, str], list[str]] = {}
        self._backings: dict[str, list[Backing]] = {}

    @cached_property
    def _pointing(self) -> dict[tuple[str, str], dict[str, None]]:
        found: dict[tuple[str, str], dict[str, None]] = {}
        for subject, several in self._by_subject.items():
            for each in several:
                found.setdefault((each.predicate, each.object.value), {})[subject] = None
        return found

    def all_subjects(self) -> list[str]:
        """Every node of which something is said."""
        return list(self._by_subject)

    def of(self, subject: str) -> list[Statement]:
        """The statements about a node."""
        return self._by_subject.get(subject, [])

    def values(self, subject: str, predicate: str) -> list[Term]:
        """The values of a property of a node, one for each graph that says it."""
        return [each.object for each in self.of(subject) if each.predicate == predicate]

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The values of a property of a node, as they stand, each once."""
        key = subject, predicate
        if key not in self._texts:
            found = {each.value for each in self.values(subject, predicate)}
            self._texts[key] = sorted(found)
        return self._texts[key]

    def subjects(self, predicate: str, value: str) -> list[str]:
        """The nodes that point at ``value`` by a property."""
        return list(self._pointing.get((predicate, value), ()))

    def classes(self, subject: str) -> set[str]:
        """The IRIs of the classes of a node."""
        return set(self.texts(subject, TYPE))

    def backings(self, subject: str) -> list[Backing]:
        """The evidence of a node."""
        if subject not in self._backings:
            held = {each.object.value for each in self.of(subject)} - self.classes(subject)
            self._backings[subject] = [
                Backing(each.object.value, each.graph, backed, backed & held)
                for each in self.of(subject)
                if each.predicate == EVIDENCE
                for backed in [frozenset(self.texts(each.object.value, _SUPPORTS))]
            ]
        return self._backings[subject]

    def quoted(self, evidence: str) -> list[Term]:
        """The words that a piece of evidence quotes."""
        selectors = self.texts(evidence, _SELECTOR)
        return [each for selector in selectors for each in self.values(selector, _EXACT)]

    def located(self, evidence: str) -> list[Term]:
        """The locator of a piece of evidence, in each language that has one."""
        return self.values(evidence, _LOCATOR)
