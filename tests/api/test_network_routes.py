"""``/network.gexf`` and the like, of a running server."""

from __future__ import annotations

import io
import json

import httpx
import networkx as nx
import pytest

from graph.network.formats import FORMATS
from tests.api.asking import media_type, problem


def test_the_network_comes_in_gexf_with_its_parameters(client: httpx.Client) -> None:
    answer = client.get("/network.gexf", params={"layer": "visit", "country": "DK"})
    assert answer.status_code == 200
    assert media_type(answer) == "application/gexf+xml"
    assert 'filename="venskab-network.gexf"' in answer.headers["content-disposition"]
    graph = nx.read_gexf(io.BytesIO(answer.content), version="1.3")
    assert graph.is_directed()
    assert graph.number_of_edges() >= 5
    assert "parameters: layer=visit; form=clique; country=DNK" in answer.text


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_at_its_address(client: httpx.Client, suffix: str) -> None:
    answer = client.get(f"/network.{suffix}", params={"country": "GL"})
    assert answer.status_code == 200, answer.text
    assert media_type(answer) == FORMATS[suffix].media_type
    head = client.head(f"/network.{suffix}", params={"country": "GL"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"].strip('"')[:32] == answer.headers["etag"].strip('"')[:32]


def test_what_is_known_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/network.csv", headers={"Accept-Encoding": "identity"})
    tag = first.headers["etag"]
    again = client.get(
        "/network.csv", headers={"Accept-Encoding": "identity", "If-None-Match": tag}
    )
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/network.csv?on=2020-06-01", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_nodes_have_a_place_for_the_page(client: httpx.Client) -> None:
    first = client.get("/network.json", params={"country": "GL"}).json()
    places = {(node["attributes"]["x"], node["attributes"]["y"]) for node in first["nodes"]}
    assert len(places) == len(first["nodes"]) > 5
    assert all(-1 <= axis <= 1 for place in places for axis in place)
    assert first == client.get("/network.json", params={"country": "GL"}).json()
    keys = {node["key"] for node in first["nodes"]}
    assert {edge["source"] for edge in first["edges"]} <= keys


def test_what_cannot_be_is_a_problem(client: httpx.Client) -> None:
    unknown = problem(client.get("/network.xls"), 404)
    assert "/network.gexf" in str(unknown["advice"])
    assert "'love'" in str(problem(client.get("/network.csv?layer=love"), 400)["detail"])
    assert "colour" in str(problem(client.get("/network.csv?colour=red"), 400)["detail"])
    assert json.dumps(problem(client.get("/network.csv?on=June"), 400))
