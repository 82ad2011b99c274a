"""Terms: the end and the review of an agreement that states how long it holds."""

from __future__ import annotations

import logging
from datetime import date
from typing import Final

from graph.derivation import names
from graph.derivation.moments import FIRST, LAST, Moment, Stretch, Stretches
from graph.derivation.statement_tables import Tables
from graph.errors import BadDate
from graph.time.edtf_dates import add_duration

_LOG: Final = logging.getLogger(__name__)

Term = tuple[Moment, frozenset[str]]
"""The moment of a last day or review, and the graphs that state what it was worked out from."""


def end_of_term(tables: Tables, agreement: str) -> Term | None:
    """The last day of an agreement, as stated or from its duration."""
    stated = tables.moment(agreement, names.IN_FORCE_UNTIL)
    if stated:
        return stated, tables.graphs(agreement, names.IN_FORCE_UNTIL)
    due = review(tables, agreement)
    return (_day_before(due[0]), due[1]) if due else None


def review(tables: Tables, agreement: str) -> Term | None:
    """The day on which the term of an agreement is over, from its duration."""
    durations = tables.values(agreement, names.DURATION)
    start = next(
        (name for name in (names.IN_FORCE_FROM, names.SIGNED) if tables.values(agreement, name)), ""
    )
    begin = tables.moment(agreement, start) if durations and start else None
    if not begin:
        return None
    several = [_after(begin, duration) for duration in durations]
    sure = {stretch for each in several for stretch in each.sure}
    doubtful = {stretch for each in several for stretch in each.doubtful}
    moment = Moment(tuple(sorted(sure)), tuple(sorted(doubtful)))
    return moment, tables.graphs(agreement, names.DURATION, start)


def _after(begin: Moment, duration: str) -> Moment:
    return Moment(_moved(begin.sure, duration), _moved(begin.doubtful, duration))


def _moved(stretches: Stretches, duration: str) -> Stretches:
    return tuple(_stretch(stretch, duration) for stretch in stretches)


def _stretch(stretch: Stretch, duration: str) -> Stretch:
    first, last = stretch
    try:
        return (
            first if first == FIRST else _counted(first, duration),
            last if last == LAST else _counted(last, duration),
        )
    except BadDate as error:
        _LOG.warning("%s", error)
        return FIRST, LAST


def _counted(day: int, duration: str) -> int:
    return add_duration(date.fromordinal(day), duration).toordinal()


def _day_before(moment: Moment) -> Moment:
    return Moment(_earlier(moment.sure), _earlier(moment.doubtful))


def _earlier(stretches: Stretches) -> Stretches:
    return tuple(
        (max(first - 1, FIRST), last if last == LAST else last - 1) for first, last in stretches
    )
