"""Loads lists into the ledger and tells what became of them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import typer

from api.cli.change_line import tell
from api.cli.language_option import say, spoken, translate
from api.cli.progress_bar import progress_bar
from api.cli.terminal_tables import print_table
from graph.data.shipped import open_home
from graph.ledger import Ledger
from graph.licenses import short_name
from graph.lists.building import BuiltList
from graph.lists.left_outs import report_lines
from graph.lists.shipped import SHIPPED, build_shipped, shipped_about
from graph.lists.store import loaded_lists, put_lists
from graph.texts import N_

_HEADS: Final = (
    N_("List"), N_("Edition"), N_("Licence"), N_("Places"), N_("Ties"), N_("Statements"),
    N_("Decisions"),
)  # fmt: skip


def show_lists(home: Path) -> None:
    """Print the lists that are loaded, and the shipped ones that are not."""
    with open_home(home) as ledger:
        loaded = loaded_lists(ledger)
    if loaded:
        rows = [
            (
                each.name,
                each.published,
                short_name(each.licence),
                f"{each.places:,}",
                f"{each.ties:,}",
                f"{each.statements:,}",
                f"{each.matches:,}",
            )
            for each in loaded
        ]
        print_table(_HEADS, rows, numbers={3, 4, 5, 6})
    else:
        say("No list is loaded.")
    names = {each.name for each in loaded}
    for name in SHIPPED:
        if name not in names:
            about = shipped_about(name)
            say(
                "{name} comes with Venskab, edition {edition}: venskab list add {name}",
                name=name, edition=about.published,
            )  # fmt: skip


def add_shipped(names: Sequence[str], home: Path, actor: str, report: Path | None) -> None:
    """Load lists of the package, and tell their counts and what was left out."""
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        shipped_about(name)
    with open_home(home) as ledger, progress_bar() as progress:
        built = [build_shipped(name, _told(progress, name)) for name in wanted]
        progress(N_("Writing"), 0, 1)
        tell_added(ledger, built, actor)
    if report:
        write_report(report, built)


def _told(progress: Callable[[str, float, float], None], name: str) -> Callable[[int], None]:
    what = N_("Reading {name}", name=name)
    return lambda rows: progress(what, rows, max(rows, 40_000))


def tell_added(ledger: Ledger, built: Sequence[BuiltList], actor: str) -> None:
    """Put lists into the ledger, and tell what was read, left out and changed."""
    for each in built:
        say(
            "{name}: {rows:,} rows give {ties:,} ties of {places:,} places.",
            name=each.source.name, rows=each.rows, ties=each.ties, places=each.places,
        )  # fmt: skip
        for reason, count in each.left_outs.summary(translate):
            typer.echo(f"  {count:>7,}  {reason}")
    for change in put_lists(ledger, built, actor=actor):
        typer.echo(tell(change, spoken()))


def write_report(path: Path, built: Iterable[BuiltList]) -> None:
    """Write what was left out of lists, merged or doubted, as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file, suppress(BrokenPipeError):
        writer = csv.writer(file)
        for number, each in enumerate(built):
            rows = iter(report_lines(each.left_outs.lines, translate))
            head = next(iter(rows))
            if not number:
                writer.writerow(("list", *head))
            writer.writerows((each.source.name, *row) for row in rows)
