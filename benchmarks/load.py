"""The load generator: a process of its own, so that it takes no time from what it measures.

Reads one job as JSON from standard input and writes one outcome as JSON: see ``Job``, ``Outcome``.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Final
from urllib.parse import quote

_ACCEPT: Final = "application/sparql-results+json"
_GRAPH: Final = "application/n-triples"
_END: Final = b"\r\n\r\n"


@dataclass(frozen=True)
class Job:
    """Requests to make.

    Attributes:
        port: port on the loopback address.
        path: path of the SPARQL endpoint.
        texts: queries, each asked once, in order, shared out among the clients.
        clients: connections that ask at the same time, each one request after the other.
        seconds: no new request after this time, s.
        patience: a request is given up after this time, s.
    """

    port: int
    path: str
    texts: Sequence[str]
    clients: int = 1
    seconds: float = 5.0
    patience: float = 60.0


@dataclass
class Outcome:
    """What came of a job.

    Attributes:
        latencies: seconds from sending to the last byte, of each whole answer.
        errors: answers of another status than 200, and connections that broke.
        size: bytes received.
        seconds: time from the first request to the last answer.
        first_error: the beginning of the first answer that was an error.
    """

    latencies: list[float] = field(default_factory=list)
    errors: int = 0
    size: int = 0
    seconds: float = 0.0
    first_error: str = ""


def run(job: Job) -> Outcome:
    """Do a job in a process of its own.

    Raises:
        subprocess.CalledProcessError: the process failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(asdict(job)).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return Outcome(**json.loads(done.stdout))


def request_bytes(job: Job, text: str) -> bytes:
    """The bytes of one GET request."""
    accept = _GRAPH if "CONSTRUCT" in text else _ACCEPT
    return (
        f"GET {job.path}?query={quote(text, safe='')} HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{job.port}\r\nAccept: {accept}\r\n\r\n"
    ).encode()


class Client(asyncio.Protocol):
    """One connection: sends the next request when the answer to the last one is whole."""

    def __init__(self, todo: list[bytes], until: float, outcome: Outcome) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._todo = todo
        self._until = until
        self._outcome = outcome
        self._buffer = bytearray()
        self._place = 0
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        if not isinstance(transport, asyncio.Transport):
            raise TypeError("a stream connection is needed")
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        """Note the answer when it is whole, and send the next request."""
        self._buffer += data
        if self._whole():
            self._note()
            self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count an answer that never ended."""
        if not self.done.done():
            self._outcome.errors += 1
            self._outcome.first_error = self._outcome.first_error or f"connection lost: {exc}"
            self.done.set_result(None)

    def _next(self) -> None:
        self._buffer.clear()
        self._place = 0
        if self._todo and time.perf_counter() < self._until:
            self._sent = time.perf_counter()
            self._transport.write(self._todo.pop())
        else:
            self.done.set_result(None)
            self._transport.close()

    def _note(self) -> None:
        self._outcome.size += len(self._buffer)
        if self._buffer.startswith(b"HTTP/1.1 200"):
            self._outcome.latencies.append(time.perf_counter() - self._sent)
        else:
            self._outcome.errors += 1
            start = self._buffer[:600].decode(errors="replace")
            self._outcome.first_error = self._outcome.first_error or start

    def _whole(self) -> bool:
        head_end = self._buffer.find(_END)
        if head_end < 0:
            return False
        head = bytes(self._buffer[:head_end]).lower()
        body = head_end + len(_END)
        if b"transfer-encoding: chunked" in head:
            return self._chunks_whole(body)
        return len(self._buffer) >= body + _content_length(head)

    def _chunks_whole(self, body: int) -> bool:
        self._place = self._place or body
        while (line_end := self._buffer.find(b"\r\n", self._place)) >= 0:
            size = int(self._buffer[self._place : line_end].split(b";")[0], 16)
            after = line_end + 2 + size + 2
            if len(self._buffer) < after:
                return False
            if size == 0:
                return True
            self._place = after
        return False


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


async def perform(job: Job) -> Outcome:
    """Make the requests of a job."""
    todo = [request_bytes(job, text) for text in reversed(job.texts)]
    outcome = Outcome()
    started = time.perf_counter()
    until = started + job.seconds
    loop = asyncio.get_running_loop()
    clients = [
        (await loop.create_connection(lambda: Client(todo, until, outcome), "127.0.0.1", job.port))
        for _ in range(job.clients)
    ]
    _, late = await asyncio.wait([c.done for _, c in clients], timeout=job.seconds + job.patience)
    outcome.errors += len(late)
    outcome.first_error = outcome.first_error or ("no answer in time" if late else "")
    outcome.seconds = time.perf_counter() - started
    return outcome


def main() -> None:
    """Do the job on standard input."""
    outcome = asyncio.run(perform(Job(**json.load(sys.stdin))))
    json.dump(asdict(outcome), sys.stdout)


if __name__ == "__main__":
    main()
