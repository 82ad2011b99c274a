"""Sorts more lines than fit in memory: sorted runs on disk, merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, Final

_RUN: Final = 100_000


def sorted_lines(
    lines: Iterable[bytes], folder: Path, advance: Callable[[int], None] = lambda _: None
) -> Iterator[bytes]:
    """The lines in the order of their bytes, each once.

    Args:
        lines: lines with their ends.
        folder: where the runs lie meanwhile.
        advance: told of the lines read.
    """
    given = iter(lines)
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        while run := sorted(islice(given, _RUN)):
            advance(len(run))
            runs.append(_spilled(run, stack, folder))
        before = b""
        for line in heapq.merge(*runs):
            if line != before:
                yield line
            before = line


def _spilled(run: list[bytes], stack: ExitStack, folder: Path) -> IO[bytes]:
    file: IO[bytes] = stack.enter_context(tempfile.TemporaryFile(dir=folder))  # noqa: SIM115
    file.writelines(run)
    file.seek(0)
    return file
