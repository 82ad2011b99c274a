"""The changes of a ledger in pages whose bounds never move: what is full stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.ledger.database import moment_of
from graph.ledger.history import History

FULL: Final = 250_000
"""Bytes of N-Quads on a page; a change that is larger by itself has a page of its own."""
# What is said of a change beside the version that it brought.
_DESCRIPTION: Final = 900
_SIZES: Final = """
    SELECT sequence, made, coalesce(bytes, 0)
    FROM changes LEFT JOIN versions ON versions.hash = changes.hash
    ORDER BY sequence
"""
_CHANGES: Final = """
    SELECT * FROM (
        SELECT sequence, made, graph, hash,
               lag(hash) OVER (PARTITION BY graph ORDER BY sequence)
        FROM changes WHERE sequence <= ?
    ) WHERE sequence >= ? ORDER BY sequence
"""


@dataclass(frozen=True)
class ChangePage:
    """Changes that follow each other.

    Attributes:
        first: number of the first.
        last: number of the last.
        began: when the first was made, UTC.
        ended: when the last was made, UTC.
        next: number of the first change of the page after it; None where it may still grow.
    """

    first: int
    last: int
    began: datetime
    ended: datetime
    next: int | None = None


@dataclass(frozen=True)
class GraphEvent:
    """A change as those who follow the graph are told of it: not who made it, nor why.

    Attributes:
        sequence: its number.
        when: when it was made, UTC.
        graph: IRI of the graph.
        hash: the version that the graph has since; None after a withdrawal.
        former: the version before; None where there was none.
    """

    sequence: int
    when: datetime
    graph: str
    hash: str | None
    former: str | None


def change_pages(ledger: History) -> list[ChangePage]:
    """All pages, the oldest first; the last is the only one that grows."""
    with ledger.reading():
        sizes = ledger.connection.execute(_SIZES).fetchall()
    starts, filled = [], FULL
    for place, (_, _, size) in enumerate(sizes):
        filled += size + _DESCRIPTION
        if filled > FULL:
            starts.append(place)
            filled = size + _DESCRIPTION
    ends = [*starts[1:], len(sizes)]
    return [
        _page(sizes[start], sizes[end - 1], sizes[end][0] if end < len(sizes) else None)
        for start, end in zip(starts, ends, strict=False)
    ]


def _page(first: tuple[int, str, int], last: tuple[int, str, int], after: int | None) -> ChangePage:
    return ChangePage(first[0], last[0], moment_of(first[1]), moment_of(last[1]), after)


def events(ledger: History, page: ChangePage) -> Iterator[GraphEvent]:
    """The changes of a page, the oldest first."""
    with ledger.reading():
        rows = ledger.connection.execute(_CHANGES, (page.last, page.first)).fetchall()
    for sequence, made, *rest in rows:
        yield GraphEvent(sequence, moment_of(made), *rest)
