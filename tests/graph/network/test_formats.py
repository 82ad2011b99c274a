"""Formats: read back by others, the same graph; the same bytes each time."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import BadParameter
from graph.network.computing.network_libraries import need
from graph.network.formats import FORMATS, format_of
from graph.network.formats.geojson_ties import line
from graph.network.projection import project
from graph.network.selection import Selection
from graph.network.tie_facts import Layer, Relation, Role
from graph.network.tie_network import Network
from tests.graph.network.invented import (
    ALWAYS,
    EAST,
    NORTH,
    OLD,
    SOUTH,
    facts,
    relation,
    seat,
    since,
)

Edges = Counter[tuple[str, str]]
ALL = Selection.read([("layer", "partnership,visit")])


@st.composite
def relations(draw: st.DrawFn) -> list[Relation]:
    found = []
    for number in range(draw(st.integers(1, 4))):
        group = draw(st.lists(st.sampled_from([NORTH, SOUTH, EAST, OLD]), min_size=2, unique=True))
        years = draw(st.sampled_from([(), (1990,), (1990, 2000)]))
        spells = since(*years) if years else ALWAYS
        found.append(relation(f"R{number} & <é>", *(seat(each, spells) for each in group)))
    return found


def visit(number: int = 0) -> Relation:
    return relation(
        f"V{number}", seat(NORTH, since(2001, 2003), Role.FROM),
        seat(SOUTH, since(2001, 2003), Role.TO), layer=Layer.VISIT,
    )  # fmt: skip


def edges(network: Network, *, directed: bool) -> Edges:
    pairs = [(tie.source, tie.target) for tie in network.ties]
    return Counter(pairs if directed else [(min(pair), max(pair)) for pair in pairs])


def _of_networkx(graph: Any) -> Edges:
    pairs = [(str(a), str(b)) for a, b in graph.edges()]
    return Counter(pairs if graph.is_directed() else [(min(p), max(p)) for p in pairs])


def _of_igraph(graph: igraph.Graph, label: str) -> Edges:
    names = graph.vs[label]
    pairs = [(names[edge.source], names[edge.target]) for edge in graph.es]
    return Counter(pairs if graph.is_directed() else [(min(p), max(p)) for p in pairs])


def _igraph_file(content: bytes, suffix: str, folder: Path) -> igraph.Graph:
    path = folder / f"network.{suffix}"
    path.write_bytes(content)
    return igraph.Graph.Read(str(path), format={"net": "pajek"}.get(suffix, suffix))


def _of_pajek(content: bytes, _: Path) -> Edges:
    return _of_networkx(nx.parse_pajek(content.decode()))


def _matrix(content: bytes) -> tuple[Any, list[str], bool]:
    """The matrix, the names of its rows, and whether it tells a direction."""
    from scipy.io import mmread

    comments = [text[1:].split() for text in content.decode().splitlines() if text[:1] == "%"]
    names = [words[1] for words in comments if len(words) == 2 and words[0].isdigit()]
    return mmread(io.BytesIO(content)), names, b"symmetric" not in content.splitlines()[0]


def _mtx_of_networkx(content: bytes, _: Path) -> Edges:
    matrix, names, directed = _matrix(content)
    kind: Any = nx.MultiDiGraph if directed else nx.MultiGraph
    graph = nx.from_scipy_sparse_array(matrix, parallel_edges=True, create_using=kind)
    return _of_networkx(nx.relabel_nodes(graph, dict(enumerate(names))))


def _mtx_of_igraph(content: bytes, _: Path) -> Edges:
    matrix, names, directed = _matrix(content)
    graph = igraph.Graph.Adjacency(matrix, mode="directed" if directed else "max")
    graph.vs["name"] = names
    return _of_igraph(graph, "name")


def _of_cx2(content: bytes, _: Path) -> Edges:
    from ndex2.cx2 import CX2NetworkXFactory, RawCX2NetworkFactory

    network = RawCX2NetworkFactory().get_cx2network(json.loads(content))
    graph = CX2NetworkXFactory().get_graph(network, networkx_graph=nx.MultiDiGraph())
    names = {number: data["iri"] for number, data in graph.nodes(data=True)}
    return Counter((names[a], names[b]) for a, b in graph.edges())


def _frame(content: bytes) -> Any:
    pandas = need("pandas")
    read = pandas.read_parquet if content.startswith(b"PAR1") else pandas.read_csv
    return read(io.BytesIO(content))


def _table_of_networkx(content: bytes, _: Path) -> Edges:
    kind: Any = nx.MultiDiGraph
    return _of_networkx(nx.from_pandas_edgelist(_frame(content), create_using=kind))


def _table_of_igraph(content: bytes, _: Path) -> Edges:
    frame = _frame(content)[["source", "target"]]
    return _of_igraph(igraph.Graph.DataFrame(frame, directed=True, use_vids=False), "name")


def _json_of_networkx(content: bytes, _: Path) -> Edges:
    document = json.loads(content)
    return _of_networkx(nx.node_link_graph(document, directed=True, multigraph=True, edges="edges"))


def _json_of_igraph(content: bytes, _: Path) -> Edges:
    document = json.loads(content)
    graph = igraph.Graph.DictList(
        document["nodes"], document["edges"], directed=True, vertex_name_attr="id"
    )
    return _of_igraph(graph, "id")


Reader = Callable[[bytes, Path], Edges]
READERS: Mapping[str, tuple[str, bool, Reader]] = {
    "gexf, networkx": (
        "gexf", False, lambda text, _: _of_networkx(nx.read_gexf(io.BytesIO(text), version="1.3"))
    ),
    "graphml, networkx": (
        "graphml", False, lambda text, _: _of_networkx(nx.read_graphml(io.BytesIO(text)))
    ),
    "graphml, igraph": (
        "graphml", False, lambda text, to: _of_igraph(_igraph_file(text, "graphml", to), "id")
    ),
    "pajek, networkx": ("net", False, _of_pajek),
    "pajek, igraph": (
        "net", False, lambda text, to: _of_igraph(_igraph_file(text, "net", to), "name")
    ),
    "cx2, ndex2": ("cx2", True, _of_cx2),
    "csv, networkx": ("csv", True, _table_of_networkx),
    "csv, igraph": ("csv", True, _table_of_igraph),
    "parquet, networkx": ("parquet", True, _table_of_networkx),
    "parquet, igraph": ("parquet", True, _table_of_igraph),
    "matrix market, networkx": ("mtx", False, _mtx_of_networkx),
    "matrix market, igraph": ("mtx", False, _mtx_of_igraph),
    "json, networkx": ("json", True, _json_of_networkx),
    "json, igraph": ("json", True, _json_of_igraph),
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@given(several=relations())
@settings(max_examples=15)
def test_what_is_written_is_read_back(
    reader: str, several: list[Relation], tmp_path_factory: pytest.TempPathFactory
) -> None:
    suffix, directed, read = READERS[reader]
    network = project(facts(*several))
    found = read(FORMATS[suffix].write(network), tmp_path_factory.mktemp("format"))
    assert found == edges(network, directed=directed)


@pytest.mark.parametrize("reader", READERS)
def test_a_direction_is_read_back(reader: str, tmp_path: Path) -> None:
    suffix, _, read = READERS[reader]
    network = project(facts(visit(1), visit(2)), Selection.read([("layer", "visit")]))
    assert read(FORMATS[suffix].write(network), tmp_path) == {(NORTH, SOUTH): 2}


@given(several=relations())
@settings(max_examples=10)
def test_attributes_survive_in_gexf_and_graphml(several: list[Relation]) -> None:
    network = project(facts(*several, visit()), ALL)
    ours: Any = network.to_networkx()
    gexf = nx.read_gexf(io.BytesIO(FORMATS["gexf"].write(network)), version="1.3")
    graphml = nx.read_graphml(io.BytesIO(FORMATS["graphml"].write(network)))
    for node, data in ours.nodes(data=True):
        assert {name: gexf.nodes[node][name] for name in data} == data
        assert graphml.nodes[node] == data
    found = {data["relation"]: data for _, _, data in graphml.edges(data=True)}
    for _, _, data in ours.edges(data=True):
        assert found[data["relation"]].keys() - {"id"} == data.keys()
        assert found[data["relation"]]["label"] == data["label"]


def test_the_explorer_has_all_that_it_draws() -> None:
    told = relation(
        "R", seat(NORTH, since(1990, 2000)), seat(SOUTH), kinds=["twinning"], areas=["music"]
    )
    selection = Selection.read([("layer", "partnership,visit"), ("lang", "da")])
    found = json.loads(FORMATS["json"].write(project(facts(told, relation("S", seat(NORTH))),
                                                     selection)))  # fmt: skip
    assert list(found) == [
        "parameters", "generation", "leftOut", "licence", "citation", "nodes", "edges",
        "shared",
    ]  # fmt: skip
    [missed] = found["leftOut"]
    assert (missed["count"], missed["named"]) == (1, ["S"])
    north, south = found["nodes"]
    places = [(node.pop("x"), node.pop("y")) for node in (north, south)]
    assert places[0] != places[1]
    assert north == {
        "id": NORTH, "label": "Nord", "lang": "da", "country": "DK", "point": [10.0, 56.0],
        "population": 300, "community": 1, "degree": 1, "betweenness": 0.0,
    }  # fmt: skip
    assert (south["label"], south["lang"], south["country"]) == ("South", "en", "GL")
    [edge] = found["edges"]
    assert edge == {
        "id": "partnership north south relation-R", "source": NORTH, "target": SOUTH,
        "kinds": ["twinning"], "partnerships": ["relation-R"], "areas": ["music"],
        "first": {"earliest": "1990-01-01", "latest": "1990-12-31"},
        "last": {"earliest": "1999-12-31", "latest": "2000-12-30"},
        "certainty": "certain", "sources": 1, "evidence": 0, "tier": "evidence",
    }  # fmt: skip


def test_the_same_network_gives_the_same_bytes() -> None:
    several = [visit(), relation("R", seat(NORTH), seat(EAST))]
    one, other = project(facts(*several), ALL), project(facts(*reversed(several)), ALL)
    for each in FORMATS.values():
        assert each.write(one) == each.write(other), each.suffix


def test_a_network_of_nothing_can_be_written() -> None:
    for each in FORMATS.values():
        assert isinstance(each.write(project(facts())), bytes)


def test_a_header_says_what_the_network_is_made_of() -> None:
    network = project(facts(visit()), Selection.read([("layer", "visit"), ("country", "DK")]))
    for suffix in ("gexf", "graphml", "cx2", "parquet", "geojson", "mtx"):
        text = FORMATS[suffix].write(network).decode(errors="replace")
        assert "layer=visit; form=clique; country=DNK" in text, suffix
        assert "generation-1" in text, suffix


def test_lines_are_cut_at_the_antimeridian() -> None:
    assert line((10, 50), (20, 60))["type"] == "LineString"
    cut = line((170, 10), (-170, 20))
    assert cut["coordinates"] == [[[170, 10], [180, 15]], [[-180, 15], [-170, 20]]]
    found = json.loads(
        FORMATS["geojson"].write(project(facts(relation("R", seat(NORTH), seat(OLD)))))
    )
    assert (found["without_point"], found["features"]) == (1, [])


def test_the_suffix_of_a_file_chooses_the_format() -> None:
    assert format_of(Path("a/b.nodes.csv")).suffix == "nodes.csv"
    assert format_of(Path("ties.csv")).suffix == "csv"
    with pytest.raises(BadParameter, match=r"ties.xls: no format has this suffix. Take .gexf"):
        format_of(Path("ties.xls"))
