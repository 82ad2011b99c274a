"""Edge lists: comments, columns, directions, and the two of Wikidata at real size."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableFile
from graph.network.computing.edge_list import read_edge_list
from graph.network.measures import MEASURES
from tests.shared import shared

NAMES = st.text("abcæøå", min_size=1, max_size=2)


@given(
    ties=st.lists(st.tuples(NAMES, NAMES), min_size=1),
    separator=st.sampled_from(["\t", " ", "  ", ","]),
)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, ties: list[tuple[str, str]], separator: str
) -> None:
    path = tmp_path_factory.mktemp("ties") / "ties.txt"
    lines = ["% sym", "# from\tto", "", *(separator.join([a, b, "1"]) for a, b in ties)]
    path.write_text("\n".join(lines), encoding="utf-8")
    graph = read_edge_list(path)
    assert set(graph.nodes) == {name for tie in ties for name in tie}
    found = {frozenset((graph.nodes[a], graph.nodes[b])) for a, b in graph.edges}
    assert found == {frozenset(tie) for tie in ties if tie[0] != tie[1]}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"% only a comment\n", "There is no tie in the file. Give two columns a line."),
        (b"a\tb\nalone\n", "line 2: A tie needs two columns."),
        (b"a\t\n", "line 1: A tie needs two columns."),
        (b"\xff\xfe", "The file is not UTF-8 text."),
    ],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "ties.tsv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence):
        read_edge_list(path)


# Counted beside this code with igraph alone and, for ties and nodes, by hand.
WIKIDATA = {
    "konect_twin_2017.tsv": (14_274, 20_573, 1_433, 10_320, 6_327, 0.3868, 0.1114),
    "wikidata_p190_2016_relations.tsv": (10_055, 17_401, 1, 10_055, 6_065, 0.3498, 0.1142),
}


@pytest.mark.parametrize("name", WIKIDATA)
def test_the_lists_of_wikidata_have_their_known_size(name: str) -> None:
    graph = read_edge_list(shared(f"data/twinnings/{name}"))
    *counts, assortativity, clustering = WIKIDATA[name]
    measured = ("nodes", "edges", "components", "largest_component", "triangles")
    assert [MEASURES[each](graph) for each in measured] == counts
    assert MEASURES["degree_assortativity"](graph) == pytest.approx(assortativity, abs=0.0001)
    assert MEASURES["global_clustering"](graph) == pytest.approx(clustering, abs=0.0001)
    assert MEASURES["max_degree"](graph) in {98, 99}
