"""Reads the edge lists that network collections publish: two columns, comments by % or #."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.errors import UnreadableFile, reason_of
from graph.network.computing.simple_graph import SimpleGraph
from graph.texts import N_

_COMMENTS: Final = ("%", "#")


def read_edge_list(path: Path) -> SimpleGraph:
    """The undirected simple graph of an edge list.

    The first two columns, apart by blanks, tabs or a comma, name the ends; further columns
    (weight, time) are passed over. Both directions of a tie, and a tie said twice, are one edge.

    Raises:
        UnreadableFile: the file cannot be read, is not UTF-8, has no tie, or a line of one column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFile(N_("{reason}.", reason=reason_of(error)), where=str(path)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(N_("The file is not UTF-8 text."), where=str(path)) from error
    graph = SimpleGraph.of(_ties(text, str(path)))
    if not graph.nodes:
        raise UnreadableFile(
            N_("There is no tie in the file."), where=str(path), hint=N_("Give two columns a line.")
        )
    return graph


def _ties(text: str, where: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith(_COMMENTS):
            continue
        columns = _columns(line)
        if len(columns) < 2 or not (columns[0] and columns[1]):
            raise UnreadableFile(
                N_("A tie needs two columns."),
                where=N_("{where}, line {number}", where=where, number=number),
                hint=N_("Part them by a tab, blanks or a comma; begin a comment with % or #."),
            )
        yield columns[0], columns[1]


def _columns(line: str) -> list[str]:
    """A tab or comma may stand between names that hold blanks."""
    for separator in ("\t", ","):
        if separator in line:
            return [column.strip() for column in line.split(separator)]
    return line.split()
