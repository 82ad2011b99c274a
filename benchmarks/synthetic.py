"""A synthetic graph of municipal partnerships, after Venskab's own vocabulary.

The same seed and size give the same bytes on every machine. Degrees follow a power law: a
municipality that has partners attracts more. About 110 triples go to a partnership.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from benchmarks import claims
from benchmarks.nquads import Graph
from benchmarks.places import Town, reference, towns
from graph.identifiers import source_graph

TRIPLES: Final = 1_000_000
SEED: Final = 2
_TRIPLES_A_TOWN: Final = 250
_TOWNS_A_NETWORK: Final = 40
_NEWCOMERS: Final = 0.25
_ABROAD: Final = 0.85
_CHAINS: Final = 0.05


def generate(triples: int = TRIPLES, seed: int = SEED) -> Iterator[Graph]:
    """The graphs of the synthetic data set, one after the other.

    Args:
        triples: statements wanted; the last source is written whole, so a few hundred more come.
        seed: another seed gives another data set.

    Raises:
        ValueError: more is wanted than there are names for.
    """
    # Not for secrets: the point is that everybody gets the same numbers.
    rng = Random(seed)
    everyone = towns(rng, max(30, triples // _TRIPLES_A_TOWN))
    written = 0
    for graph in reference(rng, everyone):
        written += len(graph.lines)
        yield graph
    for number in range(len(everyone) // _TOWNS_A_NETWORK):
        graph = _network(rng, everyone, number)
        written += len(graph.lines)
        yield graph
    for graph in _sources(rng, everyone):
        written += len(graph.lines)
        yield graph
        if written >= triples:
            return


def write(graphs: Iterable[Graph], path: Path) -> int:
    """Write graphs to an N-Quads file and return the number of lines."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for graph in graphs:
            file.writelines(f"{line}\n" for line in graph.lines)
            count += len(graph.lines)
    return count


def _network(rng: Random, everyone: Sequence[Town], number: int) -> Graph:
    graph = Graph(source_graph(f"synthetic-network-{number:04}"))
    size = min(120, len(everyone), int(4 * rng.paretovariate(0.9)))
    members = rng.sample(everyone, size)
    claims.source(rng, graph, f"Netværk {number}", members[0])
    claims.network(rng, graph, number, members)
    return graph


def _sources(rng: Random, everyone: Sequence[Town]) -> Iterator[Graph]:
    matchmaker = Matchmaker(rng, everyone)
    number = partnership = 0
    while True:
        graph = Graph(source_graph(f"synthetic-{number:06}"))
        groups = [matchmaker.group() for _ in range(rng.randint(1, 4))]
        claims.source(rng, graph, f"Kilde {number}", groups[0][0])
        for group in groups:
            claims.partnership(rng, graph, partnership, group)
            partnership += 1
        yield graph
        number += 1


@dataclass
class Matchmaker:
    """Chooses the parties of partnerships so that those who have partners get more.

    Attributes:
        rng: where chance comes from.
        everyone: all municipalities.
    """

    rng: Random
    everyone: Sequence[Town]

    def __post_init__(self) -> None:
        self._chosen: list[Town] = []

    def group(self) -> list[Town]:
        """Two municipalities, now and then a chain of three to six."""
        size = self.rng.randint(3, 6) if self.rng.random() < _CHAINS else 2
        group = [self._one()]
        while len(group) < size:
            other = self._one()
            foreign = other.country is not group[0].country
            if other not in group and (foreign or self.rng.random() > _ABROAD):
                group.append(other)
        self._chosen += group
        return group

    def _one(self) -> Town:
        if not self._chosen or self.rng.random() < _NEWCOMERS:
            return self.rng.choice(self.everyone)
        return self.rng.choice(self._chosen)
