"""The shipped graph with the ontology and all that the rules derive, for the tests of the cases."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

import graph
import ontology
from graph.derivation.rules import derive
from graph.engine.rule_store import OxigraphRuleStore
from graph.identifiers import ONTOLOGY_GRAPH
from tests.graph.cases.shipped_graph import Asked


@pytest.fixture(scope="session")
def shipped_store() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for path in sorted((Path(graph.__path__[0]) / "data").rglob("*.trig")):
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TRIG)
    for path in [*sorted(ontology.ROOT.glob("*.ttl")), *sorted(ontology.SCHEMES.glob("*.ttl"))]:
        store.load(
            path=str(path),
            format=pyoxigraph.RdfFormat.TURTLE,
            to_graph=pyoxigraph.NamedNode(ONTOLOGY_GRAPH),
        )
    lines = derive(OxigraphRuleStore(store))
    store.load("".join(f"{line}\n" for line in lines).encode(), pyoxigraph.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def asked(shipped_store: pyoxigraph.Store) -> Asked:
    return Asked(shipped_store)
