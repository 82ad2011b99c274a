"""The data sets that questions are asked of: three invented ones and the shipped graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

import graph
import ontology
from graph.engine.derived_graph import derive_anew
from graph.identifiers import ONTOLOGY_GRAPH
from tests.queries.cases import merged, with_derived

TOY = Path(__file__).parent / "toy.trig"
WORLD = Path(__file__).parent / "world.trig"
LISTS = Path(__file__).parent / "lists.trig"


@pytest.fixture(scope="session")
def toy_store() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=str(TOY), format=pyoxigraph.RdfFormat.TRIG)
    return merged(store)


@pytest.fixture(scope="session")
def world_store() -> pyoxigraph.Store:
    """A second invented world, with what the rules derive from it."""
    store = pyoxigraph.Store()
    store.load(path=str(WORLD), format=pyoxigraph.RdfFormat.TRIG)
    return with_derived(store)


@pytest.fixture(scope="session")
def lists_store() -> pyoxigraph.Store:
    """A third one, where lists of ties stand beside the evidence, with what the rules derive."""
    store = pyoxigraph.Store()
    store.load(path=str(LISTS), format=pyoxigraph.RdfFormat.TRIG)
    # What follows from lists is the index's, beside the rules.
    store.load(derive_anew(store).lines, pyoxigraph.RdfFormat.N_QUADS)
    return merged(store)


@pytest.fixture(scope="session")
def shipped_store() -> pyoxigraph.Store:
    """The shipped graph, the ontology and what the rules derive from them."""
    store = pyoxigraph.Store()
    for path in sorted((Path(graph.__path__[0]) / "data").rglob("*.trig")):
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TRIG)
    for path in _ontology_files():
        store.load(
            path=str(path),
            format=pyoxigraph.RdfFormat.TURTLE,
            to_graph=pyoxigraph.NamedNode(ONTOLOGY_GRAPH),
        )
    return with_derived(store)


def _ontology_files() -> list[Path]:
    return [*sorted(ontology.ROOT.glob("*.ttl")), *sorted(ontology.SCHEMES.glob("*.ttl"))]


@pytest.fixture
def store_of(request: pytest.FixtureRequest) -> Callable[[str], pyoxigraph.Store]:
    """The store of a data set, loaded only when a test asks for it."""

    def find(data: str) -> pyoxigraph.Store:
        store = request.getfixturevalue(f"{data}_store")
        assert isinstance(store, pyoxigraph.Store)
        return store

    return find
