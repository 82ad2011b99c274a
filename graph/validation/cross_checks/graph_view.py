"""What a check looks at, and what it answers with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from graph.errors import BadDate
from graph.prefixes import BASE
from graph.texts import Text
from graph.time.edtf_dates import Bounds, bounds
from graph.validation.prefixed_terms import iri
from graph.validation.quad_index import QuadIndex, edtf
from graph.validation.quad_lines import Said

TYPE: Final = iri("rdf:type")
_SOURCE: Final = f"{BASE}graph/source/"


@dataclass(frozen=True)
class CrossFinding:
    """One finding of a check across graphs; terms are N-Triples text.

    Attributes:
        shape: local name of the shape that has the message.
        focus: the thing.
        path: the property, or None.
        value: the value, or None.
        words: what the message leaves open, by name; an IRI is shown by its name.
        remarks: what is said after the message.
    """

    shape: str
    focus: str
    path: str | None = None
    value: str | None = None
    words: Mapping[str, str] = field(default_factory=dict, compare=False)
    remarks: tuple[Text, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class GraphView:
    """A graph, and all others beside it.

    Attributes:
        graph: the graph's IRI.
        stated: its statements.
        whole: those of all graphs that checks compare.
        describes: says whether any graph says something of a subject.
        today: the day of the verdict.
    """

    graph: str
    stated: list[Said]
    whole: QuadIndex
    describes: Callable[[str], bool]
    today: date

    @cached_property
    def own(self) -> QuadIndex:
        """The statements of the graph."""
        return QuadIndex(self.stated)

    @property
    def is_source(self) -> bool:
        """The graph is what a source says."""
        return self.graph.startswith(_SOURCE)

    def classes(self, thing: str) -> Set[str]:
        """The classes that any graph gives a thing."""
        return self.whole.values(thing, TYPE)

    def dated(self, *paths: str) -> Iterator[tuple[Said, Bounds]]:
        """The dates that the graph states by these properties, and the days they can mean."""
        for statement in self.stated:
            if statement[1] in paths and (days := days_of(statement[2])):
                yield statement, days

    def days(self, thing: str, *paths: str) -> list[Bounds]:
        """The days that the dates of a thing can mean, by whichever graph."""
        return list(filter(None, map(days_of, self.whole.values(thing, *paths))))


CrossCheck = Callable[[GraphView], Iterator[CrossFinding]]


@lru_cache(maxsize=16_384)
def days_of(term: str) -> Bounds | None:
    """The days that a date can mean; None for what is no date."""
    text = edtf(term)
    try:
        return bounds(text) if text else None
    except BadDate:
        return None


def before(one: Bounds, other: Bounds) -> bool:
    """True if one lies before the other whatever days they mean."""
    return bool(one.latest and other.earliest and one.latest < other.earliest)
