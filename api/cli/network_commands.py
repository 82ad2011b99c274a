"""``venskab network``: the ties between municipalities as a network, measured and handed out.

What the commands do is in :mod:`api.cli.network_run`, which is imported when one of them is run.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.figure_output import FigureFormat
from api.cli.lazy_group import command_group
from api.cli.network_options import (
    EdgeListOption,
    FormatOption,
    MeasureOption,
    ParamOption,
    Per,
    PerOption,
    PlotKind,
    TargetArgument,
)
from api.cli.options import HomeOption, TierOption
from graph.tiers import DEFAULT

app = command_group("Take the network of ties: measure, export, plot.")


@app.command()
def metrics(
    *,
    edge_list: EdgeListOption = None,
    param: ParamOption = None,
    per: PerOption = Per.whole,
    measure: MeasureOption = None,
    shown: FormatOption = FigureFormat.table,
    tier: TierOption = DEFAULT,
    home: HomeOption = None,
) -> None:
    """Measure a network: size, distances, clustering, assortativity, communities, centrality."""
    from api.cli.network_run import NetworkSource, measure_list, measure_network, refuse_unfit

    refuse_unfit(edge_list, param, per, measure)
    if edge_list is not None:
        measure_list(edge_list, per, measure or (), shown)
    else:
        measure_network(NetworkSource(param or (), home, tier), per, measure or (), shown)


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
    tier: TierOption = DEFAULT,
    home: HomeOption = None,
) -> None:
    """Tell how long ties last: the share that outlives a number of years, as bounds."""
    from api.cli.network_run import NetworkSource, tell_survival

    tell_survival(NetworkSource(param or (), home, tier), watched_until, shown)


@app.command()
def export(
    target: TargetArgument,
    param: ParamOption = None,
    tier: TierOption = DEFAULT,
    home: HomeOption = None,
) -> None:
    """Write a network to a file: GEXF, GraphML, Pajek, CX2, CSV, Parquet, GeoJSON and more."""
    from api.cli.network_run import NetworkSource, export_network

    export_network(NetworkSource(param or (), home, tier), target)


@app.command()
def plot(
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
    tier: TierOption = DEFAULT,
    home: HomeOption = None,
) -> None:
    """Draw a network for publication, with a caption that says what it is made of."""
    from api.cli.network_run import NetworkSource, plot_network

    plot_network(kind, NetworkSource(param or (), home, tier), outlines, target)
