"""The processes below a server: found by the kernel's own list, halted, and waited for."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

import pytest

# Met only where something is wrong; nothing here is a measure of time.
PATIENCE = 60.0


def children(pid: int) -> list[int]:
    """The processes that ``pid`` started; none if it is gone meanwhile."""
    if not Path("/proc/thread-self/children").exists():
        pytest.skip("this kernel does not list a process's children")
    found: list[int] = []
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in os.listdir(f"/proc/{pid}/task"):
            text = Path(f"/proc/{pid}/task/{task}/children").read_text()
            found += [int(child) for child in text.split()]
    return found


def descendants(pid: int) -> list[int]:
    """All processes below ``pid``."""
    found = children(pid)
    return found + [below for child in found for below in descendants(child)]


@contextmanager
def halted(pids: Iterable[int]) -> Generator[None]:
    """While the block runs these processes do nothing; then they go on where they were."""
    pids = list(pids)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            # One of the others may have ended it meanwhile.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def gone(pids: Iterable[int]) -> bool:
    """Whether all these processes end before patience does."""
    pids, deadline = list(pids), time.monotonic() + PATIENCE
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def until(holds: Callable[[], bool]) -> None:
    """Ask again and again; fails only when it never holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.1)
