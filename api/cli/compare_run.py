"""Prints the comparison of registers: as tables to read, or one of them as CSV or JSON."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Final

import typer

from api.cli.figure_output import FigureFormat
from api.cli.language_option import spoken, translate
from api.cli.options import limits_of, read_settings
from api.cli.progress_bar import progress_bar
from api.cli.terminal_tables import print_table
from api.locale.language import Lang
from api.registers.cell_texts import cell_text, column_title
from graph.comparison.comparison_report import MAKERS, ComparisonReport
from graph.comparison.figure_tables import CellKind, FigureTable
from graph.comparison.home_report import report_of_home
from graph.errors import BadParameter
from graph.near_names import nearest
from graph.texts import N_

# What answers first; the others are asked for by name.
_FIRST: Final = ("registers", "overlap", "support", "ended")
_NUMBERS: Final = frozenset({CellKind.COUNT, CellKind.NUMBER, CellKind.SHARE})


def print_comparison(
    table: str | None, shown: FigureFormat, as_of: str | None, home: Path | None
) -> None:
    """Compare the registers that are loaded, and print what was asked for.

    Args:
        table: name of a table; None for the ones that answer first.
        shown: how it is written.
        as_of: a release or a day; None is now.
        home: folder that holds the ledger; None is the setting's.

    Raises:
        BadParameter: there is no such table, or CSV is asked of several.
        NotFound: no list is loaded.
    """
    _check(table, shown)
    settings = read_settings(home=home)
    with progress_bar() as progress:
        report = report_of_home(settings.home, limits_of(settings), as_of=as_of, progress=progress)
    names = [table] if table else _FIRST if shown is FigureFormat.table else list(MAKERS)[:-1]
    found = [report.tables[name] for name in names]
    if shown is FigureFormat.csv:
        write_csv(found[0])
    elif shown is FigureFormat.json:
        document = {
            "generation": report.generation,
            "tables": {each.name: each.rows for each in found},
        }
        typer.echo(json.dumps(document, indent=1, ensure_ascii=False, default=dict))
    else:
        for each in found:
            _print(report, each, spoken())


def _check(table: str | None, shown: FigureFormat) -> None:
    known = ", ".join(MAKERS)
    if table is not None and table not in MAKERS:
        near = nearest(table, MAKERS, most=1)
        hint = (
            N_("Did you mean {near}?", near=near[0]) if near else N_("Take {known}.", known=known)
        )
        raise BadParameter(N_("There is no table {name!r}.", name=table[:40]), hint=hint)
    if table is None and shown is FigureFormat.csv:
        raise BadParameter(
            N_("A CSV file holds one table."), hint=N_("Name one: {known}.", known=known)
        )


def write_csv(table: FigureTable) -> None:
    """Write a table as CSV to standard output."""
    names = [column.name for column in table.columns]
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(table.rows)


def _print(report: ComparisonReport, table: FigureTable, lang: Lang) -> None:
    typer.echo(f"\n{translate(table.title)}\n")
    numbers = {place for place, each in enumerate(table.columns) if each.kind in _NUMBERS}
    rows = [
        [cell_text(row[column.name], column.kind, report, lang) for column in table.columns]
        for row in table.rows
    ]
    print_table([column_title(each, lang) for each in table.columns], rows, numbers=numbers)
    typer.echo(f"{translate(table.method)}\n{translate(table.left_out)}")
