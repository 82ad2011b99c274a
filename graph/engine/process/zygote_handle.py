"""The web process's handle on a process that forks, as :mod:`graph.engine.process.forking` does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from typing import Any

from graph.engine.process import frames
from graph.engine.process.channel import Channel


class ZygoteHandle:
    """One such process. Make one with :meth:`start`."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._lock = asyncio.Lock()

    @classmethod
    async def start(cls, module: str, header: frames.Header) -> tuple[ZygoteHandle, frames.Header]:
        """Start the process and wait until it is prepared.

        Args:
            module: its program.
            header: what it is to prepare.

        Returns:
            The handle, and what the process said when it was prepared.

        Raises:
            Closed: it ended before.
        """
        ours, theirs = socket.socketpair()
        process = await asyncio.to_thread(_spawn, module, theirs)
        ours.setblocking(False)
        zygote = cls(process, ours)
        try:
            return zygote, await zygote.command(header)
        except BaseException:
            await zygote.close()
            raise

    async def command(self, header: frames.Header) -> frames.Header:
        """Send a command and wait for the answer.

        Raises:
            Closed: the process is gone.
        """
        async with self._lock:
            self._check()
            return await frames.ask(self._control, header)

    async def fork(self, options: dict[str, Any]) -> tuple[int, Channel]:
        """Fork a copy; not to be cancelled, or half a reply stays in the socket.

        Returns:
            The copy's process, and the connection to it.

        Raises:
            Closed: the process is gone.
        """
        async with self._lock:
            self._check()
            pid, descriptor = await self._fork({"do": "fork", **options})
        return pid, await Channel.open(socket.socket(fileno=descriptor))

    def _check(self) -> None:
        if self._control.fileno() == -1:
            raise frames.Closed

    async def _fork(self, command: frames.Header) -> tuple[int, int]:
        loop = asyncio.get_running_loop()
        try:
            await loop.sock_sendall(self._control, frames.pack(command))
            await _readable(loop, self._control)
            frame, descriptors, _, _ = socket.recv_fds(self._control, 4096, 1)
        except ConnectionError as error:
            raise frames.Closed from error
        if not frame:
            raise frames.Closed
        return frames.split(frame)[0]["pid"], descriptors[0]

    async def succeed(self, header: frames.Header) -> tuple[Successor, frames.Header]:
        """Fork a copy that becomes such a process itself, when it has done what ``header`` says.

        Returns:
            The handle, and what the process said when it was prepared.

        Raises:
            Closed: one of them ended before.
        """
        async with self._lock:
            self._check()
            passing, descriptor = await self._fork({"do": "fork", "succeed": True})
        control = socket.socket(fileno=descriptor)
        control.setblocking(False)
        await self.command({"do": "reap", "pid": passing})
        try:
            about = await frames.ask(control, header)
        except BaseException:
            control.close()
            raise
        return Successor(self._first, int(about["pid"]), control), about

    @property
    def _first(self) -> ZygoteHandle:
        """The process that no other was forked for."""
        return self

    async def bury(self, pid: int, channel: Channel) -> int:
        """Kill a copy, and say how it ended: minus the signal, or its exit status.

        Raises:
            Closed: the process is gone.
        """
        channel.close()
        # One that is gone already is a zombie until it is reaped, so its pid is still its own;
        # it is reaped by someone else only when the zygote itself is gone.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        answer = await self.command({"do": "reap", "pid": pid})
        return int(answer["status"])

    async def close(self) -> None:
        """End the process."""
        self._control.close()
        await asyncio.to_thread(self._end)

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()


class Successor(ZygoteHandle):
    """A copy of such a process that is one itself. Made by :meth:`ZygoteHandle.succeed`.

    Args:
        first: the process that all others are forked from, and that waits for their end.
        pid: this process.
        control: the connection to it.
    """

    def __init__(self, first: ZygoteHandle, pid: int, control: socket.socket) -> None:
        self._ancestor = first
        self._pid = pid
        self._control = control
        self._lock = asyncio.Lock()

    @property
    def _first(self) -> ZygoteHandle:
        """The process that no other was forked for."""
        return self._ancestor

    async def close(self) -> None:
        """End the process."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with contextlib.suppress(frames.Closed):
            await self._ancestor.command({"do": "reap", "pid": self._pid})


def _spawn(module: str, theirs: socket.socket) -> subprocess.Popen[bytes]:
    with theirs:
        return subprocess.Popen(
            [sys.executable, "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            # Ctrl-C goes to the web process alone, which decides when this one ends.
            process_group=0,
        )


async def _readable(loop: asyncio.AbstractEventLoop, sock: socket.socket) -> None:
    ready = asyncio.Event()
    loop.add_reader(sock, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(sock)
