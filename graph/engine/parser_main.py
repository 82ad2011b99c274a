"""The program of the reading child: one file in on standard input, N-Quads lines out.

It gets a task as JSON in its first argument and writes one line of JSON, then the lines. Only
:mod:`graph.engine.safe_parser` starts it.
"""

from __future__ import annotations

import json
import sys
from typing import IO

from graph.engine.parsing import ParsingProblem, Task, to_groups


def main(argument: str) -> None:
    """Read standard input as the task in ``argument`` says; write header and lines."""
    task = Task(**json.loads(argument))
    limit(task.memory, task.seconds)
    answer(sys.stdin.buffer.read(), task, sys.stdout.buffer)


def answer(data: bytes, task: Task, out: IO[bytes]) -> None:
    """Read ``data``; write header and lines."""
    try:
        groups = to_groups(data, task)
    except ParsingProblem as problem:
        out.write(json.dumps({"problem": problem.as_dict()}).encode() + b"\n")
        return
    except MemoryError:
        out.write(b'{"memory": true}\n')
        return
    counts = [[graph, len(lines)] for graph, lines in groups.items()]
    out.write(json.dumps({"graphs": counts}).encode() + b"\n")
    for lines in groups.values():
        out.write("\n".join(lines).encode() + b"\n")


def limit(memory: int, seconds: int) -> None:
    """Limit this process, where the system can.

    Args:
        memory: address space, bytes; 0 for no limit.
        seconds: processor time, s; 0 for no limit.
    """
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return
    # A crash on a hostile file is expected and must not fill the disk with dumps.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(kind)
        least = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if wanted:
            resource.setrlimit(kind, (least, hard))
