"""Whatever sources say, alone or against each other, the tables say the same as the graph."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine.dump import DumpedGraph, subjects
from graph.engine.sorting import sorted_lines
from graph.exports.flat_files import read
from graph.exports.sqlite_tables import build
from graph.exports.subject import Subject
from graph.exports.table import TABLES
from graph.identifiers import concept, source_graph, thing
from graph.prefixes import BASE, EDTF, PREFIXES
from tests.graph.exports.oracle import Oracle

TYPE = PREFIXES["rdf"] + "type"
VSK = PREFIXES["vsk"]
GRAPHS = [source_graph("one"), source_graph("two"), f"{BASE}graph/derived"]
KINDS = ["Agreement", "Annex", "Partnership", "Municipality", "Visit", "Evidence", "StatusSpell"]
THINGS = [thing("thing", str(number)) for number in range(4)]
DATES = ["2019-12-XX", "2019", "../1966", "2024-08/..", "2016-05-02/2016-05-08"]
TEXTS = ["Aftale", 'med "citat", komma', "to\nlinjer", "æøå", "|", "\u2028"]


def literal(text: str, tail: str = "") -> str:
    return f"{ox.Literal(text)}{tail}"


names = st.builds(
    literal,
    st.sampled_from(TEXTS),
    st.sampled_from(["@da", "@en", "@kl", ""]),
)
values = {
    PREFIXES["rdfs"] + "label": names,
    PREFIXES["skos"] + "altLabel": names,
    VSK + "purpose": names,
    VSK + "locator": names,
    TYPE: st.sampled_from([f"<{VSK}{kind}>" for kind in KINDS]),
    VSK + "party": st.sampled_from([f"<{each}>" for each in THINGS]),
    VSK + "visitor": st.sampled_from([f"<{each}>" for each in THINGS]),
    VSK + "evidence": st.sampled_from([f"<{each}>" for each in THINGS]),
    VSK + "documentStatus": st.sampled_from(
        [f"<{concept('document-status', each)}>" for each in ("mentioned", "draft-form")]
    ),
    VSK + "population": st.integers(0, 10**6).map(lambda n: f'"{n}"^^<{PREFIXES["xsd"]}integer>'),
    VSK + "possibleState": st.sampled_from(
        [f"<{concept('state', each)}>" for each in ("in-force", "ended")]
    ),
    **{
        VSK + name: st.sampled_from([f'"{date}"^^<{EDTF}>' for date in DATES])
        for name in ("signed", "began", "date")
    },
}
statements = st.sampled_from(sorted(values)).flatmap(
    lambda predicate: st.tuples(
        st.sampled_from(THINGS), st.just(predicate), values[predicate], st.sampled_from(GRAPHS)
    )
)


@settings(max_examples=25)
@given(st.lists(statements, min_size=1, max_size=40))
def test_tables_and_graph_say_the_same(said: list[tuple[str, str, str, str]]) -> None:
    lines = sorted({f"<{s}> <{p}> {o} <{g}> .\n".encode() for s, p, o, g in said})
    store = ox.Store()
    store.bulk_load(b"".join(lines), ox.RdfFormat.N_QUADS)
    oracle = Oracle(store)
    with tempfile.TemporaryDirectory() as folder:
        database = tables_of(lines, Path(folder))
        for table in TABLES:
            found = [row for chunk in read(database, table) for row in chunk]
            assert len(found) == len(set(found))
            # What is only named has a row too, so that every key leads on.
            bare = {row for row in found if not any(row[1:])}
            expected = oracle.rows(table)
            assert set(found) - bare == expected - bare, table.name


def tables_of(lines: list[bytes], folder: Path) -> Path:
    source, database = folder / "sorted.nq", folder / "venskab.sqlite"
    source.write_bytes(b"".join(sorted_lines(lines, folder)))
    counts = {graph: sum(f"<{graph}> .".encode() in line for line in lines) for graph in GRAPHS}
    graphs = [DumpedGraph(graph, count) for graph, count in counts.items() if count]
    things = (Subject(iri, each) for iri, each in subjects(source, lambda _: None))
    build(graphs, things, database, folder)
    return database
