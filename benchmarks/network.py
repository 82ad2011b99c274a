"""Networks: our measures beside networkx and igraph alone, reading beside the bare queries."""

from __future__ import annotations

import asyncio
import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import igraph
import networkx as nx
from rich.table import Table

from benchmarks.data import prepared
from graph.engine.base import CSV, Limits, Request
from graph.engine.embedded import EmbeddedEngine
from graph.network.layout import layout
from graph.network.measure import Level
from graph.network.measures import MEASURES, choose, take
from graph.network.measures.betweenness import EXACT_UP_TO, sampled_betweenness
from graph.network.projection import project
from graph.network.queries import QUERIES
from graph.network.reading import read_facts
from graph.network.simple import SimpleGraph
from graph.settings import Settings

SMALL: Final = (10_000, 20_000)
LARGE: Final = (100_000, 250_000)
_SEED: Final = 2


@dataclass(frozen=True)
class Lap:
    """One piece of work.

    Attributes:
        name: what was done.
        ours: processor time of Venskab, s; of what the engine does in its own, time by the clock.
        igraph: processor time of igraph called directly on a graph that it has already, s.
        networkx: processor time of pure networkx, s.
    """

    name: str
    ours: float
    igraph: float | None = None
    networkx: float | None = None


def grown(nodes: int, edges: int) -> list[tuple[str, str]]:
    """Ties of a graph that grew by preferential attachment, cut to so many edges."""
    random.seed(_SEED)
    igraph.set_random_number_generator(random)
    found = igraph.Graph.Barabasi(nodes, -(-edges // nodes) + 1).get_edgelist()
    random.shuffle(found)
    return [(f"n{a:06}", f"n{b:06}") for a, b in found[:edges]]


def measure(nodes: int, edges: int, *, with_networkx: bool) -> list[Lap]:
    """Take the measures of a random graph, the slow ones beside igraph and networkx."""
    ties = grown(nodes, edges)
    seconds, graph = _timed(lambda: SimpleGraph.of(ties))
    build, _ = _timed(lambda: graph.ig)
    laps = [Lap("simple graph", seconds), Lap("into igraph", build)]
    laps += _beside(graph, graph.as_networkx if with_networkx else None)
    everything = [*choose(Level.WHOLE, (), graph), *choose(Level.NODE, (), graph)]
    for each in everything:
        fresh = SimpleGraph.of(ties)
        _timed(partial(getattr, fresh, "ig"))
        laps.append(Lap(each.name, _timed(partial(take, [each], fresh))[0]))
    return laps


def _beside(graph: SimpleGraph, plain: Any) -> list[Lap]:
    """Betweenness, communities and layout, by three."""
    exact = len(graph.nodes) <= EXACT_UP_TO
    ig = igraph.Graph(n=len(graph.nodes), edges=graph.edges)
    sources = list(range(1_000))
    weights = list(graph.weights)
    pieces: Sequence[tuple[str, Callable[[], Any], Callable[[], Any], Callable[[], Any]]] = (
        (
            "betweenness" if exact else "betweenness, 1,000 sources, with error",
            lambda: (
                MEASURES["betweenness"](graph)
                if exact
                else sampled_betweenness(graph, sources=1_000)
            ),
            lambda: ig.betweenness(directed=False, sources=None if exact else sources),
            lambda: nx.betweenness_centrality(plain),
        ),
        (
            "communities (networkx: Louvain)",
            lambda: MEASURES["community"](graph),
            lambda: ig.community_leiden("modularity", weights=weights, n_iterations=10),
            lambda: nx.community.louvain_communities(plain, seed=0),
        ),
        (
            "layout",
            lambda: layout(graph),
            lambda: ig.layout_fruchterman_reingold(weights=weights, niter=500, grid="grid"),
            lambda: nx.spring_layout(plain, seed=0),
        ),
    )
    return [
        Lap(
            f"{name}, side by side",
            _timed(ours)[0],
            _timed(direct)[0],
            _timed(pure)[0] if plain is not None else None,
        )
        for name, ours, direct, pure in pieces
    ]


def projection(triples: int) -> list[Lap]:
    """Read the facts of a synthetic graph beside its bare queries, and project them."""
    return asyncio.run(_projection(Settings(home=prepared(triples).home).ledger_path))


async def _projection(ledger: Path) -> list[Lap]:
    # Without a cache, so that the second time is asked as the first.
    engine = await EmbeddedEngine.start(ledger, Limits(cache=0))
    try:
        started = time.monotonic()
        for text in QUERIES.values():
            answer = await engine.query(Request(text, (CSV,)))
            if answer.path:
                answer.path.unlink()
        bare = time.monotonic() - started
        started = time.monotonic()
        facts = await read_facts(engine)
        read = time.monotonic() - started
    finally:
        await engine.close()
    seconds, network = _timed(lambda: project(facts))
    ties = f"{len(network.nodes):,} nodes, {len(network.ties):,} ties"
    return [
        Lap("bare queries", bare),
        Lap("queries read as facts", read),
        Lap(f"projection of {ties}", seconds),
    ]


def table(title: str, laps: Sequence[Lap]) -> Table:
    """A row a piece of work; the ratios are of the peer's time to ours."""
    found = Table("work", title=title, title_justify="left")
    for name in ("Venskab, s", "igraph, s", "ours / igraph", "networkx, s", "networkx / ours"):
        found.add_column(name, justify="right")
    for lap in laps:
        peers = ("", "") if lap.igraph is None else (
            f"{lap.igraph:.3f}", f"{lap.ours / lap.igraph:.2f}"
        )  # fmt: skip
        slow = ("", "") if lap.networkx is None else (
            f"{lap.networkx:.2f}", f"{lap.networkx / lap.ours:.0f}"
        )  # fmt: skip
        found.add_row(lap.name, f"{lap.ours:.3f}", *peers, *slow)
    return found


def peak_megabytes() -> float:
    """Most memory that this process has held, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    # Processor time, which other programs on the machine do not lengthen; all work on one core.
    started = time.process_time()
    found = work()
    return time.process_time() - started, found
