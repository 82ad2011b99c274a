"""Whether like is tied to like."""

from __future__ import annotations

import math
from typing import Any

from graph.network.computing.measure import whole
from graph.network.computing.simple_graph import SimpleGraph


@whole()
def degree_assortativity(graph: SimpleGraph) -> float | None:
    """Correlation of the degrees at the two ends of the edges; none where all are alike.

    Source: Newman, Assortative mixing in networks, Physical Review Letters 89 (2002), 208701.

    Components: all edges.
    """
    return _figure(graph.ig.assortativity_degree(directed=False))


@whole("countries")
def country_assortativity(graph: SimpleGraph) -> float | None:
    """How far edges keep to one country: 1 if all do, 0 as by chance, below 0 if they cross more.

    Source: Newman, Mixing patterns in networks, Physical Review E 67 (2003), 026126, equation 2.

    Components: all edges between nodes whose country is known.
    """
    known = [place for place, country in enumerate(graph.traits.countries) if country]
    countries = [graph.traits.countries[place] for place in known]
    number = {country: position for position, country in enumerate(sorted(set(countries), key=str))}
    part = graph.ig.induced_subgraph(known)
    return _figure(
        part.assortativity_nominal([number[country] for country in countries], directed=False)
    )


@whole("populations")
def population_assortativity(graph: SimpleGraph) -> float | None:
    """Correlation of the logarithms of the inhabitants at the two ends of the edges.

    Source: Newman, Mixing patterns in networks, Physical Review E 67 (2003), 026126, equation 21.

    Components: all edges between nodes whose population is known; none where all are alike.
    """
    populations = graph.traits.populations
    known = [place for place, people in enumerate(populations) if people]
    sizes = [math.log(people) for people in populations if people]
    return _figure(graph.ig.induced_subgraph(known).assortativity(sizes, directed=False))


def _figure(value: Any) -> float | None:
    """None for what igraph says is not a number."""
    return None if value is None or math.isnan(value) else float(value)
