"""The derivation's view of an Oxigraph store, and of graphs that are no store yet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from graph.identifiers import CHANGES_GRAPH, DERIVED_GRAPH

_ADDED: Final = frozenset({ox.NamedNode(DERIVED_GRAPH), ox.NamedNode(CHANGES_GRAPH)})


class LinesRuleStore:
    """A ``graph.derivation.rules.RuleStore`` over N-Quads lines.

    Args:
        lines: the lines of source, reference, curation and ontology graphs; gone through once.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines

    def quads(self) -> Iterable[str]:
        """N-Quads lines of all named graphs."""
        return self._lines

    def construct(self, sparql: str, lines: Iterable[str]) -> list[str]:
        """N-Triples lines of a CONSTRUCT over some N-Triples lines alone."""
        return construct(sparql, lines)


class OxigraphRuleStore(LinesRuleStore):
    """A ``graph.derivation.rules.RuleStore`` over a store's graphs, without what we add to them.

    Args:
        store: source, reference, curation and ontology graphs; not changed.
    """

    def __init__(self, store: ox.Store) -> None:
        super().__init__(_quads(store))


def _quads(store: ox.Store) -> Iterator[str]:
    # As text, and a graph at once: taking quads one by one into Python is ten times slower.
    for graph in store.named_graphs():
        if graph not in _ADDED:
            text = io.BytesIO()
            store.dump(text, ox.RdfFormat.N_TRIPLES, from_graph=graph)
            for line in text.getvalue().decode().split("\n")[:-1]:
                yield f"{line[:-1]}{graph} ."


def construct(sparql: str, lines: Iterable[str]) -> list[str]:
    """N-Triples lines of a CONSTRUCT over some N-Triples lines alone."""
    store = ox.Store()
    store.bulk_load("\n".join(lines).encode(), ox.RdfFormat.N_TRIPLES)
    result = store.query(sparql)
    if not isinstance(result, ox.QueryTriples):
        raise TypeError("not a CONSTRUCT query")
    buffer = io.BytesIO()
    result.serialize(buffer, format=ox.RdfFormat.N_TRIPLES)
    return buffer.getvalue().decode().split("\n")[:-1]
