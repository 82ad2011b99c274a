"""The role of each column of an answer in a chart: one convention for all questions.

The name of a column tells it, and what stands in it:

- **Name**: the first column. What stands in ``kind``, ``what``, ``meaning``, ``duty`` or
  ``status`` is told with it, and ``possible`` in ``certainty`` makes the mark a doubtful one.
  What is ``planned`` by its ``status`` is drawn hollow.
- **Date**: two columns ``xEarliest`` and ``xLatest``, or one of dates (``xsd:date``, ``xsd:gYear``,
  EDTF). Where one begins (``began``, ``from`` …) and one ends (``gone``, ``to`` …) they are a
  stretch of time; else the first date is an act.
- **Place**: a column of WKT points, or ``xLat`` and ``xLong``. Two places in a row are linked.
- **Tie**: the columns ``from`` and ``to``, or others of :data:`TIED`; else those whose names differ
  by a number; else the first two that hold things. Names joined by ``; `` are an end each.
- **Measure**: columns of numbers. ``certain`` and ``possible`` are parts of one whole.
- **Year**: a column ``year`` or ``decade`` of numbers; without one, measures are those of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from api.charts.result_columns import Rows, number
from graph.identifiers import concept
from graph.time.term_days import days

KINDS: Final = ("kind", "what", "meaning", "duty", "status")
BEGINS: Final = ("began", "begin", "from", "start", "since")
ENDS: Final = ("gone", "ended", "end", "to", "until")
# Of these a tie leads from the first column to the second.
DIRECTED: Final[tuple[tuple[str, ...], ...]] = (
    ("from", "to"),
    ("source", "target"),
    ("before", "after"),
    ("oldNetwork", "newNetwork"),
)
TIED: Final = (*DIRECTED, ("one", "two", "three"), ("partnership", "parties"))
# What a status of what only was to happen is called.
PLANNED: Final = ("planned", "planlagt", concept("initiative-status", "planned"))
YEARS: Final = ("year", "decade")
PARTS: Final = ("certain", "possible")
# More measures than these are not told apart in one chart.
MOST_MEASURES: Final = 3
_NUMBERED: Final = re.compile(r"(\w*?[A-Za-z])[0-9]+")
_LATITUDE: Final = re.compile(r"(.*?)lat(itude)?", re.IGNORECASE)
_LONGITUDES: Final = ("long", "longitude", "lon", "lng")


def date_columns(rows: Rows) -> tuple[str, str, str]:
    """The columns of a stretch's begin and end, and of an act; blank for none."""
    dated = rows.holding(lambda term: days(term) is not None)
    stems = [stem_of(name) for name in dated]
    # Where nothing has ended yet, the column of ends is empty.
    ends = [stem_of(name) for name in rows.columns if name in dated or rows.empty(name)]
    begin = next((stem for stem in stems if stem in BEGINS), "")
    return begin, next((stem for stem in ends if stem in ENDS), ""), (stems or [""])[0]


def stem_of(column: str) -> str:
    """The name of a date: the part that its columns' names share."""
    return column.removesuffix("Earliest").removesuffix("Latest")


def latitudes(rows: Rows) -> Iterator[tuple[str, str]]:
    """Each column of latitudes with that of its longitudes."""
    by_name = {name.lower(): name for name in rows.columns}
    for name in rows.columns:
        if latitude := _LATITUDE.fullmatch(name):
            stems = (f"{latitude[1]}{end}".lower() for end in _LONGITUDES)
            yield from ((name, by_name[stem]) for stem in stems if stem in by_name)


def tied(rows: Rows) -> list[str]:
    """The columns that hold the ends of ties."""
    known: list[list[str]] = [[name for name in names if name in rows.columns] for names in TIED]
    stems = {m[1]: m for name in rows.columns if (m := _NUMBERED.fullmatch(name))}
    known += [
        [name for name in rows.columns if (m := _NUMBERED.fullmatch(name)) and m[1] == stem]
        for stem in stems
    ]
    things = rows.holding(lambda term: term.kind != "literal")[:2]
    return next((names for names in known if len(names) > 1), things)


def measures(rows: Rows) -> list[str]:
    """The columns of numbers that are measured: not years, coordinates or limits of classes."""
    held = rows.holding(lambda term: number(term) is not None)
    passed_over = {
        year_column(rows),
        *limits(rows),
        *(n for pair in latitudes(rows) for n in pair),
    }
    return [name for name in held if name not in passed_over][:MOST_MEASURES]


def weighed(rows: Rows) -> list[str]:
    """The columns that add up to the weight of a tie: parts of a whole, else the first measure."""
    named = measures(rows)
    return list(PARTS) if set(PARTS) <= set(named) else named[:1]


def year_column(rows: Rows) -> str:
    """The column of years; blank where there is none."""
    held = rows.holding(lambda term: number(term) is not None)
    return next((name for name in YEARS if name in held), "")


def limits(rows: Rows) -> tuple[str, ...]:
    """The first two columns where they limit a class, such as ``fromYears`` and ``toYears``."""
    first = tuple(rows.columns[:2])
    fits = len(first) > 1 and first[0].startswith("from") and first[1].startswith("to")
    held = rows.holding(lambda term: number(term) is not None)
    return first if fits and set(first) <= set(held) else ()
