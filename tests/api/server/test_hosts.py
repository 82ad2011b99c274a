"""Whose name a server goes by: its own, the operator's, and nobody else's."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.api.endpoint import problem
from tests.api.serving import Server, running
from tests.api.sockets import answer, connect, get

EVIL = "evil.example"
PAGES = ("/", "/doc/agreement/sermersooq-aalborg-2019", "/sparql", "/catalog", "/search?q=Nuuk")


@pytest.fixture(scope="module")
def named(small_home: Path) -> Iterator[httpx.Client]:
    """A client of a server whose operator said what address it is reached at."""
    with (
        running(small_home, "--base-url", "https://venskab.example.org") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/json"])
@pytest.mark.parametrize("path", PAGES)
def test_a_name_that_is_not_ours_is_421_and_never_comes_back(
    client: httpx.Client, path: str, accept: str
) -> None:
    response = client.get(path, headers={"Host": EVIL, "Accept": accept})
    if accept == "text/html":
        assert (response.status_code, response.headers["cache-control"]) == (421, "no-store")
        assert "--base-url" in response.text
    else:
        told = problem(response, 421)
        assert told["type"] == "https://w3id.org/venskab/problem/misdirected-request"
        assert "--base-url" in str(told["advice"])
    assert EVIL not in response.text + str(response.headers)


@pytest.mark.parametrize(
    "host",
    ["localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "8.8.8.8",
     "localhost:", "localhost:70000", "[::1", "[fe80::1]", "0.0.0.0", ""],
)  # fmt: skip
def test_what_only_looks_like_ours_is_not(client: httpx.Client, host: str) -> None:
    problem(client.get("/", headers={"Host": host}), 421)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:80", "127.0.0.1:9", "127.1.2.3", "[::1]:8000"]
)
def test_the_machine_knows_itself(client: httpx.Client, host: str) -> None:
    page = client.get("/", headers={"Host": host, "Accept": "text/html"})
    assert page.status_code == 200
    assert f"http://{host.lower()}" in page.text.lower()


def test_of_two_hosts_both_must_be_ours(server: Server) -> None:
    with connect(server) as sock:
        sock.sendall(get("/", f"Host: {EVIL}", "Connection: close"))
        status, _ = answer(sock)
    assert status == 421


def test_a_monitor_may_call_it_what_it_likes(client: httpx.Client) -> None:
    ready = client.get("/health/ready", headers={"Host": EVIL})
    assert (ready.status_code, ready.text) == (200, "ready\n")


def test_an_address_of_the_machine_is_known_where_all_are_listened_on(small_home: Path) -> None:
    own = socket.gethostbyname(socket.gethostname())
    with running(small_home, "--host", "0.0.0.0") as server:
        port = urlsplit(server.origin).port
        with httpx.Client(base_url=f"http://{own}:{port}", timeout=60, trust_env=False) as client:
            page = client.get("/", headers={"Accept": "text/html"})
            assert page.status_code == 200
            assert f"http://{own}:{port}" in page.text
            problem(client.get("/", headers={"Host": "192.0.2.1"}), 421)


@pytest.mark.parametrize("path", PAGES)
def test_where_the_operator_named_it_no_other_name_comes_back(
    named: httpx.Client, path: str
) -> None:
    page = named.get(path, headers={"Host": EVIL, "Accept": "text/html"})
    assert page.status_code == 200
    assert EVIL not in page.text + str(page.headers)


def test_it_comes_back_where_links_are_whole(named: httpx.Client) -> None:
    page = named.get("/", headers={"Accept": "text/html"}).text
    assert '<link rel="canonical" href="https://venskab.example.org/' in page
