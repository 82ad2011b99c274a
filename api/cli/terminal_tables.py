"""Tables on a terminal, or unfolded in a pipe."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Final

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text as Cell

from api.cli.language_option import translate
from graph.texts import Text

# So wide that nothing in a pipe is folded.
UNFOLDED: Final = 100_000


def print_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Container[int] = ()
) -> None:
    """Print a table.

    Args:
        heads: heads of the columns; those that are marked for translators are translated.
        rows: cells of each row.
        numbers: places of the columns that hold numbers, from 0.
    """
    table = Table()
    for place, head in enumerate(heads):
        shown = translate(head) if isinstance(head, Text) else head
        justify: JustifyMethod = "right" if place in numbers else "left"
        table.add_column(shown, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*(Cell(cell) for cell in row))
    console = Console() if Console().is_terminal else Console(width=UNFOLDED)
    console.print(table)
