"""Why a thing has its status: the same reasons by command, by address and on its page."""

from __future__ import annotations

from datetime import date

import pytest

from graph.descriptions.statement_index import StatementIndex
from graph.descriptions.why import ReasonKind, Why, why_of
from graph.identifiers import thing
from graph.time.intervals import State
from tests.queries.small_worlds import pair, statements, world

EDTF = "^^edtf:EDTF"
TOWNS = "".join(
    f'municipality:{name} a vsk:Municipality ; rdfs:label "{name.title()}"@en .\n'
    for name in ("north", "south", "east")
)
SUSPENDED = (
    TOWNS
    + pair("north-south", "municipality:north", "municipality:south", f'vsk:began "1990"{EDTF}')
    + f"""
event:suspended a vsk:LifecycleEvent ; vsk:concerns participation:north-south-1 ;
    vsk:eventKind kind:suspended ; vsk:date "2010"{EDTF} ; vsk:reason "War."@en ;
    vsk:decidedBy municipality:north ; vsk:organ organ:council .
"""
)


def asked(turtle: str, kind: str, slug: str, day: date) -> Why:
    return why_of(StatementIndex(statements(world(turtle))), thing(kind, slug), day)


@pytest.mark.parametrize(
    ("year", "states", "acts"),
    [
        (1980, {State.NOT_YET}, 0),
        (2000, {State.IN_FORCE}, 0),
        (2010, {State.IN_FORCE, State.SUSPENDED}, 1),
        (2020, {State.SUSPENDED}, 1),
    ],
)
def test_the_reasons_are_those_of_the_day(year: int, states: set[State], acts: int) -> None:
    found = asked(SUSPENDED, "participation", "north-south-1", date(year, 6, 1))
    assert set(found.states) == states
    assert found.certain == (len(states) == 1)
    kinds = [each.kind for each in found.reasons]
    assert kinds == [ReasonKind.EVENT] * acts + [ReasonKind.SOURCE], "what happened comes first"
    (source,) = found.reasons[acts:]
    assert [(day.role, day.value.value) for day in source.days] == [("began", "1990")]


def test_an_act_is_told_with_its_day_organ_and_ground() -> None:
    found = asked(SUSPENDED, "participation", "north-south-1", date(2020, 1, 1))
    act = found.reasons[0]
    assert act.acts[0].names["en"] == "suspended"
    assert [day.value.value for day in act.days] == ["2010"]
    assert act.effects == [State.SUSPENDED]
    assert act.decided_by[0].names == {"en": "North"}
    assert act.organs[0].names["en"] == "council"
    assert act.grounds == [{"en": "War."}]
    assert found.interval is not None
    assert found.interval.start == date(2010, 12, 31)
    assert found.last_heard_of == date(2010, 12, 31)


def test_what_never_began_says_which_act_that_was() -> None:
    plan = (
        TOWNS
        + pair("plan", "municipality:north", "municipality:east")
        + f"""
event:proposed a vsk:LifecycleEvent ; vsk:concerns partnership:plan ;
    vsk:eventKind kind:proposed ; vsk:date "2010"{EDTF} .
"""
    )
    found = asked(plan, "partnership", "plan", date(2020, 1, 1))
    assert (found.never_began, found.states) == (True, ())
    assert [each.thing.iri for each in found.reasons] == [thing("event", "proposed")]


def test_without_a_status_there_is_no_reason() -> None:
    named = TOWNS + pair("named", "municipality:north", "municipality:east")
    found = asked(named, "partnership", "named", date(2020, 1, 1))
    assert (found.states, found.reasons, found.never_began) == ((), (), False)
