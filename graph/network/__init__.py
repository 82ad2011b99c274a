"""Networks: projections of the graph, their measures, time, layouts, formats and plots.

From a notebook::

    from graph.network import network

    ties = network(country="DK,GL", on="2020-06-01")
    graph = ties.to_networkx()
"""

from __future__ import annotations

from graph.network.notebook import facts_of_home, network
from graph.network.projection import project
from graph.network.selection import Selection
from graph.network.tie_network import Network, Tie

__all__ = ["Network", "Selection", "Tie", "facts_of_home", "network", "project"]
