"""Tiers: which graphs a state of the data holds: the evidence, what lists say, or all of it.

A list of ties (Wikidata's, a register's) is one source among many and far larger than all others.
Its graph and the decisions on which of its places is which municipality are a tier of their own.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

from graph.errors import BadParameter
from graph.prefixes import BASE
from graph.texts import N_

LIST_GRAPHS: Final = f"{BASE}graph/list/"
MATCH_GRAPHS: Final = f"{BASE}graph/curation/matches-"
# What a list's places are read beside: what there is, and what words mean.
_AROUND_LISTS: Final = (f"{BASE}graph/ontology", f"{BASE}graph/reference/")


class Tier(StrEnum):
    """The tiers: what sources with passages give; what lists say; both."""

    EVIDENCE = "evidence"
    LISTS = "lists"
    ALL = "all"

    def holds(self, graph: str) -> bool:
        """True if a graph of the ledger belongs to the tier."""
        if self is Tier.ALL:
            return True
        if self is Tier.EVIDENCE:
            return not is_listing(graph)
        return is_listing(graph) or graph.startswith(_AROUND_LISTS)


TierName = Literal["evidence", "lists", "all"]
DEFAULT: Final = Tier.EVIDENCE


def is_listing(graph: str) -> bool:
    """True for the graph of a list, and for one of decisions on what a list's places are."""
    return graph.startswith((LIST_GRAPHS, MATCH_GRAPHS))


def tier_of(name: str) -> Tier:
    """The tier of that name.

    Raises:
        BadParameter: there is none; says which there are.
    """
    try:
        return Tier(name)
    except ValueError:
        raise BadParameter(
            N_("there is no tier {name!a}.", name=name[:40]),
            where="tier",
            hint=N_("Write evidence (what sources give), lists (what lists say) or all."),
        ) from None
