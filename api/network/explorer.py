"""The network that the explorer and the map show, and the view of it that the address asks for."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from rdflib.namespace import SKOS

from api.linked_data.vocabulary_view import words
from api.locale.language import Lang
from api.locale.lifetimes import lifetime_in_words
from graph.collation import danish_key
from graph.descriptions.vocabulary import documents
from graph.network.computing.shortest_path import shortest_path
from graph.network.selection import Selection
from graph.network.tie_network import LeftOut, Network, Tie
from graph.prefixes import PREFIXES
from graph.texts import N_
from queries.country_codes import ALPHA2_OF

# Parameters of the address that choose how a network is looked at, and not which it is.
PARTS: Final = ("focus", "from", "to", "group")
LOOKS: Final = (*PARTS, "colour", "size", "place", "others")
# Those that name a node.
NAMING: Final = ("focus", "from", "to")
# Beyond this many rows a table helps nobody, and a list of names weighs more than the page.
MOST_ROWS: Final = 400
MOST_NAMES: Final = 2000
_ID: Final = PREFIXES["vid"]


@dataclass(frozen=True)
class NamedNode:
    """A node as a page names it.

    Attributes:
        iri: its address.
        name: its name.
        lang: language of the name.
        country: code of two letters.
        alone: whether no other node of the network has that name, where that was asked.
    """

    iri: str
    name: str
    lang: str
    country: str
    alone: bool = True

    @property
    def local(self) -> str:
        """The end of its IRI, which is its place below ``/doc/``."""
        return self.iri.removeprefix(_ID)


@dataclass(frozen=True)
class TieRow:
    """A tie as a row of a table.

    Attributes:
        ends: the two it ties.
        tie: the tie.
        when: from when until when it lasted in words, as vaguely as that is known.
        areas: names of its cooperation areas.
    """

    ends: tuple[NamedNode, NamedNode]
    tie: Tie
    when: str
    areas: Sequence[str]


@dataclass(frozen=True)
class ExplorerView:
    """A view of a network: its colours, its chosen node or country, its labels.

    Attributes:
        asked: what the address says, by name of the parameter.
        focus: the node whose ties are shown, or None for all.
        ends: the two that a path is sought between, each None where it is not found.
        unclear: by parameter, what it says where that names no one node, and the nodes that it may
            mean.
        path: the nodes of the path, or nothing.
        group: the nodes of the group that was asked for, or nothing.
    """

    asked: Mapping[str, str]
    focus: NamedNode | None
    ends: tuple[NamedNode | None, NamedNode | None]
    unclear: Mapping[str, tuple[str, Sequence[NamedNode]]]
    path: Sequence[NamedNode]
    group: frozenset[str] = frozenset()

    @property
    def part(self) -> Mapping[str, str]:
        """The parameters that say which part of the network is looked at; none: all of it."""
        names: Sequence[str] = ("group",) if self.group else ()
        if self.path:
            names = ("from", "to")
        elif self.focus:
            names = ("focus",)
        return {name: self.asked[name] for name in names}

    def written(self, name: str) -> str:
        """What a field says: the name of the node that was found, else what was asked for."""
        found = {"focus": self.focus, "from": self.ends[0], "to": self.ends[1]}.get(name)
        return found.name if found and found.alone else self.asked.get(name, "")


def split(
    pairs: Iterable[tuple[str, str]], looks: Sequence[str] = LOOKS
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The parameters that choose a network, and those that choose a look at it."""
    given = [(name, value.strip()) for name, value in pairs]
    chosen = [pair for pair in given if pair[0] not in looks]
    return chosen, {name: value[:300] for name, value in given if name in looks and value}


def named(network: Network, iri: str) -> NamedNode:
    """A node with its name."""
    agent, lang = network.nodes[iri], network.selection.lang
    return NamedNode(iri, agent.name(lang), agent.language(lang), alpha2(agent.country))


def alpha2(country: str) -> str:
    """A country's code of two letters from that of three."""
    return ALPHA2_OF.get(country, country)


def look(
    network: Network,
    asked: Mapping[str, str],
    meant: Mapping[str, Sequence[str]],
    communities: Sequence[int] = (),
) -> ExplorerView:
    """The look that the address asks for.

    Args:
        network: what is looked at.
        asked: what the address says.
        meant: by parameter that names a node, the nodes that it may mean.
        communities: of each node of its simple graph; needed where a community is asked for.
    """
    found = {name: _alone(network, meant[name][0]) for name in meant if len(meant[name]) == 1}
    unclear = {
        name: (asked[name], [named(network, iri) for iri in several])
        for name, several in meant.items()
        if name not in found
    }
    ends = (found.get("from"), found.get("to"))
    path = []
    if ends[0] and ends[1]:
        path = shortest_path(network.simple, ends[0].iri, ends[1].iri)
    group = _group(network, asked.get("group", ""), communities)
    steps = [named(network, iri) for iri in path]
    return ExplorerView(asked, found.get("focus"), ends, unclear, steps, group)


def _alone(network: Network, iri: str) -> NamedNode:
    node = named(network, iri)
    return dataclasses.replace(node, alone=called(network, node.name) == [iri])


def called(network: Network, text: str) -> list[str]:
    """The nodes with a name in any language, whatever its case, or with an address."""
    if _ID + text in network.nodes:
        return [_ID + text]
    wanted = text.casefold()
    return [
        iri
        for iri, agent in network.nodes.items()
        if wanted in {name.casefold() for name in agent.names.values()}
    ]


def _group(network: Network, key: str, communities: Sequence[int]) -> frozenset[str]:
    """The nodes of a group such as ``country:DK``, ``country:?`` or ``community:3``."""
    by, _, value = key.partition(":")
    if by == "country" and value:
        country = "" if value == "?" else value
        return frozenset(i for i, node in network.nodes.items() if alpha2(node.country) == country)
    numbered = zip(network.simple.nodes, communities, strict=True) if communities else ()
    return frozenset(iri for iri, number in numbered if by == "community" and str(number) == value)


def part(network: Network, seen: ExplorerView) -> Network:
    """The part of a network that is looked at; the whole where no part is chosen.

    A community has the ties between its own, a country those that touch it.
    """
    if not seen.part:
        return network
    kept = [tie for tie in network.ties if _shown(tie, seen)]
    left = [tie for tie in network.ties if not _shown(tie, seen)]
    ends = {end for tie in kept for end in (tie.source, tie.target)}
    asked = "; ".join(f"{name}={value}" for name, value in seen.part.items())
    out = LeftOut(
        N_("ties outside {asked}", asked=asked), len(left), sorted(tie.name for tie in left)
    )
    return dataclasses.replace(
        network,
        nodes={iri: node for iri, node in network.nodes.items() if iri in ends},
        ties=kept,
        left_out=[*network.left_out, out],
    )


def _shown(tie: Tie, seen: ExplorerView) -> bool:
    ends = {tie.source, tie.target}
    if seen.path:
        return any(ends == {one.iri, other.iri} for one, other in pairwise(seen.path))
    if seen.focus:
        return seen.focus.iri in ends
    inside = ends & seen.group
    return bool(inside) if seen.asked["group"].startswith("country") else inside == ends


def rows(network: Network, lang: Lang) -> list[TieRow]:
    """The first ties of a network as rows of a table, in the order of the names."""
    keys = {iri: danish_key(agent.name(network.selection.lang))
            for iri, agent in network.nodes.items()}  # fmt: skip
    ties = nsmallest(MOST_ROWS, network.ties, key=lambda tie: (keys[tie.source], keys[tie.target]))
    return [_row(network, tie, lang) for tie in ties]


def _row(network: Network, tie: Tie, lang: Lang) -> TieRow:
    ends = (named(network, tie.source), named(network, tie.target))
    areas = sorted((labels("cooperation-area", lang).get(a, a) for a in tie.areas), key=danish_key)
    when = lifetime_in_words(tie.first, tie.last, tie.spells[-1].states, lang)
    return TieRow(ends, tie, when, areas)


@cache
def labels(scheme: str, lang: Lang) -> dict[str, str]:
    """Names of a scheme's concepts by notation, in order of the names."""
    graph = documents()[f"concept/{scheme}"].graph()
    found = {
        str(notation): words(graph, concept, SKOS.prefLabel, lang).text
        for concept, notation in graph.subject_objects(SKOS.notation)
    }
    return dict(sorted(found.items(), key=lambda pair: danish_key(pair[1])))


def countries(network: Network) -> list[str]:
    """Codes of the countries of a network's nodes, in order."""
    return sorted({alpha2(agent.country) for agent in network.nodes.values()} - {""})


def names(network: Network) -> list[NamedNode]:
    """All nodes in the order of their names; none where they are too many for a list."""
    if len(network.nodes) > MOST_NAMES:
        return []
    return sorted((named(network, iri) for iri in network.nodes), key=lambda n: danish_key(n.name))


def matrix(network: Network) -> tuple[list[str], Counter[frozenset[str]]]:
    """The countries, those with most ties first, and the number of ties between each two."""
    counted: Counter[frozenset[str]] = Counter()
    for tie in network.ties:
        ends = (network.nodes[tie.source].country, network.nodes[tie.target].country)
        counted[frozenset(alpha2(country) or "?" for country in ends)] += 1
    sums: Counter[str] = Counter()
    for pair, count in counted.items():
        sums.update(dict.fromkeys(pair, count))
    return sorted(sums, key=lambda country: (-sums[country], country)), counted


def document(
    selection: Selection,
    *,
    always: bool = False,
    state: Mapping[str, str] = MappingProxyType({}),
    suffix: str = "json",
    part: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The address of a network as a file; the explorer reads the one in JSON.

    Args:
        selection: which network.
        always: whether of all times, whatever the period asked for.
        state: the parameters of the state of the graph that it is of.
        suffix: its format.
        part: parameters of the part that is looked at.
    """
    chosen = selection.parameters() | dict(state) | dict(part)
    if always:
        chosen = {n: v for n, v in chosen.items() if n not in {"on", "since", "until"}}
    return f"/network.{suffix}?{urlencode(chosen)}"
