"""Brokerage between two nodes that have no tie, by the roles towards their countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from graph.network.computing.measure import node
from graph.network.computing.simple_graph import SimpleGraph

ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "liaison")


@node("countries")
def brokerage(graph: SimpleGraph) -> Sequence[Mapping[str, int]]:
    """Number of pairs of neighbours with no tie of their own, by the node's role between countries.

    All three of one country: coordinator; the two of one and the broker of another: itinerant; one
    of the two of the broker's country: gatekeeper (and representative, the same in a graph without
    directions); three countries: liaison. Pairs with an unknown country do not count.

    Source: Gould and Fernandez, Structures of mediation: a formal approach to brokerage in
    transaction networks, Sociological Methodology 19 (1989), 89-126.

    Components: each node by itself; its neighbours are in its component.
    """
    neighbours = [set(each) for each in graph.ig.get_adjlist()]
    return [_roles(graph, neighbours, broker) for broker in range(len(graph.nodes))]


def _roles(graph: SimpleGraph, neighbours: Sequence[set[int]], broker: int) -> Mapping[str, int]:
    countries = graph.traits.countries
    known = [each for each in neighbours[broker] if countries[each]]
    counted: Counter[str] = Counter()
    if countries[broker]:
        counted.update(
            role(countries[a], countries[broker], countries[b])
            for a, b in combinations(known, 2)
            if b not in neighbours[a]
        )
    return {name: counted[name] for name in ROLES}


def role(one: str | None, broker: str | None, other: str | None) -> str:
    """The role of a broker between two, by the countries of the three."""
    if one == other:
        return "coordinator" if broker == one else "itinerant"
    return "gatekeeper" if broker in {one, other} else "liaison"
