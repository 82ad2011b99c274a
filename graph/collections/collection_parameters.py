"""The parameters that the query of a collection can have."""

from __future__ import annotations

from typing import Final

from graph.collections.collection import Collection, ListParameter, Sort
from graph.collections.filters import parameter
from graph.texts import N_, NC_
from graph.time.intervals import State

USUAL: Final = 50
MOST: Final = 200
# One filter may be given several times: then all its values must hold.
MOST_VALUES: Final = 5
LONGEST_TEXT: Final = 300
IN_FORCE: Final = str(State.IN_FORCE)
# The parameters that name a day or a period, which a certainty is meant for.
DAYS: Final = ("on", "since", "until", "in_force_since", "in_force_until")
STATES: Final = tuple(map(str, State))
CERTAINTIES: Final = ("certain", "possible")
NAME: Final = Sort("label", N_("Name"))
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
    return (NAME, *collection.sorts)


def shown_with(collection: Collection) -> tuple[str, ...]:
    """The names that ``fields`` may hold."""
    return ("type", "label", *(column.key for column in collection.columns))


def names(collection: Collection) -> list[str]:
    """Every parameter that a collection has."""
    own = [each.name for each in collection.filters]
    own += [each.name for each in days(collection)]
    box = ["bbox"] if collection.places else []
    return [*own, *box, "q", "sort", "fields", "facets", "limit", "cursor"]
