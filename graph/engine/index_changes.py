"""Takes an index, in memory or on disk, to another state of its ledger by what is different."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph.engine.changes_graph import changes
from graph.engine.derived_graph import derivation_of
from graph.engine.index import StoreIndex
from graph.engine.index_content import IndexContent
from graph.errors import UnreadableFile, VenskabError
from graph.ledger import Ledger
from graph.texts import N_
from graph.tiers import DEFAULT

# Subjects above which what the derivation read is dropped: it is read again where it is needed.
_MOST_READ: Final = 50_000
_NQUADS: Final = ox.RdfFormat.N_QUADS


class IndexChange(NamedTuple):
    """The difference between two states, as N-Quads lines that the store would write.

    Attributes:
        added: lines that come.
        removed: lines that go.
        damaged: graphs that the ledger cannot read, and that are left out.
    """

    added: set[str]
    removed: set[str]
    damaged: list[str]


def advance(index: StoreIndex, ledger: Ledger, wanted: IndexContent) -> None:
    """Take an index to a state of its ledger, later or earlier.

    Args:
        index: changed in place; where this fails half way it is of no use any more.
        ledger: what the index was made of.
        wanted: the state.

    Raises:
        VenskabError: the index is of another ledger, or holds lists; it is as it was.
    """
    was = index.content
    if not may_follow(was, wanted):
        raise VenskabError(N_("What follows from lists is worked out anew."))
    if ledger.fingerprint(was.head, was.tier) != was.series:
        raise VenskabError(N_("The index is of another ledger."))
    change = _of_graphs(index, ledger, wanted)
    state = wanted.without(change.damaged) if change.damaged else wanted
    if index.follows is None:
        index.follows = derivation_of(index.store, index.shared)
    derived = index.follows.change(change.added, change.removed)
    history = _of_history(index, ledger, state)
    added = change.added | derived.added | history.added
    removed = change.removed | derived.removed | history.removed
    _apply(index, added, removed)
    index.shared = index.follows.shared
    index.quads += len(added) - len(removed)
    index.removed += len(removed)
    index.content, index.damaged = state, change.damaged
    if index.follows.size > _MOST_READ:
        index.follows = None


def may_follow(was: IndexContent, wanted: IndexContent) -> bool:
    """True where one state can be made of another: what follows from lists hangs on all of them."""
    return was.tier is wanted.tier is DEFAULT


def _of_graphs(index: StoreIndex, ledger: Ledger, wanted: IndexContent) -> IndexChange:
    old = {each.graph: each.hash for each in index.content.versions}
    new = {each.graph: each.hash for each in wanted.versions}
    change = IndexChange(set(), set(), [])
    for graph in sorted(old.keys() | new.keys()):
        if old.get(graph) != new.get(graph):
            held = _held(index.store, graph) if graph in old else set()
            wished = _wished(ledger, new[graph]) if graph in new else set()
            if wished is None:
                change.damaged.append(graph)
                wished = set()
            change.added.update(wished - held)
            change.removed.update(held - wished)
    return change


def _held(store: ox.Store, graph: str) -> set[str]:
    """The lines of a graph, as the store writes them: it writes some values anew."""
    name, text = ox.NamedNode(graph), io.BytesIO()
    store.dump(text, ox.RdfFormat.N_TRIPLES, from_graph=name)
    return {f"{line[:-1]}{name} ." for line in _lines(text)}


def _wished(ledger: Ledger, version: str) -> set[str] | None:
    """The lines of a version, as a store would write them; None for one that is damaged."""
    try:
        text = ledger.text(version)
    except UnreadableFile:
        return None
    return _written(text)


def _written(text: bytes) -> set[str]:
    scratch, written = ox.Store(), io.BytesIO()
    scratch.bulk_load(text, _NQUADS)
    scratch.dump(written, _NQUADS)
    return set(_lines(written))


def _lines(text: io.BytesIO) -> list[str]:
    # Not splitlines(): literals hold other line separators as they are.
    return text.getvalue().decode().split("\n")[:-1]


def _of_history(index: StoreIndex, ledger: Ledger, wanted: IndexContent) -> IndexChange:
    """How ``graph/changes`` is different: by the changes between the two states."""
    was = index.content
    after = min(was.head, wanted.head)
    old, new = (_history(ledger, each, after) for each in (was, wanted))
    return IndexChange(new - old, old - new, [])


def _history(ledger: Ledger, content: IndexContent, after: int) -> set[str]:
    lines = changes(ledger, content.head, content.tier, after=after)
    return _written("\n".join(lines).encode())


def _apply(index: StoreIndex, added: Iterable[str], removed: Iterable[str]) -> None:
    """Change the named graphs and their merge: what no graph says any more leaves that too."""
    gone, come = _quads(removed), _quads(added)
    for quad in gone:
        index.store.remove(quad)
    index.store.extend(come)
    alone = index.merged is not index.store
    for triple in {quad.triple for quad in gone}:
        if not _is_said(index.store, triple):
            merged = ox.Quad(*triple)
            index.store.remove(merged)
            if alone:
                index.merged.remove(merged)
    merged_triples = [ox.Quad(*triple) for triple in {quad.triple for quad in come}]
    index.store.extend(merged_triples)
    for graph in {quad.graph_name for quad in gone}:
        if next(index.store.quads_for_pattern(None, None, None, graph), None) is None:
            index.store.remove_graph(graph)
    if alone:
        index.merged.extend(merged_triples)


def _quads(lines: Iterable[str]) -> list[ox.Quad]:
    return list(ox.parse("\n".join(sorted(lines)).encode(), format=_NQUADS))


def _is_said(store: ox.Store, triple: ox.Triple) -> bool:
    said = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(quad.graph_name != ox.DefaultGraph() for quad in said)
