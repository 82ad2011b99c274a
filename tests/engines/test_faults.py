"""What a remote engine does wrong, or refuses, is told: nobody takes a part for the whole."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from graph.engine.base import JSON, NTRIPLES, Limits, Request
from graph.engine.remote.connection import connection_of
from graph.engine.remote.feeder import Feeder
from graph.engine.remote.marker import exchange
from graph.engine.remote.profiles import addresses_of
from graph.engine.remote.remote_engine import RemoteEngine
from graph.errors import BadQuery, EngineUnavailable, LimitMet, UnusableInput
from graph.ledger import Ledger
from graph.settings import Settings
from tests.api.endpoint import ENDLESS
from tests.engines.conftest import remote
from tests.engines.servers import oxigraph

GRAPH = "https://w3id.org/venskab/graph/source/numbers"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
NO_SECRET = "not-to-be-seen"


def numbers(folder: Path) -> Path:
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        lines = [
            f'<http://example.org/{n}> <http://example.org/is> "{n}" <{GRAPH}> .' for n in range(99)
        ]
        ledger.put(GRAPH, lines, actor="test")
    return folder


async def asked(settings: Settings, text: str, limits: Limits) -> None:
    engine = await RemoteEngine.start(settings, limits)
    try:
        await engine.query(Request(text, formats=(JSON, NTRIPLES)))
    finally:
        await engine.close()


def test_limits_bind_and_a_cut_answer_is_found_out(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner
) -> None:
    # The server ends its own answers after a second, with status 200 and in the middle of a row.
    with oxigraph(tmp_path_factory.mktemp("cut"), "--timeout-s", "1") as address:
        settings = remote(numbers(tmp_path), address)
        with pytest.raises(EngineUnavailable, match="broke off"):
            runner.run(asked(settings, ROWS, Limits()))
        with pytest.raises(LimitMet) as met:
            runner.run(asked(settings, ENDLESS, Limits(seconds=0.5)))
        assert (met.value.limit, met.value.value) == ("time", "0.5 s")
        with pytest.raises(LimitMet) as met:
            runner.run(asked(settings, "SELECT * { ?s ?p ?o }", Limits(result=2000)))
        assert met.value.limit == "result"
    with pytest.raises(EngineUnavailable, match="cannot be reached") as gone:
        runner.run(asked(settings, ROWS, Limits()))
    assert gone.value.where == address


@pytest.mark.parametrize("function", ["bif:exec", "sql:run", r"\u0062if:exec", "java:A"])
def test_functions_of_an_engine_are_closed(
    function: str, runner: asyncio.Runner, engine: RemoteEngine
) -> None:
    with pytest.raises(BadQuery, match="no part of SPARQL"):
        runner.run(engine.query(Request(f"SELECT (<{function}>(1) AS ?x) {{}}")))
    with pytest.raises(BadQuery, match="no part of SPARQL"):
        runner.run(engine.query(Request(f"BASE <{function}> SELECT (<>(1) AS ?x) {{}}")))


def test_rows_that_an_engine_leaves_out_are_told(
    runner: asyncio.Runner, engine: RemoteEngine
) -> None:
    if not engine.profile.capped:
        return
    for asking in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s a ?o } { ?s ?p ?o }"):
        with pytest.raises(LimitMet, match="at most 50000 rows") as met:
            runner.run(engine.query(Request(asking, formats=(JSON, NTRIPLES))))
        assert met.value.limit == "result"


@contextmanager
def answering(status: int, body: bytes, media_type: str) -> Generator[str]:
    """A server that gives one answer to everything, politely; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "body", "media_type", "error", "told"),
    [
        (200, b"<h1>Hello</h1>", "text/html", EngineUnavailable, "no SPARQL endpoint"),
        (200, b'{"head": {"vars', JSON.media_type, EngineUnavailable, "no SPARQL endpoint"),
        (401, b"", "text/plain", EngineUnavailable, "refuses the credentials"),
        (503, b"", "text/plain", LimitMet, "no more queries"),
        (500, b"out of memory", "text/plain", EngineUnavailable, "status 500: out of memory"),
    ],
)
def test_what_is_no_engine_is_told(
    status: int,
    body: bytes,
    media_type: str,
    error: type[Exception],
    told: str,
    tmp_path: Path,
    runner: asyncio.Runner,
) -> None:
    secrets = {"engine_user": "me", "engine_password": SecretStr(NO_SECRET)}
    with answering(status, body, media_type) as address:
        settings = remote(numbers(tmp_path), address).model_copy(update=secrets)
        with pytest.raises(error, match=told) as caught:
            runner.run(asked(settings, ROWS, Limits()))
    assert NO_SECRET not in repr(caught.getrepr(showlocals=False)) + repr(settings)
    assert NO_SECRET not in repr(connection_of(settings))


def test_addresses_follow_from_the_first_where_the_engine_is_known() -> None:
    known = {
        "http://a:7878": ("http://a:7878/query", "http://a:7878/update", "http://a:7878/store"),
        "http://a/x/sparql": (
            "http://a/x/sparql",
            "http://a/x/sparql-auth",
            "http://a/x/sparql-graph-crud-auth",
        ),
        "https://a/repositories/r": (
            "https://a/repositories/r",
            "https://a/repositories/r/statements",
            "https://a/repositories/r/rdf-graphs/service",
        ),
    }
    for given, expected in known.items():
        found = addresses_of(given)
        assert (found.query, found.update, found.store) == expected
    assert addresses_of("http://a/b", "http://a/u", "http://a/s").query == "http://a/b"
    for wrong in ("http://a/b", "ftp://a/query", f"http://me:{NO_SECRET}@a/query", "7878"):
        with pytest.raises(UnusableInput) as caught:
            addresses_of(wrong)
        assert NO_SECRET not in str(caught.value)


def test_a_feeding_that_was_cut_off_is_made_good(
    tmp_path: Path, empty: str, runner: asyncio.Runner
) -> None:
    settings = remote(numbers(tmp_path), empty)
    connection = connection_of(settings)
    try:
        feeder = Feeder(settings.ledger_path, connection)
        done = feeder.feed()
        marker = connection.marker()
        assert marker is not None
        # As a feeder leaves it that was killed on the way to the same state.
        begun = marker.model_copy(update={"serial": marker.serial + 1, "generation": ""})
        connection.update(exchange(begun))
        connection.update(f'INSERT DATA {{ GRAPH <{GRAPH}> {{ <{GRAPH}> <{GRAPH}> "half" }} }}')
        others = settings.model_copy(update={"engine_feed": "off", "engine_patience": 0.1})
        with pytest.raises(EngineUnavailable, match="is being fed"):
            runner.run(asked(others, ROWS, Limits()))
        again = feeder.feed()
        assert (again.whole, again.generation) == (True, done.generation)
        (count,) = connection.rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}")
        assert count["n"].value == "99"
    finally:
        connection.close()
