"""``venskab match``: which places of lists are which municipalities, towns and places, and why."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.lazy_group import command_group
from api.cli.load_command import NOBODY, ActorOption
from api.cli.options import HomeOption, read_settings

app = command_group("Match the places of lists: candidates scored, decisions kept and replayed.")


class Answer(StrEnum):
    """What a person decides."""

    yes = "yes"
    no = "no"
    undecided = "undecided"


class MeantKind(StrEnum):
    """What a list means by a place."""

    municipality = "municipality"
    town = "town"


NamesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[LIST]...", help="Names of lists; default: all.")
]
PlaceArgument = Annotated[
    str,
    typer.Argument(
        metavar="PLACE", help="A place of a list: pairs-2026-odense-dk.", show_default=False
    ),
]


@app.command()
def run(
    names: NamesArgument = None,
    *,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE", show_default=False,
            help="Write the decisions by hand that no longer have their place as CSV.",
        ),
    ] = None,
    actor: ActorOption = NOBODY,
    home: HomeOption = None,
) -> None:  # fmt: skip
    """Compare places with the reference data and with other lists, and decide what is certain.

    What people have decided stays. The rest that may be is open: venskab match list --open.
    """
    from api.cli.match_run import run_matching

    run_matching(names or (), read_settings(home=home).home, actor, report)


@app.command("list")
def list_decisions(
    names: NamesArgument = None,
    *,
    open_only: Annotated[bool, typer.Option("--open", help="Only the open decisions.")] = False,
    best_gain: Annotated[
        bool,
        typer.Option("--best-gain", help="Those first that make most ties comparable; open ones."),
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    home: HomeOption = None,
) -> None:
    """List decisions: place, what it was compared with, the chance, why, and by whom."""
    from api.cli.match_run import tell_decisions, tell_open

    settings = read_settings(home=home)
    if best_gain:
        tell_open(names or (), settings.home, limit)
    else:
        tell_decisions(names or (), settings.home, limit, open_only=open_only)


@app.command()
def show(place: PlaceArgument, home: HomeOption = None) -> None:
    """Show a place of a list: its names, point, neighbours, and every decision on it."""
    from api.cli.match_run import tell_place

    tell_place(place, read_settings(home=home).home)


@app.command()
def decide(
    place: PlaceArgument,
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET", show_default=False,
            help="What it is: municipality/odense-kommune, locality/narsaq, a place of another "
            "list; or no: none of its candidates.",
        ),
    ],
    *,
    answer: Annotated[Answer, typer.Option("--answer", help="What is decided.")] = Answer.yes,
    kind: Annotated[
        MeantKind | None, typer.Option("--kind", help="What the list means.", show_default=False)
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the decision.")
    ] = "",
    actor: ActorOption = NOBODY,
    home: HomeOption = None,
) -> None:  # fmt: skip
    """Decide what a place of a list is, or that it is none of its candidates."""
    from api.cli.match_run import decide_place

    words = (answer.value, kind.value if kind else "", reason)
    decide_place(place, target, words, read_settings(home=home).home, actor)


@app.command()
def export(
    name: Annotated[str, typer.Argument(metavar="LIST", show_default=False)],
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", show_default=False)],
    home: HomeOption = None,
) -> None:
    """Write the decisions on a list's places as CSV, to be read and corrected."""
    from api.cli.match_run import export_table

    export_table(name, file, read_settings(home=home).home)


@app.command()
def load(
    name: Annotated[str, typer.Argument(metavar="LIST", show_default=False)],
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", show_default=False)],
    *,
    actor: ActorOption = NOBODY,
    home: HomeOption = None,
) -> None:
    """Load a corrected table: its rows replace those of the same place and target."""
    from api.cli.match_run import load_table

    load_table(name, file, read_settings(home=home).home, actor)
