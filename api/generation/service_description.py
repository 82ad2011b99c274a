"""The service description: what the endpoint says of itself, worked out once a generation."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from typing import Final

from graph.catalog.class_schema import Schema
from graph.catalog.sparql_service import graph_names, service
from graph.catalog.void import Counts
from graph.engine.base import Engine, Format
from graph.engine.once import Once
from graph.engine.writing import write
from graph.errors import LimitMet
from graph.statements import grouped

# Six formats at one address or two; a client can make up more, and they may be megabytes each.
_KEPT: Final = 12
_VERSION: Final = version("venskab")


@dataclass(frozen=True)
class _Known:
    """The description of one generation, and how it was written for those who asked."""

    generation: str
    graphs: Sequence[str]
    counts: Counts | None
    schema: Schema | None
    written: dict[tuple[str, str], Once[bytes]] = field(default_factory=dict)


class ServiceDescription:
    """Keeps the description of one generation; many readers cause one count.

    Args:
        engine: who answers.
        counted: how much of what it holds.
        schema: which property leads from which class to what; None where it cannot be counted.
    """

    def __init__(self, engine: Engine, counted: Once[Counts], schema: Once[Schema | None]) -> None:
        self._known = Once(partial(_look, engine, counted, schema))

    async def document(self, endpoint: str, form: Format) -> tuple[str, bytes]:
        """The generation that is described, and the description in a format.

        Raises:
            VenskabError: the engine could not answer.
        """
        known = await self._known.get()
        key = (endpoint, form.name)
        if key not in known.written:
            if len(known.written) >= _KEPT:
                known.written.clear()
            said = grouped(service(endpoint, known.graphs, known.counts, known.schema))
            known.written[key] = Once(lambda: asyncio.to_thread(write, said, form))
        return known.generation, await known.written[key].get()


async def _look(engine: Engine, counted: Once[Counts], schema: Once[Schema | None]) -> _Known:
    try:
        counts = await counted.get()
    except LimitMet as met:
        if met.limit == "queue":
            raise
        # The graph is too large to be counted within the limits: say the rest of it.
        return _Known(engine.generation, await graph_names(engine), None, None)
    return _Known(counts.generation, list(counts.graphs), counts, await schema.get())
