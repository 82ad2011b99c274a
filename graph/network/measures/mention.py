"""True if both ends of a tie speak of it."""

from __future__ import annotations

from graph.network.computing.measure import whole
from graph.network.computing.simple_graph import SimpleGraph


@whole("mentions")
def mention_reciprocity(graph: SimpleGraph) -> float | None:
    """Share of the edges that both ends say themselves, of those that at least one end says.

    Source: reciprocity after Wasserman and Faust, Social Network Analysis (1994), section 13.1,
    with "A has published a source on the tie with B" as the directed relation.

    Components: all edges; none where no end has published anything.
    """
    said = [count for count in graph.traits.mentions if count]
    return sum(count == 2 for count in said) / len(said) if said else None
