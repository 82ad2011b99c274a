"""The rows of an answer by column: the cells that are read, and the terms behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from api.locale.result_table import Cell, ResultAnswer
from graph.terms import Term

# Beyond these a number is no measure of anything here, and no scale can hold it beside others.
_LARGEST: Final = 1e15
_SMALLEST: Final = 1e-9


@dataclass(frozen=True)
class MarkName:
    """The name of a mark.

    Attributes:
        text: what is read.
        lang: language of the text, or blank.
        iri: the thing it names, or blank.
        kind: what is told beside it, such as the kind of event, or blank.
    """

    text: str
    lang: str = ""
    iri: str = ""
    kind: str = ""


class Rows:
    """The rows of an answer.

    Args:
        answer: an answer in rows; any other has none.

    Attributes:
        columns: names of the columns that are shown, in their order.
    """

    def __init__(self, answer: ResultAnswer) -> None:
        self.columns = [name for _, name in answer.columns]
        self._headings = {name: heading for heading, name in answer.columns}
        self._at = {name: at for at, name in enumerate(self.columns)}
        self._cells = answer.rows
        self._terms = answer.terms

    def __len__(self) -> int:
        return len(self._cells)

    def heading(self, column: str) -> str:
        """The name of a column on the page."""
        return self._headings[column]

    def cells(self, row: int, column: str) -> tuple[Cell, ...]:
        """The cells of a column in a row that can be read; none where there is no such column."""
        found = self._cells[row][self._at[column]] if column in self._at else ()
        return tuple(cell for cell in found if cell.text.strip())

    def term(self, row: int, column: str) -> Term | None:
        """The term of a column in a row, if it is bound."""
        return self._terms[row].get(column)

    def holding(self, fits: Callable[[Term], bool]) -> list[str]:
        """The columns whose bound terms all fit; one without any bound term does not."""
        return [
            name for name in self.columns if (told := self._told(name)) and all(map(fits, told))
        ]

    def empty(self, column: str) -> bool:
        """True if a column is bound in no row."""
        return not self._told(column)

    def _told(self, column: str) -> list[Term]:
        return [row[column] for row in self._terms if column in row]


def number(term: Term | None) -> float | None:
    """The value of a number; None for what is no number, or one too large to be drawn."""
    if term is None or not term.is_number:
        return None
    try:
        value = float(term.value)
    except ValueError:
        return None
    return None if not abs(value) <= _LARGEST else value if abs(value) >= _SMALLEST else 0.0
