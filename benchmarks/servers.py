"""Starts Venskab and its peers on this machine, each on a free port with the same data."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self, TypeAlias

from platformdirs import user_cache_path

PEERS: Final = Path(__file__).with_name("peers.txt")
_HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 900
_STOP_SECONDS: Final = 10
# The peers neither limit a client's requests nor log each one, so Venskab does not either.
_UNCOUNTED: Final = {
    "VENSKAB_REQUESTS_PER_MINUTE": "0",
    "VENSKAB_LOG_REQUESTS": "false",
    "VENSKAB_EXPORTS": "off",
}
Peer: TypeAlias = Callable[[Path, Path], AbstractContextManager["Server"]]
"""Starts a server with the N-Quads file given, in the folder given."""


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        name: its name in the tables.
        port: the port it listens on, on the loopback address.
        path: path of its SPARQL endpoint.
        process: its first process, leader of a session of its own.
        seconds: time it took to load the data and answer, s.
    """

    name: str
    port: int
    path: str
    process: subprocess.Popen[bytes]
    seconds: float

    @property
    def url(self) -> str:
        """Address of the SPARQL endpoint."""
        return f"http://{_HOST}:{self.port}{self.path}"

    def processes(self) -> list[int]:
        """Process ids of the server's session."""
        return [int(entry) for entry in os.listdir("/proc") if _session(entry) == self.process.pid]


def _session(entry: str) -> int:
    if not entry.isdigit():
        return -1
    try:
        return os.getsid(int(entry))
    except OSError:
        return -1


def peers() -> Path:
    """The folder with the peers' programs, installed on the first call into the user's cache."""
    key = hashlib.sha256(PEERS.read_bytes()).hexdigest()[:12]
    folder = user_cache_path("venskab") / "benchmarks" / f"peers-{key}"
    ready = folder / ".ready"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "-r", str(PEERS)]
        subprocess.run(pip, check=True, capture_output=True)
        ready.touch()
    return folder / "bin"


@contextmanager
def oxigraph_on_disk(data: Path, folder: Path) -> Generator[Server]:
    """The Oxigraph server over a database that was loaded in bulk and optimised."""
    program, place = str(peers() / "oxigraph"), str(folder / "oxigraph")
    started = time.monotonic()
    for command in (["load", "--file", str(data)], ["optimize"]):
        arguments = [program, command[0], "--location", place, *command[1:]]
        subprocess.run(arguments, check=True, capture_output=True)
    port = _free_port()
    serve = [program, "serve-read-only", "--location", place, "--union-default-graph"]
    with _running([*serve, "--bind", f"{_HOST}:{port}"], folder / "oxigraph.log") as process:
        yield _ready("oxigraph", port, "/query", process, started)


@contextmanager
def oxigraph_in_memory(data: Path, folder: Path) -> Generator[Server]:
    """The Oxigraph server with everything in memory."""
    port = _free_port()
    started = time.monotonic()
    serve = [str(peers() / "oxigraph"), "serve", "--union-default-graph"]
    log = folder / "oxigraph-memory.log"
    with _running([*serve, "--bind", f"{_HOST}:{port}"], log) as process:
        name = "oxigraph in memory"
        _ready(name, port, "/query", process, started)
        _post(f"http://{_HOST}:{port}/store?no_transaction", data)
        yield _ready(name, port, "/query", process, started)


def _post(url: str, data: Path) -> None:
    headers = {"Content-Type": "application/n-quads", "Content-Length": str(data.stat().st_size)}
    with data.open("rb") as body:
        request = urllib.request.Request(url, data=body, headers=headers, method="POST")
        with urllib.request.urlopen(request, timeout=_START_SECONDS):
            pass


@contextmanager
def rdflib_endpoint(data: Path, folder: Path) -> Generator[Server]:
    """rdflib-endpoint over rdflib's own store in memory."""
    port = _free_port()
    started = time.monotonic()
    serve = [str(peers() / "rdflib-endpoint"), "serve", "--host", _HOST, "--port", str(port)]
    with _running([*serve, str(data)], folder / "rdflib.log") as process:
        yield _ready("rdflib-endpoint", port, "/", process, started)


@contextmanager
def venskab(
    home: Path, folder: Path, settings: Mapping[str, str] = MappingProxyType({})
) -> Generator[Server]:
    """Venskab over a ledger that holds the data already.

    Args:
        home: the folder of the ledger.
        folder: where its log goes.
        settings: further settings, by the names of their variables.
    """
    port = _free_port()
    started = time.monotonic()
    serve = [sys.executable, "-m", "api.cli.main", "serve", "--home", str(home)]
    with _running(
        [*serve, "--port", str(port)], folder / "venskab.log", {**_UNCOUNTED, **settings}
    ) as process:
        yield _ready("venskab", port, "/sparql", process, started)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(
    command: list[str], log: Path, settings: Mapping[str, str] = MappingProxyType({})
) -> Generator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=os.environ | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_SECONDS)
    # What is left of the session, such as a busy worker; the leader's id names the group.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _ready(
    name: str, port: int, path: str, process: subprocess.Popen[bytes], started: float
) -> Server:
    """Wait until the server answers.

    Raises:
        RuntimeError: it ended, or did not answer in time.
    """
    url = f"http://{_HOST}:{port}{path}?query=ASK%20%7B%7D"
    headers = {"Accept": "application/sparql-results+json"}
    while time.monotonic() < started + _START_SECONDS and process.poll() is None:
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60):
                return Server(name, port, path, process, time.monotonic() - started)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{name} did not start; its log is in the work folder")


def memory(server: Server) -> tuple[int, int]:
    """Memory of the server's processes, bytes.

    Returns:
        The sum of resident set sizes, which counts shared pages once a process; and the sum of
        proportional set sizes, which counts them once.
    """
    resident = proportional = 0
    for process in server.processes():
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
            sizes = dict(line.split(":", 1) for line in rollup.splitlines() if ":" in line)
            resident += _kilobytes(sizes["Rss"])
            proportional += _kilobytes(sizes["Pss"])
    return resident, proportional


def _kilobytes(text: str) -> int:
    return int(text.split(maxsplit=1)[0]) * 1024


class Watch:
    """Samples the servers' memory in the background and keeps the peaks."""

    def __init__(self, servers: Iterable[Server], every: float = 1.0) -> None:
        self._servers = list(servers)
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.peaks: dict[str, tuple[int, int]] = {server.name: (0, 0) for server in self._servers}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._every):
            for server in self._servers:
                now, peak = memory(server), self.peaks[server.name]
                self.peaks[server.name] = (max(now[0], peak[0]), max(now[1], peak[1]))
