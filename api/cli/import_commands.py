"""``venskab import``: data sets of others become reference graphs, or lists beside the evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from api.cli.import_list_command import import_list
from api.cli.language_option import say
from api.cli.lazy_group import command_group
from api.cli.options import waiting
from graph.texts import N_

app = command_group("Make reference graphs from data sets, and load lists of ties.")
app.command("list")(import_list)

DataOption = Annotated[
    Path,
    typer.Option("--data", metavar="DIR", help="Folder that holds the data sets."),
]
OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the TriG files.")]


@app.callback()
def group() -> None:
    """Make reference graphs from data sets, and load lists of ties."""


@app.command("municipalities")
def import_municipalities(data: DataOption, out: OutOption) -> None:
    """Write the municipalities of Denmark and Greenland as TriG, the same bytes every time."""
    from graph.importers import municipalities

    _write(municipalities.build, data, out)


@app.command("nordic")
def import_nordic(data: DataOption, out: OutOption) -> None:
    """Write the municipalities of Norway, Sweden, Finland, Iceland and the Faroe Islands.

    Norway's mergers and splits come from a table whose encoding is found, and said on stderr.
    """
    from graph.importers import nordic

    _write(nordic.build, data, out)
    for name, encoding in nordic.encodings(data).items():
        say("{file}: read as {encoding}.", err=True, file=name, encoding=encoding)


@app.command("case-parties")
def import_case_parties(data: DataOption, out: OutOption) -> None:
    """Write the parties of the cases (cases.jsonl) that no register of municipalities holds."""
    from graph.importers import case_parties

    _write(case_parties.build, data, out)


@app.command("seats")
def import_seats(data: DataOption, out: OutOption) -> None:
    """Write where the seats of the shipped municipalities lie, after GeoNames (geonames/)."""
    from graph.importers import seats

    _write(seats.build, data, out)


@app.command("outlines")
def import_outlines(data: DataOption, out: OutOption) -> None:
    """Write the outlines of countries after Natural Earth, by which points of lists are checked."""
    from graph.importers import country_outlines

    _write(country_outlines.build, data, out)


def _write(build: Callable[[Path], Mapping[str, str]], data: Path, out: Path) -> None:
    from graph.importers.trig_writer import write_files

    with waiting(N_("Reading the tables")):
        files = write_files(build(data), out)
    for file in files:
        typer.echo(str(file))
