"""The W3C's SPARQL 1.1 Protocol tests against a running server, which is read-only.

Every query test passes. Every update is refused, whatever the test expects of it, and leaves
nothing behind.
"""

from __future__ import annotations

import httpx
import pytest

from graph.engine.base import BY_MEDIA_TYPE, Kind
from tests.api.endpoint import media_type, problem
from tests.shared import shared
from tests.w3c.protocol import Exchange, exchanges
from tests.w3c.suite import SUITE

EXCHANGES = exchanges()
QUERIES = [name for name in EXCHANGES if not any(each.is_update for each in EXCHANGES[name])]
UPDATES = [name for name in EXCHANGES if name not in QUERIES]
TESTS, UPDATE_TESTS = 34, 13
KINDS = {"boolean": Kind.BOOLEAN, "tabular": Kind.SOLUTIONS, "RDF": Kind.GRAPH}


def send(client: httpx.Client, exchange: Exchange) -> httpx.Response:
    return client.request(
        exchange.method,
        exchange.address.replace("/sparql/", "/sparql", 1),
        headers=exchange.headers,
        content=exchange.body or None,
    )


def test_the_manifest_is_whole() -> None:
    shared(SUITE)
    assert (len(EXCHANGES), len(UPDATES)) == (TESTS, UPDATE_TESTS)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_answered_as_expected(client: httpx.Client, name: str) -> None:
    for exchange in EXCHANGES[name]:
        response = send(client, exchange)
        assert str(response.status_code)[0] in exchange.statuses, response.text
        if response.is_client_error:
            problem(response, response.status_code)
        if exchange.form:
            assert KINDS[exchange.form] in BY_MEDIA_TYPE[media_type(response)].kinds
        if exchange.boolean is not None:
            assert response.json()["boolean"] is exchange.boolean


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_is_refused_and_leaves_nothing(client: httpx.Client, name: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = client.get("/sparql", params={"query": count}).content
    for exchange in EXCHANGES[name]:
        response = send(client, exchange)
        if exchange.is_update:
            document = problem(response, response.status_code)
            assert response.is_client_error
            if response.status_code != 415:
                assert "only answers queries" in str(document["detail"])
        else:
            assert response.json()["boolean"] is False
    assert client.get("/sparql", params={"query": count}).content == before
