"""Each quality query finds what is planted for it, and nothing in the shipped graph."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph
import pytest
import yaml

from graph.prefixes import BASE
from queries.library import Query, violations
from tests.queries.cases import ask, with_derived

PLANTED: Final = Path(__file__).parent / "quality"
QUERIES: Final = list(violations().values())


def planted_store(path: Path) -> pyoxigraph.Store:
    """A store with a planted file and what the rules derive from it."""
    store = pyoxigraph.Store()
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TRIG)
    return with_derived(store)


def things(store: pyoxigraph.Store, query: Query) -> list[str]:
    header, *rows = ask(store, query.text)
    assert header == ["thing", "graph", "value"]
    assert all(row[0] and row[1] for row in rows)
    found = {row[0].removeprefix(BASE).removeprefix("id/").removeprefix("concept/") for row in rows}
    return sorted(found)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_finds_what_is_planted_and_leaves_the_rest(query: Query) -> None:
    """A planted file holds near misses as well."""
    path = PLANTED / f"{query.name.removesuffix('-violation')}.trig"
    head = path.read_text("utf-8").splitlines()[0].removeprefix("#+")
    assert things(planted_store(path), query) == yaml.safe_load(head)["finds"]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_finds_nothing_in_the_shipped_graph(query: Query, shipped_store: pyoxigraph.Store) -> None:
    assert ask(shipped_store, query.text)[1:] == []


def test_there_is_a_planted_file_for_each_query_and_no_other() -> None:
    names = {path.stem for path in PLANTED.glob("*.trig")}
    assert {query.name for query in QUERIES} == {f"{name}-violation" for name in names}
    assert len(names) >= 10
