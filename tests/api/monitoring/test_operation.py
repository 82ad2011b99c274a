"""What an operator sees: one line a request, metrics, and an end that is told to everybody."""

from __future__ import annotations

import hashlib
import json
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.endpoint import ENDLESS, SOURCES, ask, problem
from tests.api.processes import PATIENCE, descendants, halted
from tests.api.serving import Server, running
from tests.api.sockets import becomes, metric

SECRET = "SELECT * { ?s ?p 'a name that nobody else may read' }"


@pytest.fixture(scope="module")
def client(small_home: Path) -> Iterator[httpx.Client]:
    with (
        running(small_home, VENSKAB_METRICS="all") as server,
        httpx.Client(base_url=server.origin, trust_env=False, timeout=60) as client,
    ):
        yield client


def log_of(home: Path, *asked: tuple[str, dict[str, str]], **settings: str) -> list[str]:
    """The lines that a server logs about some requests."""
    given = {"VENSKAB_LOG_REQUESTS": "true", "VENSKAB_QUERY_SECONDS": "0.3"} | settings
    with (
        running(home, **given) as server,
        httpx.Client(base_url=server.origin, trust_env=False, timeout=30) as client,
    ):
        for path, params in asked:
            client.get(path, params=params)
        status, _, err = server.stop()
    assert status == 0
    return err.splitlines()


def test_each_request_is_one_line_of_json(small_home: Path) -> None:
    queries = [SECRET, ENDLESS, "SELECT ?x { VALUES ?x { 1 2 3 } }"]
    asked = [("/sparql", {"query": query, "format": "csv"}) for query in queries]
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in log_of(small_home, *asked, ("/nothing/%0Ahere", {}))
    ]
    assert [line["path"] for line in lines] == ["/sparql"] * 3 + ["/nothing/%0Ahere"]
    assert [line["status"] for line in lines] == [200, 504, 200, 404]
    assert [line.get("limit") for line in lines] == [None, "time", None, None]
    hashes = [hashlib.sha256(query.encode()).hexdigest()[:16] for query in queries]
    assert [line.get("query") for line in lines] == [*hashes, None]
    assert [line.get("rows") for line in lines] == [0, None, 3, None]
    assert lines[1]["seconds"] >= 0.3
    assert {line["client"] for line in lines} == {"127.0.0.0/24"}
    assert {line["method"] for line in lines} == {"GET"}
    assert len({line["id"] for line in lines}) == 4
    assert all(re.fullmatch(r"2\d{3}-\d\d-\d\dT.*", line["time"]) for line in lines)


def test_no_query_is_in_the_log_and_no_address_where_none_may_be(small_home: Path) -> None:
    asked = ("/sparql", {"query": SECRET})
    (none,) = log_of(small_home, asked, VENSKAB_LOG_ADDRESSES="off")
    (full,) = log_of(small_home, asked, VENSKAB_LOG_ADDRESSES="full", VENSKAB_LOG_FORMAT="text")
    assert "nobody" not in none + full
    assert "127.0.0" not in none
    assert "client=127.0.0.1" in full
    assert "path=/sparql status=200" in full


def test_an_answer_names_its_request(client: httpx.Client) -> None:
    good, bad = ask(client, SOURCES), ask(client, "SELECT")
    assert good.headers["x-request-id"] != bad.headers["x-request-id"]
    assert problem(bad, 400)["instance"] == f"urn:uuid:{bad.headers['x-request-id']}"


def test_metrics_count_requests_limits_and_the_cache(small_home: Path) -> None:
    with (
        running(small_home, VENSKAB_QUERY_SECONDS="0.3") as server,
        httpx.Client(base_url=server.origin, trust_env=False, timeout=30) as client,
    ):
        for query in (SOURCES, SOURCES, ENDLESS):
            ask(client, query)
        client.get("/no/such/page")
        client.get("/another")
        counted = {("/sparql", "200"): 2, ("/sparql", "504"): 1, ("other", "404"): 2}
        for (route, status), count in counted.items():
            labels = {"route": route, "status": status}
            assert metric(server, "venskab_requests_total", **labels) == count
        assert metric(server, "venskab_limits_met_total", limit="time") == 1
        assert metric(server, "venskab_query_seconds_count") == 3
        assert metric(server, "venskab_cache_hits_total") == 1
        assert metric(server, "venskab_cache_misses_total") == 2
        assert metric(server, "venskab_cache_bytes") == len(ask(client, SOURCES).content)
        quads = re.search(r"([\d,]+) statements", server.greeting)
        assert quads is not None
        assert metric(server, "venskab_index_quads") == int(quads[1].replace(",", ""))
        assert metric(server, "venskab_generation_info") == 1
        assert becomes(server, 0, "venskab_workers", state="busy")


def test_metrics_are_for_this_machine_unless_the_operator_says_otherwise(
    small_home: Path, client: httpx.Client
) -> None:
    proxied = {"X-Forwarded-For": "192.0.2.1"}
    assert client.get("/metrics", headers=proxied).status_code == 200
    with running(small_home) as server:
        assert httpx.get(f"{server.origin}/metrics", trust_env=False, timeout=60).status_code == 200
        refused = httpx.get(
            f"{server.origin}/metrics", headers=proxied, trust_env=False, timeout=60
        )
        assert "VENSKAB_METRICS" in str(problem(refused, 403)["advice"])
    with running(small_home, VENSKAB_METRICS="off") as server:
        problem(httpx.get(f"{server.origin}/metrics", trust_env=False, timeout=60), 404)


def test_a_stop_lets_short_queries_end_and_tells_the_others(small_home: Path) -> None:
    def asked(server: Server, query: str) -> httpx.Response:
        return httpx.get(
            f"{server.origin}/sparql", params={"query": query}, timeout=60, trust_env=False
        )

    def stops_listening(server: Server) -> bool:
        while True:
            try:
                asked(server, "ASK {}")
            except httpx.ConnectError:
                return True
            except httpx.TransportError:
                # It came in at the last moment, and was hung up on.
                continue

    with running(small_home, VENSKAB_STOP_SECONDS="600") as server, ThreadPoolExecutor() as pool:
        assert asked(server, "ASK {}").status_code == 200
        # A short query that ends when the test lets it, and not before the server is told to stop.
        with halted(descendants(server.process.pid)):
            short = pool.submit(asked, server, SOURCES)
            assert becomes(server, 1, "venskab_workers", state="busy")
            server.process.send_signal(signal.SIGTERM)
            assert stops_listening(server)
            assert not short.done()
        assert short.result().status_code == 200
        assert server.process.wait(timeout=PATIENCE) == 0
    with running(small_home, VENSKAB_STOP_SECONDS="0.5") as server, ThreadPoolExecutor() as pool:
        endless = pool.submit(asked, server, ENDLESS)
        assert becomes(server, 1, "venskab_workers", state="busy")
        server.process.send_signal(signal.SIGTERM)
        assert stops_listening(server)
        document = problem(endless.result(), 503)
        assert document["detail"] == "The server is stopping."
        assert server.process.wait(timeout=PATIENCE) == 0
