"""Tables on a terminal, or unfolded in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

# So wide that nothing in a pipe is folded.
UNFOLDED: Final = 100_000


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; a head that ends in ``>`` is of numbers."""
    table = Table()
    for head in heads:
        table.add_column(
            head.rstrip(">"), justify="right" if head.endswith(">") else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console() if Console().is_terminal else Console(width=UNFOLDED)
    console.print(table)
