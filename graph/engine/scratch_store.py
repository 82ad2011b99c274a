"""A few statements as a store of their own, to be asked the library's questions."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from graph.engine.dataset import merge
from graph.prefixes import BASE
from graph.terms import Row, read_solutions


class ScratchStore:
    """Statements in their graphs; the default graph is their merge, as that of an index is.

    Args:
        lines: N-Quads lines without line ends.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._store = ox.Store()
        self._store.bulk_load("\n".join(lines).encode(), ox.RdfFormat.N_QUADS)
        merge(self._store, list(self._store.named_graphs()), self._store)

    def rows(self, text: str) -> Sequence[Row]:
        """The rows of a SELECT of our own; nothing limits it but what limits this process."""
        return read_solutions(self.answer(text)).rows

    def answer(self, text: str) -> bytes:
        """The answer to a SELECT or an ASK of our own, as JSON."""
        result = self._store.query(text, base_iri=BASE)
        if isinstance(result, ox.QueryTriples):
            raise TypeError("neither a SELECT nor an ASK query")
        body = io.BytesIO()
        result.serialize(body, format=ox.QueryResultsFormat.JSON)
        return body.getvalue()
