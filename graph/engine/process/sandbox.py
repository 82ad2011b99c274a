"""Rights that a process gives up before it works on untrusted input.

Windows has no limits of this kind: there a deadline ends a process, and nothing else does.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import os
import platform
import signal
import sys
from typing import Any

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_FILTER = 2
_REFUSE = 0x00050000
_ALLOW = 0x7FFF0000
# The number of socket() by architecture.
_SOCKET_CALLS = {"x86_64": 41, "aarch64": 198}


class _BpfStep(ctypes.Structure):
    """One step of a program for the kernel (struct sock_filter)."""

    _fields_ = (
        ("code", ctypes.c_uint16),
        ("then", ctypes.c_uint8),
        ("otherwise", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _BpfProgram(ctypes.Structure):
    """A program for the kernel (struct sock_fprog)."""

    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_BpfStep)))


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


def adopt_orphans() -> None:
    """Ask Linux for the children of children that end first; elsewhere do nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def limit_memory(memory: int) -> None:
    """Take no more than ``memory`` bytes beyond now, and leave no dump behind."""
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as statm:
            pages = int(statm.read().split()[0])
        _lower("RLIMIT_AS", pages * os.sysconf("SC_PAGE_SIZE") + memory)
    _lower("RLIMIT_CORE", 0)


def limit_time(seconds: int) -> None:
    """Take no more than ``seconds`` of processor time, s; the end is a SIGXCPU."""
    _lower("RLIMIT_CPU", seconds, hard=False)


def open_no_socket() -> None:
    """Ask Linux to refuse every new socket from here on; elsewhere do nothing.

    For a process that opens files while it works, so that :func:`open_no_file` leaves it some.
    """
    number = _SOCKET_CALLS.get(platform.machine())
    if sys.platform != "linux" or number is None:
        return
    # A program for the kernel: load the number of the call; if it is socket(), refuse; else allow.
    # Calls of another architecture have other numbers, and their processes are not ours.
    steps = (_BpfStep * 4)(
        _BpfStep(0x20, 0, 0, 0),
        _BpfStep(0x15, 0, 1, number),
        _BpfStep(0x06, 0, 0, _REFUSE | errno.EACCES),
        _BpfStep(0x06, 0, 0, _ALLOW),
    )
    program = _BpfProgram(len(steps), ctypes.cast(steps, ctypes.POINTER(_BpfStep)))
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program))


def open_no_file(spare: int = 0) -> None:
    """Open no file or socket from here on, or only so many.

    Args:
        spare: how many more may be open at a time.
    """
    probe = os.dup(0)
    os.close(probe)
    _lower("RLIMIT_NOFILE", probe + spare)


def _lower(name: str, value: int, *, hard: bool = True) -> None:
    """Lower a limit where the system has it; with ``hard`` for good."""
    try:
        resource: Any = importlib.import_module("resource")
    except ImportError:
        return
    limit = getattr(resource, name)
    _, most = resource.getrlimit(limit)
    bound = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(limit, (bound, bound if hard else most))
