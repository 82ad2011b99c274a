"""Why a thing has the status it has on a day: the reasons of its spell, each with who says so.

One answer for the command, the address ``/why`` and the pages: a spell of status names what begins,
ends or suspends it (``vsk:because``); here each of these is told by its acts, days and sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from rdflib.namespace import DCTERMS, ORG, RDFS, SKOS

from graph.descriptions.describe import describe
from graph.descriptions.related import about
from graph.descriptions.statement_index import Backing, StatementIndex
from graph.engine.base import Engine
from graph.engine.results import rows
from graph.identifiers import DERIVED_GRAPH
from graph.namespaces import VSK
from graph.sparql_text import prologue, term
from graph.statements import Statement
from graph.terms import Term
from graph.time.edtf_dates import bounds, is_edtf
from graph.time.intervals import Interval, State

_NAMES: Final = tuple(map(str, (RDFS.label, SKOS.prefLabel, DCTERMS.title)))
# The days that a status is worked out from, in the order in which they are told.
_DAYS: Final = tuple(
    map(str, (VSK.date, VSK.began, VSK.inForceFrom, VSK.signed, VSK.attested, VSK.ended,
              VSK.inForceUntil, VSK.duration))
)  # fmt: skip
_CONCERNS, _BECAUSE = str(VSK.concerns), str(VSK.because)
_ASKED: Final = f"""{prologue("vsk")}SELECT DISTINCT ?node WHERE {{
  {{ ?spell a vsk:StatusSpell ; vsk:concerns %s ; vsk:because ?node }}
  UNION {{ %s vsk:inPartnership ?node }} UNION {{ ?node vsk:inPartnership %s }}
  UNION {{ %s vsk:party ?node }} UNION {{ %s vsk:inheritedFrom ?node }}
  UNION {{ ?node vsk:governs %s }}
  UNION {{ ?node vsk:concerns/vsk:inPartnership? %s ; vsk:eventKind ?kind }}
}}"""


class ReasonKind(StrEnum):
    """The kinds of what a status rests on."""

    EVENT = "event"
    AGREEMENT = "agreement"
    MERGER = "merger"
    SOURCE = "source"


@dataclass(frozen=True)
class ThingInWords:
    """A thing with its names by language; a blank language for a name without one."""

    iri: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Witness:
    """A source that says it, and the passage.

    Attributes:
        source: the graph.
        quotation: the words that carry it, with their language; blank where none are given.
        locator: where they stand, by language.
        as_stated: the date in the words of the source; blank where they are not kept.
    """

    source: ThingInWords
    quotation: Term | None = None
    locator: Mapping[str, str] | None = None
    as_stated: str = ""


@dataclass(frozen=True)
class StatedDay:
    """A day that a status rests on.

    Attributes:
        of: the thing that it is a day of.
        role: the property: ``date``, ``began``, ``signed`` and so on.
        value: as the source gives it, in EDTF; of a duration in ISO 8601.
        witnesses: who says it.
    """

    of: ThingInWords
    role: str
    value: Term
    witnesses: Sequence[Witness]


@dataclass(frozen=True)
class Reason:
    """What begins, ends or suspends a state, or leaves it open.

    Attributes:
        kind: an event, an agreement, a merger, or the source that states a day.
        thing: which.
        acts: the kinds of event.
        effects: the states that they lead to.
        decided_by: who decided it.
        organs: which of their organs.
        grounds: the words of the source for why, by language, and the names of such reasons.
        days: the days it rests on.
        witnesses: who says that it happened; for a source, itself.
    """

    kind: ReasonKind
    thing: ThingInWords
    acts: Sequence[ThingInWords] = ()
    effects: Sequence[State] = ()
    decided_by: Sequence[ThingInWords] = ()
    organs: Sequence[ThingInWords] = ()
    grounds: Sequence[Mapping[str, str]] = ()
    days: Sequence[StatedDay] = ()
    witnesses: Sequence[Witness] = ()


@dataclass(frozen=True)
class Why:
    """The status of a thing on a day, and the reasons for it.

    Attributes:
        thing: which.
        on: the day.
        states: the states that are possible; one: it is certain; none: nothing tells.
        interval: from when until when it stands so; None without a status.
        reasons: what it rests on.
        last_heard_of: the last day on which a source shows it alive.
        heard_on: the date of that sign as its source gives it, in EDTF; the day itself where
            no date at hand ends with it.
        never_began: whether it was only planned.
    """

    thing: ThingInWords
    on: date
    states: Sequence[State] = ()
    interval: Interval | None = None
    reasons: Sequence[Reason] = ()
    last_heard_of: date | None = None
    never_began: bool = False
    heard_on: str = ""

    @property
    def certain(self) -> bool:
        """True if no other state is possible."""
        return len(self.states) == 1


async def why(engine: Engine, iri: str, on: date) -> Why | None:
    """Why a thing has the status it has on a day; None where no graph says anything of it.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    found = await describe(engine, iri)
    if found is None:
        return None
    asked = await rows(engine, _ASKED.replace("%s", term(iri)))
    nodes = sorted({row["node"].value for row in asked})
    told = await about(engine, nodes, set(found.statements))
    return why_of(StatementIndex(sorted(told)), iri, on)


def why_of(said: StatementIndex, iri: str, on: date) -> Why:
    """The same from statements at hand: those about the thing, its spells and their reasons.

    Args:
        said: the statements.
        iri: the thing.
        on: the day.
    """
    told = _Telling(said, iri)
    heard = said.texts(iri, str(VSK.lastHeardOf))
    last = date.fromisoformat(max(heard)) if heard else None
    sign = _as_stated(said, last) if last else ""
    never = "true" in said.texts(iri, str(VSK.neverBegan))
    for spell, interval in told.spells():
        if interval.holds(on):
            reasons = tuple(told.reasons(said.texts(spell, _BECAUSE)))
            states = sorted(interval.states)
            return Why(told.named(iri), on, states, interval, reasons, last, never, sign)
    acts = told.acts() if never else ()
    return Why(told.named(iri), on, (), None, tuple(told.reasons(acts)), last, never, sign)


def _as_stated(said: StatementIndex, last: date) -> str:
    """The most exact date of a source that can mean a day, but none after it."""
    texts = {
        each.object.value
        for subject in said.all_subjects()
        for each in said.of(subject)
        if each.predicate in _DAYS and each.graph != DERIVED_GRAPH
    }
    found = {text: bounds(text) for text in texts if is_edtf(text)}
    ends = [text for text, days in found.items() if days.latest == last]
    return max(ends, key=lambda text: found[text].earliest or date.min, default=last.isoformat())


class _Telling:
    def __init__(self, said: StatementIndex, iri: str) -> None:
        self._said = said
        self._iri = iri

    def spells(self) -> Iterator[tuple[str, Interval]]:
        for each in self._said.subjects(_CONCERNS, self._iri):
            if str(VSK.StatusSpell) in self._said.classes(each):
                states = self._said.texts(each, str(VSK.possibleState))
                yield (
                    each,
                    Interval(
                        self._day(each, VSK.spellFrom),
                        self._day(each, VSK.spellEndExclusive),
                        frozenset(State(state.rsplit("/", 1)[-1]) for state in states),
                    ),
                )

    def _day(self, iri: str, predicate: object) -> date | None:
        return next(map(date.fromisoformat, self._said.texts(iri, str(predicate))), None)

    def acts(self) -> list[str]:
        """The acts on the thing or on the part of a party in it, by their days."""
        parts = [self._iri, *self._said.subjects(str(VSK.inPartnership), self._iri)]
        return list(
            dict.fromkeys(
                event
                for each in parts
                for event in self._said.subjects(_CONCERNS, each)
                if self._said.texts(event, str(VSK.eventKind))
            )
        )

    def named(self, iri: str) -> ThingInWords:
        found = {each.object.lang: each.object.value for each in self._of(iri, *_NAMES)}
        return ThingInWords(iri, dict(sorted(found.items())))

    def _all_named(self, iri: str, predicate: object) -> list[ThingInWords]:
        return [self.named(each) for each in self._said.texts(iri, str(predicate))]

    def _of(self, iri: str, *predicates: str) -> list[Statement]:
        return [each for each in self._said.of(iri) if each.predicate in predicates]

    def reasons(self, iris: Iterable[str]) -> list[Reason]:
        """The reasons, what happened first in front, and the sources that state days behind."""
        found = [self._reason(iri) for iri in iris]
        return sorted(found, key=lambda each: (each.kind is ReasonKind.SOURCE, _first_day(each)))

    def _reason(self, iri: str) -> Reason:
        classes = self._said.classes(iri)
        if str(VSK.Agreement) in classes or str(VSK.Annex) in classes:
            kind = ReasonKind.AGREEMENT
        elif str(ORG.ChangeEvent) in classes:
            kind = ReasonKind.MERGER
        elif self._said.texts(iri, str(VSK.eventKind)):
            kind = ReasonKind.EVENT
        else:
            return self._source(iri)
        kinds = self._said.texts(iri, str(VSK.eventKind))
        effects = [each for one in kinds for each in self._said.texts(one, str(VSK.effect))]
        what = str(VSK.eventKind) if kinds else str(RDFS.label)
        return Reason(
            kind,
            self.named(iri),
            self._all_named(iri, VSK.eventKind),
            sorted({State(each.rsplit("/", 1)[-1]) for each in effects}),
            self._all_named(iri, VSK.decidedBy),
            self._all_named(iri, VSK.organ),
            self._grounds(iri),
            self._days(iri),
            [each for one in self._of(iri, what) for each in self._witnesses(one)],
        )

    def _grounds(self, iri: str) -> list[Mapping[str, str]]:
        words = {each.object.lang: each.object.value for each in self._of(iri, str(VSK.reason))}
        return [named.names for named in self._all_named(iri, VSK.endReason)] + [words][
            : len(words)
        ]

    def _source(self, graph: str) -> Reason:
        """A source that states a day of the thing, of its partnership, a party or a part."""
        days = [day for each in self._stating() for day in self._days(each, graph) if day.witnesses]
        return Reason(
            ReasonKind.SOURCE,
            self.named(graph),
            days=days,
            witnesses=[Witness(self.named(graph))],
        )

    def _stating(self) -> list[str]:
        said, iri = self._said, self._iri
        linked = (VSK.inPartnership, VSK.party, VSK.inheritedFrom)
        found = [iri, *(each for p in linked for each in said.texts(iri, str(p)))]
        pointing = (VSK.inPartnership, VSK.governs)
        found += [each for p in pointing for each in said.subjects(str(p), iri)]
        return list(dict.fromkeys(found))

    def _days(self, iri: str, graph: str = "") -> list[StatedDay]:
        """The days of a node that a graph states, or any but the rules."""
        found: dict[tuple[str, Term], list[Witness]] = {}
        for each in self._of(iri, *_DAYS):
            if each.graph != DERIVED_GRAPH and graph in ("", each.graph):
                found.setdefault((each.predicate, each.object), []).extend(self._witnesses(each))
        ordered = sorted(found.items(), key=lambda pair: (_DAYS.index(pair[0][0]), pair[0][1]))
        named = self.named(iri)
        return [
            StatedDay(named, predicate.rsplit("#", 1)[-1], value, witnesses)
            for (predicate, value), witnesses in ordered
        ]

    def _witnesses(self, each: Statement) -> list[Witness]:
        if not each.graph or each.graph == DERIVED_GRAPH:
            return []
        source = self.named(each.graph)
        backings = [
            backing
            for backing in self._said.backings(each.subject)
            if backing.graph == each.graph and _backs(backing, each)
        ]
        return [self._witness(source, backing.iri) for backing in backings[:1]] or [Witness(source)]

    def _witness(self, source: ThingInWords, evidence: str) -> Witness:
        quoted = next(iter(self._said.quoted(evidence)), None)
        locator = {each.lang: each.value for each in self._said.located(evidence)}
        stated = next(iter(self._said.texts(evidence, str(VSK.dateAsStated))), "")
        return Witness(source, quoted, locator or None, stated)


def _backs(evidence: Backing, said: Statement) -> bool:
    return said.object.value in evidence.backed or said.predicate in evidence.backed


def _first_day(reason: Reason) -> tuple[str, str]:
    return min((day.value.value for day in reason.days), default="9999"), reason.thing.iri
