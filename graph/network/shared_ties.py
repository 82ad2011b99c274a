"""The relations that make several ties: chains of many, and ties that mergers made several of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from graph.network.computing.simple_graph import SimpleGraph
from graph.network.selection import Form
from graph.network.tie_network import Network, Tie
from graph.time.edtf_dates import Bounds


@dataclass(frozen=True, slots=True)
class Merger:
    """A municipality that went into another one of the same side of a relation.

    Attributes:
        old: IRI of the earlier one.
        new: IRI of the later one.
        when: the day, as far as it is known.
    """

    old: str
    new: str
    when: Bounds


@dataclass(frozen=True)
class SharedRelation:
    """A relation that makes more than one tie in a network.

    Attributes:
        iri: its IRI.
        name: its name.
        sides: its parties; municipalities that followed each other are one side.
        mergers: how they followed each other.
        ties: the ties that it makes.
        chain: whether three parties or more are all tied to each other: one hub says the same.
    """

    iri: str
    name: str
    sides: Sequence[Sequence[str]]
    mergers: Sequence[Merger]
    ties: Sequence[Tie]
    chain: bool

    @property
    def members(self) -> list[str]:
        """All nodes of its sides."""
        return [node for side in self.sides for node in side]


def shared_relations(network: Network) -> list[SharedRelation]:
    """The relations that make more than one tie, in the order of their IRIs.

    A tie with a direction, and one to a node that stands for the relation itself, is one alone.
    """
    if network.selection.form is Form.BIPARTITE:
        return []
    several: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in network.ties:
        if not tie.directed:
            several[tie.relation].append(tie)
    tied = {frozenset((tie.source, tie.target)) for tie in network.ties}
    return [_shared(network, ties, tied) for _, ties in sorted(several.items()) if len(ties) > 1]


def drawn_graph(network: Network, shared: Sequence[SharedRelation]) -> SimpleGraph:
    """The simple graph as it is drawn: a chain is a node of its own, with a line to each member."""
    chains = {each.iri: each.members for each in shared if each.chain}
    pairs = [(tie.source, tie.target) for tie in network.ties if tie.relation not in chains]
    spokes = [(iri, member) for iri, members in chains.items() for member in members]
    return SimpleGraph.of([*pairs, *spokes], network.nodes)


def _shared(network: Network, ties: Sequence[Tie], tied: set[frozenset[str]]) -> SharedRelation:
    nodes = sorted({end for tie in ties for end in (tie.source, tie.target)})
    mergers = [
        Merger(old, new, when)
        for old in nodes
        for new, when in _next(network.heirs, old, set(nodes)).items()
    ]
    sides = _sides(nodes, mergers)
    # A pair that has a part of the chain to itself is tied, in this network or not.
    tied = tied | {pair for iri, pair in network.told_in_parts if iri == ties[0].relation}
    chain = len(sides) > 2 and all(
        any(frozenset(pair) in tied for pair in product(one, other))
        for one, other in combinations(sides, 2)
    )
    return SharedRelation(ties[0].relation, ties[0].name, sides, mergers, ties, chain)


def _next(
    heirs: Mapping[str, Mapping[str, Bounds]], old: str, nodes: set[str]
) -> dict[str, Bounds]:
    """The next of some nodes that a municipality went into, each with the day of the last step."""
    found: dict[str, Bounds] = {}
    seen, waiting = {old}, [old]
    while waiting:
        for new, when in heirs.get(waiting.pop(), {}).items():
            if new in nodes and new != old:
                found[new] = when
            elif new not in seen:
                seen.add(new)
                waiting.append(new)
    return dict(sorted(found.items()))


def _sides(nodes: Sequence[str], mergers: Sequence[Merger]) -> list[list[str]]:
    """The nodes, those together that followed each other, the earlier first."""
    side: dict[str, list[str]] = {node: [node] for node in nodes}
    for merger in mergers:
        one, other = side[merger.old], side[merger.new]
        if one is not other:
            joined = [*one, *other]
            side |= dict.fromkeys(joined, joined)
    return list(_once(side[node] for node in nodes))


def _once(several: Iterator[list[str]]) -> Iterator[list[str]]:
    seen: set[int] = set()
    for each in several:
        if id(each) not in seen:
            seen.add(id(each))
            yield each
