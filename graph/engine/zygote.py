"""The zygote: a single-threaded process that holds the index and forks workers from it.

Started as ``python -m graph.engine.zygote FD`` with a Unix socket at FD. The first frame says
which index to build; then it obeys as :mod:`graph.engine.process.forking` does.
"""

from __future__ import annotations

import socket
import time
from pathlib import Path
from typing import Any

from graph.engine import worker
from graph.engine.index import StoreIndex, build
from graph.engine.process import forking, frames
from graph.tiers import Tier


def serve(control: socket.socket) -> None:
    """Build the index, and fork workers until the other end closes."""
    command, _ = frames.receive(control)
    index = _build(control, command)
    forking.obey(control, lambda sock, options: worker.run(index, sock, options))


def _build(control: socket.socket, command: dict[str, Any]) -> StoreIndex:
    started = time.monotonic()
    try:
        index = build(
            Path(command["ledger"]),
            command["as_of"],
            Tier(command["tier"]),
            merged=command["merged"],
        )
    except Exception as error:
        # The web process tells it to whoever asked; a second telling here would be noise.
        frames.send(control, {"error": f"{type(error).__name__}: {error}"})
        raise SystemExit(1) from None
    header = {
        "generation": index.generation,
        "head": index.head,
        "made": index.made,
        "tier": index.tier,
        "graphs": index.graphs,
        "quads": index.quads,
        "damaged": index.damaged,
        "seconds": time.monotonic() - started,
    }
    frames.send(control, header)
    return index


if __name__ == "__main__":
    forking.run(serve)
