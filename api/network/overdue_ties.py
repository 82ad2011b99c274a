"""The partnerships that owe an overdue review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from api.locale.result_table import plain_rows
from graph.engine.base import Engine
from queries.internal_queries import internal


async def overdue_partnerships(engine: Engine, day: date) -> Mapping[str, str]:
    """The partnerships under an agreement whose review is overdue on a day.

    Returns:
        By IRI, the last day on which the review was due, in ISO 8601.

    Raises:
        VenskabError: the engine could not answer.
    """
    text = internal("overdue-partnerships", on=[f'"{day}"^^xsd:date'])
    return {each["partnership"]: each["due"] for each in await plain_rows(engine, text)}
