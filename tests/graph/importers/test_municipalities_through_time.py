"""On any day the municipalities have no overlap and no hole, as far as the data reaches.

What is tested, for the shipped reference graphs and every day from 1950 to today:

- A *territory* is the ground of a municipality that has no first day (the data begins with it).
  On each day it belongs to that municipality or to those that came of it by mergers and splits.
- No hole: each territory belongs to at least one municipality; to exactly one, unless it was split.
- No overlap: no municipality is there together with one that it came of; and each one that is
  there has a territory.
- Norway, against the table itself: each row (the ground that a municipality of 2013 shares with
  one of 2020) belongs to exactly one municipality, with the number that the table gives that year.

A day may be known only as lying between two days. Then a world is drawn, in which it is one of
them, and everything must hold in that world. How far the data reaches in each country is told in
decision 0050; before its first change the municipalities of a country are taken to be the ones that
the data begins with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, RdfFormat, Store

import graph
from graph.importers.norway_history import CHANGES
from graph.importers.text_tables import detect_encoding, read_table
from graph.namespaces import COUNTRY
from graph.prefixes import BASE, PREFIXES
from graph.time.edtf_dates import Bounds, bounds
from tests.shared import shared

REFERENCE = Path(graph.__file__).parent / "data" / "reference"
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))
COUNTRIES = ("DNK", "GRL", "NOR", "SWE", "FIN", "ISL", "FRO")


@dataclass(frozen=True)
class Change:
    """A change event: its bounds and the municipalities before and after it."""

    iri: str
    day: Bounds
    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True)
class Lives:
    """The municipalities of one country.

    Attributes:
        began: first days, by IRI; a municipality without one is not in it.
        ended: last days, likewise.
        everyone: every IRI.
        changes: the change events.
    """

    began: dict[str, str]
    ended: dict[str, str]
    everyone: frozenset[str]
    changes: tuple[Change, ...]


def municipality(slug: str) -> str:
    return f"{BASE}id/municipality/{slug}"


def rows(store: Store, names: Sequence[str], pattern: str) -> Iterator[list[str]]:
    """The values of the variables ``names`` in every graph, in that order."""
    variables = " ".join(f"?{name}" for name in names)
    found = store.query(
        f"{PROLOGUE} SELECT DISTINCT {variables} WHERE {{ {pattern} }}",
        use_default_graph_as_union=True,
    )
    assert isinstance(found, QuerySolutions)
    for row in found:
        yield [row[name].value for name in names]


def days_of(store: Store, country: str, side: str) -> dict[str, str]:
    pattern = f"?m a vsk:Municipality ; vsk:country <{COUNTRY[country]}> ; {side} ?day"
    return {iri: day for iri, day in rows(store, ("m", "day"), pattern)}  # noqa: C416  # typed pairs


def changes_of(store: Store) -> Iterator[Change]:
    sides: defaultdict[tuple[str, str], dict[str, set[str]]] = defaultdict(
        lambda: {"original": set(), "resulting": set()}
    )
    for side in ("original", "resulting"):
        pattern = f"?e a org:ChangeEvent ; vsk:date ?d ; org:{side}Organization ?m"
        for event, day, one in rows(store, ("e", "d", "m"), pattern):
            sides[event, day][side].add(one)
    for (event, day), each in sorted(sides.items()):
        before, after = frozenset(each["original"]), frozenset(each["resulting"])
        yield Change(event, bounds(day), before, after)


def lives_of(store: Store, country: str) -> Lives:
    pattern = f"?m a vsk:Municipality ; vsk:country <{COUNTRY[country]}>"
    everyone = frozenset(iri for (iri,) in rows(store, ("m",), pattern))
    return Lives(
        days_of(store, country, "vsk:began"),
        days_of(store, country, "vsk:ended"),
        everyone,
        tuple(change for change in changes_of(store) if change.before <= everyone),
    )


@pytest.fixture(scope="module")
def store() -> Store:
    loaded = Store()
    for path in sorted(REFERENCE.glob("*.trig")):
        loaded.load(path=str(path), format=RdfFormat.TRIG)
    return loaded


@pytest.fixture(scope="module")
def lives(store: Store) -> dict[str, Lives]:
    return {country: lives_of(store, country) for country in COUNTRIES}


class World:
    """A country on each day, if every uncertain change fell on the day that was drawn for it."""

    def __init__(self, lives: Lives, drawn: dict[str, date]) -> None:
        self.lives = lives
        self._formed: dict[str, date] = {}
        self._gone: dict[str, date] = {}
        self._next: defaultdict[str, set[str]] = defaultdict(set)
        for change in lives.changes:
            for one in change.before:
                self._gone[one] = drawn[change.iri]
                self._next[one] |= change.after
            for one in change.after:
                self._formed[one] = drawn[change.iri]

    def is_there(self, one: str, day: date) -> bool:
        """Whether a municipality is there on a day."""
        return self._formed.get(one, date.min) <= day < self._gone.get(one, date.max)

    def there(self, day: date) -> set[str]:
        """All municipalities of the day."""
        return {one for one in self.lives.everyone if self.is_there(one, day)}

    def what_became_of(self, one: str) -> set[str]:
        """A municipality and all that came of it, at any time."""
        found = {one}
        waiting = [one]
        while waiting:
            new = self._next[waiting.pop()] - found
            found |= new
            waiting.extend(new)
        return found


@st.composite
def worlds(draw: st.DrawFn, lives: Lives) -> World:
    drawn: dict[str, date] = {}
    for change in lives.changes:
        first, last = change.day.earliest, change.day.latest
        assert first
        assert last
        drawn[change.iri] = first if first == last else draw(st.dates(first, last))
    return World(lives, drawn)


@pytest.mark.parametrize("country", COUNTRIES)
@settings(max_examples=60)
@given(day=DAYS, data=st.data())
def test_no_overlap_and_no_hole_on_any_day(
    lives: dict[str, Lives], country: str, day: date, data: st.DataObject
) -> None:
    world = data.draw(worlds(lives[country]))
    there = world.there(day)
    split = {
        one for change in world.lives.changes if len(change.after) > 1 for one in change.before
    }
    held: set[str] = set()
    for one in world.lives.everyone - set(world.lives.began):
        became = world.what_became_of(one)
        now = became & there
        assert now, f"a hole: nobody has the ground of {one} on {day}"
        assert len(now) == 1 or became & split, f"an overlap: {now} have the ground of {one}"
        held |= now
    assert held == there, f"{there - held} have no ground on {day}"
    for one in there:
        later = world.what_became_of(one) - {one}
        assert not later & there, f"an overlap: {one} is there with {later & there} on {day}"


@pytest.mark.parametrize("country", COUNTRIES)
def test_first_and_last_days_are_those_of_the_changes(
    lives: dict[str, Lives], country: str
) -> None:
    """So the lives, which queries read, and the changes, which the worlds use, say the same."""
    began: dict[str, Bounds] = {}
    ended: dict[str, Bounds] = {}
    for change in lives[country].changes:
        first, last = change.day.earliest, change.day.latest
        assert first
        assert last
        assert change.after <= lives[country].everyone
        for one in change.after:
            assert began.setdefault(one, change.day) == change.day
        for one in change.before:
            eve = Bounds(first - ONE_DAY, last - ONE_DAY)
            assert ended.setdefault(one, eve) == eve
    assert {one: bounds(text) for one, text in lives[country].began.items()} == began
    assert {one: bounds(text) for one, text in lives[country].ended.items()} == ended


@settings(max_examples=40)
@given(data=st.data())
def test_norway_is_what_the_table_says(
    store: Store, lives: dict[str, Lives], data: st.DataObject
) -> None:
    path = shared(f"data/{CHANGES}")
    table = read_table(path, (), delimiter=";", encoding=detect_encoding(path))
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    pattern = f"?m vsk:country <{COUNTRY.NOR}> ; org:identifier ?code"
    for iri, code in rows(store, ("m", "code"), pattern):
        numbers[code].add(iri)
    world = data.draw(worlds(lives["NOR"]))
    year = data.draw(st.sampled_from([2013, 2017, 2018, 2019, 2020]))
    day = data.draw(st.dates(date(year, 1, 1), date(year, 12, 31)))
    there, used = world.there(day), set()
    roots = world.lives.everyone - set(world.lives.began)
    for row in table:
        code, first = row.text(f"kommunenummer_{year}"), row.text("kommunenummer_2013")
        if code != "9999":
            (root,) = numbers[first] & roots
            found = numbers[code] & there & world.what_became_of(root)
            assert len(found) == 1, f"{found} have the ground of {row.where} on {day}"
            used |= found
    assert used == there


def counts(lives: Lives, day: date) -> int:
    drawn = {change.iri: change.day.latest for change in lives.changes}
    return len(World(lives, {iri: day for iri, day in drawn.items() if day}).there(day))


@pytest.mark.parametrize(
    ("country", "day", "count"),
    [
        ("GRL", date(2008, 12, 31), 18),
        ("GRL", date(2009, 1, 1), 4),
        ("GRL", date(2018, 1, 1), 5),
        ("NOR", date(2013, 1, 1), 428),
        ("NOR", date(2017, 1, 1), 426),
        ("NOR", date(2018, 1, 1), 422),
        ("NOR", date(2020, 1, 1), 356),
        ("DNK", date(2020, 1, 1), 98),
    ],
)
def test_how_many_there_are(lives: dict[str, Lives], country: str, day: date, count: int) -> None:
    assert counts(lives[country], day) == count


def test_nanortalik_before_and_after_2009(lives: dict[str, Lives]) -> None:
    drawn = {c.iri: c.day.earliest for c in lives["GRL"].changes if c.day.earliest}
    world = World(lives["GRL"], drawn)
    old, new = municipality("nanortallip-kommunia"), municipality("kommune-kujalleq")
    assert world.is_there(old, date(2008, 12, 31))
    assert not world.is_there(new, date(2008, 12, 31))
    assert world.is_there(new, date(2009, 1, 1))
    assert not world.is_there(old, date(2009, 1, 1))
    assert world.what_became_of(old) == {old, new}


def test_a_hole_and_an_overlap_would_be_seen(lives: dict[str, Lives]) -> None:
    """The test itself can fail: a change that is left out leaves both."""
    greenland = lives["GRL"]
    changes = tuple(c for c in greenland.changes if "split-2018" not in c.iri)
    broken = Lives(greenland.began, greenland.ended, greenland.everyone, changes)
    drawn = {c.iri: c.day.earliest for c in changes if c.day.earliest}
    world = World(broken, drawn)
    today = world.there(date(2020, 1, 1))
    assert municipality("qaasuitsup-kommunia") in today
    assert municipality("avannaata-kommunia") in today
    held = set().union(*(world.what_became_of(o) for o in broken.everyone - set(broken.began)))
    assert municipality("avannaata-kommunia") not in held
