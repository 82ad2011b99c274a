"""``venskab list``: the lists of ties beside the evidence: what is loaded, added, removed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.figure_output import FigureFormat
from api.cli.language_option import say, spoken
from api.cli.lazy_group import command_group
from api.cli.load_command import NOBODY, ActorOption
from api.cli.options import AsOfOption, HomeOption, read_settings

app = command_group(
    "Lists of ties beside the evidence: what is loaded, add, remove.",
    invoke_without_command=True,
    no_args_is_help=False,
)

NamesArgument = Annotated[
    list[str], typer.Argument(metavar="NAME...", help="Names of lists.", show_default=False)
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE", show_default=False,
        help="Write what was left out, merged or doubted as CSV, one line a row.",
    ),
]  # fmt: skip


@app.callback()
def group(context: typer.Context, home: HomeOption = None) -> None:
    """Lists of ties beside the evidence: what is loaded, add, remove.

    Without a command: the lists that are loaded, and those that come with Venskab.
    """
    if context.invoked_subcommand is None:
        from api.cli.list_run import show_lists

        show_lists(read_settings(home=home).home)


@app.command()
def add(
    names: NamesArgument,
    *,
    report: ReportOption = None,
    actor: ActorOption = NOBODY,
    home: HomeOption = None,
) -> None:
    """Load lists that come with Venskab: wikidata-2016, pairs-2026. Others: venskab import list."""
    from api.cli.list_run import add_shipped

    add_shipped(names, read_settings(home=home).home, actor, report)


@app.command()
def remove(names: NamesArgument, *, actor: ActorOption = NOBODY, home: HomeOption = None) -> None:
    """Take lists out, with the decisions on their places; the history keeps them."""
    from api.cli.change_line import tell
    from graph.data.shipped import open_home
    from graph.lists.list_store import remove_lists
    from graph.matching.packed_decisions import without_lists

    with open_home(read_settings(home=home).home) as ledger:
        changes = remove_lists(ledger, names, actor=actor)
        changes += without_lists(ledger, names, actor=actor)
    for change in changes:
        typer.echo(tell(change, spoken()))
    say("Nothing of them is left in the graph; the ledger's history keeps what was there.")


@app.command()
def compare(
    table: Annotated[
        str | None,
        typer.Argument(
            metavar="[TABLE]",
            help="One table; default: those that answer first.",
            show_default=False,
        ),
    ] = None,
    *,
    shown: Annotated[
        FigureFormat, typer.Option("--format", "-f", help="How the figures are written.")
    ] = FigureFormat.table,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """Compare the lists with each other and with the evidence: what is in both, in one, missing."""
    from api.cli.compare_run import print_comparison

    print_comparison(table, shown, as_of, home)
