"""``venskab record``: sources in their human-sized form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.lazy_group import command_group
from api.cli.load_command import load
from api.cli.options import HomeOption, read_settings
from api.cli.validate_command import validate_files
from graph.texts import N_

app = command_group("Sources as people write them: check, load, show and tidy records.")
DIFFERENT: Final = 1

app.command("check")(validate_files)
app.command("load")(load)


@app.command("show")
def show_command(
    graph: Annotated[
        str,
        typer.Argument(
            metavar="GRAPH",
            help=N_("An IRI, or short: source/sermersooq-aalborg-2019."),
            show_default=False,
        ),
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help=N_("Write it into a new file.")),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Print a graph of the ledger as a record, which loads as the same graph.

    Exit status 2: there is no such graph, or the file is there already.
    """
    from api.cli.record_run import show

    show(read_settings(home=home), graph, out)


@app.command("fmt")
def fmt_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", show_default=False)],
    *,
    check: Annotated[
        bool, typer.Option("--check", help=N_("Only tell which would change; exit status 1."))
    ] = False,
) -> None:
    """Bring records into the one form that the program writes; nothing of what they say changes.

    Exit status 2: a file that is no record.
    """
    from api.cli.record_run import tidy

    if tidy(files, only_tell=check) and check:
        raise typer.Exit(DIFFERENT)


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of records, by which an editor completes and underlines.

    Its words are those of --lang; those of the other language are taken too.
    """
    from api.cli.record_run import print_schema

    print_schema()
