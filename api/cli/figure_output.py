"""Writes what was measured: as a table to read, as CSV for a spreadsheet, as JSON for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]


class FigureFormat(StrEnum):
    """The forms of measures."""

    table = "table"
    csv = "csv"
    json = "json"


def write_figures(found: Row | Sequence[Row], document: Row, shown: FigureFormat) -> None:
    """Write figures to standard output.

    Args:
        found: rows, or measures of the whole by name, each of which makes a row.
        document: what JSON has instead: the same, and what it was made of.
        shown: how.
    """
    if shown is FigureFormat.json:
        sys.stdout.write(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    elif shown is FigureFormat.csv:
        _write_csv(_measures(dict(_flat(found))) if isinstance(found, Mapping) else found)
    else:
        _print_table(_measures(found) if isinstance(found, Mapping) else found)


def _measures(found: Row) -> list[Row]:
    return [{"measure": name, "value": value} for name, value in found.items()]


def _flat(row: Row) -> Iterator[tuple[str, Any]]:
    """A measure of several figures as ``measure.figure`` each."""
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", each) for inner, each in _flat(value))
        else:
            yield name, value


def _write_csv(rows: Sequence[Row]) -> None:
    flat = [dict(_flat(row)) for row in rows]
    # A figure that is missing of one node may be there of the next.
    columns = list(dict.fromkeys(name for row in flat for name in row))
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)


def _print_table(rows: Sequence[Row]) -> None:
    # Not for the help, nor for CSV and JSON.
    from rich.console import Console
    from rich.table import Table

    table = Table(*(name.replace("_", " ") for name in (rows[0] if rows else ())))
    for row in rows:
        table.add_row(*map(_cell, row.values()))
    # So wide that nothing in a pipe is folded.
    Console(width=None if Console().is_terminal else 1_000).print(table)


def _cell(value: Any) -> str:
    if value is None:
        return "not defined"
    if isinstance(value, Mapping):
        return "\n".join(f"{name} {_cell(inner)}" for name, inner in value.items())
    if isinstance(value, float):
        return f"{value:,.4f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
