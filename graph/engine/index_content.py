"""What an index holds: which graphs of the ledger, and the names of that state."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from graph.ledger import GraphVersion, Ledger
from graph.tiers import DEFAULT, Tier, is_listing


class IndexContent(NamedTuple):
    """The content of an index, before it is loaded.

    Attributes:
        head: number of the ledger's last change that it holds.
        made: when that change was made, as the ledger's file has it; blank for an empty ledger.
        versions: the graphs of the ledger.
        series: SHA-256 of the changes up to ``head``.
        data: name of the graphs' state, which decides what is derived.
        generation: name of the whole; the same on every machine for the same ledger.
        tier: the tier that it holds; of all there is where no list is loaded, the evidence.
    """

    head: int
    made: str
    versions: Sequence[GraphVersion]
    series: str
    data: str
    generation: str
    tier: Tier

    def without(self, graphs: Collection[str]) -> IndexContent:
        """The content without some graphs; its names tell it from the whole."""
        versions = [each for each in self.versions if each.graph not in graphs]
        data = state_name(version.hash for version in versions)
        generation = state_name([data, self.series])
        return self._replace(versions=versions, data=data, generation=generation)


def state_of(ledger: Ledger, as_of: int | None = None, tier: Tier = DEFAULT) -> IndexContent:
    """The content of a tier that was current after change ``as_of`` (default: now).

    Where no list is loaded, all there is is the evidence: one state, under one name.
    """
    head, made, tier = point_of(ledger, as_of, tier)
    versions = [each for each in ledger.graphs(as_of=head) if tier.holds(each.graph)]
    series = ledger.fingerprint(head, tier)
    data = state_name(version.hash for version in versions)
    generation = state_name([data, series])
    return IndexContent(head, made, versions, series, data, generation, tier)


def point_of(ledger: Ledger, as_of: int | None, tier: Tier) -> tuple[int, str, Tier]:
    """The last change of a tier by ``as_of``, when it was made, and the tier that this is."""
    if tier is Tier.ALL and not any(is_listing(each.graph) for each in ledger.graphs(as_of)):
        tier = Tier.EVIDENCE
    return *ledger.point(as_of, tier), tier


def state_name(hashes: Iterable[str]) -> str:
    """Name of a state of the graphs from the hashes of their versions, which decides all of it."""
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()[:16]
