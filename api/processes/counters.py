"""Counters that the processes of a server count together."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager

from graph.engine.temporary_folder import TemporaryFolder


@contextmanager
def counted_together() -> Generator[None]:
    """While the block runs, what ``prometheus_client`` counts is kept in files of each process.

    Its way with several processes: the files stay when a process ends, so that no counter goes
    back, and whichever process is asked adds them up. The library looks at this name in the
    environment when it is imported.
    """
    with TemporaryFolder() as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder.path)
        yield
