"""The HTTP server of one process, alone on its port or beside others."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import cast

import uvicorn

from api.processes.membership import Membership
from api.server.acceptor import Acceptor
from graph.engine.base import Engine


class HttpServer(uvicorn.Server):
    """Leaves the signals to others, so that Ctrl-C is clean from the first moment to the last."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Capture none."""
        yield


class SharingServer(HttpServer):
    """A server that takes connections while its process is among those that answer.

    Args:
        config: as uvicorn has it.
        sock: the listening socket that the processes share.
        member: the place of this process among the others.
        engine: whose load the others are told.
    """

    _acceptor: Acceptor | None = None

    def __init__(
        self, config: uvicorn.Config, sock: socket.socket, member: Membership, engine: Engine
    ) -> None:
        super().__init__(config)
        self._sock = sock
        self._member = member
        self._engine = engine

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take connections; ``sockets`` is what uvicorn passes, and is empty."""
        await super().startup(sockets=sockets)
        self._acceptor = Acceptor(self._sock, self._protocol, self._member)

    def _protocol(self) -> asyncio.Protocol:
        make = cast(Callable[..., asyncio.Protocol], self.config.http_protocol_class)
        return make(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )

    async def on_tick(self, counter: int) -> bool:
        """Look after what is to be done ten times a second; whether to end."""
        self._member.tell(self._engine.state)
        if self._acceptor is not None and self._acceptor.look():
            # Who kept a connection is to be answered by a process that is not behind.
            for connection in list(self.server_state.connections):
                connection.shutdown()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no connection any more, and end when those that are open have their answers."""
        if self._acceptor is not None:
            self._acceptor.close()
        self._sock.close()
        await super().shutdown(sockets=sockets)
