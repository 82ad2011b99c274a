"""A table of figures: columns, rows, how they were worked out, and what is not in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.texts import Text, Words

Cell = str | int | float | None
Row = Mapping[str, Cell]


class CellKind(StrEnum):
    """The kinds of values of a column.

    An answer is yes, no or unknown; registers are names with a blank between; a decade is its first
    year; a range is ``4-7``, ``4`` or ``32+``.
    """

    TEXT = "text"
    NAME = "name"
    ANSWER = "answer"
    REGISTER = "register"
    REGISTERS = "registers"
    COUNTRY = "country"
    ADDRESS = "address"
    EDTF = "edtf"
    DATE = "date"
    DECADE = "decade"
    RANGE = "range"
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"


@dataclass(frozen=True)
class FigureColumn:
    """A column.

    Attributes:
        name: its name in files.
        title: its name for readers.
        kind: what its values are; a share lies between 0 and 1.
    """

    name: str
    title: Words
    kind: CellKind = CellKind.COUNT


@dataclass(frozen=True)
class FigureTable:
    """A table of figures.

    Attributes:
        name: its name in addresses and files.
        title: its name for readers.
        method: how the figures were worked out.
        left_out: what is not in them.
        columns: its columns.
        rows: a cell is None where a figure is not defined or not known.
    """

    name: str
    title: Text
    method: Text
    left_out: Text
    columns: Sequence[FigureColumn]
    rows: Sequence[Row]
