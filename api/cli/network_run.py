"""Measures, exports and draws networks: what ``venskab network`` does once its words are read."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from api.cli.figure_output import FigureFormat, write_figures
from api.cli.language_option import say
from api.cli.network_options import Per, PlotKind
from api.cli.options import limits_of, read_settings
from api.cli.progress_bar import progress_bar
from api.svg.land import world
from graph.errors import BadParameter, UnreadableFile, reason_of
from graph.network import Network, Selection, facts_of_home, project
from graph.network.computing.edge_list import read_edge_list
from graph.network.computing.measure import Level
from graph.network.computing.simple_graph import SimpleGraph
from graph.network.formats import format_of
from graph.network.measures import choose, take
from graph.network.measures.by_country import by_country
from graph.network.plots import plot
from graph.network.plots.plot_style import Setting
from graph.network.survival import survival
from graph.network.through_time import growth
from graph.texts import N_
from graph.tiers import Tier

Progress = Callable[[str, float, float], None]


class NetworkSource(NamedTuple):
    """Where a network is read from.

    Attributes:
        param: parameters that choose it, ``NAME=VALUE`` each.
        home: folder that holds the ledger; None is the setting's.
        tier: of which graphs it is.
    """

    param: Sequence[str]
    home: Path | None
    tier: Tier


def measure_list(file: Path, per: Per, names: Sequence[str], shown: FigureFormat) -> None:
    """Print the measures of a list of ties."""
    started = time.monotonic()
    with progress_bar() as progress:
        found = _measured(read_edge_list(file), per, names, progress)
    _print(found, {"file": file.name}, per, shown, started)


def measure_network(
    source: NetworkSource, per: Per, names: Sequence[str], shown: FigureFormat
) -> None:
    """Print the measures of the network that parameters ask for."""
    started = time.monotonic()
    with progress_bar() as progress:
        network = _network(source, progress)
        found = _of_network(network, per, names, progress)
    _print(found, network.about(), per, shown, started)


def _print(
    found: dict[str, Any], about: dict[str, Any], per: Per, shown: FigureFormat, started: float
) -> None:
    seconds = time.monotonic() - started
    rows = found if per is Per.whole else next(iter(found.values()))
    write_figures(rows, {**about, **found, "seconds": round(seconds, 3)}, shown)
    if shown is FigureFormat.table:
        say("Measured in {seconds:.1f} s.", err=True, seconds=seconds)


def tell_survival(source: NetworkSource, until: datetime | None, shown: FigureFormat) -> None:
    """Print how long ties last."""
    day = (until or datetime.now(UTC)).date()
    with progress_bar() as progress:
        network = _network(source, progress)
        progress(N_("How long ties last"), 1, 1)
        found = survival(network.ties, day)
    if found is None:
        raise BadParameter(N_("No tie has a known length."), hint=N_("Take other ties by --param."))
    rows = found.rows()
    counts = {"ties": found.ties, "ended": found.ended, "unknown": found.unknown}
    about = {**network.about(), "watched_until": day.isoformat(), **counts}
    write_figures(rows, {**about, "survival": rows}, shown)
    if shown is not FigureFormat.json:
        say(found.said(day), err=True)


def export_network(source: NetworkSource, target: Path) -> None:
    """Write a network to a file, in the format that its name says."""
    chosen = format_of(target)
    with progress_bar() as progress:
        network = _network(source, progress)
        progress(N_("Writing {name}", name=target.name), 1, 1)
        _write(target, chosen.write(network))
    _say(network, target)


def plot_network(
    kind: PlotKind, source: NetworkSource, outlines: Path | None, target: Path
) -> None:
    """Draw a network to a file; on a map over ``outlines``, or Natural Earth's land."""
    with progress_bar() as progress:
        network = _network(source, progress)
        progress(N_("Drawing {name}", name=target.name), 1, 1)
        today = datetime.now(UTC).date()
        ours = [] if outlines else world()
        setting = Setting(network, today, outlines or ours, "Natural Earth" if ours else "")
        _write(target, plot(kind.value, setting, target))
    _say(network, target)


def refuse_unfit(
    edge_list: Path | None, param: list[str] | None, per: Per, measure: list[str] | None
) -> None:
    """Refuse options that do not go together.

    Raises:
        BadParameter: says which, and what to leave out.
    """
    if edge_list is not None and param:
        raise BadParameter(N_("An edge list is measured as it is."), hint=N_("Leave out --param."))
    if measure and per in {Per.country, Per.year}:
        raise BadParameter(
            N_("Each {per} has measures of its own.", per=per), hint=N_("Leave out --measure.")
        )


def _network(source: NetworkSource, progress: Progress) -> Network:
    selection = Selection.read(_parameters(source.param))
    settings = read_settings(home=source.home)
    facts = facts_of_home(settings.home, limits_of(settings), progress, source.tier)
    return replace(project(facts, selection), licence=settings.licence)


def _parameters(given: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [each.partition("=") for each in given]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise BadParameter(
                N_("--param {name} has no value.", name=name), hint=N_("Write --param name=value.")
            )
    return [(name, value) for name, _, value in pairs]


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise UnreadableFile(N_("{reason}.", reason=reason_of(error)), where=str(target)) from error


def _say(network: Network, target: Path) -> None:
    say(
        "{file}: {nodes} nodes, {ties} ties.",
        file=target,
        nodes=len(network.nodes),
        ties=len(network.ties),
    )
    for each in network.left_out:
        say(
            "Left out: {count} {reason}: {named}",
            count=each.count,
            reason=each.reason,
            named=", ".join(each.named[:3]) + (" …" if each.count > 3 else "."),
        )


def _of_network(
    network: Network, per: Per, names: Sequence[str], progress: Progress
) -> dict[str, Any]:
    if per is Per.year:
        return {"years": [year.row() for year in growth(network)]}
    return _measured(network.simple, per, names, progress)


def _measured(
    graph: SimpleGraph, per: Per, names: Sequence[str], progress: Progress
) -> dict[str, Any]:
    if per is Per.year:
        raise BadParameter(N_("An edge list has no years."), hint=N_("Leave out --per."))
    if per is Per.country:
        return {"countries": by_country(graph)}
    level = Level(per.value)
    found = take(choose(level, names, graph), graph, progress)
    if per is Per.whole:
        return found
    rows = zip(graph.nodes, *found.values(), strict=True)
    return {"values": [dict(zip(["node", *found], row, strict=True)) for row in rows]}
