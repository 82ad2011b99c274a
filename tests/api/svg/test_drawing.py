"""The drawings: days and places where they belong, vague ones told apart, nothing but shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given, settings
from hypothesis import strategies as st

from api.svg.clip import Point, clipped
from api.svg.land import land, world
from api.svg.map_frame import MapSize
from api.svg.scale import scale_over
from api.svg.tie_map import MapPlace, MapTie, map_of
from api.svg.time_strips import Mark, Shape, Unheard, axis, days_of, strip, until_heard
from graph.terms import point_of
from graph.time.intervals import Interval, State
from tests.shared import lacking

TODAY = date(2026, 11, 22)
MAP = MapSize()
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


def placed(name: str, longitude: float, latitude: float, *, home: bool = False) -> MapPlace:
    return MapPlace(name, longitude, latitude, home=home)


def mapped(*ties: MapTie, title: str = "", size: MapSize = MAP) -> Element:
    return fromstring(map_of(ties).draw(title, size))


HOME = placed("Aarhus", 10.2, 56.2, home=True)
NUUK = replace(placed("Nuuk", -51.7, 64.2), under="Sermersooq")
LVIV = placed("Lviv", 24.0, 49.8)


def test_a_map_places_north_above_and_east_to_the_right() -> None:
    ties = (MapTie(HOME, NUUK, certain=False), MapTie(HOME, LVIV, overdue="overdue <2024>"))
    svg = mapped(*ties, title='Partners of "A" & <b>')
    (home,), dots = with_class(svg, "here"), with_class(svg, "dot")
    at = [tuple(float(str(each.get(key))) for key in ("cx", "cy")) for each in (home, *dots)]
    assert at[1][0] < at[0][0] < at[2][0], "what is overdue lies above"
    assert at[1][1] < at[0][1] < at[2][1]
    texts = {each.text: each.get("class") for each in svg.iter("text")}
    assert texts == {
        "Aarhus": "home",
        "overdue <2024>": "due-t",
        "Nuuk": "name",
        "Sermersooq": "under",
        "Lviv": "name",
    }
    assert len(with_class(svg, "tie unsure")) == len(with_class(svg, "due")) == 1
    assert svg.get("aria-label") == 'Partners of "A" & <b>'
    phone = mapped(*ties, size=MapSize(width=300, under=False))
    assert not with_class(phone, "under")


def test_one_that_lies_far_from_all_others_is_named_at_the_edge() -> None:
    near = [placed(f"N{n}", 8.0 + n, 55.0 + n / 2) for n in range(8)]
    far = placed("Jinan", 117.0, 36.7)
    made = map_of([*(MapTie(HOME, each, chain=True) for each in near), MapTie(near[7], far)])
    assert made.off == [far]
    svg = fromstring(made.draw("", MAP))
    (name,) = with_class(svg, "off")
    assert name.text == "Jinan →"
    alone = map_of([MapTie(HOME, far)])
    assert not alone.off, "of few places none is left off"


# The first map of all reads the land, which takes a busy machine a while.
@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-179, 179), st.floats(-85, 85)), min_size=2, max_size=7, unique=True
    )
)
def test_every_place_lies_on_the_map_and_no_name_on_another(points: list[Point]) -> None:
    home, *others = (placed(f"Place {n}", *point) for n, point in enumerate(points))
    svg = mapped(*(MapTie(home, each) for each in others))
    _, _, width, height = map(float, str(svg.get("viewBox")).split())
    for circle in (each for each in svg if each.tag == "circle"):
        assert 0 <= float(str(circle.get("cx"))) <= width
        assert 0 <= float(str(circle.get("cy"))) <= height
    baselines = [(float(str(e.get("x"))), float(str(e.get("y")))) for e in svg.iter("text")]
    assert len(set(baselines)) == len(baselines)


def test_land_is_land_and_sea_is_sea_at_every_level() -> None:
    if not world():
        lacking("the scripts of the pages")

    def ashore(longitude: float, latitude: float, scale: float) -> bool:
        sides = (longitude, latitude, longitude, latitude)
        tiles = land(*sides, scale)
        return any(sum(crosses(ring, longitude, latitude) for ring in rings) % 2 for rings in tiles)

    for scale in (5, 20, 100):
        # Also far from any coast, where a ring that is cut or turned the wrong way shows.
        for east, north in (
            (9.3, 56.3),
            (-45.0, 70.0),
            (25.0, 50.0),
            (100.0, 60.0),
            (-175.0, 67.0),
            (0.0, -85.0),
        ):
            assert ashore(east, north, scale), (east, north, scale)
        for east, north in (
            (3.0, 56.0),
            (19.0, 56.0),
            (-30.0, 60.0),
            (179.5, 72.5),
            (-20.0, 0.0),
            (0.0, 0.0),
        ):
            assert not ashore(east, north, scale), (east, north, scale)
    assert ashore(-7.0, 62.15, 20), "Streymoy is seen at the zoom of the Nordic countries"


def crosses(ring: Sequence[Point], x: float, y: float) -> int:
    """How often a ray to the east crosses a ring."""
    return sum(
        (one[1] > y) != (other[1] > y)
        and x < one[0] + (y - one[1]) * (other[0] - one[0]) / (other[1] - one[1])
        for one, other in pairwise([*ring, ring[0]])
    )


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
