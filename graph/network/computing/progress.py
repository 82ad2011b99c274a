"""Progress of igraph's calculations."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from graph.network.computing.network_libraries import need


@contextmanager
def told(progress: Callable[[float], None]) -> Generator[None]:
    """Let igraph tell its progress while the block runs, where its function tells any.

    Between two steps that it tells of, other threads run: without, a progress bar stands still.

    Args:
        progress: told the share that is done, from 0 to 1; a block of several functions begins
            again with each.
    """
    igraph = need("igraph")
    igraph.set_progress_handler(lambda _, percent: progress(percent / 100))
    try:
        yield
    finally:
        igraph.set_progress_handler(None)
