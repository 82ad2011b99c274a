"""The rules are plain SPARQL: with rdflib in place of Oxigraph they give the same graph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from graph.derivation.rules import derive
from graph.engine.rule_store import LinesRuleStore
from tests.graph.derivation.lifecycle_statements import SAID
from tests.graph.derivation.lifecycles import lifecycle_of
from tests.graph.derivation.test_status_spells import told

prepared = cache(prepareQuery)


class RdflibRuleStore(LinesRuleStore):
    """The same statements, with rdflib for the rules."""

    def construct(self, sparql: str, lines: Iterable[str]) -> list[str]:
        graph = Graph().parse(data="\n".join(lines), format="nt")
        made = graph.query(prepared(sparql)).graph or Graph()
        return [line for line in made.serialize(format="nt").split("\n") if line]


def test_rdflib_gives_the_same_graph() -> None:
    lines = told(lifecycle_of(seed) for seed in range(12))
    quads = [f"{' '.join(line.split(' ')[:3])} <{SAID}> ." for line in lines]
    made = derive(LinesRuleStore(quads))
    assert any("replaces" in line for line in lines), "the rules have something to make"
    assert made == derive(RdflibRuleStore(quads))
