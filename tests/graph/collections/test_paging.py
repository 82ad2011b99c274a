"""Pages stay right while the data change: what did not change is on one page, in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph.collation import danish_key
from graph.collections import cursor
from graph.collections.cursor import Cursor
from graph.collections.page import CollectionPages, Page
from graph.collections.query_reader import read
from graph.collections.registry import COLLECTIONS
from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.errors import BadParameter
from graph.identifiers import source_graph, thing
from graph.ledger import Ledger
from graph.namespaces import VSK
from graph.search.name_search import NameSearch

GRAPH = source_graph("towns")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
XSD = "http://www.w3.org/2001/XMLSchema#"
Towns = dict[str, tuple[str, int | None]]


class World:
    """A ledger with one graph of municipalities, and an engine that takes up each change."""

    def __init__(self, path: Path, runner: asyncio.Runner, engine: EmbeddedEngine) -> None:
        self._path = path
        self._runner = runner
        self._engine = engine

    def write(self, towns: Mapping[str, tuple[str, int | None]]) -> None:
        lines = [line for slug, told in towns.items() for line in _lines(slug, *told)]
        with Ledger.open(self._path) as ledger:
            ledger.put(GRAPH, lines, actor="test")
        self._runner.run(self._engine.refresh())

    def page(self, **asked: str) -> Page:
        selection = read(COLLECTIONS["municipalities"], asked.items())
        with self._engine.pinned() as held:
            pages = CollectionPages(held, NameSearch(held))
            return self._runner.run(pages.page(selection, "da"))


def _lines(slug: str, name: str, population: int | None) -> Iterator[str]:
    iri = thing("municipality", slug)
    yield f"<{iri}> <{TYPE}> <{VSK.Municipality}> <{GRAPH}> ."
    yield f'<{iri}> <{LABEL}> "{name}"@da <{GRAPH}> .'
    if population is not None:
        yield f'<{iri}> <{VSK.population}> "{population}"^^<{XSD}integer> <{GRAPH}> .'


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    path = tmp_path_factory.mktemp("home") / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.put(GRAPH, list(_lines("x", "X", 1)), actor="test")
    with asyncio.Runner() as runner:
        engine = runner.run(EmbeddedEngine.start(path, Limits()))
        yield World(path, runner, engine)
        runner.run(engine.close())


SLUGS = [f"t{number}" for number in range(14)]
TOLD = st.tuples(
    st.sampled_from(["Ærø", "Aa", "Å", "Ål", "B", "b", "Z"]), st.none() | st.integers(0, 3)
)
# Some towns as they are at first; then, after each page, what becomes of some of them.
CHANGES = st.lists(
    st.dictionaries(st.sampled_from(SLUGS), st.none() | TOLD, max_size=4), max_size=4
)
ORDERS = st.sampled_from(["label", "population", "-population"])


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.dictionaries(st.sampled_from(SLUGS), TOLD, min_size=4),
    changes=CHANGES,
    order=ORDERS,
    limit=st.integers(1, 5),
)
@example(
    first=dict.fromkeys(SLUGS, ("Å", None)),
    changes=[{"t1": None}, {"t0": ("Å", None), "t9": None}, {"t1": ("Å", None)}],
    order="-population",
    limit=2,
)
def test_pages_joined_are_the_whole_of_what_did_not_change(
    world: World,
    first: Towns,
    changes: Sequence[Mapping[str, tuple[str, int | None] | None]],
    order: str,
    limit: int,
) -> None:
    towns, seen, after = dict(first), list[str](), ""
    touched: set[str] = set()
    world.write(towns)
    pending = list(changes)
    while True:
        asked = {"sort": order, "limit": str(limit)} | ({"cursor": after} if after else {})
        page = world.page(**asked)
        assert page.total == len(towns)
        seen += [item["id"].rpartition("/")[2] for item in page.items]
        if page.next is None:
            break
        after = page.next.write()
        if pending:
            change = pending.pop(0)
            touched |= change.keys()
            towns = {slug: told for slug, told in {**towns, **change}.items() if told}
            world.write(towns)
    still = [slug for slug in seen if slug not in touched]
    assert still == [slug for slug in _ordered(first, order) if slug not in touched]
    assert set(seen) <= set(SLUGS)


def _ordered(towns: Towns, order: str) -> list[str]:
    def place(slug: str) -> tuple[object, ...]:
        name, population = towns[slug]
        if order == "label":
            return danish_key(name), slug
        sign = -1 if order.startswith("-") else 1
        return population is None, sign * (population or 0), slug

    # IRIs are compared as text, and so are these slugs.
    return sorted(towns, key=place)


@given(
    st.sampled_from(["label", "-signed"]), st.sampled_from(["da", "en", ""]), st.none() | st.text()
)
def test_a_cursor_comes_back_as_it_went(sort: str, lang: str, value: str | None) -> None:
    there = Cursor(sort, lang, value, thing("agreement", "a-b"))
    assert cursor.read(there.write()) == there


@given(st.text(alphabet="ABCDEFabcdef0123456789-_", min_size=1) | st.text(min_size=1))
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(BadParameter):
        cursor.read(text)
