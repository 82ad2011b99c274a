"""The progress bar of commands that take long."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

from api.cli.options import SILENCE


@contextmanager
def progress_bar() -> Generator[Callable[[str, float, float], None]]:
    """A bar on a terminal's stderr, from the first second on.

    Yields:
        What to call with what is done now, how much of the work is done, and of all.
    """
    console = Console(stderr=True)
    bar = Progress(console=console, transient=True)
    task = bar.add_task("", total=None)

    def progress(what: str, done: float, total: float) -> None:
        bar.update(task, description=what, completed=done, total=total)

    timer = threading.Timer(SILENCE, bar.start)
    if console.is_terminal:
        timer.start()
    try:
        yield progress
    finally:
        timer.cancel()
        if timer.ident is not None:
            timer.join()
        if bar.live.is_started:
            bar.stop()
