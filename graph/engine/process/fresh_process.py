"""Starts a process anew for each piece of work, where none can be forked, as on Windows.

It stands in for :class:`graph.engine.process.zygote_handle.ZygoteHandle` and runs the same
programs. What is prepared is prepared in each process, so a start costs what a fork does not.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import secrets
import socket
import subprocess
import sys
from typing import Any, Final

from graph.engine.process import frames
from graph.engine.process.channel import Channel

_LOOK_AGAIN: Final = 0.2
_PATIENCE: Final = 5.0


class FreshProcesses:
    """The processes of one program. Make one with :meth:`start`."""

    def __init__(self, module: str, header: frames.Header) -> None:
        self._module = module
        self._header = header
        self._ready: tuple[int, socket.socket] | None = None
        self._processes: dict[int, subprocess.Popen[bytes]] = {}

    @classmethod
    async def start(
        cls, module: str, header: frames.Header
    ) -> tuple[FreshProcesses, frames.Header]:
        """Start the first process and wait until it is prepared.

        Args:
            module: its program.
            header: what it is to prepare.

        Returns:
            The handle, and what the process said when it was prepared.

        Raises:
            Closed: it ended before.
        """
        processes = cls(module, header)
        pid, sock, about = await processes._prepared()
        processes._ready = pid, sock
        if "head" in about:
            # The next ones hold the same state of the data, whatever has changed since.
            processes._header = header | {"as_of": about["head"], "tier": about["tier"]}
        return processes, about

    async def fork(self, options: dict[str, Any]) -> tuple[int, Channel]:
        """A process that is prepared, and does the work of ``options``.

        Returns:
            The process, and the connection to it.

        Raises:
            Closed: it ended before it was prepared.
        """
        ready, self._ready = self._ready, None
        pid, sock = ready or (await self._prepared())[:2]
        await frames.ask(sock, {"do": "work", **options})
        return pid, await Channel.open(sock)

    async def succeed(self, header: frames.Header) -> tuple[FreshProcesses, frames.Header]:
        """Start processes that are prepared as ``header`` says, which nothing is forked for.

        Returns:
            The handle, and what the first process said when it was prepared.

        Raises:
            Closed: it ended before.
        """
        return await FreshProcesses.start(self._module, self._header | header)

    async def bury(self, pid: int, channel: Channel) -> int:
        """End a process, and say how it ended."""
        channel.close()
        return await asyncio.to_thread(_ended, self._processes.pop(pid))

    async def close(self) -> None:
        """End all processes."""
        if self._ready:
            self._ready[1].close()
        for process in list(self._processes.values()):
            await asyncio.to_thread(_ended, process)
        self._processes.clear()

    async def _prepared(self) -> tuple[int, socket.socket, frames.Header]:
        process, sock = await asyncio.to_thread(_spawn, self._module)
        self._processes[process.pid] = process
        sock.setblocking(False)
        return process.pid, sock, await frames.ask(sock, self._header)


def _ended(process: subprocess.Popen[bytes]) -> int:
    process.kill()
    return process.wait()


def _spawn(module: str) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the program, and wait until it has called back."""
    word = secrets.token_hex(16).encode()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(_LOOK_AGAIN)
        process = subprocess.Popen(
            [sys.executable, "-m", module, "--port", str(listener.getsockname()[1])],
            stdin=subprocess.PIPE,
            # Ctrl-C goes to the web process alone, which decides when this one ends.
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        try:
            if process.stdin is not None:
                with process.stdin as stdin:
                    stdin.write(word + b"\n")
            return process, _called(listener, process, word)
        except BaseException:
            _ended(process)
            raise


def _called(
    listener: socket.socket, process: subprocess.Popen[bytes], word: bytes
) -> socket.socket:
    """The connection of the process that knows the word; others are hung up on."""
    while process.poll() is None:
        with contextlib.suppress(TimeoutError):
            sock, _ = listener.accept()
            if _knows(sock, word):
                return sock
            sock.close()
    raise frames.Closed


def _knows(sock: socket.socket, word: bytes) -> bool:
    sock.settimeout(_PATIENCE)
    said = b""
    with contextlib.suppress(OSError):
        while len(said) < len(word) and (chunk := sock.recv(len(word) - len(said))):
            said += chunk
    return hmac.compare_digest(said, word)
