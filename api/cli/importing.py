"""``venskab import``: data sets of others become reference graphs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import waiting
from graph.importers.municipalities import write

app = typer.Typer(no_args_is_help=True, help="Make reference graphs from data sets.")


@app.callback()
def group() -> None:
    """Make reference graphs from data sets."""


@app.command("municipalities")
def municipalities(
    data: Annotated[
        Path,
        typer.Option(
            "--data", metavar="DIR", help="Folder that holds municipalities/ and twinnings/."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the TriG files.")],
) -> None:
    """Write the municipalities of Denmark and Greenland as TriG, the same bytes every time."""
    with waiting("Reading the tables"):
        files = write(data, out)
    for file in files:
        typer.echo(str(file))
