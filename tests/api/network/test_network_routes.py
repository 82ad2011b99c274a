"""``/network.gexf`` and the like, of a running server."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import httpx
import networkx as nx
import pytest

from graph.network.formats import FORMATS
from tests.api.endpoint import media_type, problem
from tests.api.serving import running

SVG = "{http://www.w3.org/2000/svg}"


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


def test_the_explorer_reads_places_measures_and_days(client: httpx.Client) -> None:
    asked = {"country": "GL", "on": "2020-06-01", "lang": "da"}
    found = client.get("/network.json", params=asked).json()
    assert found["parameters"]["on"] == "2020-06-01"
    assert found["licence"].startswith("http://creativecommons.org/")
    assert found["generation"] and "Venskab" in found["citation"]
    assert {"reason", "count", "named"} == found["leftOut"][0].keys()
    nodes = {node["id"]: node for node in found["nodes"]}
    assert all(-1 <= node[axis] <= 1 for node in nodes.values() for axis in "xy")
    assert len({(node["x"], node["y"]) for node in nodes.values()}) == len(nodes) > 5
    nuuk = next(node for node in nodes.values() if node["label"] == "Kommuneqarfik Sermersooq")
    assert (nuuk["lang"], nuuk["country"]) == ("da", "GL")
    assert {edge["certainty"] for edge in found["edges"]} == {"certain", "possible"}
    assert found == client.get("/network.json", params=asked).json()


@pytest.mark.parametrize(
    ("asked", "word"),
    [({"focus": "Godthåb"}, "Godthåb"), ({"group": "community:999"}, "community:999")],
)
def test_a_part_that_is_not_there_is_a_problem(
    client: httpx.Client, asked: dict[str, str], word: str
) -> None:
    told = problem(client.get("/network.csv", params=asked), 400)
    assert word in str(told["detail"])


def test_the_drawing_of_the_server_says_what_it_is_and_draws_a_chain_as_a_square(
    client: httpx.Client,
) -> None:
    answer = client.get("/network.svg?on=1990-07-01&lang=da")
    assert answer.headers["content-type"] == "image/svg+xml"
    drawn = ElementTree.fromstring(answer.content)
    texts = [each.text or "" for each in drawn.iter(f"{SVG}text")]
    found = client.get("/network.json?on=1990-07-01&lang=da").json()
    chains = {each["id"]: each for each in found["shared"] if each["hub"]}
    pairs = {
        frozenset((edge["source"], edge["target"]))
        for edge in found["edges"]
        if not chains.keys() & set(edge["partnerships"])
    }
    spokes = sum(len(side) for each in chains.values() for side in each["sides"])
    assert len(list(drawn.iter(f"{SVG}line"))) == len(pairs) + spokes
    assert {"Kangasala", "kæde eller samarbejde med flere"} <= set(texts)
    assert any(found["generation"] in text for text in texts)
    assert "1. juli 1990" in (drawn.findtext(f"{SVG}title") or "")
    one = client.get("/network.svg?focus=Aalborg Kommune")
    assert b"Kangasala" not in one.content
    nothing = client.get("/network.svg?on=1850-01-01&certainty=certain")
    assert b"No tie fits this choice" in nothing.content
    again = {"If-None-Match": answer.headers["etag"]}
    assert client.get("/network.svg?on=1990-07-01&lang=da", headers=again).status_code == 304


def test_who_takes_no_compression_gets_the_same(client: httpx.Client) -> None:
    plain = client.get("/network.json", headers={"Accept-Encoding": "identity"})
    packed = client.get("/network.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content
    head = client.head("/network.json", headers={"Accept-Encoding": "identity"})
    assert int(head.headers["content-length"]) == len(plain.content)


def test_a_server_that_starts_again_reads_the_layout_that_it_kept(new_home: Path) -> None:
    asked = "/network.json?layer=agreement&parties=all"
    with running(new_home) as server:
        before = httpx.get(server.origin + asked, timeout=60, trust_env=False).json()["nodes"]
    [kept] = (new_home / "layouts").iterdir()
    found = json.loads(gzip.decompress(kept.read_bytes()))
    # What nobody would work out tells where it comes from.
    found["places"] = [[0.125, 0.25]] * len(found["places"])
    kept.write_bytes(gzip.compress(json.dumps(found).encode()))
    with running(new_home) as server:
        after = httpx.get(server.origin + asked, timeout=60, trust_env=False).json()["nodes"]
    assert len(before) == len(after) >= 2
    assert {(node["x"], node["y"]) for node in after} == {(0.125, 0.25)}
    assert before != after


def test_what_cannot_be_is_a_problem(client: httpx.Client) -> None:
    unknown = problem(client.get("/network.xls"), 404)
    assert "/network.gexf" in str(unknown["advice"])
    assert "'love'" in str(problem(client.get("/network.csv?layer=love"), 400)["detail"])
    assert "colour" in str(problem(client.get("/network.csv?colour=red"), 400)["detail"])
    assert json.dumps(problem(client.get("/network.csv?on=June"), 400))
