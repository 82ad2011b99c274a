"""Takes connections from a port that several processes listen on."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from api.processes.membership import Membership

# Time that a process leaves a connection to those that hold fewer, s.
_POLITE: Final = 0.001
# Time until a process that has no file descriptors left looks for one again, s.
_FULL: Final = 0.5


class Acceptor:
    """Accepts one connection at a time while its process is among those that answer.

    All processes hear of a connection, and whichever comes first takes it. One that holds more
    than another leaves it a moment to that one: else the first that wakes takes all that come
    together, and a few clients that keep their connections are served by one core.

    Args:
        sock: the listening socket, which does not block.
        make: makes the protocol of a connection.
        member: the place of this process among the others.
    """

    def __init__(
        self, sock: socket.socket, make: Callable[[], asyncio.Protocol], member: Membership
    ) -> None:
        self._sock = sock
        self._make = make
        self._member = member
        self._loop = asyncio.get_running_loop()
        self._listens = False
        self._waits: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[object]] = set()

    def look(self) -> bool:
        """Listen as long as the process is to answer; whether it just ceased to be."""
        serving = self._member.serving
        if serving and not self._listens and self._waits is None:
            self._listen()
        elif not serving and self._listens:
            self.close()
            return True
        return False

    def close(self) -> None:
        """Take no connection any more."""
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None
        if self._listens:
            self._loop.remove_reader(self._sock)
            self._listens = False

    def _listen(self) -> None:
        self._waits = None
        self._loop.add_reader(self._sock, self._accept)
        self._listens = True

    def _pause(self, seconds: float) -> None:
        self.close()
        self._waits = self._loop.call_later(seconds, self._listen_again)

    def _listen_again(self) -> None:
        self._take()
        self._listen()

    def _accept(self) -> None:
        if self._member.holds_more():
            self._pause(_POLITE)
        else:
            self._take()

    def _take(self) -> None:
        if not self._member.serving:
            return
        try:
            connection, _ = self._sock.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return  # another process was first, or the client has gone
        except OSError:
            self._pause(_FULL)
            return
        connection.setblocking(False)
        task = self._loop.create_task(self._adopt(connection))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _adopt(self, connection: socket.socket) -> None:
        with suppress(OSError):
            await self._loop.connect_accepted_socket(self._make, connection)
