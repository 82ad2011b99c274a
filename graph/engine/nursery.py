"""The web process's handle on one zygote: it starts it, asks it for workers and ends it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.engine import wire
from graph.engine.base import Limits
from graph.engine.channel import Channel
from graph.errors import VenskabError


@dataclass
class Worker:
    """A process that answers one query at a time.

    Attributes:
        pid: its process.
        channel: the connection to it.
        spool: file that it writes an answer to when the answer is long.
        buried: whether it was ended and its end is known.
    """

    pid: int
    channel: Channel
    spool: Path
    buried: bool = False


class Nursery:
    """One zygote with the index of one generation, and the workers forked from it."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._lock = asyncio.Lock()
        self.idle: list[Worker] = []
        self.busy = 0
        self.retired = False
        self.generation = ""
        self.head = 0
        self.graphs = 0
        self.quads = 0
        self.seconds = 0.0

    @classmethod
    async def start(cls, ledger: Path, as_of: int | None = None) -> Nursery:
        """Start a zygote and wait until its index is built.

        Raises:
            VenskabError: the index could not be built.
        """
        ours, theirs = socket.socketpair()
        process = await asyncio.to_thread(_spawn, theirs)
        ours.setblocking(False)
        nursery = cls(process, ours)
        try:
            about = await nursery._command({"ledger": str(ledger), "as_of": as_of})
        except wire.Closed as error:
            raise VenskabError("The index could not be built: its process ended.") from error
        except asyncio.CancelledError:
            nursery._end_process()
            raise
        if "error" in about:
            raise VenskabError(f"The index could not be built: {about['error']}.")
        nursery._describe(about)
        return nursery

    def _describe(self, about: dict[str, Any]) -> None:
        self.generation = about["generation"]
        self.head = about["head"]
        self.graphs = about["graphs"]
        self.quads = about["quads"]
        self.seconds = about["seconds"]

    async def _command(self, header: dict[str, Any]) -> dict[str, Any]:
        async with self._lock:
            if self._control.fileno() == -1:
                raise wire.Closed
            answer = await wire.ask(self._control, header)
        return answer

    async def fork(self, limits: Limits, spool: Path) -> Worker:
        """Fork a worker (8 ms at a million triples)."""
        options = {
            "do": "fork",
            "memory": limits.memory,
            "result": limits.result,
            "short": limits.short,
            "spool": str(spool),
        }
        # Shielded: a client that goes away must not leave half a reply in the channel.
        making = asyncio.ensure_future(self._make(options, spool))
        try:
            return await asyncio.shield(making)
        except asyncio.CancelledError:
            making.add_done_callback(self._adopt)
            raise

    def _adopt(self, made: asyncio.Task[Worker]) -> None:
        if not made.cancelled() and made.exception() is None:
            self.idle.append(made.result())

    async def _make(self, options: dict[str, Any], spool: Path) -> Worker:
        async with self._lock:
            if self._control.fileno() == -1:
                raise wire.Closed
            pid, descriptor = await self._fork(options)
        return Worker(pid, await Channel.open(socket.socket(fileno=descriptor)), spool)

    async def _fork(self, options: dict[str, Any]) -> tuple[int, int]:
        loop = asyncio.get_running_loop()
        try:
            await loop.sock_sendall(self._control, wire.pack(options))
            await _readable(loop, self._control)
            frame, descriptors, _, _ = socket.recv_fds(self._control, 4096, 1)
        except ConnectionError as error:
            raise wire.Closed from error
        if not frame:
            raise wire.Closed
        return wire.split(frame)[0]["pid"], descriptors[0]

    async def bury(self, worker: Worker) -> int:
        """Kill a worker, remove its spool, and say how it ended (minus the signal, or status)."""
        worker.buried = True
        worker.channel.close()
        # One that is gone already is a zombie until it is reaped, so its pid is still its own;
        # it is reaped by someone else only when the zygote itself is gone.
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
        answer = await self._command({"do": "reap", "pid": worker.pid})
        worker.spool.unlink(missing_ok=True)
        return int(answer["status"])

    async def close(self) -> None:
        """End the zygote and all its idle workers."""
        for worker in self.idle:
            worker.channel.close()
            worker.spool.unlink(missing_ok=True)
        self.idle.clear()
        self._control.close()
        await asyncio.to_thread(self._end_process)

    def _end_process(self) -> None:
        self._process.kill()
        self._process.wait()


def _spawn(theirs: socket.socket) -> subprocess.Popen[bytes]:
    with theirs:
        return subprocess.Popen(
            [sys.executable, "-m", "graph.engine.zygote", str(theirs.fileno())],
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
