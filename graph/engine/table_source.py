"""Statements of an index as the derivation's tables read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from graph.derivation.statement_tables import TableStatement, statements
from graph.engine.rule_store import OxigraphRuleStore
from graph.identifiers import CHANGES_GRAPH, DERIVED_GRAPH

_OWN: Final = frozenset({
    ox.DefaultGraph(), ox.NamedNode(DERIVED_GRAPH), ox.NamedNode(CHANGES_GRAPH),
})  # fmt: skip
Pattern = tuple[ox.NamedNode | None, ox.NamedNode | None, ox.NamedNode | None]


class StoreStatements:
    """The statements of a store's graphs, without what is derived and the changes.

    Args:
        store: the index.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def about(self, subject: str) -> Iterator[TableStatement]:
        """The statements about a subject."""
        node = _node(subject)
        return statements(map(_line, self._stated((node, None, None)))) if node else iter(())

    def subjects(self, predicate: str, value: str) -> Iterator[str]:
        """The subjects that a property leads from to a value."""
        link, node = ox.NamedNode(predicate), _node(value)
        if node is not None:
            return _subjects(self._stated((None, link, node)))
        # Against all sense a text, of which the tables know neither language nor datatype.
        found = self._stated((None, link, None))
        return _subjects(quad for quad in found if _text(quad.object) == value)

    def having(self, predicate: str) -> Iterator[str]:
        """The subjects that have a property."""
        return _subjects(self._stated((None, ox.NamedNode(predicate), None)))

    def stated_in(self, graph: str) -> Iterator[str]:
        """The subjects of the statements of a graph."""
        node = _node(graph)
        if node is None or node in _OWN:
            return iter(())
        return _subjects(self._store.quads_for_pattern(None, None, None, node))

    def everything(self) -> Iterator[TableStatement]:
        """All statements."""
        return statements(OxigraphRuleStore(self._store).quads())

    def holds(self, line: str) -> bool:
        """True if an N-Quads line is in the store."""
        (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_QUADS)
        return quad in self._store

    def _stated(self, pattern: Pattern) -> Iterator[ox.Quad]:
        found = self._store.quads_for_pattern(*pattern, None)
        return (quad for quad in found if quad.graph_name not in _OWN)


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def _line(quad: ox.Quad) -> str:
    return f"{quad} ."


def _text(term: object) -> str | None:
    written = str(term)
    return written[1 : written.rindex('"')] if written[0] == '"' else None


def _subjects(quads: Iterable[ox.Quad]) -> Iterator[str]:
    return (quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))
