"""Every limit names itself, its value and what to do; and each client has a share of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from api.monitoring.client_address import counted, shown
from tests.api.endpoint import ENDLESS, ask, problem
from tests.api.serving import Server, running
from tests.api.sockets import becomes, connect, get, metric
from tests.shared import ROOT

HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?a ?d"
FLOOD = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
TEXT = {"Content-Type": "application/sparql-query"}
SETTINGS = {
    "VENSKAB_QUERY_SECONDS": "600",
    "VENSKAB_QUERY_MEGABYTES": "150",
    "VENSKAB_RESULT_MEGABYTES": "4",
    "VENSKAB_QUERY_WORKERS": "1",
    "VENSKAB_QUEUE_LENGTH": "1",
}


def client_of(server: Server, **headers: str) -> httpx.Client:
    return httpx.Client(base_url=server.origin, timeout=60, trust_env=False, headers=headers)


def from_address(server: Server, address: str) -> httpx.Client:
    transport = httpx.HTTPTransport(local_address=address)
    return httpx.Client(base_url=server.origin, timeout=60, transport=transport)


@pytest.fixture(scope="module")
def tight(small_home: Path) -> Iterator[Server]:
    with running(small_home, **SETTINGS) as server:
        yield server
        assert server.stop()[::2] == (0, "")


@pytest.mark.parametrize(
    ("query", "timeout", "status", "limit", "value"),
    [
        (ENDLESS, "0.5", 504, "time", "0.5 s"),
        (HUNGRY, "600", 507, "memory", "150 MB"),
        (FLOOD, "600", 507, "result", "4 MB"),
        ("ASK {} #" + "x" * 70_000, "600", 400, "text", "65536 bytes of query text"),
        ("ASK " + "{" * 70 + "}" * 70, "600", 400, "depth", "60 levels of nesting"),
        ("ASK {" + " ?s ?p ?o ." * 400 + "}", "600", 400, "patterns", "300 patterns and operators"),
    ],
)
def test_a_limit_names_itself_its_value_and_what_to_do(
    tight: Server, query: str, timeout: str, status: int, limit: str, value: str
) -> None:
    with client_of(tight) as client:
        response = client.post("/sparql", params={"timeout": timeout}, content=query, headers=TEXT)
        document = problem(response, status)
    assert (document["limit"], document["value"]) == (limit, value)
    assert document["advice"]
    assert document["instance"] == f"urn:uuid:{response.headers['x-request-id']}"


def test_a_client_may_ask_for_less_time_but_not_for_more(small_home: Path) -> None:
    with (
        running(small_home, VENSKAB_QUERY_SECONDS="0.4") as server,
        client_of(server) as client,
    ):
        assert problem(ask(client, ENDLESS, timeout="9"), 504)["value"] == "0.4 s"
        assert problem(ask(client, ENDLESS, timeout="0.2"), 504)["value"] == "0.2 s"


def test_a_full_queue_is_503_with_a_time_to_come_back(tight: Server) -> None:
    with client_of(tight) as client, connect(tight) as running_one:
        running_one.sendall(get(f"/sparql?query={quote(ENDLESS)}"))
        assert becomes(tight, 1, "venskab_workers", state="busy")
        with connect(tight) as waiting:
            waiting.sendall(get(f"/sparql?query={quote(ENDLESS)}"))
            assert becomes(tight, 1, "venskab_queue_length")
            response = ask(client, "ASK {}")
            document = problem(response, 503)
            assert document["limit"] == "queue"
            assert document["value"] == "1 queries at a time, 1 waiting"
            assert int(response.headers["retry-after"]) > 0
        assert becomes(tight, 0, "venskab_queue_length")
        # One that waits gets no place within its time.
        assert problem(ask(client, ENDLESS, timeout="0.2"), 503)["limit"] == "queue"


def test_a_client_that_leaves_frees_its_place_and_others_are_answered_meanwhile(
    tight: Server,
) -> None:
    with client_of(tight) as client:
        for _ in range(3):
            # The place of the one before may be on its way to be free.
            assert becomes(tight, 0, "venskab_workers", state="busy")
            with connect(tight) as leaving:
                leaving.sendall(get(f"/sparql?query={quote(ENDLESS)}"))
                assert becomes(tight, 1, "venskab_workers", state="busy")
                assert client.get("/health/live").status_code == 200
                assert metric(tight, "venskab_workers", state="busy") == 1
            # There is one place: it is free now, or this waits longer than a test may take.
            assert ask(client, "ASK {}").status_code == 200


def test_every_limit_is_told_to_the_operator() -> None:
    code = "".join(
        path.read_text("utf-8")
        for folder in ("api", "graph")
        for path in (ROOT / folder).rglob("*.py")
    )
    named = set(re.findall(r'(?:LimitMet|_check_bound)\(\s*"([\w-]+)"', code))
    told = set(re.findall(r"`([\w-]+)`", (ROOT / "docs/reference/limits.md").read_text("utf-8")))
    assert {"time", "memory", "queue", "requests", "depth"} <= named
    # The ledger's lock is met by commands only.
    assert named - {"lock"} <= told


# Requests per client


@pytest.fixture(scope="module")
def counting(small_home: Path) -> Iterator[Server]:
    with running(small_home, VENSKAB_REQUESTS_PER_MINUTE="5") as server:
        yield server


def exhaust(client: httpx.Client, *said: dict[str, str]) -> httpx.Response:
    """Ask until it is too much, with these headers in turn; a minute may begin on the way."""
    for headers in itertools.cycle(said or ({},)):
        response = client.get("/about", headers=headers)
        if response.status_code != 200:
            return response
    raise AssertionError("never too much")


def test_a_client_that_asks_too_often_is_429_and_others_are_answered(counting: Server) -> None:
    with from_address(counting, "127.0.0.2") as busy, from_address(counting, "127.0.0.3") as other:
        response = exhaust(busy)
        document = problem(response, 429)
        assert (document["limit"], document["value"]) == ("requests", "5 requests a minute")
        assert 0 < int(response.headers["retry-after"]) <= 60
        assert response.headers["access-control-allow-origin"] == "*"
        assert [busy.get("/health/live").status_code for _ in range(9)] == [200] * 9
        assert busy.get("/static/venskab.css").status_code in (200, 404)
        assert other.get("/about").status_code == 200


def test_nobody_is_another_client_by_saying_so(counting: Server) -> None:
    with from_address(counting, "127.0.0.4") as client:
        names = [f"192.0.2.{n}" for n in range(255)]
        said = [{"X-Forwarded-For": name, "Forwarded": f"for={name}"} for name in names]
        problem(exhaust(client, *said), 429)


def test_a_trusted_proxy_says_who_asks(small_home: Path) -> None:
    settings = {"VENSKAB_REQUESTS_PER_MINUTE": "5", "VENSKAB_TRUSTED_PROXIES": "127.0.0.5"}
    with (
        running(small_home, **settings) as server,
        from_address(server, "127.0.0.5") as proxy,
        from_address(server, "127.0.0.6") as liar,
    ):
        busy, other = ({"X-Forwarded-For": f"192.0.2.{n}"} for n in (1, 2))
        assert proxy.get("/about", headers=busy).status_code == 200
        problem(exhaust(proxy, busy), 429)
        assert proxy.get("/about", headers=other).status_code == 200
        assert liar.get("/about", headers=busy).status_code == 200
        said = [{"X-Forwarded-For": f"192.0.2.{n}"} for n in range(255)]
        problem(exhaust(liar, *said), 429)


@pytest.mark.parametrize(
    ("address", "client", "truncated"),
    [
        ("192.0.2.77", "192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/64", "fe80::/48"),
        ("somewhere", "", ""),
    ],
)
def test_an_address_is_one_client_and_is_shortened(
    address: str, client: str, truncated: str
) -> None:
    assert counted(address) == client
    assert shown(address, "truncated") == truncated
    assert shown(address, "off") == ""
    assert shown(address, "full") == address
