"""A second edition of a list, 1 % altered: decisions are kept, what went is told."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.comparison.comparison import Comparison, PairStanding
from graph.comparison.registers import EVIDENCE, Gathered, ListedTie, TieRegister
from graph.identifiers import list_place, thing
from graph.ledger import Ledger
from graph.lists.about import ListSource
from graph.lists.building import BuiltList, build
from graph.lists.left_outs import LeftOuts
from graph.lists.list_store import put_lists
from graph.lists.resolution import Decision
from graph.lists.rows import GivenPlace, GivenTie
from graph.matching.decisions import YES, MatchDecision
from graph.matching.match_graph import match_graph
from graph.matching.match_store import held, read_lists, save
from graph.matching.replaying import replay
from graph.network.tie_facts import Agent

NAME = "case"
ROWS = 2_000
PLACES = 3_000
Row = tuple[str, str]


def first_edition(chance: random.Random) -> list[Row]:
    names = [f"Place {n}" for n in range(PLACES)]
    return sorted({(one, other) for one, other in (chance.sample(names, 2) for _ in range(ROWS))})


def second_edition(rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """One row in a hundred is gone, or names another place in the stead of one."""
    altered = set(chance.sample(range(len(rows)), len(rows) // 100))
    kept = [row for at, row in enumerate(rows) if at not in altered]
    new = [(rows[at][0], f"New place {at}") for at in sorted(altered) if at % 2]
    return [*kept, *new]


def edition(rows: Sequence[Row], published: str) -> BuiltList:
    def read(left_outs: LeftOuts) -> Iterator[GivenTie]:
        for at, (one, other) in enumerate(rows):
            yield GivenTie(f"{at}", GivenPlace(one, "DNK"), GivenPlace(other, "DNK"))

    return build(ListSource(NAME, published, label={"en": "A case"}), read)


def key(name: str) -> str:
    return list_place(NAME, f"{name.lower().replace(' ', '-')}-dk")


def test_decisions_by_hand_hold_for_the_places_that_stay(tmp_path: Path) -> None:
    chance = random.Random(2026)
    old = first_edition(chance)
    new = second_edition(old, chance)
    before, after = ({name for row in rows for name in row} for rows in (old, new))
    made = [
        MatchDecision(key(name), thing("municipality", f"m{n}"), "", YES, 1.0, "read", "A", name)
        for n, name in enumerate(sorted(before))
    ]
    targets = [row.target for row in made]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        put_lists(ledger, [edition(old, "2025")], actor="test")
        assert {row.place for row in made} == set(read_lists(ledger, [NAME])[0].places)
        save(ledger, {NAME: made}, actor="test", note="by hand")
        decided = {each.graph: each.hash for each in ledger.graphs()}[match_graph(NAME)]
        put_lists(ledger, [edition(new, "2026")], actor="test")
        assert {each.graph: each.hash for each in ledger.graphs()}[match_graph(NAME)] == decided
        told = replay(held(ledger, NAME), read_lists(ledger, [NAME])[0].places, targets)
    assert {row.name for row in told.gone} == before - after != set()
    assert {row.name for row in told.kept} == before & after
    assert not told.renamed and not told.without_target

    # What a decision holds for can be compared as before; what was altered is told apart.
    by_place = {row.place for row in told.kept}
    for rows in (old, new):
        pairs = {frozenset(map(key, row)) for row in rows}
        standings = _standings(rows, told.kept)
        assert sum(standings.values()) == len(pairs)
        assert standings[PairStanding.ONLY] == sum(pair <= by_place for pair in pairs)


def _standings(rows: Sequence[Row], made: Sequence[MatchDecision]) -> dict[PairStanding, int]:
    """How the pairs of an edition stand to an evidence that knows the decided places."""
    found = Gathered(
        registers=[TieRegister(NAME, {})],
        listed=[
            ListedTie(f"{at}", NAME, (key(one), key(other))) for at, (one, other) in enumerate(rows)
        ],
        decisions=[Decision(row.place, row.target, yes=True) for row in made],
        agents={row.target: Agent(row.target, "municipality") for row in made},
    )
    return Comparison(found).standings(NAME, EVIDENCE)
