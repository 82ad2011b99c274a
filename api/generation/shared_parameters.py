"""Parameters that most addresses have: the language, and the state of the graph."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Query
from pydantic.json_schema import SkipJsonSchema

from api.http.declared import example, only_said, problems
from graph.ledger.release_log import LONGEST
from graph.tiers import TierName


async def _language(
    lang: Annotated[
        str | SkipJsonSchema[None],
        Query(
            description="Language, da or en; without it that of Accept-Language.",
            openapi_examples=example("da"),
        ),
    ] = None,
) -> None:
    """The reader's language; :func:`api.html.rendering.language_of` reads it everywhere."""


async def _dated(
    as_of: Annotated[
        str | SkipJsonSchema[None],
        Query(
            description="The state that is asked: a release, a day (its end, UTC) or a moment; "
            "without it that of now.",
            max_length=LONGEST,
            # No example for a test: it would have to be there in every deployment.
            examples=["1.1", "2026-11-22"],
        ),
    ] = None,
) -> None:
    """The state of the graph; :mod:`api.server.asked_state` takes it out of the address before."""


async def _tiered(
    tier: Annotated[
        TierName | SkipJsonSchema[None],
        Query(
            description="The tier that is asked: evidence (the default), what sources with "
            "passages give; lists, what lists of ties say; all, both.",
            openapi_examples=example("all"),
        ),
    ] = None,
) -> None:
    """The tier of the graph, likewise."""


LANGUAGE: Final = only_said(_language)
DATED: Final = only_said(_dated)
TIERED: Final = only_said(_tiered)
DATED_PROBLEMS: Final = problems(400, 404, 501, 503)
"""What the answer of a past state may be in place of one, for ``responses``."""
