"""One thing by its slug: statements of the graph, who says them, and where sources disagree."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pyoxigraph
import pytest
import rdflib

from graph.collections.entity import SINGLE
from graph.collections.registry import COLLECTIONS
from graph.namespaces import VSK
from graph.prefixes import BASE
from queries.library import library
from tests.api.endpoint import media_type, problem

# The bounds of a date are derived, so they stand in another graph.
PUBLISHED_1 = f"<{VSK.publishedEarliest}>"
PUBLISHED_2 = f"<{VSK.publishedLatest}>"


def read(client: httpx.Client, address: str) -> dict[str, Any]:
    response = client.get(address, headers={"Accept": "application/json"})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize("name", list(COLLECTIONS))
def test_every_thing_on_a_page_answers_with_what_its_document_says(
    client: httpx.Client, name: str
) -> None:
    for item in client.get(f"/{name}?limit=3&facets=false").json()["items"]:
        response = client.get(item["self"])
        assert media_type(response) == "application/ld+json"
        document = response.json()
        assert document["id"] == item["id"]
        assert document["label"] == item["label"]
        assert document["self"] == item["self"]
        said = {
            (str(each.subject), str(each.predicate), str(each.object))
            for each in pyoxigraph.parse(response.content, pyoxigraph.RdfFormat.JSON_LD)
        }
        led = client.get(item["self"], headers={"Accept": "application/n-triples"})
        assert led.status_code == 303
        answer = client.get(led.headers["location"], headers={"Accept": "application/n-triples"})
        written = {
            (str(each.subject), str(each.predicate), str(each.object))
            for each in pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.N_TRIPLES)
            if not str(each.subject).startswith(f"<{BASE}doc/")
        }
        if name == "sources":  # a graph's own address answers with the graph
            of_it = {each for each in said if each[0] == f"<{item['id']}>"}
            assert {each[1] for each in of_it - written} <= {PUBLISHED_1, PUBLISHED_2}
        else:
            assert said == written
        assert len(rdflib.Graph().parse(data=response.text, format="json-ld")) == len(said)


def test_each_claim_has_who_says_so_and_the_passage(client: httpx.Client) -> None:
    document = read(client, "/agreements/sermersooq-aalborg-2019?lang=en")
    (due,) = [each for each in document["claims"] if each["property"] == "reviewDue"]
    (saying,) = due["said"]
    assert (due["value"], saying["standing"]) == ("2024-08", "stated")
    assert saying["by"] == f"{BASE}graph/source/sermersooq-aalborg-2019"
    assert [each["quotation"] for each in saying["passages"]] == ["revurderes i august 2024"]
    derived = [each for each in document["claims"] if each["property"] == "reviewDueLatest"]
    assert [each["said"][0]["standing"] for each in derived] == ["derived"]
    signatures = {each["of"] for each in document["claims"] if each["property"] == "signatory"}
    assert len(signatures) == 2


def test_where_sources_disagree_is_what_the_library_says(client: httpx.Client) -> None:
    text = library()["source-conflicts"].text
    listed = re.search(r"VALUES \?property \{([^}]*)\}", text)
    assert listed
    assert {f"vsk:{each.rpartition('#')[2]}" for each in SINGLE} == set(listed[1].split())
    rows = client.get("/queries/source-conflicts?format=json&lang=en").json()["results"]["bindings"]
    expected: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        for side in ("one", "other"):
            said = (row["property"]["value"].rpartition("#")[2], row[f"{side}Value"]["value"])
            expected.setdefault(row["thing"]["value"], set()).add(said)
    asked = 0
    for collection in COLLECTIONS.values():
        for iri, values in expected.items():
            if iri.removeprefix(f"{BASE}id/").split("/")[0] in collection.types:
                document = read(client, f"/{collection.name}/{iri.rpartition('/')[2]}")
                assert _disputed(document) == values
                asked += 1
    assert asked
    agreed = read(client, "/agreements/sermersooq-aalborg-2019")
    assert _disputed(agreed) == expected.get(agreed["id"], set())


def _disputed(document: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (each["property"], value.get("value") or value["id"])
        for each in document["conflicts"]
        if each["of"] == document["id"]
        for value in each["values"]
    }


def test_other_formats_are_elsewhere(client: httpx.Client) -> None:
    slug = "/agreements/sermersooq-aalborg-2019"
    document = "/doc/agreement/sermersooq-aalborg-2019"
    browser = client.get(slug, headers={"Accept": "text/html"})
    assert (browser.status_code, browser.headers["location"]) == (
        303,
        str(client.base_url).rstrip("/") + document,
    )
    turtle = client.get(f"{slug}.ttl", follow_redirects=True)
    assert media_type(turtle) == "text/turtle"
    assert turtle.url.path == f"{document}.ttl"
    assert media_type(client.get(f"{slug}.json")) == "application/json"
    assert media_type(client.get(f"{slug}.jsonld")) == "application/ld+json"
    assert problem(client.get(slug, headers={"Accept": "image/png"}), 406)["offered"]


def test_a_thing_is_sent_once_and_a_missing_one_told(client: httpx.Client) -> None:
    first = client.get("/visits/aarhus-kujalleq-2016-05")
    known = {"If-None-Match": first.headers["etag"]}
    again = client.get("/visits/aarhus-kujalleq-2016-05", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/visits/aarhus-kujalleq-2016-05").status_code == 200
    assert (
        client.options("/visits/aarhus-kujalleq-2016-05").headers["allow"] == "GET, HEAD, OPTIONS"
    )
    problem(client.get("/visits/nobody-went"), 404)
    problem(client.get("/visits/nobody%3Ewent"), 404)
    # It is there, and is no visit.
    problem(client.get("/visits/sermersooq-aalborg-2019"), 404)
