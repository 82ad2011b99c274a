"""Status spells equal what the brute-force oracles find over generated lifecycles.

``VENSKAB_LIFECYCLES=20000`` in the environment draws so many of each.
"""

from __future__ import annotations

import itertools
import operator
import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox
import pytest

from graph.derivation.rules import derive
from graph.engine.rule_store import OxigraphRuleStore
from tests.graph.derivation.lifecycle_statements import (
    ID,
    SAID,
    STATE,
    VSK,
    as_date,
    contradictions,
    effects,
    heir_of,
    lifecycle_lines,
    stated_lines,
)
from tests.graph.derivation.lifecycles import agreement_of, lifecycle_of, plan_of
from tests.graph.derivation.partnership_oracle import (
    Lifecycle,
    acts_of,
    never_began,
    signs_of,
    states_of,
    with_acts,
)
from tests.graph.derivation.status_oracle import (
    DAYS,
    Act,
    Day,
    Stated,
    States,
    Value,
    agreement_states,
    heard_of,
    own_signs,
)


def derived(lines: Iterable[str]) -> list[str]:
    """What is derived from statements, each in the graph that its line names, if it names one."""
    store = ox.Store()
    for line in lines:
        store.extend(ox.parse(line.encode(), ox.RdfFormat.N_QUADS))
    said = ox.Store()
    for quad in store:
        named = quad.graph_name
        graph = ox.NamedNode(SAID) if isinstance(named, ox.DefaultGraph) else named
        said.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    return derive(OxigraphRuleStore(said))


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


# How many lifecycles are drawn: a few seconds' worth, or as many as one asks for.
LIVES = int(os.environ.get("VENSKAB_LIFECYCLES", "300"))
BATCH = 50
batches = pytest.mark.parametrize("first", range(0, LIVES, BATCH))


def told(lives: Iterable[Lifecycle]) -> list[str]:
    """What is stated of several lifecycles."""
    lines = effects()
    for i, lifecycle in enumerate(lives):
        lines += lifecycle_lines(str(i), lifecycle)
    return lines


@batches
def test_agreements(first: int) -> None:
    several = [agreement_of(seed) for seed in range(first, first + BATCH)]
    lines = effects()
    for i, stated in enumerate(several):
        lines += contradictions(stated_lines("Agreement", str(i), stated))
    found = spells(derived(lines))
    for i, stated in enumerate(several):
        assert found.get(f"agreement/{i}") == agreement_states(stated), (first + i, stated)


@batches
def test_partnerships(first: int) -> None:
    several = [lifecycle_of(seed) for seed in range(first, first + BATCH)]
    found = spells(derived(told(several)))
    for i, lifecycle in enumerate(several):
        expected, which = states_of(lifecycle), (first + i, lifecycle)
        alike = holds_all if disputed(lifecycle) else operator.eq
        for j, (own, heir) in enumerate(zip(expected.seats, expected.heirs, strict=True)):
            assert alike(found.get(f"participation/{i}-{j}"), own), (j, *which)
            assert alike(found.get(heir_of(str(i), f"{i}-{j}")), heir), (j, *which)
        assert alike(found.get(f"partnership/{i}"), expected.whole), which


def disputed(lifecycle: Lifecycle) -> bool:
    """True where accounts differ: what is chosen for one thing is not held against another."""
    return any(act.group or len(act.effects()) > 1 for act in acts_of(lifecycle))


def holds_all(found: dict[Day, States] | None, expected: dict[Day, States] | None) -> bool:
    """True if no state is missing on any day; there may be one too many."""
    if found is None or expected is None:
        return found is expected
    return all(found[day] >= expected[day] for day in DAYS)


@batches
def test_last_heard_of(first: int) -> None:
    several = [lifecycle_of(seed) for seed in range(first, first + BATCH)]
    heard = {
        line.split(" ")[0].removeprefix(f"<{ID}").rstrip(">"): line.split('"')[1]
        for line in derived(told(several))
        if f" <{VSK}lastHeardOf> " in line
    }
    for i, lifecycle in enumerate(several):
        # A source that tells of an act heard of it, whatever another says of the matter.
        told_of = with_acts(lifecycle, [replace(act, group=0) for act in acts_of(lifecycle)])
        signs, which = signs_of(told_of), (first + i, lifecycle)
        every = [sign for seat in signs for sign in (*seat.own, *seat.shared)]
        assert heard.get(f"partnership/{i}") == as_text(heard_of(every)), which
        for j, seat in enumerate(signs):
            assert heard.get(f"participation/{i}-{j}") == as_text(
                heard_of((*seat.own, *seat.shared))
            ), which
        for j, agreement in enumerate(told_of.agreements):
            last = heard_of(own_signs(agreement.stated))
            assert heard.get(f"agreement/{i}-{j}") == as_text(last), which


def as_text(day: Day | None) -> str | None:
    return None if day is None else as_date(day).isoformat()


@batches
def test_what_never_began(first: int) -> None:
    several = [plan_of(seed) for seed in range(first, first + BATCH)]
    made = derived(told(several))
    marked = {line.split(" ")[0] for line in made if f" <{VSK}neverBegan> " in line}
    for i, lifecycle in enumerate(several):
        found = f"<{ID}partnership/{i}>" in marked
        assert found == never_began(lifecycle), (first + i, lifecycle)


def test_same_day_end_beats_suspension_beats_entry() -> None:
    when = (Value(frozenset({5})),)
    kinds = ("resumed", "suspended", "terminated")
    lines = effects()
    for n in (1, 2, 3):
        acts = tuple(Act((kind,), when) for kind in kinds[:n])
        stated = Stated(began=(Value(frozenset({2})),), acts=acts)
        lines += stated_lines("Agreement", str(n), stated)
    found = spells(derived(lines))
    assert [found[f"agreement/{n}"][5] for n in (1, 2, 3)] == [
        {"in-force"},
        {"suspended"},
        {"ended"},
    ]
