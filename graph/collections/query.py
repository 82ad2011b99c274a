"""The query of a collection, read from the parameters of an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.collections import cursor
from graph.collections.collection import Collection, Filter, ListParameter, Sort, checked
from graph.collections.cursor import Cursor
from graph.collections.filters import parameter
from graph.errors import BadParameter
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
_BOX: Final = re.compile(
    r"(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?),"
    r"(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?)"
)
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


@dataclass(frozen=True)
class BoundingBox:
    """A part of the map, degrees; one whose west lies east of its east crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class CollectionQuery:
    """The things that a query of a collection selects, and how they are shown.

    Attributes:
        collection: of which.
        chosen: filters with the values that must hold.
        text: words of a name; blank for all.
        on: the day that ``status`` is meant for; blank for none.
        status: the state that a thing certainly or possibly has on that day.
        certainty: only things that are certainly, or only possibly, as asked; blank for both.
        since: first day of the period in which it took place or began; blank for an open one.
        until: its last day, likewise.
        held_since: first day of the period on some day of which it was in force; blank for an open
            one.
        held_until: its last day, likewise.
        review: the day before which a review falls due; blank for none.
        box: part of the map.
        sort: the order.
        fields: columns to show.
        limit: things on a page.
        facets: whether values are counted.
        after: where the page before ended.
    """

    collection: Collection
    chosen: tuple[tuple[Filter, str], ...] = ()
    text: str = ""
    on: str = ""
    status: str = ""
    certainty: str = ""
    since: str = ""
    until: str = ""
    held_since: str = ""
    held_until: str = ""
    review: str = ""
    box: BoundingBox | None = None
    sort: Sort = NAME
    fields: frozenset[str] = frozenset()
    limit: int = USUAL
    facets: bool = True
    after: Cursor | None = None

    @property
    def dated(self) -> bool:
        """True if a day or a period is asked, in which a thing fits certainly or possibly."""
        days = (self.on, self.since, self.until, self.held_since, self.held_until)
        return any(days)


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


def read(collection: Collection, pairs: Iterable[tuple[str, str]]) -> CollectionQuery:
    """The query that parameters ask of a collection.

    Args:
        collection: of which.
        pairs: names and values, in their order.

    Raises:
        BadParameter: unknown, given too often, or with a value that cannot be; names it.
    """
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    known = names(collection)
    for name in given:
        if name not in known:
            what = N_("{name} has no parameter {name2!a}.", name=collection.name, name2=name[:40])
            raise BadParameter(
                what, where=name[:40], hint=N_("It has {known}.", known=", ".join(known))
            )
    chosen = tuple(_chosen(collection, given))
    repeated = {each.name for each in collection.filters}
    once = {name: _one(name, values) for name, values in given.items() if name not in repeated}
    return _selection(collection, chosen, once)


def _chosen(collection: Collection, given: Mapping[str, list[str]]) -> Iterable[tuple[Filter, str]]:
    for each in collection.filters:
        values = list(dict.fromkeys(given.get(each.name, ())))
        if len(values) > MOST_VALUES:
            raise _too_often(each.name, len(values), MOST_VALUES)
        for value in values:
            each.terms(value)
            yield each, value.strip()


def _one(name: str, values: list[str]) -> str:
    if len(values) > 1:
        raise _too_often(name, len(values), 1)
    return values[0]


def _too_often(name: str, count: int, most: int) -> BadParameter:
    hint = N_("Give it once.") if most == 1 else N_("Give at most {most}.", most=most)
    return BadParameter(N_("It is given {count} times.", count=count), where=name, hint=hint)


def _selection(
    collection: Collection, chosen: tuple[tuple[Filter, str], ...], once: Mapping[str, str]
) -> CollectionQuery:
    timely = {each.name: _day(each, once) for each in days(collection)}
    _check_days(timely)
    sort = _sort(collection, once.get("sort"))
    after = _after(once.get("cursor"), sort)
    return CollectionQuery(
        collection,
        chosen,
        text=_text(once.get("q")),
        on=timely.get("on", ""),
        status=timely.get("status", "") or IN_FORCE,
        certainty=timely.get("certainty", ""),
        since=timely.get("since", ""),
        until=timely.get("until", ""),
        held_since=timely.get("in_force_since", ""),
        held_until=timely.get("in_force_until", ""),
        review=timely.get("review_due_before", ""),
        box=_box(once.get("bbox")),
        sort=sort,
        fields=_fields(collection, once.get("fields")),
        limit=_limit(once.get("limit")),
        facets=_facets(once.get("facets")),
        after=after,
    )


def _check_days(timely: Mapping[str, str]) -> None:
    for first, last in (("since", "until"), ("in_force_since", "in_force_until")):
        start, end = timely.get(first, ""), timely.get(last, "")
        if start and end and start > end:
            what = N_("{end} lies before {start}.", end=end, start=start)
            raise BadParameter(what, where=last, hint=N_("Give the first day first."))
    if timely.get("status") and not timely["on"]:
        what = N_("A status is that of a day.")
        raise BadParameter(what, where="status", hint=N_("Add on=2019-12-15."))
    if timely.get("certainty") and not any(timely.get(each) for each in DAYS):
        hint = N_("Add on, since or until, such as since=2015-01-01.")
        raise BadParameter(N_("Without a day all is certain."), where="certainty", hint=hint)


def _day(asked: ListParameter, once: Mapping[str, str]) -> str:
    text = once.get(asked.name)
    if text is None:
        return ""
    checked(asked, text)
    return text.strip()


def _text(text: str | None) -> str:
    if text is None:
        return ""
    if not text.strip():
        raise BadParameter(
            N_("There is nothing to search for."), where="q", hint=N_("Add ?q=Nuuk.")
        )
    if len(text) > LONGEST_TEXT:
        what = N_(
            "{text} characters are no name; at most {most} are taken.",
            text=len(text),
            most=LONGEST_TEXT,
        )
        raise BadParameter(what, where="q", hint=N_("Ask for a few words of the name."))
    return text.strip()


def _box(text: str | None) -> BoundingBox | None:
    if text is None:
        return None
    found = _BOX.fullmatch(text)
    west, south, east, north = map(float, found.groups()) if found else (999.0,) * 4
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        hint = N_("Send west,south,east,north in degrees, such as -57,59,-40,84.")
        raise BadParameter(
            N_("{text!a} is no part of the map.", text=text[:80]), where="bbox", hint=hint
        )
    return BoundingBox(west, min(south, north), east, max(south, north))


def _sort(collection: Collection, text: str | None) -> Sort:
    known = {each.name: each for each in sorts(collection)}
    if text is None:
        return NAME
    if text not in known:
        raise BadParameter(
            N_("There is no order {text!a}.", text=text[:40]), where="sort", hint=_take(known)
        )
    return known[text]


def _fields(collection: Collection, text: str | None) -> frozenset[str]:
    known = shown_with(collection)
    wanted = frozenset(known if text is None else text.split(","))
    for name in sorted(wanted - set(known)):
        raise BadParameter(
            N_("There is no field {name!a}.", name=name[:40]), where="fields", hint=_take(known)
        )
    return wanted


def _limit(text: str | None) -> int:
    if text is None:
        return USUAL
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
        hint = N_("Take a whole number from 1 to {most}.", most=MOST)
        raise BadParameter(N_("{text!a} cannot be.", text=text[:40]), where="limit", hint=hint)
    return int(text)


def _facets(text: str | None) -> bool:
    if text not in (None, "true", "false"):
        raise BadParameter(
            N_("{text!a} cannot be.", text=text[:40]), where="facets", hint=_take(("true", "false"))
        )
    return text != "false"


def _after(text: str | None, sort: Sort) -> Cursor | None:
    if text is None:
        return None
    found = cursor.read(text)
    if found.sort != sort.name or not sort.takes(found.value):
        raise cursor.unknown()
    return found


def _take(known: Iterable[str]) -> str:
    return N_("Take {known}.", known=", ".join(known))
