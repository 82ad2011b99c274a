"""Answers as pictures: of every row there is a mark or a word, and text stays text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.charts.bar_chart import ticks
from api.charts.chart import VIEWS, ChartFrame, View, picture
from api.charts.map_chart import great_circle
from api.charts.marks import Marks, SpanMark, columns, spans, spots, ties
from api.charts.result_columns import Rows
from api.charts.svg_export import sheet
from api.locale.result_table import Cell, ResultAnswer
from api.svg.label_placement import Label, TextBox, placed
from api.svg.svg_style import alone
from graph.namespaces import GEO
from graph.prefixes import BASE, EDTF
from graph.terms import Term

XSD = "http://www.w3.org/2001/XMLSchema#"
TODAY = date(2026, 6, 1)
MARKS: dict[View, Callable[[Rows], Marks[Any]]] = {
    "timeline": spans,
    "map": spots,
    "network": ties,
    "chart": columns,
}
HOSTILE = '<script>alert("1")</script>&amp;\x00]]>'


def answer_of(*rows: dict[str, Term]) -> ResultAnswer:
    """An answer with these rows, as the page would have it."""
    named = list(dict.fromkeys(name for row in rows for name in row))
    cells = tuple(tuple(cells_of(row.get(name)) for name in named) for row in rows)
    return ResultAnswer(tuple((name.upper(), name) for name in named), cells, rows)


def cells_of(term: Term | None) -> tuple[Cell, ...]:
    if term is None:
        return ()
    return (Cell(term.value, term.lang, term.value if term.kind == "uri" else ""),)


def text(value: str) -> Term:
    return Term("literal", value)


def typed(value: object, datatype: str) -> Term:
    return Term("literal", str(value), "", datatype)


def day(value: object) -> Term:
    return typed(value, f"{XSD}date")


def thing(name: str) -> Term:
    return Term("uri", f"{BASE}id/{name}")


def frame(title: str = "Title") -> ChartFrame:
    return ChartFrame(title, "en", lambda iri: iri.replace(BASE, "/"), TODAY)


def page_and_file(answer: ResultAnswer, view: View) -> tuple[Element, Element]:
    """What is drawn, read again from what is sent."""
    made = picture(answer, view, frame())
    assert made.drawing is not None
    file = sheet(made.drawing.file(), "Title", made.signs, "en", "source")
    return fromstring(str(made.markup)), fromstring(alone(file))


def words(svg: Element) -> str:
    return "".join(svg.itertext())


def classed(svg: Element, name: str) -> list[Element]:
    return [each for each in svg.iter() if name in str(each.get("class", "")).split()]


# Rows of any shape: what each column can hold is drawn at random.
DATES = st.one_of(
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(day),
    st.sampled_from(["2019-12-XX", "../1966", "1995~", "[2015..2017]", "nonsense"]).map(
        lambda value: typed(value, EDTF)
    ),
    st.integers(1000, 3000).map(lambda value: typed(value, f"{XSD}gYear")),
)
TEXTS = st.text(max_size=30).map(text)
THINGS = st.sampled_from("abcdef").map(thing)
NUMBERS = st.one_of(
    st.integers(-5, 3000).map(lambda value: typed(value, f"{XSD}integer")),
    st.floats().map(lambda value: typed(value, f"{XSD}double")),
)
POINTS = st.tuples(st.floats(-200, 200), st.floats(-100, 100)).map(
    lambda point: typed(f"POINT({point[0]} {point[1]})", str(GEO.wktLiteral))
)
CERTAINTY = st.sampled_from(["certain", "possible"]).map(text)
KINDS: dict[str, st.SearchStrategy[Term]] = {
    "thing": THINGS,
    "kind": TEXTS,
    "certainty": CERTAINTY,
    "beganEarliest": DATES,
    "beganLatest": DATES,
    "goneEarliest": DATES,
    "goneLatest": DATES,
    "date": DATES,
    "wkt": POINTS,
    "other": POINTS,
    "lat": NUMBERS,
    "long": NUMBERS,
    "from": THINGS,
    "to": THINGS,
    "parties": TEXTS,
    "year": NUMBERS,
    "certain": NUMBERS,
    "possible": NUMBERS,
    "count": st.one_of(NUMBERS, TEXTS),
}
ANSWERS = (
    st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=7, unique=True)
    .flatmap(
        lambda names: st.lists(
            st.fixed_dictionaries({}, optional={name: KINDS[name] for name in names}), max_size=8
        )
    )
    .map(lambda rows: answer_of(*rows))
)


@given(ANSWERS, st.sampled_from(VIEWS))
@settings(max_examples=150, deadline=None)
def test_every_row_is_drawn_or_named_as_left_out(answer: ResultAnswer, view: View) -> None:
    marks = MARKS[view](Rows(answer))
    drawn = {row for _, rows in marks.drawn for row in rows}
    assert drawn.isdisjoint(marks.left_out)
    assert drawn.union(marks.left_out) == set(range(len(answer.rows)))
    made = picture(answer, view, frame())
    assert len(made.left_out) == len(marks.left_out)
    assert (made.drawing is None) == (not marks.drawn)
    if made.drawing:
        fromstring(alone(made.drawing.file()))
        drawn_as = fromstring(str(made.markup))
        drawings = list(drawn_as) if view == "map" else [drawn_as]
        assert {each.get("aria-label") for each in drawings} == {"Title"}


def test_a_label_with_markup_is_shown_as_text() -> None:
    shown = HOSTILE.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    rows = [
        {
            "name": text(f"{HOSTILE}{number}"),
            "date": day("2020-01-01"),
            "wkt": typed(f"POINT({number * 9} 50)", str(GEO.wktLiteral)),
            "from": text(f"{HOSTILE}{number}"),
            "to": text("other"),
            "count": typed(number, f"{XSD}integer"),
        }
        for number in (1, 2)
    ]
    for view in VIEWS:
        for svg in page_and_file(answer_of(*rows), view):
            assert f"{shown}1" in " ".join(words(svg).split()) or view == "chart"
            assert not list(svg.iter("script"))


def test_a_link_leads_to_the_thing_and_no_other_scheme_is_followed() -> None:
    rows = [{"thing": thing("x"), "date": day("2020-01-01")}]
    page, file = page_and_file(answer_of(*rows), "timeline")
    assert [each.get("href") for each in page.iter("a")] == ["/id/x"]
    assert [each.get("href") for each in file.iter("{http://www.w3.org/2000/svg}a")] == ["/id/x"]


def test_dates_make_stretches_where_one_begins_and_one_ends() -> None:
    began = {"beganEarliest": day("1990-01-01"), "beganLatest": day("1990-12-31")}
    ended = {"goneEarliest": day("2000-01-01"), "goneLatest": day("2000-12-31")}
    rows = Rows(
        answer_of(
            {"name": text("closed"), **began, **ended},
            {"name": text("open"), **began},
            {"name": text("none")},
        )
    )
    found = spans(rows)
    closed, still = (mark for mark, _ in found.drawn)
    assert sureness(closed) == ["possible", "certain", "possible"]
    assert sureness(still) == ["possible", "certain"]
    assert [shape.before for shape in still.shapes if not hasattr(shape, "earliest")][-1] is None
    assert found.left_out == (2,)


def sureness(span: SpanMark) -> list[str | None]:
    return [shape.sureness for shape in span.shapes if not hasattr(shape, "earliest")]


def test_what_was_only_planned_is_hollow() -> None:
    rows = [
        {"name": text(status), "status": text(status), "date": day("2020-01-01")}
        for status in ("held", "planned")
    ]
    page, _ = page_and_file(answer_of(*rows), "timeline")
    assert [each.get("class") for each in classed(page, "act")] == ["act", "act planned"]


def test_a_doubtful_row_is_told_in_a_word_and_by_more_than_colour() -> None:
    rows = [
        {
            "name": text("x"),
            "certainty": text("possible"),
            "date": day("2020-01-01"),
            "wkt": typed("POINT(9 50)", str(GEO.wktLiteral)),
            "one": text("a"),
            "two": text("b"),
        }
    ]
    assert "x · possibly" in words(page_and_file(answer_of(*rows), "timeline")[0])
    assert classed(page_and_file(answer_of(*rows), "map")[0], "doubtful")
    assert classed(page_and_file(answer_of(*rows), "network")[0], "unsure")


def test_parts_of_a_whole_stand_on_each_other_and_other_measures_side_by_side() -> None:
    def widths(one: str, other: str) -> list[tuple[str | None, str | None]]:
        row = {"name": text("x"), one: typed(3, f"{XSD}integer"), other: typed(1, f"{XSD}integer")}
        bars = classed(page_and_file(answer_of(row), "chart")[0], "bar")
        return [(bar.get("x"), bar.get("y")) for bar in bars]

    (left, top), (right, same) = widths("certain", "possible")
    assert top == same
    assert left != right
    (left, top), (right, below) = widths("stated", "known")
    assert left == right
    assert top != below


def test_years_without_a_row_keep_their_place() -> None:
    rows = [
        {"year": typed(year, f"{XSD}integer"), "count": typed(2, f"{XSD}integer")}
        for year in (2000, 2001, 2004)
    ]
    bars = classed(page_and_file(answer_of(*rows), "chart")[0], "bar")
    first, second, last = (float(str(bar.get("x")).removesuffix("%")) for bar in bars)
    assert last - first == pytest.approx(4 * (second - first), abs=0.05)


# What is nearer to 0 is read as 0.
MEASURES = st.floats(-1e15, 1e15).map(lambda value: value if abs(value) >= 1e-9 else 0.0)


@given(MEASURES, MEASURES)
def test_a_scale_holds_its_values_in_a_few_round_steps(one: float, other: float) -> None:
    low, high = sorted((one, other))
    scale = ticks(low, high)
    assert 0 in scale
    assert scale[0] <= low or low >= 0
    assert scale[-1] >= high or high <= 0
    assert 2 <= len(scale) <= 8
    assert scale[-1] > scale[0]


COORDINATES = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@given(COORDINATES, COORDINATES)
def test_a_great_circle_joins_its_ends_and_never_jumps(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    runs = great_circle(one, other)
    assert runs[0][0] == one
    assert runs[-1][-1] == other
    for run in runs:
        for (before, _), (after, _) in pairwise(run):
            assert abs(after - before) <= 180


LABELS = st.lists(
    st.builds(
        Label,
        st.text("abc ", min_size=1, max_size=20),
        st.floats(0, 400),
        st.floats(0, 300),
        st.floats(2, 12),
    ),
    max_size=12,
)


@given(LABELS)
def test_no_label_covers_another_or_a_mark(labels: list[Label]) -> None:
    within = TextBox(0, 0, 400, 300)
    found = placed(labels, 10, within)
    boxes = []
    for at, (x, y, anchor) in found.items():
        wide = len(labels[at].text) * 10 * 0.56
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        boxes.append(TextBox(left + 0.1, y - 9, left + wide - 0.1, y + 2))
    for at, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[at + 1 :])
        assert within.left <= box.left
        assert box.right <= within.right + 0.1
