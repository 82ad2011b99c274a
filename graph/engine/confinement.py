"""What a process that works on untrusted input gives up before it begins."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1


def hush() -> None:
    """Say nothing on standard error: a library's last words when it runs out of memory.

    Whoever asked is told by the web process, whose log is read by programs.
    """
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    os.close(null)


def die_with_parent() -> None:
    """Ask Linux to end this process when the process that made it ends; elsewhere do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_memory(memory: int) -> None:
    """Take no more than ``memory`` bytes beyond now, and leave no dump behind."""
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as statm:
            pages = int(statm.read().split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)
    _lower(resource.RLIMIT_CORE, 0)


def limit_time(seconds: int) -> None:
    """Take no more than ``seconds`` of processor time, s; the end is a SIGXCPU."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    within = seconds if hard == resource.RLIM_INFINITY else min(seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (within, hard))


def open_no_file() -> None:
    """Open no file or socket from here on."""
    probe = os.dup(0)
    os.close(probe)
    _lower(resource.RLIMIT_NOFILE, probe)


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (bound, bound))
