"""``venskab network``: the ties between municipalities as a network, measured and handed out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from api.cli.figure_output import FigureFormat, write_figures
from api.cli.language_option import say
from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, limits_of, read_settings
from api.cli.progress_bar import progress_bar
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
from graph.network.survival import survival as survival_of
from graph.network.through_time import growth
from graph.texts import N_

app = command_group("Take the network of ties: measure, export, plot.")
Progress = Callable[[str, float, float], None]


# Natural Earth's land, which the build of the web pages puts there.
_LAND: Final = Path(str(files("api"))) / "static" / "build" / "land.json"


class Per(StrEnum):
    """The parts that measures are taken of."""

    whole = "whole"
    node = "node"
    country = "country"
    year = "year"


class PlotKind(StrEnum):
    """The kinds of plots."""

    map = "map"
    network = "network"
    matrix = "matrix"
    chord = "chord"
    growth = "growth"
    degrees = "degrees"
    survival = "survival"


EdgeListOption = Annotated[
    Path | None,
    typer.Option(
        "--edge-list",
        metavar="FILE",
        help="Measure this list of ties instead: two columns, comments by % or #.",
        show_default=False,
    ),
]
ParamOption = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-p",
        metavar="NAME=VALUE",
        help="Which ties: layer, form, area, kind, country, ends, since, until, on, status, "
        "certainty, mention, municipalities, parties, lang.",
    ),
]
PerOption = Annotated[Per, typer.Option(help="What to measure: the whole, or each one.")]
MeasureOption = Annotated[
    list[str] | None,
    typer.Option("--measure", "-m", metavar="NAME", help="Take these measures only; repeatable."),
]
FormatOption = Annotated[
    FigureFormat, typer.Option("--format", "-f", help="How the measures are written.")
]
TargetArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="File to write; its suffix says the format.")
]


@app.command()
def metrics(
    *,
    edge_list: EdgeListOption = None,
    param: ParamOption = None,
    per: PerOption = Per.whole,
    measure: MeasureOption = None,
    shown: FormatOption = FigureFormat.table,
    home: HomeOption = None,
) -> None:
    """Measure a network: size, distances, clustering, assortativity, communities, centrality."""
    started = time.monotonic()
    with progress_bar() as progress:
        _check(edge_list, param, per, measure)
        if edge_list is not None:
            graph, about = read_edge_list(edge_list), {"file": edge_list.name}
            found = _measured(graph, per, measure or (), progress)
        else:
            network = _network(param, home, progress)
            about = network.about()
            found = _of_network(network, per, measure or (), progress)
    seconds = time.monotonic() - started
    rows = found if per is Per.whole else next(iter(found.values()))
    write_figures(rows, {**about, **found, "seconds": round(seconds, 3)}, shown)
    if shown is FigureFormat.table:
        say("Measured in {seconds:.1f} s.", err=True, seconds=seconds)


@app.command()
def survival(
    *,
    param: ParamOption = None,
    watched_until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Day up to which ties are known; default: today.",
            show_default=False,
        ),
    ] = None,
    shown: FormatOption = FigureFormat.table,
    home: HomeOption = None,
) -> None:
    """Tell how long ties last: the share that outlives a number of years, as bounds."""
    day = (watched_until or datetime.now(UTC)).date()
    with progress_bar() as progress:
        network = _network(param, home, progress)
        progress(N_("How long ties last"), 1, 1)
        found = survival_of(network.ties, day)
    if found is None:
        raise BadParameter(N_("No tie has a known length."), hint=N_("Take other ties by --param."))
    rows = found.rows()
    counts = {"ties": found.ties, "ended": found.ended, "unknown": found.unknown}
    about = {**network.about(), "watched_until": day.isoformat(), **counts}
    write_figures(rows, {**about, "survival": rows}, shown)
    if shown is not FigureFormat.json:
        typer.echo(found.said(day), err=True)


@app.command()
def export(target: TargetArgument, param: ParamOption = None, home: HomeOption = None) -> None:
    """Write a network to a file: GEXF, GraphML, Pajek, CX2, CSV, Parquet, GeoJSON and more."""
    chosen = format_of(target)
    with progress_bar() as progress:
        network = _network(param, home, progress)
        progress(N_("Writing {name}", name=target.name), 1, 1)
        _write(target, chosen.write(network))
    _say(network, target)


@app.command(name="plot")
def plot_command(
    kind: Annotated[PlotKind, typer.Argument(help="What to draw.")],
    target: Annotated[Path, typer.Argument(metavar="FILE", help="File: .svg, .pdf or .png.")],
    *,
    param: ParamOption = None,
    outlines: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="GeoJSON of land or countries to draw below a map; default: Natural Earth's.",
        ),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Draw a network for publication, with a caption that says what it is made of."""
    with progress_bar() as progress:
        network = _network(param, home, progress)
        progress(N_("Drawing {name}", name=target.name), 1, 1)
        today = datetime.now(UTC).date()
        ours = not outlines and _LAND.exists()
        setting = Setting(
            network, today, _LAND if ours else outlines, "Natural Earth" if ours else ""
        )
        _write(target, plot(kind.value, setting, target))
    _say(network, target)


def _check(
    edge_list: Path | None, param: list[str] | None, per: Per, measure: list[str] | None
) -> None:
    if edge_list is not None and param:
        raise BadParameter(N_("An edge list is measured as it is."), hint=N_("Leave out --param."))
    if measure and per in {Per.country, Per.year}:
        raise BadParameter(
            N_("Each {per} has measures of its own.", per=per), hint=N_("Leave out --measure.")
        )


def _network(param: Sequence[str] | None, home: Path | None, progress: Progress) -> Network:
    selection = Selection.read(_parameters(param or ()))
    settings = read_settings(home=home)
    facts = facts_of_home(settings.home, limits_of(settings), progress)
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
        typer.echo(f"Left out: {each.count} {each.reason}: {', '.join(each.named[:3])}"
                   + (" …" if each.count > 3 else "."))  # fmt: skip


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
