"""``venskab sheet``: sources as workbooks or folders of CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.lazy_group import command_group
from api.cli.load_command import AddOption, load
from api.cli.options import HomeOption, read_settings
from api.cli.report_options import FormatOption, ReportFormat
from api.cli.validate_command import VIOLATIONS
from graph.texts import N_

app = command_group("Sources as workbooks or folders of CSV: empty, checked, loaded, written.")

OutOption = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="PATH",
        help=N_("What to write: a workbook (.xlsx), or else a folder of CSV."),
        show_default=False,
    ),
]


@app.callback()
def group() -> None:
    """Sources as workbooks or folders of CSV: empty, checked, loaded, written."""


@app.command()
def template(
    out: OutOption,
    *,
    example: Annotated[
        Path | None,
        typer.Option(
            "--example",
            metavar="PATH",
            help=N_("Write the agreement of 2019 beside it, filled in."),
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the empty sheets: one for each kind of thing, with notes, choices and an example row.

    Headings are in the language of --lang; either language is read.
    """
    from api.cli.sheet_run import write_example, write_template

    write_template(out)
    if example:
        write_example(example)


@app.command()
def check(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help=N_("A workbook or a folder of CSV."), show_default=False
        ),
    ],
    *,
    marked: Annotated[
        Path | None,
        typer.Option(
            "--marked",
            metavar="FILE",
            help=N_("Write the workbook again, its faulty cells coloured and commented."),
            show_default=False,
        ),
    ] = None,
    add: AddOption = False,
    shown: FormatOption = ReportFormat.text,
    home: HomeOption = None,
) -> None:
    """Judge sheets as a load would, and tell each fault at its cell; nothing is changed.

    Exit status 0: they conform; 1: a violation would keep them out; 2: what cannot be read.
    """
    from api.cli.sheet_check import check_sheets

    if not check_sheets(file, read_settings(home=home), add=add, shown=shown, marked=marked):
        raise typer.Exit(VIOLATIONS)


app.command("load")(load)


@app.command()
def export(
    what: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE|THING",
            help=N_("A source, such as source/x, or a thing that one source describes."),
            show_default=False,
        ),
    ],
    out: OutOption,
    *,
    home: HomeOption = None,
) -> None:
    """Write a source as sheets, from which a load makes the same graph."""
    from api.cli.sheet_run import write_source

    write_source(what, out, read_settings(home=home).home)
