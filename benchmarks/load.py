"""The load generator: a process of its own, so that it takes no time from what it measures.

Reads a list of jobs as JSON from standard input, does one after the other, and writes the list of
their outcomes: see ``Job`` and ``Outcome``.
"""

from __future__ import annotations

import itertools
import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final
from urllib.parse import quote

_ACCEPT: Final = "application/sparql-results+json"
_GRAPH: Final = "application/n-triples"
_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"content-length:"
_LAST_CHUNK: Final = b"\r\n0\r\n\r\n"
_MOST: Final = 1 << 16
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
        busy: share of that time in which this process was at work: well below 1, or it is what
            limits the server.
        first_error: the beginning of the first answer that was an error.
    """

    latencies: list[float] = field(default_factory=list)
    errors: int = 0
    late: int = 0
    size: int = 0
    seconds: float = 0.0
    busy: float = 0.0
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


class Connection:
    """One client: sends the next request when the answer to the last one is whole.

    Bare sockets and no event loop: whoever asks quick servers must not be what limits them.

    Args:
        job: whom to ask.
        outcome: where to note what came of it.
    """

    def __init__(self, job: Job, outcome: Outcome) -> None:
        self.socket = socket.create_connection((_HOST, job.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._outcome = outcome
        self._answer = b""
        self._sent = 0.0

    def send(self, request: bytes) -> None:
        """Send a request."""
        self._answer = b""
        self._sent = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what came; whether the answer is whole, or none will come any more."""
        try:
            data = self.socket.recv(_MOST)
        except ConnectionError as error:
            return self._lost(f"{error}")
        if not data:
            return self._lost("closed")
        self._answer = self._answer + data if self._answer else data
        if not whole(self._answer):
            return False
        self._note()
        return True

    def _lost(self, how: str) -> bool:
        self._outcome.errors += 1
        self._outcome.first_error = self._outcome.first_error or f"connection lost: {how}"
        self.socket.close()
        return True

    def _note(self) -> None:
        self._outcome.size += len(self._answer)
        if self._answer.startswith(b"HTTP/1.1 200"):
            self._outcome.latencies.append(time.perf_counter() - self._sent)
        else:
            self._outcome.errors += 1
            start = self._answer[:600].decode(errors="replace")
            self._outcome.first_error = self._outcome.first_error or start


def whole(answer: bytes) -> bool:
    """True if nothing of an answer is missing; no body that is asked for has a carriage return."""
    head_end = answer.find(_END)
    if head_end < 0:
        return False
    head = answer[:head_end].lower()
    place = head.find(_LENGTH)
    if place < 0:
        return b"transfer-encoding: chunked" not in head or answer.endswith(_LAST_CHUNK)
    size = int(head[place + len(_LENGTH) :].split(b"\r", 1)[0])
    return len(answer) >= head_end + len(_END) + size


def perform(job: Job) -> Outcome:
    """Make the requests of a job."""
    todo, outcome = requests(job), Outcome()
    busy, started = time.process_time(), time.perf_counter()
    until = started + job.seconds
    waiting: dict[int, Connection] = {}
    with selectors.DefaultSelector() as selector:
        for request in itertools.islice(todo, job.clients):
            connection = Connection(job, outcome)
            waiting[connection.socket.fileno()] = connection
            selector.register(connection.socket, selectors.EVENT_READ)
            connection.send(request)
        _exchange(selector, waiting, todo, until, until + job.patience)
    outcome.seconds = time.perf_counter() - started
    outcome.busy = (time.process_time() - busy) / outcome.seconds
    outcome.late = len(waiting)
    for connection in waiting.values():
        connection.socket.close()
    return outcome


def _exchange(
    selector: selectors.BaseSelector,
    waiting: dict[int, Connection],
    todo: Iterator[bytes],
    until: float,
    patience: float,
) -> None:
    """Ask until the time is used up, and wait for the answers that are still to come."""
    while waiting and (now := time.perf_counter()) < patience:
        for key, _ in selector.select(patience - now):
            connection = waiting[key.fd]
            if not connection.receive():
                continue
            request = None
            if connection.socket.fileno() >= 0 and time.perf_counter() < until:
                request = next(todo, None)
            if request is None:
                selector.unregister(key.fd)
                del waiting[key.fd]
                connection.socket.close()
            else:
                connection.send(request)


def main() -> None:
    """Do the jobs on standard input."""
    jobs = [Job(**job) for job in json.load(sys.stdin)]
    outcomes = [perform(job) for job in jobs]
    json.dump([asdict(outcome) for outcome in outcomes], sys.stdout)


if __name__ == "__main__":
    main()
