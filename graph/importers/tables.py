"""Tables of text files, read so that a broken row is named by its line and column."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from graph.errors import UnreadableFile, UnusableInput


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes:
        cells: text of each cell by column name, without surrounding blanks.
        where: file name and line, such as ``dk_gl.csv, line 3``.
    """

    cells: Mapping[str, str]
    where: str

    def refuse(self, column: str, what: str) -> UnusableInput:
        """The error that names this row and the column."""
        return UnusableInput(
            what, where=f"{self.where}, column {column}", mend="Correct the row and import again."
        )

    def optional(self, column: str) -> str:
        """The cell's text, or an empty string."""
        return self.cells[column]

    def text(self, column: str) -> str:
        """The cell's text.

        Raises:
            UnusableInput: the cell is empty.
        """
        if not self.cells[column]:
            raise self.refuse(column, "the cell is empty.")
        return self.cells[column]

    def integer(self, column: str) -> int:
        """The cell as a whole number that is not negative.

        Raises:
            UnusableInput: it is not one.
        """
        text = self.text(column)
        if not (text.isascii() and text.isdigit()):
            raise self.refuse(column, f"{text!r} is not a whole number.")
        return int(text)

    def decimal(self, column: str, low: int, high: int) -> Decimal:
        """The cell as a number from ``low`` to ``high``.

        Raises:
            UnusableInput: it is no number, or outside the range.
        """
        text = self.text(column)
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise self.refuse(column, f"{text!r} is not a number.") from error
        if not (number.is_finite() and low <= number <= high):
            raise self.refuse(column, f"{text!r} is not a number from {low} to {high}.")
        return number

    def day(self, column: str) -> date:
        """The cell as a day written ``YYYY-MM-DD``.

        Raises:
            UnusableInput: it is not one.
        """
        text = self.text(column)
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.refuse(column, f"{text!r} is not a day as YYYY-MM-DD.") from error

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        """The cell, which must be one of ``allowed``.

        Raises:
            UnusableInput: it is another text.
        """
        text = self.cells[column]
        if text not in allowed:
            listed = ", ".join(repr(one) for one in allowed)
            raise self.refuse(column, f"{text!r} is not one of {listed}.")
        return text


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a UTF-8 table with a header line.

    Args:
        path: the file.
        columns: columns that must be there; others may be.

    Raises:
        UnreadableFile: the file is missing, a directory, empty or not UTF-8.
        UnusableInput: a column is missing, or a row has too few or too many cells.
    """
    try:
        return list(_rows(_lines(path), columns, path.name))
    except csv.Error as error:
        raise UnusableInput(f"a row cannot be read: {error}.", where=path.name) from error


def read_pairs(path: Path) -> dict[str, str]:
    """A UTF-8 file of lines ``key TAB value``, with no header and no quoting.

    Raises:
        UnreadableFile: the file is missing, a directory, empty or not UTF-8.
        UnusableInput: a line is not a pair.
    """
    pairs: dict[str, str] = {}
    for number, line in enumerate(_lines(path), start=1):
        key, tab, value = line.rstrip("\r\n").partition("\t")
        if not (key and tab and value):
            raise UnusableInput(
                "the line is not two texts with a tab between.",
                where=f"{path.name}, line {number}",
            )
        pairs[key] = value
    return pairs


def unique(rows: Sequence[Row], column: str) -> dict[str, Row]:
    """The rows by their value in ``column``.

    Raises:
        UnusableInput: two rows have the same value, or one has none.
    """
    found: dict[str, Row] = {}
    for row in rows:
        value = row.text(column)
        if value in found:
            raise row.refuse(column, f"{value!r} stands already in {found[value].where}.")
        found[value] = row
    return found


def _lines(path: Path) -> list[str]:
    try:
        # The newlines stay as they are: the csv module parts the rows, also inside quotes.
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror}.", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"byte {error.start} is not UTF-8.", where=str(path)) from error
    if not text.strip():
        raise UnreadableFile("the file is empty.", where=str(path))
    return text.splitlines(keepends=True)


def _rows(lines: list[str], columns: Sequence[str], name: str) -> Iterator[Row]:
    reader = csv.reader(lines, strict=True)
    header = next(reader, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise UnusableInput(f"the column {missing[0]} is missing.", where=f"{name}, line 1")
    for cells in reader:
        if not cells:
            continue
        where = f"{name}, line {reader.line_num}"
        if len(cells) != len(header):
            raise UnusableInput(
                f"the row has {len(cells)} cells, the header {len(header)}.",
                where=where,
                mend="Quote cells that hold a comma.",
            )
        yield Row({key: cell.strip() for key, cell in zip(header, cells, strict=True)}, where)
