"""Status spells equal the brute-force oracle, in Oxigraph and in rdflib alike."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from graph.derivation.rules import RuleStore, derive
from graph.engine.rule_store import OxigraphRuleStore
from tests.graph.derivation.status_oracle import (
    DAYS,
    EFFECTS,
    LATEST,
    Day,
    Event,
    Seat,
    Span,
    Stated,
    States,
    life_of_agreement,
    lives_of_participation,
    partnership_states,
    possible_states,
)

VSK = "https://w3id.org/venskab/ontology#"
ID = "https://w3id.org/venskab/id/"
KIND = "https://w3id.org/venskab/concept/event-kind/"
STATE = "https://w3id.org/venskab/concept/state/"
SOURCE = "https://w3id.org/venskab/graph/source/test"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class RdflibRuleStore:
    """The same derivation with rdflib for its rules."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)

    def quads(self) -> Iterable[str]:
        return [f"{line.removesuffix('.')}<{SOURCE}> ." for line in self._lines]

    def construct(self, sparql: str, lines: Iterable[str]) -> Iterable[str]:
        graph = Graph().parse(data="\n".join(lines), format="nt")
        made = graph.query(prepared(sparql)).graph or Graph()
        return [line for line in made.serialize(format="nt").split("\n") if line]


def oxigraph(lines: Iterable[str]) -> OxigraphRuleStore:
    store = ox.Store()
    graph = ox.NamedNode(SOURCE)
    store.load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return OxigraphRuleStore(store)


prepared = cache(prepareQuery)
Adapter = Callable[[Iterable[str]], RuleStore]


def as_date(day: Day) -> date:
    return date(2000, 1, 1) + timedelta(days=day)


def edtf(span: Span) -> str:
    first = ".." if span.first is None else as_date(span.first).isoformat()
    last = ".." if span.last is None else as_date(span.last).isoformat()
    text = first if first == last != ".." else f"{first}/{last}"
    return f'"{text}"^^<http://id.loc.gov/datatypes/edtf/EDTF>'


def effects() -> list[str]:
    return [f"<{KIND}{k}> <{VSK}effect> <{STATE}{e}> ." for k, e in EFFECTS.items()]


def stated_lines(kind: str, slug: str, stated: Stated) -> list[str]:
    me = f"<{ID}{kind.lower()}/{slug}>"
    lines = [f"{me} {TYPE} <{VSK}{kind}> ."]
    for name in ("began", "ended", "attested"):
        span: Span | None = getattr(stated, name)
        if span:
            lines.append(f"{me} <{VSK}{name}> {edtf(span)} .")
    for i, event in enumerate(stated.events):
        it = f"<{ID}event/{kind.lower()}-{slug}-{i}>"
        lines += [f"{it} <{VSK}concerns> {me} .", f"{it} <{VSK}eventKind> <{KIND}{event.kind}> ."]
        if event.when:
            lines.append(f"{it} <{VSK}date> {edtf(event.when)} .")
    if stated.replaced:
        new = f"<{ID}agreement/{slug}-new>"
        lines.append(f"{new} {TYPE} <{VSK}Agreement> .")
        lines.append(f"{new} <{VSK}replaces> {me} .")
        lines.append(f"{new} <{VSK}signed> {edtf(stated.replaced)} .")
    return lines


def seat_lines(slug: str, partnership: str, seat: Seat) -> list[str]:
    me, party = f"<{ID}participation/{slug}>", f"<{ID}municipality/{slug}>"
    return [
        *stated_lines("Participation", slug, seat.own),
        *stated_lines("Municipality", slug, Stated(began=seat.party_began, ended=seat.party_ended)),
        f"{me} <{VSK}inPartnership> <{ID}partnership/{partnership}> .",
        f"{me} <{VSK}party> {party} .",
    ]


def spells(lines: Iterable[str]) -> dict[str, dict[Day, States]]:
    """Possible states by thing and day; checks that the spells of a thing are a partition."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if subject.startswith(f"<{ID}status-spell/") and predicate.startswith(f"<{VSK}"):
            value = rest.rsplit(" ", 2)[0].strip('<>"').split('"')[0]
            found[subject][predicate.removeprefix(f"<{VSK}").rstrip(">")].append(value)
    by_thing: dict[str, list[tuple[str, str, States]]] = defaultdict(list)
    for spell in found.values():
        states = frozenset(iri.removeprefix(STATE) for iri in spell["possibleState"])
        (thing,) = spell["concerns"]
        first, before = (*spell["spellFrom"], ""), (*spell["spellEndExclusive"], "~")
        by_thing[thing.removeprefix(ID)].append((first[0], before[0], states))
    return {thing: _by_day(sorted(runs)) for thing, runs in by_thing.items()}


def _by_day(runs: list[tuple[str, str, States]]) -> dict[Day, States]:
    assert runs[0][0] == "" and runs[-1][1] == "~"
    for one, two in itertools.pairwise(runs):
        assert one[1] == two[0], "spells leave no hole and do not overlap"
        assert one[2] != two[2], "a spell is as long as it can be"
    days = {}
    for day in DAYS:
        text = as_date(day).isoformat()
        (days[day],) = [states for first, before, states in runs if first <= text < before]
    return days


@st.composite
def spans(draw: st.DrawFn, *, bounded: bool = False) -> Span:
    first = draw(st.integers(2, LATEST - 4))
    last = first + draw(st.sampled_from([0, 0, 1, 2]))
    if bounded:
        return Span(first, last)
    side = draw(st.sampled_from(["", "", "", "", "first", "last"]))
    return Span(None if side == "first" else first, None if side == "last" else last)


events = st.builds(Event, st.sampled_from(sorted(EFFECTS)), st.one_of(*[spans()] * 5, st.none()))
maybe = st.one_of(st.none(), spans())
agreements = st.builds(
    Stated,
    began=maybe,
    ended=maybe,
    attested=maybe,
    events=st.lists(events, max_size=2).map(tuple),
    replaced=maybe,
)
own = st.builds(
    Stated,
    began=maybe,
    ended=st.one_of(st.none(), maybe),
    attested=maybe,
    events=st.lists(events, max_size=1).map(tuple),
)
seats = st.builds(Seat, own, st.one_of(st.none(), spans(bounded=True)), st.one_of(st.none(), maybe))
shared_lives = st.builds(
    Stated,
    began=maybe,
    ended=st.one_of(st.none(), maybe),
    attested=maybe,
    events=st.lists(events, max_size=2).map(tuple),
)
partnerships = st.tuples(shared_lives, st.lists(seats, min_size=1, max_size=4))


def check_agreements(adapter: Adapter, several: Sequence[Stated]) -> None:
    lines = effects()
    for i, stated in enumerate(several):
        lines += stated_lines("Agreement", str(i), stated)
    found = spells(derive(adapter(lines)))
    for i, stated in enumerate(several):
        life = life_of_agreement(stated)
        expected = possible_states(life) if life else None
        assert found.get(f"agreement/{i}") == expected, stated


def check_partnerships(adapter: Adapter, several: Sequence[tuple[Stated, Sequence[Seat]]]) -> None:
    lines = effects()
    for i, (shared, parties) in enumerate(several):
        lines += stated_lines("Partnership", str(i), shared)
        for j, seat in enumerate(parties):
            lines += seat_lines(f"{i}-{j}", str(i), seat)
    found = spells(derive(adapter(lines)))
    for i, (shared, parties) in enumerate(several):
        taken = []
        for j, seat in enumerate(parties):
            lives = lives_of_participation(seat, shared)
            expected = possible_states(lives[0]) if lives else None
            assert found.get(f"participation/{i}-{j}") == expected, (seat, shared)
            taken += [possible_states(lives[1])] if lives else []
        whole = partnership_states(taken) if len(taken) >= 2 else None
        assert found.get(f"partnership/{i}") == whole, (shared, parties)


quick = settings(
    max_examples=25,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # a batch of lives is not worth shrinking
)
few = settings(quick, max_examples=4)


@quick
@given(st.lists(agreements, min_size=30, max_size=50))
def test_agreements_in_oxigraph(several: list[Stated]) -> None:
    check_agreements(oxigraph, several)


@quick
@given(st.lists(partnerships, min_size=15, max_size=25))
def test_partnerships_in_oxigraph(several: list[tuple[Stated, list[Seat]]]) -> None:
    check_partnerships(oxigraph, several)


@few
@given(st.lists(agreements, min_size=4, max_size=6))
def test_agreements_in_rdflib(several: list[Stated]) -> None:
    check_agreements(RdflibRuleStore, several)


@few
@given(st.lists(partnerships, min_size=2, max_size=3))
def test_partnerships_in_rdflib(several: list[tuple[Stated, list[Seat]]]) -> None:
    check_partnerships(RdflibRuleStore, several)


@few
@given(st.lists(partnerships, min_size=2, max_size=3))
def test_both_engines_derive_the_same_graph(several: list[tuple[Stated, list[Seat]]]) -> None:
    lines = effects()
    for i, (shared, parties) in enumerate(several):
        lines += stated_lines("Partnership", str(i), shared)
        for j, seat in enumerate(parties):
            lines += seat_lines(f"{i}-{j}", str(i), seat)
    assert derive(oxigraph(lines)) == derive(RdflibRuleStore(lines))


@pytest.mark.parametrize("adapter", [oxigraph, RdflibRuleStore])
def test_same_day_end_beats_suspension_beats_entry(adapter: Adapter) -> None:
    when = Span(5, 5)
    kinds = ("resumed", "suspended", "terminated")
    several = [
        Stated(began=Span(2, 2), events=tuple(Event(kind, when) for kind in kinds[:n]))
        for n in (1, 2, 3)
    ]
    lines = effects()
    for i, stated in enumerate(several):
        lines += stated_lines("Agreement", str(i), stated)
    found = spells(derive(adapter(lines)))
    assert [found[f"agreement/{i}"][5] for i in range(3)] == [
        {"in-force"},
        {"suspended"},
        {"ended"},
    ]
