"""What the things of the generation that a request asks are known by, read once."""

from __future__ import annotations

from functools import partial

from fastapi import Request

from api.generation.generation import generation_of
from graph.reconciliation.identities import Identities, read_identities


async def identities(request: Request) -> Identities:
    """The identities of the generation.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    generation = generation_of(request)
    make = partial(read_identities, generation.engine)
    return await generation.parts.get("identities", make)
