"""The zygote: a single-threaded process that holds the index and forks workers from it.

Started as ``python -m graph.engine.zygote FD`` with a Unix socket at FD. The first frame says
which index to build; then it obeys as :mod:`graph.engine.process.forking` does. For another state
it forks a copy that takes up what is different, and is a zygote itself. An index that is large is
on disk: then it holds none, and its copies are an indexer and workers that open a snapshot each.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph.engine import worker
from graph.engine.index import OpenIndex, StoreIndex, build, on_disk
from graph.engine.index_content import state_of
from graph.engine.process import forking, frames
from graph.ledger import Ledger
from graph.tiers import Tier


def serve(control: socket.socket) -> None:
    """Build the index if it is small, and fork workers until the other end closes."""
    command, _ = frames.receive(control)
    _obey(control, _told(control, lambda: _built(command)))


def _obey(control: socket.socket, index: StoreIndex | None) -> None:
    forking.obey(control, lambda sock, options: _work(index, sock, options))


def _work(index: StoreIndex | None, sock: socket.socket, options: dict[str, Any]) -> None:
    if options.get("index"):
        from graph.engine import indexer  # noqa: PLC0415 - not needed for what is in memory

        indexer.run(sock, options)
    elif options.get("store"):
        worker.run(lambda: on_disk(options["store"]), sock, options)
    elif index is None:
        raise ValueError("there is no index in memory")
    elif not options.get("succeed"):
        worker.run(lambda: OpenIndex(index.store_for), sock, options)
    elif forking.detach():
        command, _ = frames.receive(sock)
        _obey(sock, _told(sock, lambda: _advanced(index, command)))


def _built(command: dict[str, Any]) -> StoreIndex | None:
    """The index in memory; None for one that belongs on disk."""
    path, as_of, tier = Path(command["ledger"]), command["as_of"], Tier(command["tier"])
    most = command["in_memory"]
    if most is not None:
        with Ledger.open(path) as ledger:
            if sum(each.quads for each in state_of(ledger, as_of, tier).versions) > most:
                return None
    return build(path, as_of, tier, merged=command["merged"])


def _advanced(index: StoreIndex, command: dict[str, Any]) -> StoreIndex:
    # Not needed for the first state, whose start it would hold up.
    from graph.engine.index_changes import advance  # noqa: PLC0415

    with Ledger.open(Path(command["ledger"])) as ledger:
        advance(index, ledger, state_of(ledger, command["as_of"], Tier(command["tier"])))
    return index


def _told(control: socket.socket, make: Callable[[], StoreIndex | None]) -> StoreIndex | None:
    """Make an index, and say over the connection what it is or why it could not be made."""
    started = time.monotonic()
    try:
        index = make()
    except Exception as error:
        # The web process tells it to whoever asked; a second telling here would be noise.
        reason = {"error": f"{type(error).__name__}: {error}", "pid": os.getpid()}
        frames.send(control, reason)
        raise SystemExit(1) from None
    told = {"seconds": time.monotonic() - started, "pid": os.getpid()}
    frames.send(control, told | (index.about if index else {}))
    return index


if __name__ == "__main__":
    forking.run(serve)
