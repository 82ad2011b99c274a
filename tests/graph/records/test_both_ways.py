"""Record and graph are two forms of one thing: either way nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.data.shipped import DATA, shipped_graphs
from graph.engine.nquads import lines, statements
from graph.identifiers import source_graph
from graph.records.of_graph import of_graph
from graph.records.shipped_records import FOLDERS, record_files, trig_of
from graph.records.to_graph import to_graph
from graph.records.tree import Fields, Place, Scalar, plain
from graph.records.yaml_reader import read
from graph.records.yaml_writer import write

SHIPPED = {
    graph: said
    for graph, said in shipped_graphs().items()
    if "/graph/source/" in graph or "/graph/curation/" in graph
}


@pytest.mark.parametrize("graph", SHIPPED, ids=lambda graph: graph.partition("/graph/")[2])
def test_graph_record_graph_is_the_same(graph: str) -> None:
    record = of_graph(statements(SHIPPED[graph]), graph)
    text = write(record)
    back = read(text)
    assert back == record
    assert write(back) == text
    made = to_graph(back)
    assert made.findings == ()
    assert made.graph == graph
    assert lines(made.statements) == sorted(SHIPPED[graph])


@pytest.mark.parametrize("path", record_files(), ids=lambda path: path.stem)
def test_what_ships_is_made_from_its_record(path: Path) -> None:
    text = path.read_text("utf-8")
    record = read(text, path.name)
    assert write(record) == text, "venskab record fmt"
    assert trig_of(record) == path.with_suffix(".trig").read_text("utf-8"), "make records"


def test_every_shipped_source_has_a_record() -> None:
    trig = {
        path.with_suffix(".yaml") for folder in FOLDERS for path in (DATA / folder).glob("*.trig")
    }
    assert trig == {*record_files()}


def test_claims_stand_beside_their_words() -> None:
    graph = source_graph("kujalleq-aarhus-2016")
    record = plain(of_graph(statements(SHIPPED[graph]), graph).root)
    assert isinstance(record, dict)
    began = record["partnership"]["began"]
    assert began["is"] == "../1966-05"
    assert began["says"]["words"] == "og har været dette over 50 år"
    assert began["says"]["as stated"] == "over 50 år"
    # What belongs to a municipality that another graph describes makes no municipality here.
    assert record["about"]["municipality"]["other name"]["is"] == {"da": "Århus Kommune"}


def test_what_is_written_stays_what_it_is() -> None:
    traps = "source:\n  name: a\n  title: no\n  a: 2019-12\n  b: 08\n  c: 1:30\n  d: ~\n  e: 0x1F\n"
    record = read(traps, "f.yaml")
    source = record.root.entries[0][1]
    assert plain(source) == {
        "name": "a", "title": "no", "a": "2019-12", "b": "08", "c": "1:30", "d": "~", "e": "0x1F",
    }  # fmt: skip
    assert isinstance(source, Fields)
    title = source.get("title")
    assert isinstance(title, Scalar)
    assert title.place == Place("f.yaml", 3, 10)


def test_comments_stay_above_what_they_are_on() -> None:
    text = (
        "# Head.\nsource:\n  name: a # beside\n\n# What they are.\nagreement:\n"
        "  # The first.\n  - name: b\n  - name: c\n\n# The end.\n"
    )
    kept = write(read(text))
    assert kept == (
        "# Head.\n\nsource:\n  # beside\n  name: a\n\n# What they are.\nagreement:\n"
        "  # The first.\n  - {name: b}\n  - {name: c}\n\n# The end.\n"
    )
    assert write(read(kept)) == kept
