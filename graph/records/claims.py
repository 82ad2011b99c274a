"""What a record says, between its text and its statements: things, their claims, the passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.records.tree import NOWHERE, Place
from graph.terms import Term


@dataclass(frozen=True)
class SourcePassage:
    """A passage of the source that claims rest on.

    Attributes:
        key: what ends its IRI, after the source's slug.
        words: the words of the text; blank where only a place is given.
        at: the place in the source in words: plain, or by language.
        start: position of the first character in the text; None where it is not known.
        end: position after the last one.
        as_stated: the date as it stands there.
        reasoning: how the date was worked out, by language.
        by: IRI of who says it in the source; blank where it is the source itself.
        source: IRI of the source; blank where it is the record's own.
        supports: IRIs of what it backs; None where that follows from where it is named.
        labels: its labels where they are not the made ones; None where they are made.
        place: where it is written.
    """

    key: str
    words: str = ""
    at: tuple[Term, ...] = ()
    start: int | None = None
    end: int | None = None
    as_stated: str = ""
    reasoning: tuple[Term, ...] = ()
    by: str = ""
    source: str = ""
    supports: frozenset[str] | None = None
    labels: tuple[Term, ...] | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class RecordClaim:
    """One value of one property of a thing.

    Attributes:
        predicate: the property's IRI.
        term: the value.
        says: keys of the passages that carry the field; None where those of the thing do.
        alone: keys of the passages of this value alone, which back a concept as well.
        place: where it is written.
        path: the field's path, for findings.
    """

    predicate: str
    term: Term
    says: tuple[str, ...] | None = None
    alone: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)
    path: str = field(default="", compare=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all passages that stand with it."""
        return (*(self.says or ()), *self.alone)


@dataclass
class RecordThing:
    """One thing and all that is said of it.

    Attributes:
        iri: its IRI.
        classes: IRIs of its classes; empty for a thing of another graph.
        claims: what is said of it, in the order it is written.
        says: keys of the passages of the thing itself.
        place: where it is written.
        path: what it is in the record, such as ``agreement 2``.
        told: IRIs of the properties that are written, be it with no value.
    """

    iri: str
    classes: tuple[str, ...] = ()
    claims: list[RecordClaim] = field(default_factory=list)
    says: tuple[str, ...] = ()
    place: Place = NOWHERE
    path: str = ""
    told: set[str] = field(default_factory=set)

    def values(self, property_iri: str) -> Iterator[Term]:
        """The values of one property."""
        return (each.term for each in self.claims if each.predicate == property_iri)
