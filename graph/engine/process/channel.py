"""The web process's end of the connection to a worker: one frame out, one frame back."""

from __future__ import annotations

import asyncio
import socket
from typing import cast

from graph.engine.process import frames


class Channel(asyncio.Protocol):
    """A connection that stays registered with the event loop between questions.

    Waiting on a bare socket registers and removes it for every read, which costs more than the
    reads themselves. Make one with :meth:`open`.
    """

    def __init__(self) -> None:
        self._received = bytearray()
        self._answer: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport

    @classmethod
    async def open(cls, sock: socket.socket) -> Channel:
        """Take over a connected socket."""
        loop = asyncio.get_running_loop()
        if sock.family == socket.AF_INET:
            _, channel = await loop.create_connection(cls, sock=sock)
        else:
            _, channel = await loop.create_unix_connection(cls, sock=sock)
        return channel

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write to."""
        # uvloop's transports do not descend from asyncio's classes.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Hand the frame over when it is whole."""
        self._received += data
        if frames.whole(self._received) and self._answer and not self._answer.done():
            self._answer.set_result(bytes(self._received))
            self._received.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits that nothing will come."""
        if self._answer and not self._answer.done():
            self._answer.set_exception(frames.Closed())

    async def ask(self, header: frames.Header, body: bytes = b"") -> tuple[frames.Header, bytes]:
        """Send one frame and wait for the answer. One question at a time.

        Raises:
            Closed: the other end closed or died before it answered.
        """
        if self._transport.is_closing():
            raise frames.Closed
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(frames.pack(header, body))
        return frames.split(await self._answer)

    def close(self) -> None:
        """Close at once, whatever is on its way."""
        self._transport.abort()
