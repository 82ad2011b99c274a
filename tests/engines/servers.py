"""Starts SPARQL servers on this machine, each on a free port with a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.shared import lacking

# Met only where something is wrong; nothing here is a measure of time.
PATIENCE = 120.0
# Without CheckpointInterval and with few buffers it is small; nobody but this machine reaches it.
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 7500
CheckpointInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
[SPARQL]
{sparql}
"""


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@contextmanager
def oxigraph(folder: Path, *options: str) -> Generator[str]:
    """An empty Oxigraph server in memory; its address."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        lacking("the Oxigraph server (pip install oxigraph)")
    (port,) = free_ports(1)
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}", *options]
    with _running(command, folder, f"http://127.0.0.1:{port}") as address:
        yield address


@contextmanager
def virtuoso(folder: Path, sparql: str = "") -> Generator[str]:
    """An empty Virtuoso; the address of its endpoint.

    Args:
        folder: where its database lies; empty.
        sparql: lines of the section SPARQL of its configuration.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        lacking("Virtuoso 7 (apt-get install virtuoso-opensource-7-bin)")
    sql, http = free_ports(2)
    configuration = folder / "virtuoso.ini"
    configuration.write_text(VIRTUOSO.format(sql=sql, http=http, sparql=sparql))
    command = [program, "+foreground", "+configfile", str(configuration)]
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql") as address:
        yield address


@contextmanager
def _running(command: Sequence[str], folder: Path, address: str) -> Generator[str]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, env=os.environ, process_group=0
        )
    try:
        _await(process, address, folder)
        yield address
    finally:
        process.kill()
        process.wait()


def _await(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError((folder / "output").read_text(errors="replace"))
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{address} does not answer")
