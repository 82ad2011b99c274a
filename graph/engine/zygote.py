"""The zygote: a single-threaded process that holds the index and forks workers from it.

Started as ``python -m graph.engine.zygote FD`` with a Unix socket at FD. The first frame says
which index to build; then it obeys as :mod:`graph.engine.process.forking` does. For another state
it forks a copy that takes up what is different, and is a zygote itself.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.engine import worker
from graph.engine.index import StoreIndex, build, state_of
from graph.engine.process import forking, frames
from graph.ledger import Ledger
from graph.tiers import Tier


def serve(control: socket.socket) -> None:
    """Build the index, and fork workers until the other end closes."""
    command, _ = frames.receive(control)
    _obey(control, _told(control, lambda: _built(command)))


def _obey(control: socket.socket, index: StoreIndex) -> None:
    forking.obey(control, lambda sock, options: _work(index, sock, options))


def _work(index: StoreIndex, sock: socket.socket, options: dict[str, Any]) -> None:
    if not options.get("succeed"):
        worker.run(index, sock, options)
    elif forking.detach():
        command, _ = frames.receive(sock)
        _obey(sock, _told(sock, lambda: _advanced(index, command)))


def _built(command: dict[str, Any]) -> StoreIndex:
    wanted = Path(command["ledger"]), command["as_of"], Tier(command["tier"])
    return build(*wanted, merged=command["merged"])


def _advanced(index: StoreIndex, command: dict[str, Any]) -> StoreIndex:
    # Not needed for the first state, whose start it would hold up.
    from graph.engine.index_changes import advance  # noqa: PLC0415

    with Ledger.open(Path(command["ledger"])) as ledger:
        advance(index, ledger, state_of(ledger, command["as_of"], Tier(command["tier"])))
    return index


def _told(control: socket.socket, make: Callable[[], StoreIndex]) -> StoreIndex:
    """Make an index, and say over the connection what it is or why it could not be made."""
    started = time.monotonic()
    try:
        index = make()
    except Exception as error:
        # The web process tells it to whoever asked; a second telling here would be noise.
        reason = {"error": f"{type(error).__name__}: {error}", "pid": os.getpid()}
        frames.send(control, reason)
        raise SystemExit(1) from None
    seconds = time.monotonic() - started
    frames.send(control, index.about | {"seconds": seconds, "pid": os.getpid()})
    return index


if __name__ == "__main__":
    forking.run(serve)
