"""A process with one thread that prepares something once, and forks a copy for each piece of work.

The other end is :mod:`graph.engine.process.zygote_handle`. Commands are frames over a socket:
``fork`` (answers with the socket of the copy as ancillary data) and ``reap``; or ``work``, where
nothing can be forked: then the process does the work itself, and ends. A copy may become such a
process itself, with what it changed: see :func:`detach`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from graph.engine.process import frames
from graph.engine.process.sandbox import adopt_orphans, die_with_parent

Work = Callable[[socket.socket, dict[str, Any]], None]


def obey(control: socket.socket, work: Work, before: Callable[[], None] = lambda: None) -> None:
    """Obey commands until the other end closes.

    Args:
        control: socket to the other end.
        work: what a copy does, given its own socket and the command; then it ends.
        before: done in this process before each fork.

    Raises:
        Closed: the other end closed.
    """
    # Frozen objects are not touched by the collector, so their pages stay shared with the copies.
    gc.collect()
    gc.freeze()
    while True:
        command, _ = frames.receive(control)
        if command["do"] == "fork":
            before()
            _fork(control, work, command)
        elif command["do"] == "work":
            before()
            frames.send(control, {})
            work(control, command)
            return
        else:
            frames.send(control, {"status": _reap(command["pid"])})


def detach() -> bool:
    """Fork once more in a copy: False in the one that is to end, True in the one that goes on.

    It belongs to the first process of all then, whatever becomes of the one that it is a copy of.
    """
    return os.fork() == 0


def _fork(control: socket.socket, work: Work, command: dict[str, Any]) -> None:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        control.close()
        theirs.close()
        _work(ours, work, command)
    ours.close()
    frame = frames.pack({"pid": pid})
    socket.send_fds(control, [frame], [theirs.fileno()])
    theirs.close()


def _work(sock: socket.socket, work: Work, command: dict[str, Any]) -> None:
    status = 0
    try:
        work(sock, command)
    except (frames.Closed, ConnectionError):
        pass  # the web process hung up: nobody waits for an answer
    except BaseException:
        status = 1
        raise
    finally:
        os._exit(status)


def _reap(pid: int) -> int:
    """Wait for one copy; minus the signal that ended it, or its exit status."""
    try:
        _, status = os.waitpid(pid, 0)
    except ChildProcessError:
        return 0  # detached, where the system gives such to its own first process
    return os.waitstatus_to_exitcode(status)


def run(serve: Callable[[socket.socket], None]) -> None:
    """Entry of the process: ``serve`` with the socket that the arguments name.

    They are its descriptor, or ``--port`` and a port of this machine; then standard input says
    by which word the other end knows this process.
    """
    # Ctrl-C reaches the whole process group; only the web process decides when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    adopt_orphans()
    with _connected() as control, contextlib.suppress(frames.Closed, ConnectionError):
        serve(control)


def _connected() -> socket.socket:
    if sys.argv[1] != "--port":
        return socket.socket(fileno=int(sys.argv[1]))
    control = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
    control.sendall(sys.stdin.readline().strip().encode())
    return control
