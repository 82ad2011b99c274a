"""Processor time of the command from its start to its end, beside a Python that does nothing.

On any machine the ratio says how much the command takes to start. The processes that it starts and
waits for, such as the one that builds the index, count.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from graph.data.shipped import open_home

PAGE: Final = Path(__file__).with_name("COMMAND.md")
ROUNDS: Final = 15
_NOTHING: Final = ("-c", "pass")
_VENSKAB: Final = ("-m", "api.cli.main")
_HEAD: Final = """# What a command takes to start

Processor time on the shipped graph, median of {rounds} runs, each in turn with `python -c pass`,
which is 1. The processes that a command starts and waits for count. Made by
`python -m benchmarks --only command`.

| command | ms | times | at most |
| --- | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Start:
    """How much one command takes.

    Attributes:
        command: its words.
        target: the most it is to take, times a Python that does nothing.
        seconds: its processor time, median, s.
        ratio: times that of a Python that does nothing, in the same run.
    """

    command: str
    target: int
    seconds: float
    ratio: float


def measure(rounds: int = ROUNDS) -> list[Start]:
    """Take the time of each command on the shipped graph, in turn with Python alone."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as home:
        open_home(Path(home)).close()
        return _measured(
            {
                ("--version",): 15,
                ("--help",): 15,
                ("network", "--help"): 15,
                ("network", "metrics", "--help"): 15,
                ("validate", "--help"): 15,
                ("check", "--help"): 15,
                ("graph", "--help"): 15,
                ("query", "municipality-history", "--home", home): 80,
                ("query", "agreements-in-force", "--format", "csv", "--home", home): 80,
            },
            rounds,
        )


def _measured(targets: dict[tuple[str, ...], int], rounds: int) -> list[Start]:
    commands = [(*_VENSKAB, *words) for words in targets]
    for command in commands:
        _processor_time(command)
    laps = [[_processor_time(each) for each in (_NOTHING, *commands)] for _ in range(rounds)]
    nothing, *times = (median(lap) for lap in zip(*laps, strict=True))
    return [
        Start(" ".join(words).partition(" --home")[0], target, seconds, seconds / nothing)
        for (words, target), seconds in zip(targets.items(), times, strict=True)
    ]


def _processor_time(words: Sequence[str]) -> float:
    """Processor time of a Python, and of all that it started and waited for, s."""
    silent = os.open(os.devnull, os.O_WRONLY)
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, *words],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_CLOSE, silent)],
    )
    os.close(silent)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime


def as_markdown(starts: Sequence[Start]) -> str:
    """The table as a page."""
    return _HEAD.format(rounds=ROUNDS) + "".join(
        f"| `venskab {each.command}` | {each.seconds * 1000:.0f} | {each.ratio:.1f} | "
        f"{each.target}{'' if each.ratio <= each.target else ' (missed)'} |\n"
        for each in starts
    )
