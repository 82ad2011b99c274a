"""Networks: our measures beside igraph and networkx alone, reading beside the bare queries."""

from __future__ import annotations

import asyncio
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any, Final

import igraph
import networkx as nx

from benchmarks.data import prepared
from graph.engine.base import CSV, Limits, Request
from graph.engine.embedded import EmbeddedEngine
from graph.network.computing.layout import layout
from graph.network.computing.measure import Level
from graph.network.computing.sampling import EXACT_UP_TO, SOURCES
from graph.network.computing.simple_graph import SimpleGraph
from graph.network.fact_queries import fact_queries
from graph.network.fact_reader import read_facts
from graph.network.measures import choose
from graph.network.measures.betweenness import sampled_betweenness
from graph.network.projection import project
from graph.settings import Settings

SMALL: Final = (10_000, 20_000)
LARGE: Final = (100_000, 250_000)
_SEED: Final = 2
# A short piece of work is done again until it took so long, s, and each round so often at most.
_LEAST: Final = 0.1
_MOST_TIMES: Final = 20
_LAYOUT: Final = "layout"
# networkx alone would take from a quarter of an hour to days: a part of its work stands for all.
_SOURCES: Final = 20
_ITERATIONS: Final = 2
_SPRING_ITERATIONS: Final = 50


@dataclass(frozen=True)
class Lap:
    """One piece of work.

    Attributes:
        name: what was done.
        ours: processor time of Venskab, s; of what the engine does in its own, time by the clock.
        peer: the same of igraph called directly on a graph that it has already, or of the bare
            queries, s.
        networkx: processor time of pure networkx, s, worked out from a part of its work.
    """

    name: str
    ours: float
    peer: float | None = None
    networkx: float | None = None


def grown(nodes: int, edges: int) -> list[tuple[str, str]]:
    """Ties of a graph that grew by preferential attachment, cut to so many edges."""
    random.seed(_SEED)
    igraph.set_random_number_generator(random)
    found = igraph.Graph.Barabasi(nodes, -(-edges // nodes) + 1).get_edgelist()
    random.shuffle(found)
    return [(f"n{a:06}", f"n{b:06}") for a, b in found[:edges]]


def measure(nodes: int, edges: int, rounds: int) -> tuple[list[Lap], float]:
    """Take every usual measure and the layout of a random graph, beside igraph and networkx.

    Returns:
        What took how long, and the most memory that the process held before networkx, MB.
    """
    ties = grown(nodes, edges)
    seconds, graph = _timed(lambda: SimpleGraph.of(ties))
    build, ig = _timed(lambda: graph.ig)
    laps = [Lap("simple graph", seconds), Lap("into igraph", build)]
    usual = [*choose(Level.NODE, (), graph), *choose(Level.WHOLE, (), graph)]
    works: dict[str, Callable[[SimpleGraph], Any]] = {each.name: each for each in usual}
    for name, ours in {**works, _LAYOUT: layout}.items():
        peer = _directly(name, ig, graph)
        mine, theirs = _beside(ours, peer, graph, rounds)
        laps.append(Lap(name, mine, theirs))
        print(laps[-1], file=sys.stderr, flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pure = _networkx(graph)
    return [replace(lap, networkx=pure.get(lap.name)) for lap in laps], peak


def _beside(
    ours: Callable[[SimpleGraph], Any],
    peer: Callable[[], Any] | None,
    graph: SimpleGraph,
    rounds: int,
) -> tuple[float, float | None]:
    """Processor seconds of both, which take turns; of each the median of the rounds."""
    mine, theirs = [], []
    for _ in range(rounds):
        mine.append(_again(lambda: _fresh(graph), ours))
        if peer is not None:
            theirs.append(_again(lambda: peer, lambda work: work()))
    return median(mine), median(theirs) if theirs else None


def _again(given: Callable[[], Any], work: Callable[[Any], Any]) -> float:
    """Seconds of one time, of as many as take long enough to be told by the clock."""
    spent: list[float] = []
    while not spent or (sum(spent) < _LEAST and len(spent) < _MOST_TIMES):
        what = given()
        spent.append(_timed(lambda: work(what))[0])  # noqa: B023 (called at once)
    return sum(spent) / len(spent)


def _fresh(graph: SimpleGraph) -> SimpleGraph:
    """The same graph, in igraph already, with nothing else worked out.

    Of a large one the distances from a sample stay, which three measures share.
    """
    if len(graph.nodes) > EXACT_UP_TO:
        return graph
    found = SimpleGraph(graph.nodes, graph.edges, graph.weights)
    _ = found.ig
    return found


def _directly(name: str, ig: igraph.Graph, graph: SimpleGraph) -> Callable[[], Any] | None:
    """The same work by igraph alone, where it is one function of it."""
    exact = len(graph.nodes) <= EXACT_UP_TO
    weights = list(graph.weights)
    # igraph alone knows no sample of the distances, and would walk from every node for hours.
    far = {
        "closeness": lambda: ig.closeness(normalized=True),
        "harmonic": lambda: ig.harmonic_centrality(normalized=True),
        "mean_distance": lambda: ig.path_length_hist(directed=False),
    }
    return {
        **(far if exact else {}),
        "betweenness": lambda: ig.betweenness(
            directed=False, sources=None if exact else list(range(SOURCES))
        ),
        "pagerank": ig.pagerank,
        "core": ig.coreness,
        "clustering": lambda: ig.transitivity_local_undirected(mode="zero"),
        "community": lambda: ig.community_leiden("modularity", weights=weights, n_iterations=10),
        _LAYOUT: lambda: ig.layout_fruchterman_reingold(weights=weights, niter=500, grid="grid"),
    }.get(name)


def _in_networkx(graph: SimpleGraph) -> nx.Graph[str]:
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph.nodes)
    plain.add_weighted_edges_from(
        (graph.nodes[a], graph.nodes[b], weight)
        for (a, b), weight in zip(graph.edges, graph.weights, strict=True)
    )
    return plain


def _networkx(graph: SimpleGraph) -> dict[str, float]:
    """What networkx alone takes, s."""
    plain, count = _in_networkx(graph), len(graph.nodes)
    some = min(_SOURCES, count)
    wanted = count if count <= EXACT_UP_TO else SOURCES
    between = _timed(lambda: nx.betweenness_centrality(plain, k=some, seed=0))[0] * wanted / some
    found = {"betweenness": between}
    if count <= EXACT_UP_TO:
        found["community"] = _timed(lambda: nx.community.louvain_communities(plain, seed=0))[0]
        spring = _timed(lambda: nx.spring_layout(plain, seed=0, iterations=_ITERATIONS))[0]
        found[_LAYOUT] = spring * _SPRING_ITERATIONS / _ITERATIONS
    return found


def sampled_error(nodes: int, edges: int) -> float:
    """Median standard error of sampled betweenness over its value, of the 100 largest values."""
    found = sampled_betweenness(SimpleGraph.of(grown(nodes, edges)), sources=SOURCES)
    largest = sorted(zip(found.values, found.errors, strict=True), reverse=True)[:100]
    return median(error / value for value, error in largest)


def projection(triples: int, rounds: int) -> list[Lap]:
    """Read the facts of a synthetic graph beside its bare queries, and project them."""
    ledger = Settings(home=prepared(triples).home).ledger_path
    return asyncio.run(_projection(ledger, rounds))


async def _projection(ledger: Path, rounds: int) -> list[Lap]:
    # Without a cache, so that the second time is asked as the first.
    engine = await EmbeddedEngine.start(ledger, Limits(cache=0, seconds=600))
    bare, read = [], []
    try:
        for _ in range(rounds):
            started = time.monotonic()
            for text in fact_queries().values():
                answer = await engine.query(Request(text, (CSV,)))
                if answer.path:
                    answer.path.unlink()
            bare.append(time.monotonic() - started)
            started = time.monotonic()
            facts = await read_facts(engine)
            read.append(time.monotonic() - started)
    finally:
        await engine.close()
    seconds, network = _timed(lambda: project(facts))
    ties = f"{len(network.nodes):,} nodes, {len(network.ties):,} ties"
    return [
        Lap("facts read, beside the bare queries", median(read), median(bare)),
        Lap(f"projection of {ties}", seconds),
    ]


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    # Processor time, which other programs on the machine do not lengthen; all work on one core.
    started = time.process_time()
    found = work()
    return time.process_time() - started, found
