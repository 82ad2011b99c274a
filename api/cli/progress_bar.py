"""The progress bar of commands that take long."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.cli.language_option import translate
from api.cli.options import SILENCE

if TYPE_CHECKING:
    from rich.progress import Progress


@contextmanager
def progress_bar() -> Generator[Callable[[str, float, float], None]]:
    """A bar on a terminal's stderr, from the first second on.

    Yields:
        What to call with what is done now, how much of the work is done, and of all.
    """
    if not sys.stderr.isatty():
        yield lambda what, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with _late(Progress(console=Console(stderr=True), transient=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(
            task, description=translate(what), completed=done, total=total
        )


@contextmanager
def _late(bar: Progress) -> Generator[Progress]:
    timer = threading.Timer(SILENCE, bar.start)
    timer.start()
    try:
        yield bar
    finally:
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()
