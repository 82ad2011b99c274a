"""A sample of sources, for what takes minutes to hours from every node of a large graph."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import igraph

# Nodes up to which all of them are sources.
EXACT_UP_TO: Final = 20_000
SOURCES: Final = 1_000


@dataclass(frozen=True)
class Distances:
    """Distances from a sample of sources to every node of a connected graph, steps.

    Attributes:
        sources: positions of the sources.
        sums: of each node, the sum of its distances to the sources.
        inverses: of each node, the sum of the inverse distances to the sources other than itself.
        counts: number of ordered pairs of a source and another node by their distance.
    """

    sources: frozenset[int]
    sums: Sequence[int]
    inverses: Sequence[float]
    counts: Mapping[int, int]

    def others(self, node: int) -> int:
        """Number of sources other than a node."""
        return len(self.sources) - (node in self.sources)


def draw(nodes: int, sources: int, seed: int = 0) -> list[int]:
    """Positions drawn at random without replacement."""
    # Not for secrets: the point is that everybody gets the same sample.
    return random.Random(seed).sample(range(nodes), sources)  # noqa: S311


def distances(graph: igraph.Graph, sources: int = SOURCES) -> Distances:
    """Distances from sources drawn with a fixed seed.

    Args:
        graph: a connected graph of more nodes than sources.
        sources: how many.
    """
    drawn = draw(graph.vcount(), sources)
    sums, inverses = [0] * graph.vcount(), [0.0] * graph.vcount()
    counts: Counter[int] = Counter()
    inverse = [0.0]
    for source in drawn:
        row = graph.distances(source=source)[0]
        inverse += [1 / steps for steps in range(len(inverse), max(row) + 1)]
        sums = list(map(add, sums, row))
        inverses = list(map(add, inverses, map(inverse.__getitem__, row)))
        counts.update(row)
    del counts[0]
    return Distances(frozenset(drawn), sums, inverses, counts)
