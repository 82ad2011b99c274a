"""Every spell says why, with reasons that are there and that it hangs on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest

from tests.graph.derivation.lifecycle_statements import ID, LISTED, SAID, VSK
from tests.graph.derivation.lifecycles import lifecycle_of
from tests.graph.derivation.test_status_spells import BATCH, LIVES, batches, derived, told

Spell = frozenset[tuple[str, str]]


def spells_with_reasons(lines: Iterable[str]) -> dict[str, tuple[Spell, set[str]]]:
    """By spell: what it says but for its reasons, and its reasons."""
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)
    why: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if subject.startswith(f"<{ID}status-spell/"):
            value = rest.rsplit(" ", 2)[0]
            if predicate == f"<{VSK}because>":
                why[subject].add(value)
            else:
                said[subject].add((predicate, value))
    return {spell: (frozenset(said[spell]), why[spell]) for spell in said}


@batches
def test_every_spell_has_a_reason_and_every_reason_is_stated(first: int) -> None:
    lines = told(lifecycle_of(seed) for seed in range(first, first + BATCH))
    stated = {line.split(" ")[0] for line in lines}
    sources = {line.split(" ")[-2] for line in lines} | {f"<{SAID}>", f"<{LISTED}>"}
    for said, why in spells_with_reasons(derived(lines)).values():
        assert why, (first, said)
        assert why <= stated | sources, (first, said)


@pytest.mark.parametrize("seed", range(LIVES // 10))
def test_no_spell_stands_without_its_reasons_unless_for_others(seed: int) -> None:
    lines = told([lifecycle_of(seed)])
    spells = sorted(spells_with_reasons(derived(lines)).values(), key=str)
    for said, why in spells[seed % 3 :: 3]:
        left = [line for line in lines if not _said_by(line, why)]
        still = dict(spells_with_reasons(derived(left)).values())
        assert said not in still or (still[said] and not still[said] & why)


def _said_by(line: str, why: set[str]) -> bool:
    """True if a line is of a reason: of an event, or all that a source says of dates."""
    subject, predicate, *_, graph, _ = line.split(" ")
    named = graph if graph.startswith("<https") and len(line.split(" ")) == 5 else f"<{SAID}>"
    return subject in why or (named in why and "effect>" not in predicate)
