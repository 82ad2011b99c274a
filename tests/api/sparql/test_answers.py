"""An answer is whole and on time, or it is a problem; and it is named so that it can be kept."""

from __future__ import annotations

import csv
import io

import httpx
import pytest

from tests.api.endpoint import ENDLESS, SOURCES, ask, problem

# Some MB of CSV: more than an answer that stays in memory, less than the limit of the server.
LONG_ROWS = 15_000
LONG = f"SELECT ?s ?p ?o {{ ?s ?p ?o . VALUES ?again {{ 1 2 3 }} }} LIMIT {LONG_ROWS}"
TOO_LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"


# Time, size, and that an answer is whole


def test_a_client_may_ask_for_less_time(client: httpx.Client) -> None:
    document = problem(ask(client, ENDLESS, timeout="0.5"), 504)
    assert (document["limit"], document["value"]) == ("time", "0.5 s")
    assert ask(client, "ASK {}").json()["boolean"] is True


def test_a_long_answer_is_whole(client: httpx.Client) -> None:
    response = ask(client, LONG, "text/csv")
    assert response.status_code == 200
    assert len(response.content) > 1 << 20
    assert len(list(csv.reader(io.StringIO(response.text)))) == LONG_ROWS + 1
    # The same from the spool again, as plain bytes with its length.
    plain = client.get(
        "/sparql",
        params={"query": LONG},
        headers={"Accept": "text/csv", "Accept-Encoding": "identity"},
    )
    assert int(plain.headers["content-length"]) == len(plain.content)
    assert plain.content == response.content


def test_an_answer_past_the_limit_is_a_problem_and_no_prefix(client: httpx.Client) -> None:
    document = problem(ask(client, TOO_LONG, "text/csv"), 507)
    assert document["limit"] == "result"
    assert document["value"] == "12 MB"


# HEAD, caching, other origins


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("query", ["ASK {}", SOURCES, LONG])
def test_head_has_the_headers_of_get_and_no_body(
    client: httpx.Client, query: str, coding: str
) -> None:
    headers = {"Accept": "text/csv", "Accept-Encoding": coding}
    got = client.get("/sparql", params={"query": query}, headers=headers)
    head = client.head("/sparql", params={"query": query}, headers=headers)
    assert head.status_code == 200
    assert head.content == b""
    told = {"content-type", "content-encoding", "etag", "vary", "cache-control"}
    # How long a compressed body is going to be is not known before it is made.
    told |= {"content-length"} if "content-encoding" not in got.headers else set()
    assert {name: head.headers.get(name) for name in told} == {
        name: got.headers.get(name) for name in told
    }


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_known_answer_is_304(client: httpx.Client, coding: str) -> None:
    headers = {"Accept": "text/csv", "Accept-Encoding": coding}
    query = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200"
    first = client.get("/sparql", params={"query": query}, headers=headers)
    tag = first.headers["etag"]
    # Rows whose order the query leaves open may come in another from another store of the state.
    assert tag.startswith('W/"')
    assert first.headers.get("content-encoding", "identity") == coding
    again = client.get("/sparql", params={"query": query}, headers=headers | {"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag


@pytest.mark.parametrize(("had", "taken"), [("gzip", "identity"), ("identity", "gzip")])
def test_what_is_known_in_the_other_coding_is_known(
    client: httpx.Client, had: str, taken: str
) -> None:
    params = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200"}
    tag = client.get("/sparql", params=params, headers={"Accept-Encoding": had}).headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        headers = {"Accept-Encoding": taken, "If-None-Match": known}
        assert client.get("/sparql", params=params, headers=headers).status_code == 304
    headers = {"Accept-Encoding": taken, "If-None-Match": '"other"'}
    assert client.get("/sparql", params=params, headers=headers).status_code == 200


def test_other_bytes_have_another_etag(client: httpx.Client) -> None:
    def tag(query: str, accept: str, coding: str) -> str:
        headers = {"Accept": accept, "Accept-Encoding": coding}
        response = client.get("/sparql", params={"query": query}, headers=headers)
        return str(response.headers["etag"])

    query = "SELECT * { ?s ?p ?o } LIMIT 200"
    tags = [
        tag(query, "text/csv", "identity"),
        tag(query, "text/csv", "gzip"),
        tag(query, "application/json", "identity"),
        tag(query + " ", "text/csv", "identity"),
    ]
    assert len(set(tags)) == len(tags)
    assert tag(query, "text/csv", "gzip;q=0") == tags[0]


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?n) {}", "SELECT (uuid() AS ?n) {}"])
def test_what_differs_each_time_has_no_etag(client: httpx.Client, query: str) -> None:
    response = ask(client, query)
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_other_origins_may_read_without_credentials(client: httpx.Client) -> None:
    origin = {"Origin": "https://elsewhere.example", "Cookie": "a=b"}
    before = client.options(
        "/sparql",
        headers=origin
        | {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert before.status_code == 204
    assert set(before.headers["access-control-allow-methods"].split(", ")) == {
        "GET",
        "HEAD",
        "OPTIONS",
        "POST",
    }
    assert "Content-Type" in before.headers["access-control-allow-headers"]
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=origin)
    refused = client.get("/sparql", params={"query": "ASK"}, headers=origin)
    assert (answer.status_code, refused.status_code) == (200, 400)
    for response in (before, answer, refused):
        # Not the origin that asked: a browser then never shows an answer made with credentials.
        assert response.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in response.headers
        exposed = response.headers["access-control-expose-headers"].split(", ")
        assert {"ETag", "Link", "Retry-After"} <= set(exposed)
