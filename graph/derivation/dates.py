"""First and last days of every dated thing, as they are published.

A value of an EDTF property gives ``vsk:<property>Earliest`` and ``vsk:<property>Latest``; an open
side gives no triple. Of last days the days after are published too.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

from graph.derivation import names
from graph.derivation.agreement_terms import Term, end_of_term, review
from graph.derivation.moments import FIRST, LAST, iso
from graph.derivation.statement_tables import Tables
from graph.errors import BadDate
from graph.time.edtf_dates import bounds

_LAST_DAYS: Final = frozenset({names.ENDED, names.IN_FORCE_UNTIL})
_DATED: Final = frozenset(names.DATED)
_LOG: Final = logging.getLogger(__name__)

Shown = tuple[str, str, str]
"""Thing, predicate and day."""


def dates_of(tables: Tables, thing: str) -> Iterator[Shown]:
    """The days that are published for the dates of a thing."""
    stated: dict[str, set[str]] = {}
    for predicate, value, _ in tables.about(thing):
        if predicate in _DATED:
            stated.setdefault(predicate, set()).add(value)
    for name, values in stated.items():
        for value in values:
            yield from _value(thing, name, value)
    if tables.values(thing, names.DURATION):
        for name, term in (
            (names.IN_FORCE_UNTIL, end_of_term(tables, thing)),
            (names.REVIEW_DUE, review(tables, thing)),
        ):
            if name not in stated and term:
                yield from _term(thing, name, term)


def _value(thing: str, name: str, value: str) -> Iterator[Shown]:
    try:
        found = bounds(value)
    except BadDate as error:  # the gate keeps these out; one that is in anyway has no days
        _LOG.warning("%s: %s", thing, error)
        return
    first = found.earliest.toordinal() if found.earliest else FIRST
    last = found.latest.toordinal() if found.latest else LAST
    yield from _days(thing, name, first, last)


def _term(thing: str, name: str, term: Term) -> Iterator[Shown]:
    yield from _days(thing, name, *term[0].hull)


def _days(thing: str, name: str, first: int, last: int) -> Iterator[Shown]:
    yield from pair(thing, name, first, last)
    if name in _LAST_DAYS:
        after = last if last == LAST else last + 1
        yield from pair(thing, names.GONE, first if first == FIRST else first + 1, after)


def pair(thing: str, stem: str, first: int, last: int) -> Iterator[Shown]:
    """The first and the last day of something; an open side has none."""
    if first > FIRST:
        yield thing, stem + names.EARLIEST, iso(first)
    if last < LAST:
        yield thing, stem + names.LATEST, iso(last)
