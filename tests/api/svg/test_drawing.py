"""The drawings: days and places where they belong, vague ones told apart, nothing but shapes."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given, settings
from hypothesis import strategies as st

from api.svg.clip import clipped
from api.svg.scale import scale_over
from api.svg.tie_map import Place, draw
from api.svg.time_strips import Mark, Shape, Unheard, axis, days_of, strip, until_heard
from graph.terms import point_of
from graph.time.intervals import Interval, State

TODAY = date(2026, 11, 22)
DAYS = st.lists(st.dates(date(1000, 1, 1), date(2999, 12, 31)), min_size=1, max_size=20)


def drawn(*shapes: Shape) -> Element:
    scale = scale_over([*days_of(shapes), TODAY])
    return fromstring(strip(shapes, scale, TODAY))


def with_class(svg: Element, name: str) -> list[Element]:
    return [each for each in svg.iter() if each.get("class") == name]


def per_cent(each: Element, name: str) -> float:
    return float(str(each.get(name)).removesuffix("%"))


@given(DAYS)
def test_later_days_lie_further_right_and_all_on_the_line(days: list[date]) -> None:
    scale = scale_over(days)
    places = [scale.place(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(0 < place < 100 for place in places)
    assert len(scale.marks()) <= 9
    assert scale.place(None) == 0
    assert scale.place(None, end=True) == 100


def test_what_is_certain_is_solid_and_what_is_possible_hatched() -> None:
    svg = drawn(
        Interval(None, date(1966, 6, 1), frozenset({State.NOT_YET, State.IN_FORCE})),
        Interval(date(1966, 6, 1), None, frozenset({State.IN_FORCE})),
    )
    (possible,), (certain,) = with_class(svg, "possible"), with_class(svg, "certain")
    assert possible.get("fill") == "url(#hatch)"
    assert certain.get("fill") is None
    assert per_cent(possible, "x") == 0
    assert per_cent(possible, "width") <= per_cent(certain, "x") + 0.31
    assert per_cent(certain, "x") + per_cent(certain, "width") == 100


@given(st.none() | st.dates(), st.none() | st.dates(date(1000, 1, 1), TODAY), st.booleans())
def test_what_is_open_ends_today_and_fades_after_the_last_word(
    heard: date | None, start: date | None, sure: bool
) -> None:
    states = frozenset({State.IN_FORCE} if sure else {State.IN_FORCE, State.ENDED})
    made = list(until_heard([Interval(start, None, states)], heard, TODAY))
    assert made[0].start == start or isinstance(made[0], Unheard)
    assert made[-1].before == date(2026, 11, 23)
    assert all(one.before == other.start for one, other in pairwise(made))
    faded = [each for each in made if isinstance(each, Unheard)]
    assert bool(faded) == (heard is not None and heard < TODAY)
    for each in faded:
        assert heard is not None and (each.start or date.min) > heard


def test_a_term_that_a_source_gives_is_sure_until_its_end() -> None:
    term = Interval(date(2019, 12, 31), date(2024, 8, 1), frozenset({State.IN_FORCE}))
    assert list(until_heard([term], date(2020, 1, 1), TODAY)) == [term]


def test_what_is_owed_is_hollow_from_its_day_until_today() -> None:
    svg = drawn(Mark(date(2024, 8, 1), date(2024, 8, 31), planned=True, owed=True))
    bar, diamond = with_class(svg, "owed")
    assert (bar.tag, diamond.tag) == ("rect", "path") and not with_class(svg, "act")
    (today,) = with_class(svg, "today")
    assert abs(per_cent(bar, "x") + per_cent(bar, "width") - per_cent(today, "x1")) < 0.1


def test_a_day_is_a_point_and_a_vague_date_a_span_between_bounds() -> None:
    exact = drawn(Mark(date(2020, 1, 1), date(2020, 1, 1)), Mark(date(1950, 1, 1), None))
    assert len(with_class(exact, "act")) == 1
    vague = drawn(Mark(date(1939, 1, 1), date(2013, 12, 31)))
    assert not with_class(vague, "act")
    assert len(with_class(vague, "bound")) == 2
    assert len(with_class(exact, "bound")) == 1, "an open side has no bound"


def test_drawings_have_no_style_and_no_words_but_years() -> None:
    scale = scale_over([date(1966, 5, 1), TODAY])
    for svg in (drawn(Mark(TODAY, TODAY)), fromstring(axis(scale))):
        assert all("style" not in each.attrib for each in svg.iter())
        assert svg.get("aria-hidden") == "true"
    years = [each.text for each in fromstring(axis(scale)).iter("text")]
    assert years == ["1970", "1980", "1990", "2000", "2010", "2020"]


def test_a_map_places_north_above_and_east_to_the_right() -> None:
    home, north = Place(0, 10.2, 56.2), Place(1, -51.7, 64.2, certain=False)
    svg = fromstring(draw(home, [north, Place(2, 24.0, 49.8)], 'Partners of "A" & <b>'))
    places = {each.get("class"): each for each in svg if each.tag == "circle"}
    dots = with_class(svg, "dot")
    assert float(str(dots[0].get("cx"))) < float(str(places["home"].get("cx")))
    assert float(str(dots[0].get("cy"))) < float(str(places["home"].get("cy")))
    assert float(str(dots[1].get("cx"))) > float(str(places["home"].get("cx")))
    assert [each.text for each in svg.iter("text")] == ["1", "2"]
    assert len(with_class(svg, "tie unsure")) == 1
    assert svg.get("aria-label") == 'Partners of "A" & <b>'


# The first map of all reads the land, which takes a busy machine a while.
@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-179, 179), st.floats(-85, 85)), min_size=2, max_size=8, unique=True
    )
)
def test_every_place_lies_on_the_map(points: list[tuple[float, float]]) -> None:
    home, *others = (Place(number, *point) for number, point in enumerate(points))
    svg = fromstring(draw(home, others, ""))
    _, _, width, height = map(float, str(svg.get("viewBox")).split())
    for circle in (each for each in svg if each.tag == "circle"):
        assert 0 <= float(str(circle.get("cx"))) <= width
        assert 0 <= float(str(circle.get("cy"))) <= height


def test_a_point_is_longitude_then_latitude() -> None:
    assert point_of("POINT(10.15669 56.16292)") == (10.15669, 56.16292)
    assert point_of("POLYGON((0 0, 1 1, 1 0, 0 0))") is None


CORNERS = st.tuples(st.floats(-300, 300), st.floats(-300, 300))


@given(st.lists(CORNERS, min_size=3, max_size=12))
def test_what_is_cut_to_a_frame_lies_in_it_and_keeps_what_was_inside(
    ring: list[tuple[float, float]],
) -> None:
    cut = clipped(ring, 100, 80, 4)
    assert all(-4.001 <= x <= 104.001 and -4.001 <= y <= 84.001 for x, y in cut)
    assert {(x, y) for x, y in ring if 0 <= x <= 100 and 0 <= y <= 80} <= set(cut)


def test_a_frame_inside_a_shape_is_filled_and_one_outside_is_empty() -> None:
    around = [(-500.0, -500.0), (500.0, -500.0), (500.0, 500.0), (-500.0, 500.0)]
    assert set(clipped(around, 100, 80, 4)) == {(-4, -4), (104, -4), (104, 84), (-4, 84)}
    assert clipped([(200.0, 0.0), (300.0, 0.0), (300.0, 50.0)], 100, 80, 4) == []
