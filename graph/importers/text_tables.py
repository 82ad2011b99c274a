"""Tables of text files, read so that a broken row is named by its line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Protocol

from graph.errors import UnreadableFile, UnusableInput, reason_of
from graph.texts import N_


class _Reader(Protocol):
    """The rows of :func:`csv.reader`."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


@dataclass(frozen=True)
class TextRow:
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
            what,
            where=N_("{where}, column {column}", where=self.where, column=column),
            hint=N_("Correct the row and import again."),
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
            raise self.refuse(column, N_("the cell is empty."))
        return self.cells[column]

    def integer(self, column: str) -> int:
        """The cell as a whole number that is not negative.

        Raises:
            UnusableInput: it is not one.
        """
        text = self.text(column)
        if not (text.isascii() and text.isdigit()):
            raise self.refuse(column, N_("{text!r} is not a whole number.", text=text))
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
            raise self.refuse(column, N_("{text!r} is not a number.", text=text)) from error
        if not (number.is_finite() and low <= number <= high):
            raise self.refuse(
                column,
                N_("{text!r} is not a number from {low} to {high}.", text=text, low=low, high=high),
            )
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
            raise self.refuse(
                column, N_("{text!r} is not a day as YYYY-MM-DD.", text=text)
            ) from error

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        """The cell, which must be one of ``allowed``.

        Raises:
            UnusableInput: it is another text.
        """
        text = self.cells[column]
        if text not in allowed:
            listed = ", ".join(repr(one) for one in allowed)
            raise self.refuse(
                column, N_("{text!r} is not one of {listed}.", text=text, listed=listed)
            )
        return text


def detect_encoding(path: Path) -> str:
    """The encoding of a text file: ``UTF-8`` where it is that, else ``ISO-8859-1``.

    Every byte is a character in ISO-8859-1, but no text has its control characters: a file with
    such bytes is in a third encoding (Windows, Mac, UTF-16) and would give wrong names.

    Raises:
        UnreadableFile: the file cannot be read, or is in neither encoding.
    """
    data = _bytes(path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        control = re.search(rb"[\x00-\x08\x0e-\x1f\x7f-\x9f]", data)
        if control is None:
            return "ISO-8859-1"
        raise UnreadableFile(
            N_(
                "byte {control} is a character neither of UTF-8 nor of ISO-8859-1.",
                control=control.start(),
            ),
            where=str(path),
            hint=N_("Save the file as UTF-8 and import again."),
        ) from None
    return "UTF-8"


def read_table(
    path: Path, columns: Sequence[str], *, delimiter: str = ",", encoding: str = "UTF-8"
) -> list[TextRow]:
    """The rows of a table with a header line.

    Args:
        path: the file.
        columns: columns that must be there; others may be.
        delimiter: the character between two cells.
        encoding: the encoding of the text.

    Raises:
        UnreadableFile: the file is missing, a directory, empty or in another encoding.
        UnusableInput: a column is missing, or a row has too few or too many cells.
    """
    try:
        reader = csv.reader(_lines(path, encoding), delimiter=delimiter, strict=True)
        return list(_rows(reader, columns, path.name))
    except csv.Error as error:
        raise UnusableInput(
            N_("a row cannot be read: {reason}.", reason=error), where=path.name
        ) from error


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
                N_("the line is not two texts with a tab between."),
                where=N_("{name}, line {number}", name=path.name, number=number),
            )
        pairs[key] = value
    return pairs


def unique(rows: Sequence[TextRow], column: str) -> dict[str, TextRow]:
    """The rows by their value in ``column``.

    Raises:
        UnusableInput: two rows have the same value, or one has none.
    """
    found: dict[str, TextRow] = {}
    for row in rows:
        value = row.text(column)
        if value in found:
            raise row.refuse(
                column,
                N_("{value!r} stands already in {where}.", value=value, where=found[value].where),
            )
        found[value] = row
    return found


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            N_("cannot be read: {reason}.", reason=reason_of(error)), where=str(path)
        ) from error


def read_text(path: Path, encoding: str = "UTF-8") -> str:
    """The text of a file, without a byte order mark.

    Raises:
        UnreadableFile: the file is missing, a directory, empty or in another encoding.
    """
    try:
        text = _bytes(path).decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            N_("byte {start} is not {encoding}.", start=error.start, encoding=encoding),
            where=str(path),
        ) from error
    if not text.strip():
        raise UnreadableFile(N_("the file is empty."), where=str(path))
    return text


def _lines(path: Path, encoding: str = "UTF-8") -> list[str]:
    # The newlines stay as they are: the csv module parts the rows, also inside quotes.
    return read_text(path, encoding).splitlines(keepends=True)


def _rows(reader: _Reader, columns: Sequence[str], name: str) -> Iterator[TextRow]:
    header = next(reader, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise UnusableInput(
            N_("the column {missing} is missing.", missing=missing[0]),
            where=N_("{name}, line 1", name=name),
        )
    for cells in reader:
        if not cells:
            continue
        where = f"{name}, line {reader.line_num}"
        if len(cells) != len(header):
            raise UnusableInput(
                N_(
                    "the row has {cells} cells, the header {header}.",
                    cells=len(cells),
                    header=len(header),
                ),
                where=where,
                hint=N_("Quote cells that hold a comma."),
            )
        yield TextRow({key: cell.strip() for key, cell in zip(header, cells, strict=True)}, where)
