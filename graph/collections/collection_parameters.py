"""The parameters that the query of a collection can have."""

from __future__ import annotations

from typing import Final

from graph.collections.collection import Collection, ListParameter, Sort
from graph.collections.filters import parameter
from graph.collections.standing import filters_of
from graph.texts import N_, NC_
from graph.time.intervals import State

USUAL: Final = 50
MOST: Final = 200
# One filter may be given several times: then all its values must hold.
MOST_VALUES: Final = 5
IN_FORCE: Final = str(State.IN_FORCE)
# The parameters that name a day or a period, which a certainty is meant for.
PERIODS: Final = ("since", "until", "in_force_since", "in_force_until")
DAYS: Final = ("on", *PERIODS)
STATES: Final = tuple(map(str, State))
CERTAINTIES: Final = ("certain", "possible")
NAME: Final = Sort("label", N_("Name"))
# Worked out for a day; its pattern only says that its values are no names.
BY_DUE: Final = Sort("due", N_("Deadline, longest overdue first"), "?thing a ?value", "due")
ON: Final = parameter("on", "date", "2019-12-15", N_("On the day"))
STATUS: Final = parameter("status", "text", IN_FORCE, N_("Status on the day"), choices=STATES)
CERTAINTY: Final = parameter("certainty", "text", "certain", N_("Certainty"), choices=CERTAINTIES)
# What a period dates the things by, to the words that say so.
_DATED_BY: Final = {
    "signed": N_("Signed"),
    "began": N_("Begun"),
    "published": N_("Published"),
}
HELD_SINCE: Final = parameter(
    "in_force_since", "date", "2015-01-01", NC_("first day", "In force from")
)
HELD_UNTIL: Final = parameter(
    "in_force_until", "date", "2015-12-31", NC_("last day", "In force until")
)
REVIEW: Final = parameter("review_due_before", "date", "2025-01-01", N_("Review due before"))


def days(collection: Collection) -> tuple[ListParameter, ...]:
    """The parameters of a collection that have to do with time."""
    found: list[ListParameter] = []
    if collection.states:
        found += [ON, STATUS, HELD_SINCE, HELD_UNTIL]
    if collection.period:
        found += _period(collection.period)
    if found:
        found.append(CERTAINTY)
    return (*found, REVIEW) if collection.reviewed else tuple(found)


def _period(name: str) -> tuple[ListParameter, ListParameter]:
    """The first and the last day of the period that a date lies in."""
    dated = _DATED_BY.get(name)
    first = N_("{dated} from", dated=dated) if dated else NC_("first day", "From")
    last = N_("{dated} until", dated=dated) if dated else NC_("last day", "Until")
    return (
        parameter("since", "date", "2015-01-01", first),
        parameter("until", "date", "2019-12-31", last),
    )


def sorts(collection: Collection) -> tuple[Sort, ...]:
    """The orders of a collection, the usual one first."""
    return (*((BY_DUE,) if collection.reviewed else ()), NAME, *collection.sorts)


def shown_with(collection: Collection) -> tuple[str, ...]:
    """The names that ``fields`` may hold."""
    return (
        "type",
        "label",
        *(column.key for column in collection.columns),
        *worked_out(collection),
    )


def worked_out(collection: Collection) -> tuple[str, ...]:
    """The fields that are no property of a thing: how it stands on a day, and who tells of it."""
    return (
        *(("status", "statusOn") if collection.states else ()),
        *(("due",) if collection.reviewed else ()),
        *(("source",) if collection.sourced else ()),
    )


def names(collection: Collection) -> list[str]:
    """Every parameter that a collection has."""
    own = [each.name for each in (*collection.filters, *filters_of(collection))]
    own += [*(each.name for each in days(collection)), *other_names(collection)]
    box = ["bbox"] if collection.places else []
    return [*own, *box, "q", "sort", "fields", "facets", "limit", "cursor"]


def other_names(collection: Collection) -> tuple[str, ...]:
    """The names of ``since`` and ``until`` that say what they ask for, such as ``signed_since``."""
    if collection.period:
        return (f"{collection.period}_since", f"{collection.period}_until")
    return ()


def usual_name(collection: Collection, name: str) -> str:
    """The name of a parameter that may be given by another."""
    return name.removeprefix(f"{collection.period}_") if name in other_names(collection) else name
