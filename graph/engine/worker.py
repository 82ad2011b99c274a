"""One worker: a forked copy of the zygote that answers queries one at a time."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from graph.engine.evaluate import evaluate
from graph.engine.index import OpenIndex
from graph.engine.process import frames
from graph.engine.process.sandbox import (
    die_with_parent,
    hush,
    limit_memory,
    open_no_file,
    open_no_socket,
)
from graph.engine.spool import Spool, open_spool


def run(open_index: Callable[[], OpenIndex], sock: socket.socket, options: dict[str, Any]) -> None:
    """Answer queries until the other end closes or an answer went to the spool file.

    Args:
        open_index: gives what is asked, shared copy-on-write with the zygote or opened here.
        sock: blocking socket to the web process.
        options: ``memory``, ``result``, ``short`` (bytes) and ``spool`` (path).
    """
    file = open_spool(options["spool"])
    hush()
    die_with_parent()
    # Before an index on disk is opened, so that its threads are barred as well.
    open_no_socket()
    index = open_index()
    limit_memory(options["memory"])
    open_no_file(index.files)
    while True:
        job, text = frames.receive(sock)
        job["text"] = text.decode()
        spool = Spool(file, short=options["short"], most=options["result"])
        reply = evaluate(index.store_for(job), job, spool)
        reply["size"] = spool.size
        reply["spilled"] = spool.spilled
        reply["rows"] = spool.counter.rows if spool.counter else None
        if spool.spilled:
            file.close()  # Windows does not let a file be renamed that is open
        frames.send(sock, reply, b"" if spool.spilled else spool.body())
        if spool.spilled:
            return
