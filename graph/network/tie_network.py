"""A network: nodes, ties, what was left out, and what it was made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from graph.licenses import DEFAULT
from graph.network.computing.network_libraries import need
from graph.network.computing.simple_graph import SimpleGraph, Traits
from graph.network.selection import Selection
from graph.network.tie_facts import Agent, Layer
from graph.tiers import Tier
from graph.time.edtf_dates import Bounds
from graph.time.intervals import Intervals, first_day, last_day

if TYPE_CHECKING:
    import networkx as nx

_CITATION: Final = "Venskab {}, the knowledge graph of municipal partnerships"


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation between two nodes; two nodes may have several.

    Attributes:
        source: identifier of the node it starts at; in an undirected tie, the first of the two.
        target: identifier of the other node.
        layer: what ties them.
        relation: IRI of what they have in common.
        name: its name.
        directed: whether it leads from ``source`` to ``target``.
        spells: when.
        certain: whether it certainly fits the period asked for, else possibly.
        kinds: notations of its kinds.
        areas: notations of its cooperation areas.
        agreements: IRIs of the agreements that govern it.
        sources: IRIs of the sources that state it.
        evidence: number of passages it rests on.
        said_by_source: whether the source node itself has published one of the sources.
        said_by_target: the same of the target node.
        tier: whether evidence gives it, or lists alone.
    """

    source: str
    target: str
    layer: Layer
    relation: str
    name: str
    directed: bool
    spells: Intervals
    certain: bool
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    evidence: int = 0
    said_by_source: bool = False
    said_by_target: bool = False
    tier: Tier = Tier.EVIDENCE

    @property
    def first(self) -> Bounds:
        """The earliest and latest day that can be its first."""
        return first_day(self.spells)

    @property
    def last(self) -> Bounds:
        """The earliest and latest day that can be its last; None: no end is known."""
        return last_day(self.spells)

    @property
    def identifier(self) -> str:
        """Unique in the network and the same each time."""
        return " ".join((self.layer, self.source, self.target, self.relation))


@dataclass(frozen=True)
class LeftOut:
    """Ties left out of the network, for one reason.

    Attributes:
        reason: why, in words.
        count: how many.
        named: their names, in order.
    """

    reason: str
    count: int
    named: Sequence[str]


@dataclass(frozen=True, eq=False)
class Network:
    """The ties that a selection asks for, between those they tie.

    Attributes:
        nodes: municipalities, others, or in a bipartite network what they have in common; by IRI.
        ties: all ties, in order.
        left_out: what is missing and why, so that a count can be explained.
        selection: what was asked for.
        generation: name of the state of the data.
        heirs: by municipality, those that it went into, with the day.
        told_in_parts: relations with two nodes whose tie a part of the relation tells.
        licence: IRI of the licence of the data.
    """

    nodes: Mapping[str, Agent]
    ties: Sequence[Tie]
    left_out: Sequence[LeftOut]
    selection: Selection
    generation: str
    heirs: Mapping[str, Mapping[str, Bounds]] = field(default_factory=dict)
    told_in_parts: frozenset[tuple[str, frozenset[str]]] = frozenset()
    licence: str = DEFAULT

    @property
    def directed(self) -> bool:
        """True if every tie has a direction."""
        return bool(self.ties) and all(tie.directed for tie in self.ties)

    @cached_property
    def simple(self) -> SimpleGraph:
        """The undirected simple graph that measures are taken of; the weight counts the ties."""
        graph = SimpleGraph.of(((tie.source, tie.target) for tie in self.ties), self.nodes)
        agents = [self.nodes[iri] for iri in graph.nodes]
        traits = Traits(
            countries=[agent.country or None for agent in agents],
            populations=[agent.population for agent in agents],
            points=[agent.point for agent in agents],
            mentions=self._mentions(graph),
            directions=self._directions(graph) if self.directed else {},
        )
        return graph.knowing(traits)

    def _mentions(self, graph: SimpleGraph) -> list[int]:
        """For each edge of the simple graph, how many of its ends say one of its ties."""
        speakers: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        for tie in self.ties:
            said = [(tie.source, tie.said_by_source), (tie.target, tie.said_by_target)]
            speakers[frozenset((tie.source, tie.target))] |= {end for end, says in said if says}
        return [len(speakers[frozenset((graph.nodes[a], graph.nodes[b]))]) for a, b in graph.edges]

    def _directions(self, graph: SimpleGraph) -> Mapping[tuple[int, int], int]:
        """The number of ties that lead from one position in the simple graph to another."""
        place = {name: position for position, name in enumerate(graph.nodes)}
        ends = ((place[tie.source], place[tie.target]) for tie in self.ties)
        return Counter(pair for pair in ends if pair[0] != pair[1])

    def to_networkx(self) -> nx.MultiGraph[str] | nx.MultiDiGraph[str]:
        """The network in networkx, an edge a tie, with all attributes as plain values.

        Directed if every tie is; in a network of both, the attribute ``directed`` tells.
        """
        networkx = need("networkx")
        graph: Any = networkx.MultiDiGraph() if self.directed else networkx.MultiGraph()
        graph.graph.update(self.about())
        for iri, agent in self.nodes.items():
            graph.add_node(iri, **node_attributes(agent, self.selection.lang))
        for tie in self.ties:
            graph.add_edge(tie.source, tie.target, key=tie.identifier, **tie_attributes(tie))
        found: nx.MultiGraph[str] | nx.MultiDiGraph[str] = graph
        return found

    def about(self) -> dict[str, str]:
        """The selection behind the network, for a file's header or a caption."""
        parameters = "; ".join(f"{k}={v}" for k, v in self.selection.parameters().items())
        left_out = "; ".join(f"{each.count} {each.reason}" for each in self.left_out)
        return {
            "title": "Venskab: network of municipal partnerships",
            "parameters": parameters,
            "left_out": left_out or "nothing",
            "generation": self.generation,
            "licence": self.licence,
            "citation": _CITATION.format(version("venskab")),
        }


def node_attributes(agent: Agent, lang: str) -> dict[str, Any]:
    """The attributes of a node as plain values; what is not known is left out."""
    longitude, latitude = agent.point or (None, None)
    values = {
        "label": agent.name(lang),
        "kind": agent.kind,
        "country": agent.country,
        "code": agent.code,
        "wikidata": agent.wikidata,
        "longitude": longitude,
        "latitude": latitude,
        "population": agent.population,
        "population_year": agent.population_year,
    }
    return {name: value for name, value in values.items() if value not in {None, ""}}


def tie_attributes(tie: Tie) -> dict[str, Any]:
    """The attributes of a tie as plain values; several values stand in one text, apart by blanks.

    Days are ISO 8601; one that is not known is left out.
    """
    values = {
        "label": tie.name,
        "layer": str(tie.layer),
        "relation": tie.relation,
        "directed": tie.directed,
        "certain": tie.certain,
        "first_earliest": _iso(tie.first.earliest),
        "first_latest": _iso(tie.first.latest),
        "last_earliest": _iso(tie.last.earliest),
        "last_latest": _iso(tie.last.latest),
        "kinds": " ".join(tie.kinds),
        "areas": " ".join(tie.areas),
        "agreements": " ".join(tie.agreements),
        "sources": " ".join(tie.sources),
        "evidence": tie.evidence,
        "said_by_source": tie.said_by_source,
        "said_by_target": tie.said_by_target,
        "tier": str(tie.tier),
        "weight": 1,
    }
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
