"""The facts about ties in the graph, read once for a generation; projections are made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graph.time.edtf_dates import Bounds
from graph.time.intervals import Intervals


class Layer(StrEnum):
    """The kinds of ties between municipalities."""

    PARTNERSHIP = "partnership"
    AGREEMENT = "agreement"
    MEMBERSHIP = "membership"
    VISIT = "visit"
    EXCHANGE = "exchange"


class Role(StrEnum):
    """The side of a directed tie that a party is on."""

    FROM = "from"
    TO = "to"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Agent:
    """One who can be tied.

    Attributes:
        iri: its IRI.
        kind: ``municipality``, ``locality`` or ``other``.
        names: its name by language; a blank language for a name without one.
        country: ISO 3166-1 alpha-3 code, blank where unknown.
        code: official code, blank where unknown.
        wikidata: Wikidata identifier such as ``Q240262``, blank where unknown.
        point: longitude and latitude, degrees.
        population: inhabitants.
        population_year: the year of that number.
    """

    iri: str
    kind: str = "other"
    names: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    code: str = ""
    wikidata: str = ""
    point: tuple[float, float] | None = None
    population: int | None = None
    population_year: int | None = None

    def name(self, lang: str) -> str:
        """The name in a language, else in any, else the end of the IRI."""
        fallback = min(self.names.values(), default=self.iri.rsplit("/", 1)[-1])
        return self.names.get(lang, fallback)

    def language(self, lang: str) -> str:
        """The language of that name, blank where it is not known."""
        return (
            lang if lang in self.names else min(self.names, key=self.names.__getitem__, default="")
        )


@dataclass(frozen=True, slots=True)
class Seat:
    """A party in a relation.

    Attributes:
        iri: what says so: a participation, a membership, or the relation itself.
        party: who.
        role: the side it is on.
        spells: when.
        sources: IRIs of the source graphs that state it.
        evidence: IRIs of the passages it rests on.
        inherited_from: IRIs of seats that this one carries on.
    """

    iri: str
    party: str
    role: Role
    spells: Intervals
    sources: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    inherited_from: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that two or more parties share: a partnership, an agreement, a network, a visit.

    Attributes:
        iri: its IRI.
        layer: what it is.
        seats: its parties.
        names: its name by language.
        kinds: notations of its kinds.
        areas: notations of the cooperation areas it covers.
        agreements: IRIs of the agreements that govern it.
        evidence: IRIs of the passages that its own claims rest on.
        never_began: whether it was only planned, and has no tie at any time.
        denied: whether a party says that there never was one.
        listed: whether only lists give it, and no evidence.
    """

    iri: str
    layer: Layer
    seats: Sequence[Seat]
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    agreements: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    never_began: bool = False
    denied: bool = False
    listed: bool = False

    def name(self, lang: str) -> str:
        """The name in a language, else in any, else the end of the IRI."""
        fallback = min(self.names.values(), default=self.iri.rsplit("/", 1)[-1])
        return self.names.get(lang, fallback)


@dataclass(frozen=True)
class TieFacts:
    """All that projections are made from.

    Attributes:
        generation: name of the state of the data.
        agents: by IRI.
        relations: all of them.
        publishers: by source graph, who published it.
        heirs: by municipality, those that it went into, with the day.
        broader: by area, the wider area it belongs to.
        acting: by town, the municipalities that act for it, each with its own life.
        parts: by relation, those that are part of it.
        agreement_texts: IRIs of the sources that are agreements: the word of all parties.
    """

    generation: str
    agents: Mapping[str, Agent]
    relations: Sequence[Relation]
    publishers: Mapping[str, str] = field(default_factory=dict)
    heirs: Mapping[str, Mapping[str, Bounds]] = field(default_factory=dict)
    broader: Mapping[str, str] = field(default_factory=dict)
    acting: Mapping[str, Mapping[str, Intervals]] = field(default_factory=dict)
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    agreement_texts: frozenset[str] = frozenset()
