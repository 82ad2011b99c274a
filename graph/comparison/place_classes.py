"""Which places are one: by the decisions of matching, and by who carries whom today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from graph.comparison.registers import Gathered

_RANK: Final = {"municipality": 0, "locality": 1}
_OTHER: Final = 2
_LIST_PLACE: Final = 3


def nodes_of(found: Gathered) -> Mapping[str, str]:
    """By place of a list, municipality or town: the one IRI that it counts as.

    Places that were decided to be one are one; a town is one with the municipality that acts for
    it, and a former municipality with the one that it went into. All of them count as the
    municipality of today among them, else as the town, else as a place of a list.
    """
    parent: dict[str, str] = {}

    def root(iri: str) -> str:
        while (above := parent.setdefault(iri, iri)) != iri:
            parent[iri] = parent[above]
            iri = above
        return iri

    for pair in (*found.same, *found.carried.items()):
        one, other = sorted(map(root, pair))
        parent[other] = one
    listed = {place for tie in found.listed for place in tie.places}

    def rank(iri: str) -> tuple[bool, int, str]:
        agent = found.agents.get(iri)
        kind = _LIST_PLACE if iri in listed else _RANK.get(agent.kind if agent else "", _OTHER)
        return iri in found.carried, kind, iri

    members: defaultdict[str, list[str]] = defaultdict(list)
    for iri in list(parent):
        members[root(iri)].append(iri)
    chosen = {one: min(several, key=rank) for one, several in members.items()}
    return {iri: chosen[root(iri)] for iri in list(parent)}
