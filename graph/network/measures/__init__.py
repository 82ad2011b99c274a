"""The measures of a graph, one family a file; ``MEASURES`` holds all by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from graph.errors import BadParameter
from graph.network.computing.measure import Level, Measure, Value
from graph.network.computing.progress import told
from graph.network.computing.simple_graph import SimpleGraph
from graph.network.measures import (
    assortativity,
    betweenness,
    brokerage,
    chance_comparison,
    clustering,
    communities,
    connected_components,
    degree,
    direction,
    distance,
    homophily,
    influence,
    k_core,
    mention,
    rich_club,
    size,
    tail,
)
from graph.texts import N_

_FAMILIES: Final = (
    size, degree, direction, connected_components, distance, clustering, k_core, assortativity,
    mention, homophily, communities, betweenness, influence, brokerage, rich_club,
    chance_comparison, tail,
)  # fmt: skip
MEASURES: Final[Mapping[str, Measure[Any]]] = {
    each.name: each
    for family in _FAMILIES
    for each in vars(family).values()
    if isinstance(each, Measure) and each.compute.__module__ == family.__name__
}

Progress = Callable[[str, float, float], None]


def choose(level: Level, names: Sequence[str], graph: SimpleGraph) -> list[Measure[Any]]:
    """The measures of those names, or the usual ones of a level for a graph.

    Args:
        level: what they give a value for.
        names: names; none means all but those that are taken only when asked for.
        graph: what they will be taken of; without names, those that need more are left out.

    Raises:
        BadParameter: an unknown name, or one whose needs the graph does not meet.
    """
    of_level = {name: each for name, each in MEASURES.items() if each.level is level}
    if not names:
        return [each for each in of_level.values() if not each.asked_for and each.fits(graph)]
    for name in names:
        if name not in of_level:
            raise BadParameter(
                N_("There is no measure {name!r} of a {level}.", name=name, level=level),
                hint=N_("Take {of_level}.", of_level=", ".join(of_level)),
            )
        if not of_level[name].fits(graph):
            needs = " and ".join(sorted(of_level[name].needs))
            raise BadParameter(
                N_("{name} needs {needs}, which this graph does not tell.", name=name, needs=needs)
            )
    return [of_level[name] for name in names]


def take(
    measures: Sequence[Measure[Any]],
    graph: SimpleGraph,
    progress: Progress = lambda *_: None,
) -> dict[str, Any]:
    """Take measures of a graph, by name in the order given.

    Args:
        measures: which.
        graph: the graph.
        progress: told what is taken now, how much of the work is done, and how much there is.
    """
    found: dict[str, Value | Sequence[Value]] = {}
    total = sum(each.work(graph) for each in measures)
    done = 0.0
    for each in measures:
        tell = partial(_tell, progress, each.name.replace("_", " "), done, each.work(graph), total)
        tell(0.0)
        with told(tell):
            found[each.name] = each(graph)
        done += each.work(graph)
    return found


def _tell(
    progress: Progress, name: str, done: float, work: float, total: float, share: float
) -> None:
    progress(name, done + share * work, total)
