"""The dataset of a query: from its own FROM clauses, merged as SPARQL asks.

SPARQL 1.1 (section 13.1) makes the default graph of several graphs their merge: a triple that two
sources state is one triple. Oxigraph 0.5 goes through the graphs one after the other and finds it
twice, which inflates every COUNT and SUM (oxigraph issue 1919).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, cast

import pyoxigraph as ox

from graph.engine.query_check import FORMS, tokens, unescaped
from graph.prefixes import BASE

_CHUNK: Final = 32 << 20
_DATASET: Final = ("FROM", "GRAPH")

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class QueryDataset(NamedTuple):
    """The graphs that make the default graph, and the named graphs."""

    default: Sequence[ox.NamedNode]
    named: Sequence[ox.NamedNode]


def may_name_graphs(text: str) -> bool:
    """True if a query could name a graph; most need not be gone through to see that they do not."""
    # An escape of a code point can spell a keyword too.
    return "\\" in text or any(word in text.upper() for word in _DATASET)


def stated_in(text: str) -> QueryDataset | None:
    """The dataset that a query's FROM and FROM NAMED clauses name; None where it has none."""
    if not may_name_graphs(text):
        return None
    prologue: list[str] = []
    default: list[str] = []
    named: list[str] = []
    begun, clause = False, ""
    for kind, word, _start in tokens(unescaped(text)):
        keyword = word.upper() if kind == "word" else ""
        begun = begun or keyword in FORMS
        if not begun:
            prologue.append(word)
        elif clause and kind in ("iri", "name"):
            (named if clause == "NAMED" else default).append(word)
        clause = keyword if keyword == "FROM" or (clause and keyword == "NAMED") else ""
    if not default and not named:
        return None
    try:
        return QueryDataset(_resolved(prologue, default), _resolved(prologue, named))
    except SyntaxError:  # The engine tells where, when it reads the whole query.
        return None


def _resolved(prologue: Sequence[str], names: Sequence[str]) -> list[ox.NamedNode]:
    """Each IRI or prefixed name once, as the engine itself reads it under the prologue."""
    listed = " ".join(names)
    text = f"{' '.join(prologue)} SELECT ?g {{ VALUES ?g {{ {listed} }} }}"
    found = ox.Store().query(text, base_iri=BASE)
    rows = cast(Iterable[ox.QuerySolution], found)
    return list(dict.fromkeys(cast(ox.NamedNode, row["g"]) for row in rows))


def copied(source: ox.Store, wanted: QueryDataset) -> ox.Store:
    """A store with the merge of the default graphs of ``source``, and copies of the named."""
    made = ox.Store()
    merge(source, wanted.default, made)
    for graph in wanted.named:
        text = io.BytesIO()
        source.dump(text, ox.RdfFormat.N_TRIPLES, from_graph=graph)
        made.bulk_load(text.getvalue(), ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return made


def merge(source: ox.Store, graphs: Iterable[Graph], *targets: ox.Store) -> None:
    """Add the triples of ``graphs`` in ``source`` to the default graph of each target."""
    # As text, and many graphs at once: taking quads one by one into Python is ten times slower,
    # and so is one load a graph when there are thousands of small ones.
    text = io.BytesIO()
    for graph in graphs:
        source.dump(text, ox.RdfFormat.N_TRIPLES, from_graph=graph)
        if text.tell() > _CHUNK:
            _load(text, targets)
    _load(text, targets)


def _load(text: io.BytesIO, targets: Iterable[ox.Store]) -> None:
    for target in targets:
        target.bulk_load(text.getvalue(), ox.RdfFormat.N_TRIPLES)
    text.seek(0)
    text.truncate()
