"""Builds the graph of a list from its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.errors import UnusableInput
from graph.lists import list_places as place_statements
from graph.lists import list_ties as tie_statements
from graph.lists.about import ListSource
from graph.lists.left_outs import LeftOuts
from graph.lists.list_ties import Ties
from graph.lists.nquads_text import lines_of
from graph.lists.rows import RowReader
from graph.texts import N_

# Told now and then how many rows have been read.
Progress = Callable[[int], object]
_STEP = 1000


@dataclass(frozen=True)
class BuiltList:
    """A list, ready to be put into the ledger.

    Attributes:
        source: the facts about it.
        lines: N-Quads lines of its graph.
        left_outs: what was left out, merged or doubted.
        rows: number of rows that were read.
        places: number of places.
        ties: number of ties.
    """

    source: ListSource
    lines: list[str]
    left_outs: LeftOuts
    rows: int
    places: int
    ties: int


def build(
    source: ListSource,
    read: RowReader,
    left_outs: LeftOuts | None = None,
    progress: Progress = lambda _: None,
) -> BuiltList:
    """Read a list, row after row, and build its graph.

    Args:
        source: the facts about it.
        read: gives its rows.
        left_outs: takes down what is left out.
        progress: told the number of rows now and then.

    Raises:
        UnusableInput: no row gives a tie.
    """
    report = left_outs or LeftOuts()
    ties = Ties(report)
    for given in read(report):
        ties.take(given)
        if ties.rows % _STEP == 0:
            progress(ties.rows)
    ties.places.finish()
    if not len(ties):
        raise _nothing(source, report)
    lines = list(_lines(source, ties))
    return BuiltList(source, lines, report, ties.rows, sum(1 for _ in ties.places), len(ties))


def _lines(source: ListSource, ties: Ties) -> Iterator[str]:
    name, graph = source.name, source.graph
    yield from lines_of(graph, source.said(), graph)
    for place in ties.places:
        for subject, said in place_statements.said_of(place, name):
            yield from lines_of(subject, said, graph)
    for network in {tie.network for tie in ties if tie.network}:
        yield from lines_of(*tie_statements.said_of_network(network, name), graph)
    for tie in ties:
        yield from lines_of(*tie_statements.said_of(tie, name), graph)


def _nothing(source: ListSource, report: LeftOuts) -> UnusableInput:
    """The error that no row gives a tie, with the first row that was left out."""
    first = next(iter(report.lines), None)
    hint = N_("Look whether the form and the columns are the right ones.")
    if first:
        hint = N_("The first row that was left out: {row}: {what}", row=first.row, what=first.what)
    return UnusableInput(N_("there is no tie in it."), where=source.name, hint=hint)
