"""``venskab catalog``: what a data portal still lacks, before anyone harvests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, read_settings

FAULTS: Final = 1

app = command_group("The catalogue that data portals harvest.")

StandardsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Folder with dcat-ap-3.0.1/ (its shapes) and authority/ (the EU's tables): "
        "judge the catalogue by them too; dcat-ap-dk/ adds a report by the older Danish shapes.",
        show_default=False,
    ),
]


@app.callback()
def catalog() -> None:
    """The catalogue that data portals harvest."""


@app.command()
def check(*, standards: StandardsOption = None, home: HomeOption = None) -> None:
    """Tell what a portal still lacks, one line a fault.

    Exit status 0: nothing; 1: something; 2: it could not be looked over.
    """
    from api.cli.catalog_check import tell_faults

    if tell_faults(read_settings(home=home), standards):
        raise typer.Exit(FAULTS)
