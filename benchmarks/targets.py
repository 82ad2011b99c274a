"""What was aimed at, and whether it was reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.queries import Group
from benchmarks.sparql import Figure, ratio

OURS: Final = "venskab"
_OXIGRAPH: Final = ("oxigraph", "oxigraph in memory")
_SLOW: Final = 0.02
_SHORT: Final = frozenset({Group.POINT.value, Group.TWO_HOP.value})


@dataclass(frozen=True)
class Target:
    """A bound on the geometric mean of a figure over a peer's.

    Attributes:
        wording: what is aimed at.
        benchmark: the benchmark that measures it.
        kind: ``latency`` or ``throughput``.
        peers: beside whom.
        counts: which of the peer's figures count.
        bound: the bound; at most that for latency, at least for throughput.
        cached: whether Venskab's cached figures are meant.
    """

    wording: str
    benchmark: str
    kind: str
    peers: tuple[str, ...]
    counts: Callable[[Figure], bool]
    bound: float
    cached: bool = False


def _of(*groups: str) -> Callable[[Figure], bool]:
    return lambda figure: figure.group in groups


TARGETS: Final = (
    Target(
        "latency of queries over 20 ms, at most half",
        "sparql", "latency", _OXIGRAPH, lambda figure: figure.middle > _SLOW, 0.5,
    ),
    Target(
        "latency of short queries, at most 1.5 times",
        "sparql", "latency", _OXIGRAPH, _of(*_SHORT), 1.5,
    ),
    Target(
        "the same cached, less than once",
        "sparql", "latency", _OXIGRAPH, _of(*_SHORT), 1.0, cached=True,
    ),
    Target(
        "throughput of a mix, at least once",
        "sparql", "throughput", _OXIGRAPH, _of("mix"), 1.0,
    ),
    Target(
        "throughput of two-hop queries, at least 1.2 times",
        "sparql", "throughput", _OXIGRAPH, _of("two-hop"), 1.2,
    ),
    Target(
        "throughput of point look-ups, at least 0.3 times",
        "sparql", "throughput", _OXIGRAPH, _of("point"), 0.3,
    ),
    *(
        Target(
            f"latency of {group} queries, at most a tenth",
            "rdflib", "latency", ("rdflib-endpoint",), _of(group.value), 0.1,
        )
        for group in Group
    ),
)  # fmt: skip


def verdict(target: Target, peer: str, figures: Sequence[Figure]) -> tuple[str, str]:
    """The ratio reached with its lowest and highest round, and whether it meets the target."""
    theirs = [figure for figure in figures if figure.server == peer and target.counts(figure)]
    ours = [f for f in figures if f.server == OURS and f.cached == target.cached]
    found = ratio(ours, theirs)
    reached = f"{found.middle:.2f} ({found.low:.2f} to {found.high:.2f}), {found.cases} cases"
    if not found.cases:
        return "nothing to compare", ""
    smaller = target.kind == "latency"
    met = found.middle <= target.bound if smaller else found.middle >= target.bound
    return reached, "yes" if met else "**no**"
