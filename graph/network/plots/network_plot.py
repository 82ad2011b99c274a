"""The network as points and lines, near where there is a tie."""

from __future__ import annotations

from typing import Any

from graph.network.computing.layout import layout
from graph.network.computing.network_libraries import need
from graph.network.plots.plot_style import OTHERS, PALE, Setting, colours, label, legend


def draw_network(figure: Any, setting: Setting) -> str:
    """Nodes coloured by country and sized by degree, at their force-directed places."""
    network = setting.network
    graph, axes = network.simple, figure.add_subplot()
    places = layout(graph)
    at = [places[iri] for iri in graph.nodes]
    lines = need("matplotlib.collections").LineCollection(
        [(at[a], at[b]) for a, b in graph.edges],
        colors=PALE,
        linewidths=[0.6 + 0.3 * weight for weight in graph.weights],
        zorder=1,
    )
    axes.add_collection(lines)
    chosen = colours(network)
    axes.scatter(
        [x for x, _ in at],
        [y for _, y in at],
        s=[14 + 9 * degree for degree in graph.degrees],
        c=[chosen.get(network.nodes[iri].country, OTHERS) for iri in graph.nodes],
        edgecolors="white",
        linewidths=0.6,
        zorder=3,
    )
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.margins(0.08)
    legend(axes, {agent.country for agent in network.nodes.values()}, chosen)
    ranked = sorted(range(len(at)), key=lambda place: (-graph.degrees[place], graph.nodes[place]))
    lang = network.selection.lang
    label(axes, [(network.nodes[graph.nodes[place]].name(lang), *at[place]) for place in ranked])
    return "Size: number of partners. Line width: number of ties. Layout: Fruchterman-Reingold."
