"""First and last days of every dated thing, terms worked out from durations, and days after.

A value of an EDTF property gives ``vsk:<property>Earliest`` and ``vsk:<property>Latest``; an open
side gives no triple. For the rules each thing also gets one pair of days per property, in the
scratch namespace: where sources give several values, from the earliest to the latest of all, and
with the first and last day there is for an open side.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from rdflib import XSD

from graph.derivation.store import RuleStore
from graph.errors import BadDate
from graph.namespaces import VSK
from graph.prefixes import BASE, EDTF
from graph.time.edtf_dates import Bounds, add_duration, bounds, next_day, previous_day

SCRATCH: Final = BASE + "scratch#"
CALENDAR: Final = BASE + "scratch/day/"
PROPERTIES: Final = (
    "began", "ended", "attested", "date", "signed", "inForceFrom", "inForceUntil", "reviewDue",
    "due", "published",
)  # fmt: skip
_FOR_RULES: Final = frozenset({"began", "ended", "date", "signed", "inForceFrom", "inForceUntil"})
_LAST_DAYS: Final = frozenset({"ended", "inForceUntil"})
_LOG: Final = logging.getLogger(__name__)

Dated = dict[tuple[str, str], set[Bounds]]
"""Bounds of every value, by thing (IRI) and property (local name)."""


def dated_lines(store: RuleStore) -> list[str]:
    """N-Triples lines of all bounds, for the derived graph and for the rules."""
    values = _stated(store)
    _add_terms(store, values)
    lines: set[str] = set()
    for (thing, name), several in values.items():
        for value in several:
            lines.update(_shown(thing, name, value))
        if name in _FOR_RULES:
            lines.update(_for_rules(thing, name, envelope(several)))
    return sorted(lines)


def envelope(several: Collection[Bounds]) -> Bounds:
    """Bounds that hold all of several: sources may disagree about one date."""
    starts = [value.earliest for value in several if value.earliest]
    ends = [value.latest for value in several if value.latest]
    return Bounds(
        min(starts) if len(starts) == len(several) else None,
        max(ends) if len(ends) == len(several) else None,
    )


def gone(last: Bounds) -> Bounds:
    """Bounds of the first day on which it no longer holds, from those of its last day."""
    return Bounds(last.earliest and next_day(last.earliest), last.latest and next_day(last.latest))


def _stated(store: RuleStore) -> Dated:
    values: Dated = defaultdict(set)
    names = " ".join(f"<{VSK[name]}>" for name in PROPERTIES)
    rows = store.select(
        f"SELECT ?s ?p (STR(?o) AS ?text) WHERE {{ VALUES ?p {{ {names} }} ?s ?p ?o . "
        f"FILTER(DATATYPE(?o) = <{EDTF}>) }}"
    )
    for thing, name, text in rows:
        try:
            value = bounds(text)
        except BadDate as error:  # the gate keeps these out; one that is in anyway has no days
            _LOG.warning("%s: %s", thing, error)
            continue
        values[thing, name.removeprefix(str(VSK))].add(value)
    return values


def _add_terms(store: RuleStore, values: Dated) -> None:
    """Where an agreement states a duration but no end or review, work them out."""
    rows = store.select(f"SELECT ?s (STR(?d) AS ?text) WHERE {{ ?s <{VSK['duration']}> ?d }}")
    terms: Dated = defaultdict(set)
    for thing, duration in rows:
        start = values.get((thing, "inForceFrom")) or values.get((thing, "signed"))
        if start:
            due = _after(envelope(start), duration)
            terms[thing, "reviewDue"].add(due)
            terms[thing, "inForceUntil"].add(
                Bounds(
                    due.earliest and previous_day(due.earliest),
                    due.latest and previous_day(due.latest),
                )
            )
    for key, term in terms.items():
        values.setdefault(key, term)


def _after(start: Bounds, duration: str) -> Bounds:
    try:
        return Bounds(
            start.earliest and add_duration(start.earliest, duration),
            start.latest and add_duration(start.latest, duration),
        )
    except BadDate as error:
        _LOG.warning("%s", error)
        return Bounds(None, None)


def _shown(thing: str, name: str, value: Bounds) -> Iterator[str]:
    yield from _pair(thing, str(VSK[name]), ("Earliest", "Latest"), value)
    if name in _LAST_DAYS:
        yield from _pair(thing, str(VSK["gone"]), ("Earliest", "Latest"), gone(value))


def _for_rules(thing: str, name: str, value: Bounds) -> Iterator[str]:
    yield from _whole(thing, name, value)
    if name in _LAST_DAYS:
        yield from _whole(thing, name + "Gone", gone(value))


def _whole(thing: str, name: str, value: Bounds) -> Iterator[str]:
    first, last = value.earliest or date.min, value.latest or date.max
    yield from _pair(thing, SCRATCH + name, ("From", "To"), Bounds(first, last))
    following = next_day(last)
    if first == last and following:
        yield _line(f"{CALENDAR}{last}", f"{SCRATCH}next", following)


def _pair(thing: str, stem: str, ends: tuple[str, str], value: Bounds) -> Iterator[str]:
    for end, day in zip(ends, (value.earliest, value.latest), strict=True):
        if day:
            yield _line(thing, stem + end, day)


def _line(thing: str, predicate: str, day: date) -> str:
    return f'<{thing}> <{predicate}> "{day}"^^<{XSD.date}> .'
