"""An index that followed changes is the one that is built anew, whatever the changes."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest

from graph.engine.index import StoreIndex, build
from graph.engine.index_changes import advance
from graph.engine.index_content import state_of
from graph.errors import VenskabError
from graph.ledger import Ledger
from graph.prefixes import PREFIXES
from tests.graph.derivation.test_changes import GRAPHS, SAYABLE, basis

XSD = PREFIXES["xsd"]
# The store writes some values anew: two lines of a graph can be one statement.
NUMBERS = [f'<urn:a> <urn:p> "{text}"^^<{XSD}integer>' for text in ("1", "01", "2")]
STEPS = 12


def quads(store: ox.Store) -> set[str]:
    text = io.BytesIO()
    store.dump(text, ox.RdfFormat.N_QUADS)
    return set(text.getvalue().decode().splitlines())


def held(index: StoreIndex) -> tuple[object, ...]:
    names = {graph.value for graph in index.store.named_graphs() if isinstance(graph, ox.NamedNode)}
    about = {name: value for name, value in index.about.items() if name != "removed"}
    return quads(index.store), quads(index.merged), names, about, index.shared


def saying(rng: Random, graph: str, number: int) -> set[str]:
    said = [rng.choice(rng.choice([*SAYABLE, NUMBERS])) for _ in range(number)]
    return {f"{each} {graph} ." for each in said}


def change(ledger: Ledger, rng: Random, stated: dict[str, set[str]]) -> None:
    graph = rng.choice(GRAPHS)
    before = stated.get(graph, set())
    kept = {line for line in before if rng.random() < 0.9}
    after = kept | saying(rng, graph, rng.randint(0, 6))
    if before and (not after or rng.random() < 0.2):
        ledger.withdraw(graph[1:-1], actor="test")
        stated[graph] = set()
    elif after:
        ledger.put(graph[1:-1], after, actor="test")
        stated[graph] = after


@pytest.mark.parametrize("seed", range(3))
def test_an_index_follows_changes_there_and_back(seed: int, tmp_path: Path) -> None:
    # Not for secrets: the same changes each time.
    rng = Random(seed)
    path = tmp_path / "ledger.sqlite"
    stated = {GRAPHS[1]: set(basis()) | saying(rng, GRAPHS[1], 80)}
    with Ledger.open(path) as ledger:
        ledger.put(GRAPHS[1][1:-1], stated[GRAPHS[1]], actor="test")
        index = build(path)
        for _ in range(STEPS):
            change(ledger, rng, stated)
            advance(index, ledger, state_of(ledger))
            assert held(index) == held(build(path))
        for head in (STEPS // 2, 1, ledger.head()):
            advance(index, ledger, state_of(ledger, head))
            assert held(index) == held(build(path, head))


def test_an_index_does_not_follow_another_ledger(tmp_path: Path) -> None:
    first, second = tmp_path / "first.sqlite", tmp_path / "second.sqlite"
    for path in (first, second):
        with Ledger.open(path) as ledger:
            ledger.put(GRAPHS[0][1:-1], [f"{NUMBERS[0]} {GRAPHS[0]} ."], actor="test")
    index = build(first)
    before = held(index)
    with Ledger.open(second) as ledger, pytest.raises(VenskabError, match="another ledger"):
        advance(index, ledger, state_of(ledger))
    assert held(index) == before
