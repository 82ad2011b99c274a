"""The load generator: a process of its own, so that it takes no time from what it measures.

Reads a list of jobs as JSON from standard input, does one after the other, and writes the list of
their outcomes: see ``Job`` and ``Outcome``.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final, cast
from urllib.parse import quote

import uvloop

_ACCEPT: Final = "application/sparql-results+json"
_GRAPH: Final = "application/n-triples"
_END: Final = b"\r\n\r\n"
_HOST: Final = "127.0.0.1"


@dataclass(frozen=True)
class Job:
    """Requests to make.

    Attributes:
        port: port on the loopback address.
        path: path of the SPARQL endpoint.
        texts: queries, asked in order and then again from the first.
        count: most requests.
        unseen: each request gets a comment of its own, so that no cache has seen it.
        clients: connections that ask at the same time, each one request after the other.
        seconds: no new request after this time, s.
        patience: a request is given up after this time, s.
    """

    port: int
    path: str
    texts: Sequence[str]
    count: int = 1_000_000
    unseen: bool = True
    clients: int = 1
    seconds: float = 5.0
    patience: float = 60.0


@dataclass
class Outcome:
    """What came of a job.

    Attributes:
        latencies: seconds from sending to the last byte, of each whole answer.
        errors: answers of another status than 200, and connections that broke.
        late: requests given up.
        size: bytes received.
        seconds: time from the first request to the last answer.
        first_error: the beginning of the first answer that was an error.
    """

    latencies: list[float] = field(default_factory=list)
    errors: int = 0
    late: int = 0
    size: int = 0
    seconds: float = 0.0
    first_error: str = ""


def run(jobs: Sequence[Job]) -> list[Outcome]:
    """Do jobs, one after the other, in a process of its own.

    Raises:
        subprocess.CalledProcessError: the process failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps([asdict(job) for job in jobs]).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return [Outcome(**outcome) for outcome in json.loads(done.stdout)]


def requests(job: Job) -> Iterator[bytes]:
    """The bytes of one GET request after the other."""
    parts = [_parts(job, text) for text in job.texts]
    # The time keeps a second run on the same server from being taken for the first.
    mark = f"%0A%23{time.time_ns()}-" if job.unseen else ""
    for number, (head, tail) in zip(range(job.count), itertools.cycle(parts), strict=False):
        own = f"{mark}{number}".encode() if mark else b""
        yield head + own + tail


def _parts(job: Job, text: str) -> tuple[bytes, bytes]:
    accept = _GRAPH if "CONSTRUCT" in text else _ACCEPT
    head = f"GET {job.path}?query={quote(text, safe='')}"
    tail = f" HTTP/1.1\r\nHost: 127.0.0.1:{job.port}\r\nAccept: {accept}\r\n\r\n"
    return head.encode(), tail.encode()


class Client(asyncio.Protocol):
    """One connection: sends the next request when the answer to the last one is whole."""

    def __init__(self, todo: Iterator[bytes], until: float, outcome: Outcome) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._todo = todo
        self._until = until
        self._outcome = outcome
        self._buffer = bytearray()
        self._place = 0
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        # uvloop's transports do not descend from asyncio's classes.
        self._transport = cast(asyncio.Transport, transport)
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
        request = next(self._todo, None)
        self._sent = time.perf_counter()
        if request and self._sent < self._until:
            self._transport.write(request)
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
    todo = requests(job)
    outcome = Outcome()
    loop = asyncio.get_running_loop()
    started = time.perf_counter()

    def client() -> Client:
        return Client(todo, started + job.seconds, outcome)

    made = [await loop.create_connection(client, _HOST, job.port) for _ in range(job.clients)]
    _, late = await asyncio.wait([c.done for _, c in made], timeout=job.seconds + job.patience)
    outcome.seconds = time.perf_counter() - started
    outcome.late = len(late)
    for transport, _ in made:
        transport.abort()
    return outcome


async def perform_all(jobs: Sequence[Job]) -> list[Outcome]:
    """Do jobs, one after the other."""
    return [await perform(job) for job in jobs]


def main() -> None:
    """Do the jobs on standard input."""
    jobs = [Job(**job) for job in json.load(sys.stdin)]
    outcomes = uvloop.run(perform_all(jobs))
    json.dump([asdict(outcome) for outcome in outcomes], sys.stdout)


if __name__ == "__main__":
    main()
