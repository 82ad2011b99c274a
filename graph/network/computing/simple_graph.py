"""The simple graph that measures are taken of: networkx for people, igraph for the work.

Nodes and edges are kept in the order of the names, whatever order they were given in, so that a
measure with a choice in it (which of two equal communities comes first) makes the same one always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graph.network.computing.network_libraries import need
from graph.network.computing.sampling import EXACT_UP_TO, Distances, distances

if TYPE_CHECKING:
    from typing import Self

    import igraph


@dataclass(frozen=True)
class Traits:
    """The traits of nodes beside their ties; None where one is not known.

    Attributes:
        countries: country of each node, ISO 3166-1 alpha-3.
        populations: inhabitants of each node.
        points: longitude and latitude of each node, degrees.
        mentions: for each edge, how many of its two ends say it: 0, 1 or 2.
        directions: where every tie has a direction: the number of ties that lead from one position
            in ``nodes`` to another.
    """

    countries: Sequence[str | None] = ()
    populations: Sequence[float | None] = ()
    points: Sequence[tuple[float, float] | None] = ()
    mentions: Sequence[int] = ()
    directions: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class SimpleGraph:
    """An undirected graph with no loops and no parallel edges.

    Make one with :meth:`of` or :meth:`weighted`.

    Attributes:
        nodes: names, in order.
        edges: pairs of positions in ``nodes``, the lower first, in order, none twice.
        weights: for each edge, the number of ties it stands for, or their summed weight.
        traits: what else is known.
    """

    nodes: Sequence[str]
    edges: Sequence[tuple[int, int]]
    weights: Sequence[float]
    traits: Traits = field(default_factory=Traits)

    @classmethod
    def of(cls, ties: Iterable[tuple[str, str]], alone: Iterable[str] = ()) -> Self:
        """The graph of some ties; a tie of a node with itself is passed over.

        Args:
            ties: pairs of names; the same pair again, either way round, adds to its weight.
            alone: names of nodes that may have no tie.
        """
        counted = Counter((a, b) if a <= b else (b, a) for a, b in ties)
        return cls.weighted(counted, alone)

    @classmethod
    def weighted(cls, ties: Mapping[tuple[str, str], float], alone: Iterable[str] = (), /) -> Self:
        """The graph of ties with their weights; the lower name of each pair comes first."""
        nodes = sorted({name for pair in ties for name in pair}.union(alone))
        place = {name: position for position, name in enumerate(nodes)}
        kept = sorted((place[a], place[b], weight) for (a, b), weight in ties.items() if a != b)
        return cls(nodes, [(a, b) for a, b, _ in kept], [weight for _, _, weight in kept])

    def knowing(self, traits: Traits) -> Self:
        """The same graph with traits."""
        return replace(self, traits=traits)

    @cached_property
    def ig(self) -> igraph.Graph:
        """The graph in igraph; vertex and edge numbers are positions here."""
        return need("igraph").Graph(n=len(self.nodes), edges=self.edges)

    @cached_property
    def directed(self) -> igraph.Graph:
        """The directed graph in igraph, with ``weight``; no edge where ties have no direction."""
        directions = self.traits.directions
        return need("igraph").Graph(
            n=len(self.nodes),
            edges=list(directions),
            directed=True,
            edge_attrs={"weight": list(directions.values())},
        )

    @cached_property
    def degrees(self) -> Sequence[int]:
        """Number of neighbours of each node."""
        return list(self.ig.degree())

    @cached_property
    def components(self) -> Sequence[Sequence[int]]:
        """Positions by connected component: largest first, equal ones by their first name."""
        found = [sorted(component) for component in self.ig.connected_components()]
        return sorted(found, key=lambda component: (-len(component), component[0]))

    @cached_property
    def largest(self) -> igraph.Graph:
        """The largest component, in igraph."""
        return self.ig.induced_subgraph(self.components[0] if self.components else [])

    @cached_property
    def distance_counts(self) -> Mapping[int, int]:
        """In the largest component: number of pairs by their distance, 1 and up, steps."""
        histogram = self.largest.path_length_hist(directed=False)
        return {int(start): int(count) for start, _, count in histogram.bins()}

    @cached_property
    def sampled(self) -> Distances | None:
        """In the largest component: distances from some nodes, if from all would take too long."""
        exact = self.largest.vcount() <= EXACT_UP_TO
        return None if exact else distances(self.largest)
