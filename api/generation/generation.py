"""One state of the graph and what is worked out of it once: that of now, or a past one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fastapi import Request

from graph.tiers import DEFAULT, Tier

if TYPE_CHECKING:
    from api.generation.response_cache import ResponseCache
    from api.generation.service_description import ServiceDescription
    from api.generation.statistics import Statistics
    from api.http.etag_cache import ETagCache
    from graph.catalog.class_schema import Schema
    from graph.catalog.measured import CatalogFacts
    from graph.collections.page import CollectionPages
    from graph.engine.base import Engine
    from graph.engine.once import Once, OnceEach
    from graph.network.network_cache import NetworkCache
    from graph.search.name_search import NameSearch

# Where the generation that a request asks for stands in its ASGI scope.
GENERATION: Final = "venskab.generation"
# Whether what is asked is the same whatever state of the data, there too.
TIMELESS: Final = "venskab.timeless"


@dataclass(frozen=True)
class Generation:
    """What routes ask.

    Attributes:
        engine: who answers.
        answered: finished responses.
        statistics: what is in the graph.
        names: what things are called.
        networks: the networks of ties.
        service_description: what the endpoint says of itself.
        resources: the things as collections.
        schema: which property leads from which class to what; None where it cannot be counted.
        catalog_facts: what the catalogue says of the data.
        parts: what pages show in part, by what it is.
        finished: pages and lists by their ETags.
        as_of: the release or the day that was asked for; blank for now.
        tier: the tier that was asked for.
    """

    engine: Engine
    answered: ResponseCache
    statistics: Statistics
    names: NameSearch
    networks: NetworkCache
    service_description: ServiceDescription
    resources: CollectionPages
    schema: Once[Schema | None]
    catalog_facts: Once[CatalogFacts]
    parts: OnceEach
    finished: ETagCache
    as_of: str = ""
    tier: Tier = DEFAULT

    @property
    def asked(self) -> dict[str, str]:
        """The parameters of an address that ask for this state; none for the evidence of now."""
        found = {"as_of": self.as_of, "tier": self.tier if self.tier is not DEFAULT else ""}
        return {name: str(value) for name, value in found.items() if value}

    def file_name(self, stem: str) -> str:
        """A name for a file of this state, without an ending; it says which tier it is of."""
        return stem if self.tier is DEFAULT else f"{stem}-{self.tier}"

    @property
    def name(self) -> str:
        """Name of the state as it was asked: an answer whose links keep it is another."""
        return " ".join((self.engine.generation, *self.asked.values()))


def generation_of(request: Request) -> Generation:
    """The state of the graph that a request asks: ``?as_of=`` and ``?tier=``, else that of now."""
    # What answers in front of the routes, as a limit does, asks nothing and holds nothing.
    generation: Generation = request.scope.get(GENERATION) or request.app.state.now.generation
    return generation
