"""The process that feeds a remote engine: it reads the ledger, derives, and writes what changed.

Started as ``python -m graph.engine.remote.feeder_main FD`` with a Unix socket at FD. The first
frame says which ledger feeds which engine, and as whom.
"""

from __future__ import annotations

import socket
from pathlib import Path

from graph.engine.process import forking, frames
from graph.engine.remote.connection import Connection
from graph.engine.remote.feeder import Feeder
from graph.errors import VenskabError


def serve(control: socket.socket) -> None:
    """Feed whenever it is told to, until the other end closes."""
    header, _ = frames.receive(control)
    connection = Connection.of_told(header)
    feeder = Feeder(Path(header["ledger"]), connection)
    frames.send(control, {})
    while True:
        frames.receive(control)
        try:
            feeder.feed()
            frames.send(control, {})
        except VenskabError as error:
            frames.send(control, {"error": str(error.what), "hint": str(error.hint)})


if __name__ == "__main__":
    forking.run(serve)
