"""Whole lifecycles told by several sources, which are replaced and withdrawn in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from graph.derivation.changes import Derivation
from graph.derivation.rules import derive
from graph.engine.rule_store import LinesRuleStore, construct
from tests.graph.derivation.lifecycle_statements import VSK, effects
from tests.graph.derivation.lifecycles import edited_of
from tests.graph.derivation.test_status_spells import LIVES


def quads(source: str, lines: Sequence[str]) -> set[str]:
    """Statements of one source, whatever graph their lines name."""
    return {f"{' '.join(line.split(' ')[:3])} <{source}> ." for line in lines}


def everything(told: Mapping[str, set[str]]) -> set[str]:
    return set().union(*told.values())


@pytest.mark.parametrize("seed", range(LIVES // 10))
def test_change_after_change_it_is_as_if_derived_anew(seed: int) -> None:
    edited = edited_of(seed)
    told = {source: quads(source, lines) for source, lines in edited.before.items()}
    # Which kinds have an effect is said once; which source is a list can change too.
    told["urn:scheme"] = {
        f"{' '.join(line.split(' ')[:3])} <urn:scheme> ." for line in effects() if "effect>" in line
    }
    derivation = Derivation(construct)
    graph = derivation.change(everything(told)).added
    assert sorted(graph) == derive(LinesRuleStore(everything(told)))
    for source, lines in edited.changes:
        before, told[source] = told[source], quads(source, lines)
        if seed % 2:
            kind = f"{VSK}sourceKind> <https://w3id.org/venskab/concept/source-kind/aggregator"
            told[source].add(f"<{source}> <{kind}> <{source}> .")
        change = derivation.change(told[source] - before, before - told[source])
        assert not change.added & graph
        assert change.removed <= graph
        graph = graph - change.removed | change.added
        assert sorted(graph) == derive(LinesRuleStore(everything(told)))
