"""A tier is a state of its own: what lists say is beside the evidence, and never in it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from graph.engine.base import CSV, Limits, Request
from graph.engine.embedded import EmbeddedEngine
from graph.engine.index_content import state_of
from graph.identifiers import ONTOLOGY_GRAPH, reference_graph
from graph.ledger import Ledger
from graph.tiers import LIST_GRAPHS, MATCH_GRAPHS, Tier
from tests.graph.engine.conftest import GRAPH

LIST = f"{LIST_GRAPHS}small"
MATCHES = f"{MATCH_GRAPHS}small"
REFERENCE = reference_graph("places")
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def put(ledger: Ledger, *graphs: str) -> None:
    for graph in graphs:
        ledger.put(
            graph, [f"<http://example.org/{graph[-5:]}> <urn:p> <urn:o> <{graph}> ."], actor="t"
        )


def generations(ledger: Ledger, as_of: int | None = None) -> dict[Tier, str]:
    return {tier: state_of(ledger, as_of, tier).generation for tier in Tier}


def test_a_list_changes_its_own_tiers_and_leaves_the_evidence_as_it_was(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        put(ledger, ONTOLOGY_GRAPH, REFERENCE, GRAPH)
        before = generations(ledger)
        assert before[Tier.ALL] == before[Tier.EVIDENCE] != before[Tier.LISTS]
        put(ledger, LIST, MATCHES)
        with_list = generations(ledger)
        assert with_list[Tier.EVIDENCE] == before[Tier.EVIDENCE]
        assert len(set(with_list.values()) | set(before.values())) == 4
        assert state_of(ledger).head == 3
        held = {tier: {v.graph for v in state_of(ledger, None, tier).versions} for tier in Tier}
        assert held[Tier.EVIDENCE] == {ONTOLOGY_GRAPH, REFERENCE, GRAPH}
        assert held[Tier.LISTS] == {ONTOLOGY_GRAPH, REFERENCE, LIST, MATCHES}
        assert held[Tier.ALL] == held[Tier.EVIDENCE] | held[Tier.LISTS]
        # A past state is one of each tier as well.
        assert generations(ledger, 3) == before
        ledger.withdraw(LIST, actor="t")
        ledger.withdraw(MATCHES, actor="t")
        after = generations(ledger)
        assert after[Tier.EVIDENCE] == after[Tier.ALL] == before[Tier.EVIDENCE]


def test_each_engine_follows_its_own_tier(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        put(ledger, ONTOLOGY_GRAPH, GRAPH)

    async def graphs(engine: EmbeddedEngine) -> set[str]:
        answer = (await engine.query(Request(GRAPHS, [CSV]))).read().decode()
        return set(answer.split()[1:])

    async def body() -> None:
        evidence = await EmbeddedEngine.start(path, Limits(workers=1))
        everything = await EmbeddedEngine.start(path, Limits(workers=1), tier=Tier.ALL)
        try:
            generation = evidence.generation
            assert everything.generation == generation
            with Ledger.open(path) as ledger:
                put(ledger, LIST)
            assert (await evidence.refresh(), await everything.refresh()) == (False, True)
            assert await graphs(everything) - await graphs(evidence) == {LIST}
            assert evidence.generation == generation
            with Ledger.open(path) as ledger:
                ledger.withdraw(LIST, actor="t")
            assert (await evidence.refresh(), await everything.refresh()) == (False, True)
            assert everything.generation == generation
        finally:
            await evidence.close()
            await everything.close()

    asyncio.run(body())
