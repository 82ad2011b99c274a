"""Chance that comes out the same each time: igraph's random numbers from a seed."""

from __future__ import annotations

import random
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from graph.network.computing.network_libraries import need

SEED: Final = 0
# igraph has one generator for the whole process.
_one_at_a_time: Final = threading.Lock()


@contextmanager
def seeded(seed: int = SEED) -> Generator[random.Random]:
    """Let igraph draw from a generator with this seed while the block runs; one block at a time.

    Yields:
        The same generator, for what the block itself draws.
    """
    # Not for secrets: the point is that everybody gets the same.
    rng = random.Random(seed)  # noqa: S311
    igraph = need("igraph")
    with _one_at_a_time:
        igraph.set_random_number_generator(rng)
        try:
            yield rng
        finally:
            igraph.set_random_number_generator(random)
