"""Sheets as a person sees them: the text of each filled cell, and what is wrong with it.

A reader of a file format makes these; nobody else knows the format. A value that a spreadsheet
program may have changed behind the writer's back (a date, a long number, a formula) is given as it
is shown, or with the remark that says why it cannot be used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Final

from graph.texts import Text

# Spaces that a person cannot tell from a space, and signs that are not seen at all.
_COORDINATE: Final = re.compile(r"([A-Z]+)(\d+)")
_BREAK: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BLANK: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
_UNSEEN: Final = re.compile(
    "[\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)


@dataclass(frozen=True, slots=True)
class CellRemark:
    """What a reader has to say of a cell.

    Attributes:
        what: one sentence that says what is wrong, or what was done.
        hint: how to mend it; blank where nothing needs mending.
        error: the cell cannot be used; else it is used and this is only told.
    """

    what: Text
    hint: Text | str = ""
    error: bool = True


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A filled cell.

    Attributes:
        text: what a person sees in it, without blanks around; "" where the remark is an error.
        remark: what is to be said of it, or None.
    """

    text: str
    remark: CellRemark | None = None


@dataclass(slots=True)
class Sheet:
    """A sheet of a workbook, or a file of a folder of CSV.

    Attributes:
        name: what stands on its tab; of a CSV file the name without its end.
        file: the file that it is in.
        rows: by number from 1, the filled cells by number of their column from 1.
        remarks: what is to be said of cells that hold nothing, and of the sheet, by coordinate
            ("" is the sheet).
    """

    name: str
    file: str
    rows: dict[int, dict[int, SheetCell]] = field(default_factory=dict)
    remarks: dict[str, list[CellRemark]] = field(default_factory=dict)

    def put(self, row: int, column: int, cell: SheetCell) -> None:
        """Fill a cell; one without text and without remark stays empty."""
        if cell.text or cell.remark:
            self.rows.setdefault(row, {})[column] = cell

    def remark(self, at: str, remark: CellRemark) -> None:
        """Say something of a coordinate, or of the sheet where it is blank."""
        self.remarks.setdefault(at, []).append(remark)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file or folder, in order.

    Attributes:
        file: its path as it was given.
        sheets: by name.
    """

    file: str
    sheets: Mapping[str, Sheet]


def column_letters(column: int) -> str:
    """The letters of a column.

    Args:
        column: its number, from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return letters


def coordinate(row: int, column: int) -> str:
    """A cell as spreadsheet programs name it.

    >>> coordinate(7, 3)
    'C7'
    """
    return f"{column_letters(column)}{row}"


def position(at: str) -> tuple[int, int]:
    """The row and the column of a coordinate, from 1; two noughts for anything else.

    >>> position("C7"), position("AB12"), position("")
    ((7, 3), (12, 28), (0, 0))
    """
    found = _COORDINATE.fullmatch(at)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * len(ascii_uppercase) + ascii_uppercase.index(letter) + 1
    return int(found[2]), column


def seen(text: str) -> str:
    """A text as it is seen: no unseen signs, every blank a plain space, none at its ends.

    >>> seen(" Aarhus\u00a0Kommune\u200b ")
    'Aarhus Kommune'
    """
    plain = _UNSEEN.sub("", _BREAK.sub("\n", text))
    return _BLANK.sub(" ", plain).strip()
