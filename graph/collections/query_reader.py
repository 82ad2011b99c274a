"""Reads the query of a collection from the parameters of an address."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Final

from graph.collections import cursor
from graph.collections.collection import Collection, Filter, ListParameter, Sort, checked
from graph.collections.collection_parameters import (
    DAYS,
    IN_FORCE,
    MOST,
    MOST_VALUES,
    PERIODS,
    USUAL,
    days,
    names,
    shown_with,
    sorts,
    usual_name,
)
from graph.collections.cursor import Cursor
from graph.collections.query import PLACES, BoundingBox, CollectionQuery, Pair, today
from graph.collections.standing import filters_of
from graph.errors import BadParameter
from graph.search.asked_name import check_length
from graph.texts import N_
from graph.time.edtf_dates import bounds

_BOX: Final = re.compile(
    r"(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?),"
    r"(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,2}(?:\.\d{1,15})?)"
)

# A year, or a month of one.
_SPAN: Final = re.compile(r"[1-9]\d{3}(-(0[1-9]|1[0-2]))?")


def read(
    collection: Collection, pairs: Iterable[Pair], *, path: str = "", around: Container[str] = ()
) -> CollectionQuery:
    """The query that an address asks of a collection.

    Args:
        collection: of which.
        pairs: names and values, in their order.
        path: the address without them.
        around: names of parameters that are the page's own, and only kept.

    Raises:
        BadParameter: unknown, given too often, or with a value that cannot be; names it.
    """
    pairs = tuple((usual_name(collection, name), value) for name, value in pairs)
    asked = _read(collection, (pair for pair in pairs if pair[0] not in around))
    kept = (pair for pair in pairs if pair[0] not in PLACES and pair[1].strip())
    return replace(asked, path=path, pairs=tuple(kept))


def _read(collection: Collection, pairs: Iterable[Pair]) -> CollectionQuery:
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
        on=timely.get("on") or (today().isoformat() if timely.get("status") else ""),
        status=timely.get("status", "") or IN_FORCE,
        certainty=timely.get("certainty", ""),
        since=timely.get("since", ""),
        until=timely.get("until", ""),
        held_since=timely.get("in_force_since", ""),
        held_until=timely.get("in_force_until", ""),
        review=timely.get("review_due_before", ""),
        standing=tuple(_standing(collection, once)),
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
    if timely.get("certainty") and not any(timely.get(each) for each in (*DAYS, "status")):
        hint = N_("Add on, since or until, such as since=2015-01-01.")
        raise BadParameter(N_("Without a day all is certain."), where="certainty", hint=hint)


def _standing(
    collection: Collection, once: Mapping[str, str]
) -> Iterable[tuple[Filter, tuple[str, ...]]]:
    for each in filters_of(collection):
        if each.name in once:
            several = tuple(part.strip() for part in once[each.name].split(","))
            for value in several:
                checked(each.parameter, value)
            yield each, several


def _day(asked: ListParameter, once: Mapping[str, str]) -> str:
    """A day; a year or a month is the first or the last of its days, by what is asked."""
    text = once.get(asked.name)
    if text is None:
        return ""
    day = text.strip()
    if _SPAN.fullmatch(day) and asked.name in PERIODS:
        found = bounds(day)
        end = found.earliest if asked.name.endswith("since") else found.latest
        day = end.isoformat() if end else day
    checked(asked, day)
    return day


def _text(text: str | None) -> str:
    if text is None:
        return ""
    if not text.strip():
        raise BadParameter(
            N_("There is nothing to search for."), where="q", hint=N_("Add ?q=Nuuk.")
        )
    check_length(text, "q")
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
        return sorts(collection)[0]
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
