"""Keeps what was read and made of a generation, which never changes, for those who ask next."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from graph.engine.base import Engine
from graph.engine.once import Once
from graph.licenses import DEFAULT
from graph.network.community_tracks import CommunityTracks, days_of_change, members
from graph.network.computing.simple_graph import SimpleGraph
from graph.network.fact_reader import read_facts
from graph.network.layout_cache import NodeLayout, kept_drawn
from graph.network.measures.communities import community
from graph.network.projection import project
from graph.network.selection import Selection
from graph.network.shared_ties import drawn_graph, shared_relations
from graph.network.tie_facts import TieFacts
from graph.network.tie_network import Network

_KEPT: Final = 16
# Of a larger network the communities of a day are held against those of all times alone: to follow
# them through every year would take minutes.
_FOLLOWED_UP_TO: Final = 1_000


class NetworkCache:
    """The networks of one generation.

    Args:
        engine: where the facts are read, of one generation.
        folder: where the layouts are kept from one start of the server to the next.
        licence: IRI of the licence of the data.
    """

    def __init__(self, engine: Engine, folder: Path, licence: str = DEFAULT) -> None:
        self._folder = folder
        self._licence = licence
        self._facts = Once(partial(read_facts, engine))
        self._networks: OrderedDict[Selection, Network] = OrderedDict()
        # A network of an older generation, or of long ago, is forgotten with its drawing.
        self._drawn: WeakKeyDictionary[Network, asyncio.Task[NodeLayout]] = WeakKeyDictionary()
        self._tracks: WeakKeyDictionary[Network, CommunityTracks] = WeakKeyDictionary()
        self._one_at_a_time = asyncio.Lock()
        self._one_drawing_at_a_time = asyncio.Lock()

    async def facts(self) -> TieFacts:
        """The facts that all networks are made of.

        Raises:
            LimitMet: the engine's limits are too low for the graph.
        """
        async with self._one_at_a_time:
            return await self._facts.get()

    async def network(self, selection: Selection) -> Network:
        """The network that a selection asks for.

        Raises:
            LimitMet: the engine's limits are too low for the graph.
        """
        async with self._one_at_a_time:
            facts = await self._facts.get()
            if selection not in self._networks:
                made = await asyncio.to_thread(project, facts, selection)
                self._keep(selection, replace(made, licence=self._licence))
            self._networks.move_to_end(selection)
            return self._networks[selection]

    async def drawn(self, network: Network) -> NodeLayout:
        """Places and measures of the nodes of a network; worked out once.

        The communities of a day have the numbers that the same ones have on other days.

        It goes on when the one who asked goes away, for others will ask for the same.

        Raises:
            LimitMet: the machine has too little memory for it.
        """
        found = self._drawn.get(network)
        if found is None or (found.done() and found.exception()):
            found = asyncio.create_task(self._draw(network))
            self._drawn[network] = found
        return await asyncio.shield(found)

    async def _draw(self, network: Network) -> NodeLayout:
        async with self._one_drawing_at_a_time:
            graph, lines = await asyncio.to_thread(_graphs, network)
            found = await kept_drawn(graph, self._folder, lines=lines)
        day = network.selection.since or network.selection.until
        if day is None:
            return found
        tracks = await self._tracks_of(network.selection)
        groups = members(graph.nodes, found.communities)
        numbers = await asyncio.to_thread(tracks.numbers, groups, day)
        return replace(found, communities=[numbers[own] for own in found.communities])

    async def _tracks_of(self, selection: Selection) -> CommunityTracks:
        """The communities of a network through the years."""
        ever = replace(selection, since=None, until=None)
        whole = await self.network(ever)
        if whole not in self._tracks:
            drawn = await self.drawn(whole)
            facts = await self._facts.get()
            made = await asyncio.to_thread(_followed, facts, whole, drawn)
            self._tracks[whole] = made
        return self._tracks[whole]

    def _keep(self, selection: Selection, network: Network) -> None:
        self._networks[selection] = network
        while len(self._networks) > _KEPT:
            self._networks.popitem(last=False)


def _graphs(network: Network) -> tuple[SimpleGraph, SimpleGraph]:
    """What is measured of a network, and what is laid out."""
    return network.simple, drawn_graph(network, shared_relations(network))


def _followed(facts: TieFacts, whole: Network, drawn: NodeLayout) -> CommunityTracks:
    simple = whole.simple
    days = days_of_change(whole.ties) if len(simple.nodes) <= _FOLLOWED_UP_TO else []
    years = []
    for day in days:
        graph = project(facts, replace(whole.selection, since=day, until=day)).simple
        years.append((day, members(graph.nodes, community(graph))))
    return CommunityTracks.of(members(simple.nodes, drawn.communities), years)
