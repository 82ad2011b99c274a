"""Dates that cannot be right beside other dates, and those that are read otherwise than meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Final

from graph.time.edtf_dates import Bounds, envelope
from graph.validation.cross_checks.evidence_words import evidence_words
from graph.validation.cross_checks.graph_view import CrossFinding, GraphView, before, days_of
from graph.validation.cross_checks.known_terms import is_a, kinds_that
from graph.validation.cross_checks.party_relations import IN_PARTNERSHIP, PARTY
from graph.validation.prefixed_terms import iri
from graph.validation.quad_index import edtf

BEGAN, ENDED, DATE, SIGNED, ATTESTED, PUBLISHED, IN_FORCE_FROM, IN_FORCE_UNTIL = map(
    iri,
    (
        "vsk:began", "vsk:ended", "vsk:date", "vsk:signed", "vsk:attested", "vsk:published",
        "vsk:inForceFrom", "vsk:inForceUntil",
    ),
)  # fmt: skip
CONCERNS: Final = iri("vsk:concerns")
_KIND: Final = iri("vsk:eventKind")
_DECIDED_BY: Final = iri("vsk:decidedBy")
_DUTIES: Final = (ENDED, IN_FORCE_UNTIL, iri("vsk:due"), iri("vsk:reviewDue"))
_ACTS: Final = (BEGAN, ATTESTED, DATE, SIGNED, PUBLISHED, IN_FORCE_FROM)
_BEGINS: Final = (BEGAN, IN_FORCE_FROM)
_ENDS: Final = (ENDED, IN_FORCE_UNTIL)
# How far ahead a source may reasonably speak, years.
_ACT_YEARS: Final = 5
_DUTY_YEARS: Final = 100
_SEASON: Final = re.compile(r"(?<![0-9-])[0-9]{4}-2[1-4](?![0-9-])")
_SEASON_WORD: Final = re.compile(
    r"forår|sommer|efterår|vinter|spring|summer|autumn|\bfall\b|winter|\bvår|\bvor\b|haust|høst"
    r"|höst|vetur|sumar|frühling|frühjahr|herbst",
    re.IGNORECASE,
)


def far_future(view: GraphView) -> Iterator[CrossFinding]:
    """Dates further ahead than a source can know of."""
    limits = dict.fromkeys(_ACTS, _ACT_YEARS) | dict.fromkeys(_DUTIES, _DUTY_YEARS)
    for (thing, path, value), days in view.dated(*limits):
        if days.earliest and days.earliest.year > view.today.year + limits[path]:
            yield CrossFinding("FarFuture", thing, path, value)


def after_its_source(view: GraphView) -> Iterator[CrossFinding]:
    """Acts dated after the source that tells of them was published."""
    source = f"<{view.graph}>"
    told = envelope(filter(None, map(_surely, view.own.values(source, PUBLISHED))))
    for (thing, path, value), days in view.dated(DATE, SIGNED, ATTESTED, BEGAN):
        if before(told, days) and not _may_be_planned(view, thing, path):
            yield CrossFinding("AfterItsSource", thing, path, value)


def _surely(term: str) -> Bounds | None:
    """The days of a date that its source is sure of; open for one with ``?`` or ``~``."""
    return days_of(term) if (edtf(term) or "?")[-1] not in "?~%" else Bounds(None, None)


def _may_be_planned(view: GraphView, thing: str, path: str) -> bool:
    if path != DATE:
        return False
    return not is_a(view.classes(thing), "vsk:LifecycleEvent", "vsk:Signature")


def season_or_week(view: GraphView) -> Iterator[CrossFinding]:
    """Dates such as 2014-22: a summer where the source may mean a week."""
    for (thing, path, value), _ in view.dated(*_ACTS, *_DUTIES):
        if _SEASON.search(edtf(value) or "") and not _SEASON_WORD.search(
            " ".join(evidence_words(view, thing))
        ):
            yield CrossFinding("SeasonNoWeek", thing, path, value)


# What ends before it begins


def ends_before_it_begins(view: GraphView) -> Iterator[CrossFinding]:
    """Things whose end, or the act that ends them, lies before their beginning."""
    for thing in sorted(_touched(view)):
        yield from _ended_early(view, thing)
        yield from _acts_too_early(view, thing)


def _touched(view: GraphView) -> Set[str]:
    """Things of which the graph states a beginning, an end or an act; and seats in them."""
    direct = {thing for thing, path, _ in view.stated if path in (*_BEGINS, *_ENDS, SIGNED)}
    events = {thing for thing, path, _ in view.stated if path in (DATE, CONCERNS, _KIND)}
    concerned = {each for event in events for each in view.whole.values(event, CONCERNS)}
    seats = {seat for thing in direct for seat in view.whole.subjects(thing, IN_PARTNERSHIP)}
    return direct | concerned | seats


def _ended_early(view: GraphView, thing: str) -> Iterator[CrossFinding]:
    begins = view.days(thing, *_BEGINS)
    for path in _ENDS:
        for value in sorted(view.whole.values(thing, path)):
            days = days_of(value)
            if days and any(before(days, begin) for begin in begins):
                yield CrossFinding("EndsBeforeItBegins", thing, path, value)


def _acts_too_early(view: GraphView, thing: str) -> Iterator[CrossFinding]:
    begin = _beginning(view, thing)
    for event in sorted(view.whole.subjects(thing, CONCERNS)):
        if kinds_that("ended").isdisjoint(view.whole.values(event, _KIND)):
            continue
        for value in sorted(view.whole.values(event, DATE)):
            days = days_of(value)
            if days and before(days, begin):
                yield CrossFinding("EndedBeforeItBegan", event, DATE, value, {"thing": thing})


def _beginning(view: GraphView, thing: str) -> Bounds:
    stated = view.days(thing, *_BEGINS) or view.days(thing, SIGNED)
    if stated:
        return envelope(stated)
    wholes = view.whole.values(thing, IN_PARTNERSHIP)
    return envelope(day for each in wholes for day in view.days(each, BEGAN))


# Parties that were not there


def party_not_there(view: GraphView) -> Iterator[CrossFinding]:
    """Parties on a day on which they did not exist."""
    for path, dates in _PARTY_DATES.items():
        for thing in sorted(_with_party(view, path, dates)):
            for party in sorted(view.whole.values(thing, path) | view.own.values(thing, path)):
                if _was_not_there(view, thing, party, dates):
                    yield CrossFinding("PartyNotThere", thing, path, party)


_PARTY_DATES: Final = {
    PARTY: (BEGAN, ATTESTED, SIGNED, IN_FORCE_FROM, DATE),
    _DECIDED_BY: (DATE,),
    iri("vsk:visitor"): (DATE,),
    iri("vsk:host"): (DATE,),
}


def _with_party(view: GraphView, path: str, dates: tuple[str, ...]) -> Set[str]:
    """Things with a party where the graph states the party, a date, or the life of the party."""
    lives = {thing for thing, stated, _ in view.stated if stated in (BEGAN, ENDED)}
    direct = {thing for thing, stated, _ in view.stated if stated in (path, *dates)}
    return direct | {thing for party in lives for thing in view.whole.subjects(party, path)}


def _was_not_there(view: GraphView, thing: str, party: str, dates: tuple[str, ...]) -> bool:
    began = envelope(view.days(party, BEGAN))
    ends = view.days(party, ENDED)
    if began.earliest is None and not ends:
        return False
    days = view.days(thing, *dates)
    if any(before(end, day) for end in ends for day in days):
        return True
    # Who takes part in an initiative today need not have begun it.
    too_early = any(before(day, began) for day in days)
    return too_early and not is_a(view.classes(thing), "vsk:Initiative")
