"""What was found on networks, as tables and as a part of ``RESULTS.md``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from rich.table import Table

from benchmarks.network import Lap

_AS_FAST: Final = 1.2
_TIMES: Final = 20
_AGAINST_NETWORKX: Final = ("betweenness", "community", "layout")
METHOD: Final = (
    "{when}; a random graph that grew by preferential attachment. Processor time of one process "
    "in which Venskab and igraph take turns, {rounds} rounds, the median of each; *directly* is "
    "igraph on a graph that it has already. networkx is pure: betweenness from a part of the "
    "sources and the layout from 2 of its 50 iterations, worked out for all; communities are "
    "Louvain's there, Leiden's here; the layout has 500 iterations here."
)


def tables(found: dict[str, Any]) -> list[Table]:
    """The measures, and what was read from the engine."""
    title = f"{found['nodes']:,} nodes, {found['edges']:,} ties, processor seconds"
    several = [_table(title, _laps(found, "laps"))]
    if found["projection"]:
        several.append(_table("From the engine, seconds", _laps(found, "projection")))
    return several


def sentences(found: dict[str, Any]) -> list[str]:
    """A sentence a target: whether it is met, and by what it is not; memory and error."""
    said = [
        *_verdicts(_laps(found, "laps")),
        f"Most memory that the process held before networkx: {found['peak_megabytes']:.0f} MB.",
    ]
    if found["sampled_error"]:
        said.append(
            "Standard error of betweenness from 1,000 sources: "
            f"{found['sampled_error']:.1%} in the median of the 100 largest values."
        )
    return said


def _table(title: str, laps: Sequence[Lap]) -> Table:
    found = Table("work", title=title, title_justify="left")
    for name in ("Venskab, s", "directly, s", "ratio", "networkx, s", "times faster"):
        found.add_column(name, justify="right")
    for lap in laps:
        peer = ("", "") if lap.peer is None else (_seconds(lap.peer), f"{lap.ours / lap.peer:.2f}")
        slow = ("", "") if lap.networkx is None else (
            _seconds(lap.networkx), f"{lap.networkx / lap.ours:.0f}"
        )  # fmt: skip
        found.add_row(lap.name, _seconds(lap.ours), *peer, *slow)
    return found


def _verdicts(laps: Sequence[Lap]) -> list[str]:
    slower = [
        f"{lap.name} {lap.ours / lap.peer:.2f}"
        for lap in laps
        if lap.peer and lap.ours > _AS_FAST * lap.peer
    ]
    faster = {lap.name: lap.networkx / lap.ours for lap in laps if lap.networkx}
    times = ", ".join(
        f"{name} {faster[name]:.0f}" + ("" if faster[name] >= _TIMES else " (missed)")
        for name in _AGAINST_NETWORKX
        if name in faster
    )
    beside = f"At most {_AS_FAST} times igraph called directly: " + (
        f"missed by {', '.join(slower)}." if slower else "met by all."
    )
    return [beside, f"At least {_TIMES} times faster than networkx: {times}."]


def _laps(found: dict[str, Any], kind: str) -> list[Lap]:
    return [Lap(**each) for each in found[kind]]


def _seconds(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value >= 1 else f"{value:.4f}"
