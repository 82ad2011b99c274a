"""Loads lists into the ledger and tells what became of them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import typer

from api.cli.change_line import tell
from api.cli.language_option import say, spoken, translate
from api.cli.load_run import KEPT_OUT
from api.cli.progress_bar import progress_bar
from api.cli.terminal_tables import print_table
from api.locale.translation import translator
from graph.data.shipped import open_home
from graph.licenses import short_name
from graph.lists.about import ListSource
from graph.lists.building import BuiltList, build
from graph.lists.editions import EditionDifference, difference
from graph.lists.kept_rows import KeptRows
from graph.lists.left_outs import report_lines
from graph.lists.list_store import edition_in, loaded_lists, put_lists
from graph.lists.packaged_lists import SHIPPED, build_shipped, shipped_about
from graph.lists.rows import RowReader
from graph.matching.packed_decisions import take_shipped
from graph.texts import N_
from graph.validation.list_sample import kept_out

_HEADS: Final = (
    N_("List"), N_("Edition"), N_("Licence"), N_("Places"), N_("Ties"), N_("Statements"),
    N_("Decisions"),
)  # fmt: skip

# What the bar shows as the whole while nobody knows how many rows there are.
_USUAL_ROWS: Final = 40_000


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
        for each in built:
            tell_read(each)
            _judge(each)
        changes = put_lists(ledger, built, actor=actor) + take_shipped(ledger, actor=actor)
        for change in changes:
            typer.echo(tell(change, spoken()))
    if report:
        write_report(report, built)


@dataclass(frozen=True)
class ListImport:
    """An import of a list.

    Attributes:
        source: the facts about the list.
        files: its files, each with who reads it.
        home: folder of the ledger.
        actor: who imports it.
        dry_run: tell, and change nothing.
        report: where what was left out is written; None for nowhere.
        changes: where what came and went is written; None for nowhere.
    """

    source: ListSource
    files: Sequence[tuple[Path, RowReader]]
    home: Path
    actor: str
    dry_run: bool
    report: Path | None
    changes: Path | None


def import_and_tell(wanted: ListImport) -> None:
    """Import a list, and tell its counts, what was left out, and what came and went."""
    name = wanted.source.name
    rows = KeptRows.of(wanted.home, name, wanted.files)
    with open_home(wanted.home) as ledger, progress_bar() as progress:
        built = build(wanted.source, rows, progress=_told(progress, name))
        tell_read(built)
        if wanted.report:
            write_report(wanted.report, [built])
        if old := edition_in(ledger, name):
            tell_edition(difference(old, built.lines, name), wanted.changes)
        if wanted.dry_run:
            say("Nothing was changed.")
            return
        _judge(built)
        progress(N_("Writing"), 0, 1)
        (change,) = put_lists(ledger, [built], actor=wanted.actor)
    rows.forget()
    typer.echo(tell(change, spoken()))


def _judge(built: BuiltList) -> None:
    """Judge a list by a part of it that has all its forms; nothing is changed where it fails.

    Raises:
        typer.Exit: a violation keeps it out; what, has been told.
    """
    report = kept_out(built.lines)
    if report is not None:
        typer.echo(report.as_text(spoken(), translator(spoken())), nl=False)
        raise typer.Exit(KEPT_OUT)


def _told(progress: Callable[[str, float, float], None], name: str) -> Callable[[int], None]:
    what = N_("Reading {name}", name=name)
    return lambda rows: progress(what, rows, max(rows, _USUAL_ROWS))


def tell_read(built: BuiltList) -> None:
    """Tell what was read of a list and what was left out."""
    say(
        "{name}: {rows:,} rows give {ties:,} ties of {places:,} places.",
        name=built.source.name, rows=built.rows, ties=built.ties, places=built.places,
    )  # fmt: skip
    for reason, count in built.left_outs.summary(translate):
        typer.echo(f"  {count:>7,}  {reason}")


def tell_edition(found: EditionDifference, file: Path | None) -> None:
    """Tell what came and went with a new edition, and write all of it to a file."""
    came, went, changed = (
        (len(keys["place"]), len(keys["tie"])) for keys in (found.came, found.went, found.changed)
    )
    say(
        "Came with this edition: places {places:,}, ties {ties:,}.",
        places=came[0], ties=came[1],
    )  # fmt: skip
    say("Went: places {places:,}, ties {ties:,}.", places=went[0], ties=went[1])
    say("Changed: places {places:,}, ties {ties:,}.", places=changed[0], ties=changed[1])
    if file:
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(("change", "kind", "key"))
            writer.writerows(found.rows())


def write_report(path: Path, built: Iterable[BuiltList]) -> None:
    """Write what was left out of lists, merged or doubted, as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number, each in enumerate(built):
            head, *rows = report_lines(each.left_outs.lines, translate)
            if not number:
                writer.writerow(("list", *head))
            writer.writerows((each.source.name, *row) for row in rows)
