"""``venskab ledger``: a copy of the ledger, whether it is whole, and what can be saved of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.language_option import say, spoken
from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, read_settings
from api.locale.translation import _
from graph.errors import NotFound
from graph.ledger import Ledger
from graph.ledger.schema import is_there
from graph.texts import N_, Text

_FAULTY: Final = 1

app = command_group("The ledger itself: back it up, look whether it is whole, save what is.")

TargetArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A file that is not there yet.", show_default=False),
]


def _path(home: Path | None) -> Path:
    path = read_settings(home=home).ledger_path
    if not is_there(path):
        raise NotFound(
            N_("there is no ledger."), where=str(path), hint=N_("Name its folder with --home.")
        )
    return path


@app.command()
def backup(target: TargetArgument, *, home: HomeOption = None) -> None:
    """Copy the ledger to a file, also while it is written to, and read the copy back."""
    from graph.ledger.backup import back_up

    with Ledger.open(_path(home)) as ledger:
        found = back_up(ledger, target)
    say(
        "Backed up to {file}: {changes} changes, {versions} versions, read back and whole.",
        file=target, changes=found.head, versions=found.versions,
    )  # fmt: skip
    _list(found.remarks)


@app.command()
def verify(*, home: HomeOption = None) -> None:
    """Read the whole ledger: its pages, each version by its hash, its changes and releases.

    What was derived of it and kept is derived anew and compared. Exit status 1 for any fault.
    """
    from graph.engine.derived_check import is_as_derived
    from graph.ledger.verification import verify as whole

    path = _path(home)
    with Ledger.open(path) as ledger:
        found = whole(ledger)
    faults = list(found.faults)
    if not faults and is_as_derived(path) is False:
        faults.append(
            N_("What was derived of it and kept is not what it gives; it is derived anew.")
        )
    _list([*faults, *found.remarks])
    if faults:
        raise typer.Exit(_FAULTY)
    say(
        "The ledger is whole: {changes} changes, {versions} versions, {releases} releases.",
        changes=found.head, versions=found.versions, releases=found.releases,
    )  # fmt: skip


@app.command()
def salvage(target: TargetArgument, *, home: HomeOption = None) -> None:
    """Save what is whole of a damaged ledger into a new file, and name what is lost.

    Exit status 1 if anything is lost. The damaged file stays as it is.
    """
    from graph.ledger.salvage import salvage as save

    found = save(_path(home), target)
    say(
        "Saved to {file}: {changes} changes, {versions} versions, {releases} releases.",
        file=target, changes=found.changes, versions=found.versions, releases=found.releases,
    )  # fmt: skip
    _list(found.lost)
    if found.lost:
        raise typer.Exit(_FAULTY)


def _list(sentences: Iterable[Text]) -> None:
    for sentence in sentences:
        typer.echo(_(sentence, spoken()))
