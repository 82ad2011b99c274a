"""The ties of each country, summed up."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from graph.network.computing.simple_graph import SimpleGraph


def by_country(graph: SimpleGraph) -> list[dict[str, Any]]:
    """A row a country, in order: nodes, edges at home and abroad, and what follows from them.

    ``partners`` is the number of other countries with an edge; ``external_internal`` is Krackhardt
    and Stern's index (Social Psychology Quarterly 51 (1988), 123-140) of the edges that touch the
    country. Nodes of an unknown country count under ``unknown``.
    """
    countries = [country or "unknown" for country in graph.traits.countries]
    sizes = Counter(countries)
    pairs = Counter(tuple(sorted((countries[a], countries[b]))) for a, b in graph.edges)
    degrees: defaultdict[str, list[int]] = defaultdict(list)
    for country, degree in zip(countries, graph.degrees, strict=True):
        degrees[country].append(degree)
    return [_row(country, sizes[country], pairs, degrees[country]) for country in sorted(sizes)]


def _row(
    country: str, size: int, pairs: Counter[tuple[str, ...]], degrees: list[int]
) -> dict[str, Any]:
    home = pairs[country, country]
    abroad = {pair: count for pair, count in pairs.items() if country in pair and len({*pair}) > 1}
    total = home + sum(abroad.values())
    return {
        "country": country,
        "nodes": size,
        "edges_at_home": home,
        "edges_abroad": total - home,
        "partners": len(abroad),
        "mean_degree": sum(degrees) / size,
        "external_internal": (total - 2 * home) / total if total else None,
    }


def country_matrix(graph: SimpleGraph) -> tuple[list[str], list[list[int]]]:
    """The countries in order, and the number of edges between each two of them."""
    countries = [country or "unknown" for country in graph.traits.countries]
    order = sorted(set(countries))
    place = {country: position for position, country in enumerate(order)}
    matrix = [[0] * len(order) for _ in order]
    for a, b in graph.edges:
        one, other = place[countries[a]], place[countries[b]]
        matrix[one][other] += 1
        if one != other:
            matrix[other][one] += 1
    return order, matrix
