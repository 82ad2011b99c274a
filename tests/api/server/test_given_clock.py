"""How long a client may take, by a clock that the test moves: no machine is too slow for this."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn
from uvicorn.server import ServerState

from api.app import create_app
from api.server.http_protocol import front
from graph.engine.embedded import EmbeddedEngine
from graph.settings import Settings
from tests.api.server.test_http_protocol import LONG
from tests.api.sockets import get

HEADER, SEND = 10.0, 10.0
ALMOST = 0.9
# Much less than the answer, and much more than the system keeps for a connection.
PART = 1 << 20
BUFFER = 1 << 16
REQUEST = get("/health/live")


class GivenClock(asyncio.SelectorEventLoop):
    """An event loop whose time goes on only when it is told."""

    now = 0.0

    def time(self) -> float:
        """Seconds that the test gave it."""
        return self.now


@dataclass(frozen=True)
class Talk:
    """A connection to the application, seen from both ends.

    Attributes:
        clock: moves the time of both.
        reader: what the client reads.
        writer: what the client sends.
        ends: the server's ends of all connections, of which there is one.
    """

    clock: GivenClock
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    ends: Collection[Any]

    async def begin(self, request: bytes) -> None:
        """Send the beginning of a request, and wait until the server has it."""
        self.writer.write(request)
        while [end._head for end in self.ends] != [len(request)]:
            await asyncio.sleep(0)

    async def head(self) -> tuple[bytes, int]:
        """Status line of an answer, and length of its body."""
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = head.lower().split(b"content-length: ")[1].split()[0]
        return head.splitlines()[0], int(length)


@asynccontextmanager
async def served(
    home: Path, *, requests_per_minute: int = 0
) -> AsyncGenerator[tuple[int, Collection[Any]]]:
    """The application on a port of this process, and its ends of connections."""
    settings = Settings(
        home=home,
        header_seconds=HEADER,
        send_seconds=SEND,
        exports="off",
        requests_per_minute=requests_per_minute,
    )
    engine = await EmbeddedEngine.start(settings.ledger_path)
    app = create_app(engine, settings)
    config = uvicorn.Config(
        app, http=front(settings, app.state.metrics), log_config=None, lifespan="off", ws="none"
    )
    config.load()
    state = ServerState()
    protocol: Any = config.http_protocol_class
    with socket.create_server(("127.0.0.1", 0)) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        server = await asyncio.get_running_loop().create_server(
            lambda: protocol(config=config, server_state=state, app_state={}),
            sock=sock,
        )
        try:
            yield sock.getsockname()[1], state.connections
        finally:
            server.close()
            for part in (
                app.state.downloads,
                app.state.pasts,
                app.state.tiers,
                app.state.judge,
                engine,
            ):
                await part.close()


def talk(home: Path, body: Callable[[Talk], Awaitable[None]]) -> None:
    """Open one connection to the application and talk over it."""

    async def main() -> None:
        clock = asyncio.get_running_loop()
        assert isinstance(clock, GivenClock)
        async with served(home) as (port, ends):
            sock = socket.socket()
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
            sock.connect(("127.0.0.1", port))
            reader, writer = await asyncio.open_connection(sock=sock, limit=BUFFER)
            try:
                await body(Talk(clock, reader, writer, ends))
            finally:
                writer.close()

    with asyncio.Runner(loop_factory=GivenClock) as runner:
        runner.run(main())


def test_each_request_has_a_time_of_its_own(small_home: Path) -> None:
    async def body(talk: Talk) -> None:
        for _ in range(5):
            await talk.begin(REQUEST[:9])
            talk.clock.now += ALMOST * HEADER
            talk.writer.write(REQUEST[9:])
            status, length = await talk.head()
            assert status == b"HTTP/1.1 200 OK"
            assert await talk.reader.readexactly(length) == b"alive\n"

    talk(small_home, body)


def test_a_header_that_does_not_come_is_408_and_not_a_moment_before(small_home: Path) -> None:
    async def body(talk: Talk) -> None:
        await talk.begin(REQUEST[:9])
        answer = asyncio.create_task(talk.head())
        talk.clock.now += ALMOST * HEADER
        for _ in range(9):
            await asyncio.sleep(0)
        assert not answer.done()
        talk.clock.now += HEADER
        status, _ = await answer
        assert status.startswith(b"HTTP/1.1 408 ")

    talk(small_home, body)


def test_a_client_that_reads_slowly_gets_it_all(small_home: Path) -> None:
    async def body(talk: Talk) -> None:
        address = f"/sparql?query={quote(LONG)}&format=tsv"
        talk.writer.write(get(address, "Accept-Encoding: identity"))
        status, left = await talk.head()
        assert status == b"HTTP/1.1 200 OK"
        assert left > 5 * PART, "the whole takes much longer than a client may leave it unread"
        while left:
            left -= len(await talk.reader.readexactly(min(PART, left)))
            talk.clock.now += ALMOST * SEND

    talk(small_home, body)
