"""A module run in a process of its own: what it wrote, how it ended, and its deadline."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.engine.process import child
from graph.engine.process.child import TOO_LONG, Ended, await_child, run_child

# Programs in the place of the child's own: they end as the tests need it.
ECHO = "import sys; sys.stdout.write(sys.argv[-1] + sys.stdin.read()); sys.stderr.write('said')"
ENDLESS = "import signal; signal.pause()"
KILLED = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"

Run = Callable[[bytes, float], Ended]


def waiting(given: bytes, seconds: float) -> Ended:
    with tempfile.TemporaryFile() as file:
        file.write(given)
        file.seek(0)
        return run_child("graph.none", "word ", given=file, seconds=seconds)


def meanwhile(given: bytes, seconds: float) -> Ended:
    return asyncio.run(await_child("graph.none", "word ", given=given, seconds=seconds))


@pytest.fixture(params=[waiting, meanwhile])
def run(request: pytest.FixtureRequest) -> Run:
    chosen: Run = request.param
    return chosen


def test_it_gives_what_the_child_wrote(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_PROGRAM", ECHO)
    assert run(b"given", 60) == Ended(0, b"word given", b"said")


def test_a_child_that_does_not_end_is_ended(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_PROGRAM", ENDLESS)
    assert run(b"", 0.1) == Ended(TOO_LONG, b"", b"")


def test_it_says_by_which_signal_a_child_ended(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_PROGRAM", KILLED)
    # More than a pipe holds: a child that is gone before it has read must stop nobody.
    assert run(b"x" * (1 << 20), 60).status == -signal.SIGKILL


def test_a_failing_module_says_why(run: Run) -> None:
    ended = run(b"", 60)
    assert ended.status == 1
    assert b"No module named 'graph.none'" in ended.errors


def test_who_cancels_ends_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "pid"
    os.mkfifo(told)
    program = f"import os, signal; open({str(told)!r}, 'w').write(str(os.getpid())); signal.pause()"
    monkeypatch.setattr(child, "_PROGRAM", program)

    async def cancelled() -> int:
        waiting = asyncio.ensure_future(await_child("graph.none"))
        pid = int(await asyncio.to_thread(told.read_text))
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        return pid

    with pytest.raises(ProcessLookupError):
        os.kill(asyncio.run(cancelled()), 0)
