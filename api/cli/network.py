"""``venskab network``: the ties between municipalities as a network, measured and handed out."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.cli.progress import progress_bar
from graph.network.edge_list import read_edge_list
from graph.network.measure import Level
from graph.network.measures import choose, take

app = typer.Typer(no_args_is_help=True, help="Take the network of ties: measure, export, plot.")


class Shown(StrEnum):
    """How measures are written."""

    table = "table"
    json = "json"


EdgeListOption = Annotated[
    Path,
    typer.Option(
        "--edge-list",
        metavar="FILE",
        help="Measure this list of ties: two columns, comments by % or #.",
    ),
]
MeasureOption = Annotated[
    list[str] | None,
    typer.Option("--measure", "-m", metavar="NAME", help="Take these measures only; repeatable."),
]
FormatOption = Annotated[
    Shown, typer.Option("--format", "-f", help="How the measures are written.")
]


@app.command()
def metrics(
    edge_list: EdgeListOption,
    measure: MeasureOption = None,
    shown: FormatOption = Shown.table,
) -> None:
    """Measure a network as a whole: size, distances, clustering, assortativity, communities."""
    started = time.monotonic()
    with progress_bar() as progress:
        graph = read_edge_list(edge_list)
        found = take(choose(Level.WHOLE, measure or (), graph), graph, progress)
    _show({"file": edge_list.name} | found, time.monotonic() - started, shown)


def _show(found: Mapping[str, Any], seconds: float, shown: Shown) -> None:
    if shown is Shown.json:
        text = json.dumps({**found, "seconds": round(seconds, 3)}, indent=1, ensure_ascii=False)
        sys.stdout.write(text + "\n")
        return
    table = Table("measure", "value")
    for name, value in found.items():
        table.add_row(name.replace("_", " "), _cell(value))
    Console().print(table)
    typer.echo(f"Measured in {seconds:.1f} s.")


def _cell(value: Any) -> str:
    if value is None:
        return "not defined"
    if isinstance(value, Mapping):
        return "\n".join(f"{name} {_cell(inner)}" for name, inner in value.items())
    if isinstance(value, float):
        return f"{value:,.4f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
