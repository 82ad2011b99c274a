"""Runs the reading child over a file: in a process started anew, or in a copy of this one."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import IO, Final

from graph.engine import parser_main
from graph.engine.parsing import Task
from graph.engine.process.child import run_child
from graph.engine.process.sandbox import die_with_parent, limit_memory, limit_time

# Takes the file, the task and the time limit, s; gives how the child ended and what it wrote.
Run = Callable[[IO[bytes], Task, float], tuple[int, bytes]]


def anew(file: IO[bytes], task: Task, seconds: float) -> tuple[int, bytes]:
    """Read in a process that is started anew, which any thread may do.

    Returns:
        Exit status, or minus the signal that ended it, and the output, whole.
    """
    ended = run_child("graph.engine.parser_main", task.as_json(), given=file, seconds=seconds)
    return ended.status, ended.output


def forked(file: IO[bytes], task: Task, seconds: float) -> tuple[int, bytes]:
    """Read in a copy of this process, which must have one thread; a tenth of the time.

    Who kills this process at a deadline ends the copy too, so ``seconds`` counts only as the
    processor time that the task has.
    """
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        _become_child(file, theirs, task)
    os.close(theirs)
    with open(ours, "rb") as pipe:
        output = pipe.read()
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), output


QUICKEST: Final[Run] = forked if hasattr(os, "fork") else anew


def _become_child(file: IO[bytes], out: int, task: Task) -> None:
    status = 1
    try:
        die_with_parent()
        limit_memory(task.memory)
        limit_time(task.seconds)
        with open(out, "wb") as pipe:
            parser_main.answer(file.read(), task, pipe)
        status = 0
    finally:
        os._exit(status)
