"""One worker: a forked copy of the zygote that answers queries one at a time."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import socket
import sys
from typing import Any

from graph.engine import wire
from graph.engine.evaluate import evaluate
from graph.engine.index import Index
from graph.engine.spool import Spool, open_spool

_PR_SET_PDEATHSIG = 1


def run(index: Index, sock: socket.socket, options: dict[str, Any]) -> None:
    """Answer queries until the other end closes or an answer went to the spool file.

    Args:
        index: what is asked, shared copy-on-write with the zygote.
        sock: blocking socket to the web process.
        options: ``memory``, ``result``, ``short`` (bytes) and ``spool`` (path).
    """
    file = open_spool(options["spool"])
    _hush()
    die_with_parent()
    confine(options["memory"])
    while True:
        job, text = wire.receive(sock)
        job["text"] = text.decode()
        spool = Spool(file, short=options["short"], most=options["result"])
        reply = evaluate(index.store_for(job), job, spool)
        reply["size"] = spool.size
        reply["spilled"] = spool.spilled
        reply["rows"] = spool.counter.rows if spool.counter else None
        wire.send(sock, reply, b"" if spool.spilled else spool.body())
        if spool.spilled:
            return


def _hush() -> None:
    """Say nothing on standard error: the engine's last words when it runs out of memory.

    Whoever asked is told by the web process, whose log is read by programs.
    """
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    os.close(null)


def die_with_parent() -> None:
    """Ask Linux to end this process when the process that made it ends; elsewhere do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def confine(memory: int) -> None:
    """Take no more than ``memory`` bytes beyond now, and open no file or socket from here on."""
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as statm:
            pages = int(statm.read().split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)
    _lower(resource.RLIMIT_NOFILE, _first_free_descriptor())
    _lower(resource.RLIMIT_CORE, 0)


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (bound, bound))


def _first_free_descriptor() -> int:
    probe = os.dup(0)
    os.close(probe)
    return probe
