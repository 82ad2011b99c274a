"""Writes into a remote engine by SPARQL Update and the Graph Store Protocol, piece by piece."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final

from graph.engine.remote.connection import Connection
from graph.engine.remote.content import GraphDelta
from graph.engine.remote.marker import MERGE_GRAPH, PROPERTY, Merge
from graph.identifiers import CHANGES_GRAPH

# Statements of one update: more make the compilers of some engines give up.
_PIECE: Final = 400
# A graph of more is written by the Graph Store Protocol, statements.
_LARGE: Final = 2_000
# A triple that some engines take by an update only, characters.
_LONG: Final = 10_000
# Statements of one upload to the merge.
_UPLOAD: Final = 20_000
# Statements that one question asks about.
_ASKED: Final = 50


class Writer:
    """Writes into an engine while its marker says that it is being written.

    Args:
        connection: the engine.
        merge: where its default graph comes from.
    """

    def __init__(self, connection: Connection, merge: Merge) -> None:
        self._connection = connection
        self._merge: Merge = merge

    def apply(self, deltas: Sequence[GraphDelta]) -> None:
        """Change the graphs by their deltas, then the merge of all.

        Raises:
            EngineUnavailable: the engine does not answer, or refuses.
        """
        for delta in deltas:
            if delta.gone:
                self._connection.update(f"DROP SILENT GRAPH <{delta.graph}>")
            else:
                self._data("DELETE", delta.graph, self._triples(delta.graph, delta.removed))
            self._data(
                "INSERT", delta.graph, self._triples(delta.graph, (*delta.added, *delta.again))
            )
        if self._merge != "union":
            self._change_merge(deltas)

    def _change_merge(self, deltas: Sequence[GraphDelta]) -> None:
        target = None if self._merge == "default" else MERGE_GRAPH
        lost = set(chain.from_iterable(self._triples(each.graph, each.removed) for each in deltas))
        self._data("DELETE", target, sorted(lost - self._stated(sorted(lost))))
        got = (self._triples(each.graph, (*each.added, *each.again)) for each in deltas)
        self._data("INSERT", target, chain.from_iterable(got))

    def _stated(self, triples: Sequence[str]) -> set[str]:
        """Those of some triples that a graph still states."""
        found: set[str] = set()
        for piece in _pieces(triples, _ASKED):
            # The merge itself is no graph that states anything.
            parts = [
                f"{{ GRAPH ?g {{ {triple} }} FILTER (?g != <{MERGE_GRAPH}>) BIND ({n} AS ?n) }}"
                for n, triple in enumerate(piece)
            ]
            rows = self._connection.rows(f"SELECT DISTINCT ?n {{ {' UNION '.join(parts)} }}")
            found.update(piece[int(row["n"].value)] for row in rows)
        return found

    def replace(self, graphs: Mapping[str, Collection[str]], there: Collection[str]) -> None:
        """Put whole graphs in the place of all that is there.

        Args:
            graphs: N-Quads lines by the IRI of their graph.
            there: IRIs of the graphs in the engine now.

        Raises:
            EngineUnavailable: the engine does not answer, or refuses.
        """
        for graph in sorted({*there} - graphs.keys()):
            self._connection.update(f"DROP SILENT GRAPH <{graph}>")
        self._clear_changes()
        small: list[tuple[str, Sequence[str]]] = []
        for graph, lines in graphs.items():
            triples = self._triples(graph, lines)
            if graph != CHANGES_GRAPH and (graph in there or len(triples) > _LARGE):
                self._load(graph, triples, replace=True)
            else:
                small.append((graph, triples))
        self._insert_small(small)
        if self._merge != "union":
            self._replace_merge(graphs)

    def _clear_changes(self) -> None:
        """Empty the graph of changes, but for the marker in it."""
        triple = f"GRAPH <{CHANGES_GRAPH}> {{ ?s ?p ?o"
        self._connection.update(
            f"DELETE {{ {triple} }} }} WHERE {{ {triple} FILTER (?p != <{PROPERTY}>) }} }}"
        )

    def _insert_small(self, graphs: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Insert graphs, many at once where they are small."""
        parts: list[str] = []
        count = 0
        for graph, triples in graphs:
            for piece in _pieces(triples, _PIECE):
                if count + len(piece) > _PIECE:
                    self._connection.update(f"INSERT DATA {{ {' '.join(parts)} }}")
                    parts, count = [], 0
                parts.append(_block(graph, piece))
                count += len(piece)
        if parts:
            self._connection.update(f"INSERT DATA {{ {' '.join(parts)} }}")

    def _replace_merge(self, graphs: Mapping[str, Collection[str]]) -> None:
        target = None if self._merge == "default" else MERGE_GRAPH
        triples = chain.from_iterable(
            self._triples(graph, lines) for graph, lines in graphs.items()
        )
        replace = True
        for piece in _pieces(triples, _UPLOAD):
            self._load(target, piece, replace=replace)
            replace = False

    def _triples(self, graph: str, lines: Iterable[str]) -> list[str]:
        """Subject, predicate and object of each N-Quads line of a graph, as they are stored."""
        ending = len(f" <{graph}> .")
        stored = self._connection.profile.as_stored
        return [stored(line[:-ending]) for line in lines]

    def _load(self, graph: str | None, triples: Sequence[str], *, replace: bool) -> None:
        """Write triples into a graph; very long ones by an update, which every engine takes."""
        short = [triple for triple in triples if len(triple) < _LONG]
        self._connection.load(graph, _ntriples(short), replace=replace)
        if len(short) < len(triples):
            self._data("INSERT", graph, (each for each in triples if len(each) >= _LONG))

    def _data(self, verb: str, graph: str | None, triples: Iterable[str]) -> None:
        for piece in _pieces(triples, _PIECE):
            self._connection.update(f"{verb} DATA {{ {_block(graph, piece)} }}")


def _block(graph: str | None, triples: Sequence[str]) -> str:
    text = " .\n".join(triples)
    return text if graph is None else f"GRAPH <{graph}> {{ {text} }}"


def _ntriples(triples: Iterable[str]) -> bytes:
    return "".join(f"{triple} .\n" for triple in triples).encode()


def _pieces(triples: Iterable[str], most: int) -> Iterator[list[str]]:
    left = iter(triples)
    while piece := list(islice(left, most)):
        yield piece
