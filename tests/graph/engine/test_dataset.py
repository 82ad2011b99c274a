"""The default graph is a merge: a triple that several graphs state is one triple, never two."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.base import CSV, Limits, Request
from graph.engine.dataset import merge, stated_in
from graph.engine.embedded import EmbeddedEngine
from graph.ledger import Ledger

BASE = "https://w3id.org/venskab/graph/source/"
A, B, C = (BASE + name for name in "abc")
SHARED = '<http://example.org/s> <http://example.org/p> "10"'
COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s <http://example.org/p> ?o }}"


@pytest.fixture
def three_graphs(tmp_path: Path) -> Path:
    """A ledger in which three sources state the same, and one of them something of its own."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        for graph in (A, B, C):
            ledger.put(graph, [f"{SHARED} <{graph}> ."], actor="test")
        own = f'<http://example.org/t> <http://example.org/p> "1" <{C}> .'
        ledger.put(C, [f"{SHARED} <{C}> .", own], actor="test")
    return path


def numbers(path: Path, *asked: Request) -> list[int]:
    """The one number that each request answers."""

    async def body() -> list[int]:
        engine = await EmbeddedEngine.start(path, Limits())
        try:
            answers = [(await engine.query(each)).read().decode() for each in asked]
        finally:
            await engine.close()
        return [int(list(csv.reader(io.StringIO(answer)))[1][0]) for answer in answers]

    return asyncio.run(body())


def test_what_several_graphs_state_is_counted_once(three_graphs: Path) -> None:
    everywhere = COUNT.format("")
    from_two = COUNT.format(f"FROM <{A}> FROM <{B}>")
    by_prefix = f"PREFIX g: <{BASE}> " + COUNT.format("FROM g:a FROM NAMED g:b FROM g:c FROM g:a")
    by_base = f"BASE <{BASE}> " + COUNT.format("FROM <a> FROM <c>")
    escaped = COUNT.format(f"FROM <{BASE}\\u0061> FROM <{B}>")
    in_each = "SELECT (COUNT(*) AS ?n) FROM NAMED <%s> FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }"
    asked = [Request(text, (CSV,)) for text in (everywhere, from_two, by_prefix, by_base, escaped)]
    asked += [
        Request(in_each % (A, C), (CSV,)),
        Request(everywhere, (CSV,), default_graphs=(A, B, C)),
        Request(from_two, (CSV,), default_graphs=(A, C)),
        Request(in_each % (A, C), (CSV,), named_graphs=(B,)),
    ]
    assert numbers(three_graphs, *asked) == [2, 1, 2, 2, 1, 3, 2, 2, 1]


def test_named_graphs_stand_beside_a_merge(three_graphs: Path) -> None:
    text = (
        f"SELECT (COUNT(*) AS ?n) FROM <{A}> FROM <{B}> FROM NAMED <{C}> "
        "{ ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }"
    )
    assert numbers(three_graphs, Request(text, (CSV,))) == [1]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'FROM <http://e/a> FROM <http://e/b>' }",
        "SELECT * { ?from ?p <http://e/FROM> } # FROM <http://e/a>",
        "PREFIX from: <http://e/> SELECT * { from:a from:b from:c }",
        "PREFIX x: <http://e/> SELECT * FROM y:a { ?s ?p ?o }",
    ],
)
def test_no_dataset_is_seen_where_none_is_stated(text: str) -> None:
    assert stated_in(text) is None


_TRIPLES = st.sets(st.tuples(*[st.sampled_from("abc")] * 3), max_size=8)


@given(st.lists(_TRIPLES, max_size=4))
def test_a_merge_is_the_union_of_sets(graphs: list[set[tuple[str, str, str]]]) -> None:
    store, merged = ox.Store(), ox.Store()
    for number, triples in enumerate(graphs):
        name = ox.NamedNode(f"http://example.org/{number}")
        for triple in triples:
            s, p, o = (ox.NamedNode(f"http://example.org/{term}") for term in triple)
            store.add(ox.Quad(s, p, o, name))
    merge(store, store.named_graphs(), merged)
    assert len(merged) == len(set().union(*graphs))
