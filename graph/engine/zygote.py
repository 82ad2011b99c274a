"""The zygote: a single-threaded process that holds the index and forks workers from it.

Started as ``python -m graph.engine.zygote FD`` with a Unix socket at FD. Commands are frames:
``build`` (once), ``fork`` (answers with the worker's socket as ancillary data), ``reap``.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

from graph.engine import wire, worker
from graph.engine.index import Index, build


def serve(control: socket.socket) -> None:
    """Obey commands until the other end closes."""
    command, _ = wire.receive(control)
    index = _build(control, command)
    # Frozen objects are not touched by the collector, so their pages stay shared with workers.
    gc.collect()
    gc.freeze()
    while True:
        command, _ = wire.receive(control)
        if command["do"] == "fork":
            _fork(control, index, command)
        else:
            wire.send(control, {"status": _reap(command["pid"])})


def _build(control: socket.socket, command: dict[str, Any]) -> Index:
    started = time.monotonic()
    try:
        index = build(Path(command["ledger"]), command["as_of"])
    except Exception as error:
        # The web process tells it to whoever asked; a second telling here would be noise.
        wire.send(control, {"error": f"{type(error).__name__}: {error}"})
        raise SystemExit(1) from None
    header = {
        "generation": index.generation,
        "head": index.head,
        "graphs": index.graphs,
        "quads": index.quads,
        "seconds": time.monotonic() - started,
    }
    wire.send(control, header)
    return index


def _fork(control: socket.socket, index: Index, options: dict[str, Any]) -> None:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        control.close()
        theirs.close()
        _become_worker(index, ours, options)
    ours.close()
    frame = wire.pack({"pid": pid})
    socket.send_fds(control, [frame], [theirs.fileno()])
    theirs.close()


def _become_worker(index: Index, sock: socket.socket, options: dict[str, Any]) -> None:
    status = 0
    try:
        worker.run(index, sock, options)
    except (wire.Closed, ConnectionError):
        pass  # the web process hung up: nobody waits for an answer
    except BaseException:
        status = 1
        raise
    finally:
        os._exit(status)


def _reap(pid: int) -> int:
    """Wait for one worker; minus the signal that ended it, or its exit status."""
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def main() -> None:
    """Entry of the process."""
    # Ctrl-C reaches the whole process group; only the web process decides when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.die_with_parent()
    with socket.socket(fileno=int(sys.argv[1])) as control, contextlib.suppress(wire.Closed):
        serve(control)


if __name__ == "__main__":
    main()
