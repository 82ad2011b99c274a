"""The files of an export hold the graph, and are what they say they are."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest

from graph.exports.export import edition_of, export
from graph.exports.manifest import DISTRIBUTIONS
from queries.library import library
from tests.graph.exports.conftest import Exported, Small

FORMATS = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}


def unpacked(exported: Exported, suffix: str) -> bytes:
    return gzip.decompress((exported.folder / f"venskab.{suffix}.gz").read_bytes())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_of_all_graphs_holds_what_the_store_holds(exported: Exported, suffix: str) -> None:
    found = ox.Store()
    found.bulk_load(unpacked(exported, suffix), FORMATS[suffix])
    assert set(found) == set(exported.store)


def test_turtle_holds_each_statement_once(exported: Exported) -> None:
    triples = list(ox.parse(unpacked(exported, "ttl"), format=ox.RdfFormat.TURTLE))
    assert len(triples) == len(set(triples))
    found = ox.Store()
    found.bulk_extend(triples)
    assert {quad.triple for quad in found} == {quad.triple for quad in exported.store}


def test_nquads_are_sorted_within_each_graph(exported: Exported) -> None:
    lines = unpacked(exported, "nq").decode().splitlines()
    keys = [(line.rsplit(" ", 2)[1], line) for line in lines]
    by_graph: dict[str, list[str]] = {}
    for graph, line in keys:
        by_graph.setdefault(graph, []).append(line)
    assert list(by_graph) == sorted(by_graph, key=lambda graph: graph.strip("<>"))
    assert all(each == sorted(set(each)) for each in by_graph.values())
    assert [graph for graph, _ in keys] == [g for g, each in by_graph.items() for _ in each]


def test_every_file_is_in_the_manifest_with_its_hash(exported: Exported) -> None:
    manifest = json.loads((exported.folder / "manifest.json").read_text("utf-8"))
    assert manifest["generation"] == exported.generation
    listed = {each["file"]: each for each in manifest["files"]}
    there = {
        str(path.relative_to(exported.folder))
        for path in exported.folder.rglob("*")
        if path.is_file()
    }
    assert there == {*listed, "manifest.json"}
    assert {each.file for each in DISTRIBUTIONS} <= set(listed)
    for name, each in listed.items():
        content = (exported.folder / name).read_bytes()
        assert each["bytes"] == len(content)
        assert each["sha256"] == hashlib.sha256(content).hexdigest()


def test_networks_are_read_to_the_same_graph(exported: Exported) -> None:
    ties = {(tie.identifier, frozenset((tie.source, tie.target))) for tie in exported.network.ties}
    gexf = nx.read_gexf(exported.folder / "network.gexf", version="1.3")
    path = exported.folder / "network.graphml"
    graphml: Any = nx.read_graphml(path, force_multigraph=True)
    assert set(gexf) == set(graphml) == set(exported.network.nodes)
    assert {(data["id"], frozenset(ends)) for *ends, data in gexf.edges(data=True)} == ties
    assert {(key, frozenset((a, b))) for a, b, key in graphml.edges(keys=True)} == ties
    read = igraph.Graph.Read_GraphML(str(exported.folder / "network.graphml"))
    names = read.vs["id"]
    assert set(names) == set(exported.network.nodes)
    edges = [(edge["relation"], frozenset(names[end] for end in edge.tuple)) for edge in read.es]
    expected = [
        (tie.relation, frozenset((tie.source, tie.target))) for tie in exported.network.ties
    ]
    assert Counter(edges) == Counter(expected)


def test_places_are_geojson(exported: Exported) -> None:
    document = json.loads((exported.folder / "places.geojson").read_text("utf-8"))
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document  # RFC 7946, section 4
    identifiers = [feature["id"] for feature in document["features"]]
    assert len(identifiers) == len(set(identifiers)) > 1000
    for feature in document["features"]:
        assert feature["type"] == "Feature"
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_the_vocabulary_the_shapes_and_the_questions_can_be_read(exported: Exported) -> None:
    for name in ("vocabulary.ttl", "shapes.ttl"):
        path = str(exported.folder / name)
        assert len(list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))) > 1000
    with zipfile.ZipFile(exported.folder / "queries.zip") as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert {Path(name).stem for name in found} == set(library())
    assert all(library()[Path(name).stem].text in text for name, text in found.items())


def test_the_files_are_under_the_licence_that_is_asked_for(small: Small, tmp_path: Path) -> None:
    licence = "http://creativecommons.org/licenses/by-sa/4.0/"
    manifest = export(small.ledger, tmp_path, lambda _: small.network, licence=licence)
    assert manifest["licence"] == licence
    assert manifest["edition"] != edition_of(manifest["generation"])
    package = json.loads((tmp_path / "tables/datapackage.json").read_text("utf-8"))
    assert package["licenses"] == [{"name": "CC-BY-SA-4.0", "path": licence}]
    group = json.loads((tmp_path / "tables/csv-metadata.json").read_text("utf-8"))
    assert group["dc:license"] == {"@id": licence}
