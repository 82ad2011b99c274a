"""Clients that send slowly, read slowly, go away or come in crowds hold nobody up."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tests.api.endpoint import ENDLESS
from tests.api.serving import Server, running
from tests.api.sockets import answer, becomes, connect, get, metric, read_all
from tests.shared import needs

# Ten megabytes, more than the system keeps for a connection that nobody reads.
LONG = "SELECT (CONCAT(STR(?a), STR(?b), STR(?c)) AS ?x) { ?a ?p ?b . ?c ?q ?d } LIMIT 60000"
HASTY = {
    "VENSKAB_HEADER_SECONDS": "0.5",
    "VENSKAB_BODY_SECONDS": "0.5",
    "VENSKAB_SEND_SECONDS": "1",
}
# Longer than any test, so that nothing ends because a machine is slow.
PATIENT = {
    "VENSKAB_QUERY_SECONDS": "600",
    "VENSKAB_HEADER_SECONDS": "600",
    "VENSKAB_BODY_SECONDS": "600",
    "VENSKAB_SEND_SECONDS": "600",
    "VENSKAB_CONNECTIONS": "12",
    "VENSKAB_CONNECTIONS_PER_CLIENT": "6",
}


@pytest.fixture(scope="module")
def strict(small_home: Path) -> Iterator[Server]:
    """A server with little patience."""
    with running(small_home, **HASTY) as server:
        yield server
        assert server.stop()[::2] == (0, "")


@pytest.fixture(scope="module")
def crowded(small_home: Path) -> Iterator[Server]:
    """A patient server with few connections."""
    with running(small_home, **PATIENT) as server:
        yield server
        assert server.stop()[::2] == (0, "")


def alive(server: Server) -> bool:
    return (
        httpx.get(f"{server.origin}/health/ready", trust_env=False, timeout=60).status_code == 200
    )


@pytest.mark.parametrize("begin", [b"", b"\r\n", b"GET /sparql?query=ASK", get("/")[:-2]])
def test_a_header_that_does_not_come_is_408(strict: Server, begin: bytes) -> None:
    with connect(strict) as sock:
        sock.sendall(begin)
        assert alive(strict)
        status, document = answer(sock)
    assert (status, document["limit"], document["value"]) == (408, "header-time", "0.5 s")
    assert document["advice"]


def test_one_byte_after_the_other_does_not_buy_time(strict: Server) -> None:
    with connect(strict) as sock:
        sock.settimeout(0.1)
        received = b""
        for byte in get("/?" + "x" * 300):
            with contextlib.suppress(TimeoutError, ConnectionError):
                sock.sendall(bytes([byte]))
                received = sock.recv(1 << 16)
            if received:
                break
    assert received.startswith(b"HTTP/1.1 408 ")


def test_a_body_that_does_not_come_is_408(strict: Server) -> None:
    head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    with connect(strict) as sock:
        sock.sendall(f"{head}Content-Length: 100\r\n\r\nASK".encode())
        assert alive(strict)
        status, document = answer(sock)
    assert (status, document["limit"], document["value"]) == (408, "body-time", "0.5 s")


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("/sparql", "application/sparql-query"), ("/validate", "text/turtle")],
)
def test_a_body_announced_too_large_is_413_at_once(
    crowded: Server, path: str, media_type: str
) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media_type}\r\n"
    # The server would wait ten minutes for it, and the test not as long.
    with connect(crowded) as sock:
        sock.sendall(f"{head}Content-Length: 1000000000\r\n\r\nASK".encode())
        status, document = answer(sock)
    assert (status, document["limit"]) == (413, "body")
    assert document["advice"]
    assert alive(crowded)


def test_a_header_without_end_is_431(strict: Server) -> None:
    with connect(strict) as sock:
        with contextlib.suppress(ConnectionError):
            sock.sendall(get("/?" + "x" * 400_000)[:-2])
        status, document = answer(sock)
    assert (status, document["limit"]) == (431, "header")


def test_what_is_not_http_is_400(strict: Server) -> None:
    with connect(strict) as sock:
        sock.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
        assert answer(sock)[0] == 400


def test_a_client_that_never_reads_is_let_go_and_holds_no_worker(strict: Server) -> None:
    met = metric(strict, "venskab_limits_met_total", limit="send-time")
    with connect(strict) as sock:
        sock.sendall(get(f"/sparql?query={quote(LONG)}&format=tsv"))
        assert becomes(strict, met + 1, "venskab_limits_met_total", limit="send-time")
        assert metric(strict, "venskab_workers", state="busy") == 0
        head, _, body = read_all(sock).partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split()[0])
    assert 0 < len(body) < length


def by_tool(query: str) -> bytes:
    """The bytes of a request by the tool of an assistant."""
    called = {"name": "sparql", "arguments": {"query": query}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": called})
    head = ("POST /mcp HTTP/1.1", "Host: localhost", "Accept: application/json")
    kind = ("Content-Type: application/json", f"Content-Length: {len(body)}")
    return "\r\n".join((*head, *kind, "", body)).encode()


@pytest.mark.parametrize(
    "request_for",
    [lambda query: get(f"/sparql?query={quote(query)}"), pytest.param(by_tool, marks=needs("mcp"))],
    ids=["sparql", "mcp"],
)
def test_a_client_that_goes_away_ends_its_query(
    crowded: Server, request_for: Callable[[str], bytes]
) -> None:
    with connect(crowded) as sock:
        sock.sendall(request_for(ENDLESS))
        assert becomes(crowded, 1, "venskab_workers", state="busy")
    assert becomes(crowded, 0, "venskab_workers", state="busy")
    with connect(crowded) as sock:
        sock.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
                     b"Content-Type: application/sparql-query\r\n\r\nASK")  # fmt: skip
    assert alive(crowded)


def test_one_client_cannot_take_all_connections(crowded: Server) -> None:
    with contextlib.ExitStack() as held:
        for _ in range(6):
            held.enter_context(connect(crowded))
        with connect(crowded) as sock:
            sock.sendall(get("/health/live"))
            status, document = answer(sock)
        assert (status, document["limit"], document["value"]) == (
            503,
            "connections",
            "6 connections",
        )
        with connect(crowded, source="127.0.0.2") as other:
            other.sendall(get("/health/live", "Connection: close"))
            assert read_all(other).startswith(b"HTTP/1.1 200 ")


def test_a_connection_too_many_is_told_and_later_taken(crowded: Server) -> None:
    with contextlib.ExitStack() as held:
        for number in range(12):
            held.enter_context(connect(crowded, source=f"127.0.0.{3 + number // 6}"))
        with connect(crowded, source="127.0.0.9") as sock:
            sock.sendall(get("/health/live"))
            head, _, body = read_all(sock).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: 5" in head.lower()
    assert b'"12 connections"' in body
    assert alive(crowded)
