"""What is compared: registers, the ties that each gives, and which places are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.identifiers import list_graph
from graph.lists.resolution import Decision
from graph.network.tie_facts import Agent
from graph.texts import N_, Words
from graph.time.edtf_dates import Bounds

EVIDENCE: Final = "evidence"
_NOT_KNOWN: Final = Bounds(None, None)


@dataclass(frozen=True)
class TieRegister:
    """One who says which places are tied: a list, or the evidence.

    Attributes:
        name: last part of its IRI; ``evidence`` for the evidence.
        titles: its name by language; a blank language for a name without one.
        kind: aggregator or register; blank for the evidence.
        published: the day or month that its edition is of, EDTF; blank for the evidence.
        licence: IRI of its licence; blank where none is known.
    """

    name: str
    titles: Words
    kind: str = ""
    published: str = ""
    licence: str = ""

    @property
    def iri(self) -> str:
        """IRI of the list; blank for the evidence."""
        return "" if self.name == EVIDENCE else list_graph(self.name)


OWN_REGISTER: Final = TieRegister(EVIDENCE, N_("Evidence in Venskab"))


@dataclass(frozen=True, slots=True)
class ListedTie:
    """A tie as a list gives it.

    Attributes:
        iri: its IRI.
        register: name of the list.
        places: IRIs of the list's places that it ties; one for a member of a network.
        ended: True where the list itself gives an end.
    """

    iri: str
    register: str
    places: tuple[str, ...]
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """What supports a tie of the evidence, beside the sources that name it.

    Attributes:
        act: an act is about it, such as a decision or a termination.
        agreement: an agreement governs it.
        visit: a visit was made between its parties.
    """

    act: bool = False
    agreement: bool = False
    visit: bool = False

    @property
    def any(self) -> bool:
        """True if one of them does."""
        return self.act or self.agreement or self.visit

    def __or__(self, other: Support) -> Support:
        return Support(
            self.act or other.act, self.agreement or other.agreement, self.visit or other.visit
        )


@dataclass(frozen=True, slots=True)
class EvidenceTie:
    """A tie between two parties that sources with passages give.

    Attributes:
        relation: IRI of the partnership.
        ends: IRIs of the two parties.
        first: earliest and latest day that can be its first.
        last: earliest and latest day that can be its last; None: no end is known.
        support: what supports it.
    """

    relation: str
    ends: tuple[str, str]
    first: Bounds = _NOT_KNOWN
    last: Bounds = _NOT_KNOWN
    support: Support = Support()


@dataclass(frozen=True)
class Gathered:
    """Everything that registers are compared by.

    Attributes:
        generation: name of the state of the data.
        registers: the lists, by name.
        listed: the ties that lists give.
        evidence: the ties that sources with passages give.
        decisions: which place of a list is which municipality, town or place of another list, or
            is not.
        agents: municipalities, towns and others by IRI.
        carried: by town or former municipality, the municipality that it counts as.
        names: what lists call their places.
        countries: country of places of lists, where a list gives it: ISO 3166-1 alpha-3.
        rows: by tie of a list, the rows that give it.
    """

    generation: str = ""
    registers: Sequence[TieRegister] = ()
    listed: Sequence[ListedTie] = ()
    evidence: Sequence[EvidenceTie] = ()
    decisions: Sequence[Decision] = ()
    agents: Mapping[str, Agent] = field(default_factory=dict)
    carried: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
