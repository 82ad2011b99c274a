"""The marks that the rows of an answer give in a picture, by the roles of their columns.

Each row gives a mark or adds to one that another row gave, or it is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from typing import Final, Generic, TypeVar

from api.charts.column_roles import (
    DIRECTED,
    KINDS,
    PARTS,
    PLANNED,
    date_columns,
    latitudes,
    limits,
    measures,
    tied,
    weighed,
    year_column,
)
from api.charts.result_columns import MarkName, Rows, number
from api.svg.time_strips import Mark, Shape
from graph.namespaces import GEO
from graph.terms import point_of
from graph.time.edtf_dates import Bounds
from graph.time.intervals import Interval, State, between
from graph.time.term_days import days

_DOUBT: Final = " (?)"
_NEVER: Final = Bounds(date.max, date.max)
_UNKNOWN: Final = Bounds(None, None)
Point = tuple[float, float]


@dataclass(frozen=True)
class SpanMark:
    """A row of a timeline."""

    name: MarkName
    shapes: tuple[Shape, ...]
    doubtful: bool = False


@dataclass(frozen=True)
class Spot:
    """A place on a map, or two that are linked; longitude and latitude, degrees."""

    name: MarkName
    points: tuple[Point, ...]
    size: float | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class TieMark:
    """A tie of a network; ``weight`` is what the row measures, or 1."""

    ends: tuple[MarkName, MarkName]
    weight: float = 1.0
    doubtful: bool = False
    directed: bool = False


@dataclass(frozen=True)
class Bar:
    """The measures of a name, or of a year; 0 where a row has none."""

    name: MarkName
    values: tuple[float, ...]
    year: int | None = None


M = TypeVar("M", SpanMark, Spot, TieMark, Bar)


@dataclass(frozen=True)
class Marks(Generic[M]):
    """The marks that are drawn, and the rows they are of.

    Attributes:
        drawn: the marks in the order of the rows, each with the numbers of its rows from 0.
        left_out: numbers of the rows that have nothing to draw.
    """

    drawn: tuple[tuple[M, tuple[int, ...]], ...]
    left_out: tuple[int, ...]


def _gathered(made: Iterable[Sequence[M]]) -> Marks[M]:
    """The marks of each row; rows that give the same mark share it."""
    drawn: dict[M, list[int]] = {}
    left_out = []
    for row, marks in enumerate(made):
        for mark in dict.fromkeys(marks):
            drawn.setdefault(mark, []).append(row)
        if not marks:
            left_out.append(row)
    return Marks(tuple((mark, tuple(of)) for mark, of in drawn.items()), tuple(left_out))


def name_of(rows: Rows, row: int) -> MarkName:
    """The name of a row's mark: its first column, else its number."""
    found = _ends(rows, row, rows.columns[0]) if rows.columns else []
    if not found:
        return MarkName(f"#{row + 1}")
    known = [cell.text for kind in KINDS for cell in rows.cells(row, kind)]
    kind = known[0] if known and rows.columns[0] not in KINDS else ""
    return replace(found[0], kind=kind)


def _planned(rows: Rows, row: int) -> bool:
    """True if the row itself says that no source tells that it came about."""
    cells = rows.cells(row, "status")
    return any(cell.text in PLANNED or cell.iri in PLANNED for cell in cells)


def _doubtful(rows: Rows, row: int) -> bool:
    term = rows.term(row, "certainty")
    return term is not None and term.value == "possible"


def spans(rows: Rows) -> Marks[SpanMark]:
    """The rows of a timeline."""
    begin, end, act = date_columns(rows)
    made = []
    for row in range(len(rows)):
        shapes = _intervals(rows, row, begin, end) if begin and end else _acts(rows, row, act)
        span = SpanMark(name_of(rows, row), shapes, _doubtful(rows, row))
        made.append([span] if shapes else [])
    return _gathered(made)


def _dated(rows: Rows, row: int, stem: str) -> Bounds:
    """The days that a date of a row can mean; open on both sides where it has none."""
    if whole := days(rows.term(row, stem)):
        return whole
    earliest = days(rows.term(row, f"{stem}Earliest")) or _UNKNOWN
    latest = days(rows.term(row, f"{stem}Latest")) or _UNKNOWN
    return Bounds(earliest.earliest, latest.latest)


def _acts(rows: Rows, row: int, stem: str) -> tuple[Shape, ...]:
    found = _dated(rows, row, stem) if stem else _UNKNOWN
    marks = (Mark(found.earliest, found.latest, _planned(rows, row)),)
    return () if found == _UNKNOWN else marks


def _intervals(rows: Rows, row: int, begin: str, end: str) -> tuple[Shape, ...]:
    began, gone = _dated(rows, row, begin), _dated(rows, row, end)
    if began == gone == _UNKNOWN:
        return ()
    # What is nowhere said to have ended goes on.
    return tuple(
        Interval(each.start, None if each.before == date.max else each.before, each.states)
        for each in between(began, _NEVER if gone == _UNKNOWN else gone)
        if State.IN_FORCE in each.states and each.start != date.max
    )


def spots(rows: Rows) -> Marks[Spot]:
    """The places of a map, with the first measure as their size."""
    wkt = rows.holding(lambda term: term.datatype == str(GEO.wktLiteral))
    pairs = list(latitudes(rows))
    measure = next(iter(measures(rows)), "")
    made = []
    for row in range(len(rows)):
        told = [point_of(term.value) for name in wkt if (term := rows.term(row, name))]
        told += [_point(rows, row, *pair) for pair in pairs]
        points = tuple(point for point in told if point and _on_earth(point))[:2]
        size = number(rows.term(row, measure))
        spot = Spot(name_of(rows, row), points, size, _doubtful(rows, row))
        made.append([spot] if points else [])
    return _gathered(made)


def _point(rows: Rows, row: int, latitude: str, longitude: str) -> Point | None:
    north, east = number(rows.term(row, latitude)), number(rows.term(row, longitude))
    return None if north is None or east is None else (east, north)


def _on_earth(point: Point) -> bool:
    return -180 <= point[0] <= 180 and -90 <= point[1] <= 90


def ties(rows: Rows) -> Marks[TieMark]:
    """The ties of a network."""
    columns = tied(rows)
    directed = tuple(columns) in DIRECTED
    return _gathered(_ties(rows, row, columns, directed) for row in range(len(rows)))


def _ties(rows: Rows, row: int, columns: Sequence[str], directed: bool) -> list[TieMark]:
    weight, unsure = _weight(rows, row)
    pairs = [
        ends
        for one, other in combinations([_ends(rows, row, name) for name in columns], 2)
        for ends in product(one, other)
    ]
    # What a row measures is not that of each of several ties.
    each = weight if len(pairs) == 1 else 1.0
    return [_tie(ends, each, unsure, directed) for ends in pairs]


def _tie(ends: tuple[MarkName, MarkName], weight: float, unsure: bool, directed: bool) -> TieMark:
    doubtful = unsure or any(end.text.endswith(_DOUBT) for end in ends)
    one, other = (replace(end, text=end.text.removesuffix(_DOUBT)) for end in ends)
    return TieMark((one, other), weight, doubtful, directed)


def _weight(rows: Rows, row: int) -> tuple[float, bool]:
    """The measure of a row, 1 where it has none, and whether it is only possible."""
    values = [number(rows.term(row, name)) or 0.0 for name in weighed(rows)]
    nothing_certain = len(values) == len(PARTS) and not values[0]
    return sum(values) or 1.0, nothing_certain or _doubtful(rows, row)


def _ends(rows: Rows, row: int, column: str) -> list[MarkName]:
    """The things or names that stand in a column of a row."""
    cells = rows.cells(row, column)
    if len(cells) == 1 and not cells[0].iri:
        return [MarkName(text, cells[0].lang) for text in cells[0].text.split("; ") if text.strip()]
    return [MarkName(cell.text, cell.lang, cell.iri) for cell in cells]


def columns(rows: Rows) -> Marks[Bar]:
    """The bars of a chart: one for each row that measures something."""
    named, year = measures(rows), year_column(rows)
    made = []
    for row in range(len(rows)):
        told = [number(rows.term(row, name)) for name in named]
        when = number(rows.term(row, year)) if year else None
        fits = any(each is not None for each in told) and (when is not None or not year)
        name = _class(rows, row) if when is None else _year(rows, row, when)
        values = tuple(each or 0.0 for each in told)
        made.append([Bar(name, values, None if when is None else int(when))] if fits else [])
    return _gathered(made)


def _year(rows: Rows, row: int, year: float) -> MarkName:
    return MarkName(f"{year:.0f}", kind=name_of(rows, row).kind)


def _class(rows: Rows, row: int) -> MarkName:
    texts = [cell.text for name in limits(rows) for cell in rows.cells(row, name)]
    return MarkName("\u2013".join(texts)) if texts else name_of(rows, row)
