"""Reads what registers are compared by from an engine of the tier that holds all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from graph.comparison.registers import EvidenceTie, Gathered, ListedTie, Support, TieRegister
from graph.engine.base import Engine
from graph.identifiers import concept
from graph.lists.resolution import LIST_PLACE, Decision
from graph.network.fact_reader import Rows, read_rows
from graph.network.projection import project
from graph.network.selection import Mention, Parties, Selection
from graph.network.succession import heir
from graph.network.tie_facts import Layer, Relation, TieFacts
from graph.network.tie_network import Tie
from graph.tiers import LIST_GRAPHS
from queries.internal_queries import internal

_YES: Final = concept("match-decision", "yes")
_NO: Final = concept("match-decision", "no")
_NAMES: Final = (
    "lists", "list-names", "listed-places", "listed-ends", "listed-rows", "place-names",
    "place-countries", "matches", "acts", "visits",
)  # fmt: skip
# All who are tied, as they stand: who counts as whom is said once for lists and evidence alike.
_EVER: Final = Selection(mention=Mention.ANY, parties=Parties.ALL)


def comparison_queries() -> Mapping[str, str]:
    """The text of each query by its name."""
    return {name: internal(f"comparison/{name}") for name in _NAMES}


async def gather(engine: Engine, facts: TieFacts) -> Gathered:
    """Read what registers are compared by.

    Args:
        engine: who answers, of the tier that holds all.
        facts: what the same engine says of parties and their ties.

    Raises:
        LimitMet: the engine's limits are too low for the graph.
    """
    known: dict[str, str] = {}
    found = {
        name: await read_rows(engine, text, known) for name, text in comparison_queries().items()
    }
    return gathered(found, facts)


def gathered(found: Mapping[str, Rows], facts: TieFacts) -> Gathered:
    """What the answers to all queries hold, beside the facts about parties."""
    agents = {iri: agent for iri, agent in facts.agents.items() if not iri.startswith(LIST_PLACE)}
    return Gathered(
        generation=facts.generation,
        registers=_registers(found),
        listed=_listed(found),
        evidence=_evidence(found, facts),
        decisions=[
            Decision(place, target, decision == _YES)
            for place, target, decision in sorted(found["matches"])
            if decision in (_YES, _NO)
        ],
        agents=agents,
        carried=_carried(facts),
        names=_names(found["place-names"]),
        countries={place: _tail(country) for place, country in found["place-countries"]},
        rows=_rows_of_ties(found["listed-rows"]),
    )


def _registers(found: Mapping[str, Rows]) -> list[TieRegister]:
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for iri, name, lang in found["list-names"]:
        names[iri][lang] = name
    lists = {
        iri: TieRegister(iri.removeprefix(LIST_GRAPHS), names[iri], _tail(kind), published, licence)
        for iri, kind, published, licence in sorted(found["lists"], reverse=True)
    }
    return [lists[iri] for iri in sorted(lists)]


def _listed(found: Mapping[str, Rows]) -> list[ListedTie]:
    places: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for graph, tie, place in found["listed-places"]:
        places[graph, tie].add(place)
    ended = {row[0] for row in found["listed-ends"]}
    return [
        ListedTie(tie, graph.removeprefix(LIST_GRAPHS), tuple(sorted(several)), tie in ended)
        for (graph, tie), several in sorted(places.items())
    ]


def _evidence(found: Mapping[str, Rows], facts: TieFacts) -> list[EvidenceTie]:
    """The ties that a source states, without what is denied or was inherited from a list alone."""
    stated = [each for each in facts.relations if _is_stated(each) and not each.denied]
    network = project(replace(facts, relations=stated), _EVER)
    acts, visits = ({row[0] for row in found[name]} for name in ("acts", "visits"))
    visited = set(_visited(stated))
    ties = []
    for tie in network.ties:
        support = Support(
            tie.relation in acts,
            bool(tie.agreements),
            tie.relation in visits or frozenset((tie.source, tie.target)) in visited,
        )
        ties.append(_evidence_tie(tie, support))
    return ties


def _is_stated(relation: Relation) -> bool:
    """True for what a source states, not a rule alone."""
    return any(seat.sources for seat in relation.seats)


def _visited(relations: list[Relation]) -> Iterator[frozenset[str]]:
    for relation in relations:
        if relation.layer is Layer.VISIT:
            parties = [seat.party for seat in relation.seats]
            yield from (frozenset((one, other)) for one in parties for other in parties)


def _evidence_tie(tie: Tie, support: Support) -> EvidenceTie:
    return EvidenceTie(tie.relation, (tie.source, tie.target), tie.first, tie.last, support)


def _carried(facts: TieFacts) -> dict[str, str]:
    """The municipality of today that towns and former municipalities count as, where it is one."""
    found = {old: heir(facts.heirs, old) for old in facts.heirs}
    for town, acting in facts.acting.items():
        today = {heir(facts.heirs, municipality) for municipality in acting}
        if len(today) == 1:
            found[town] = today.pop()
    return {old: new for old, new in found.items() if old != new}


def _names(rows: Rows) -> dict[str, str]:
    """The name of each place; of several the first in order."""
    return {row[0]: row[1] for row in sorted(rows, reverse=True)}


def _rows_of_ties(rows: Rows) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for tie, row in sorted(rows):
        found[tie].append(row)
    return dict(found)


def _tail(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
