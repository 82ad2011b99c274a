"""The values of one property, of some things or of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from graph.engine.base import Engine
from graph.engine.results import rows
from graph.sparql_text import term
from graph.terms import Term
from queries.internal_queries import internal

_ALL: Final = ("UNDEF",)


async def values_of(
    engine: Engine, name: str, things: Iterable[str] | None = None
) -> dict[str, list[Term]]:
    """The values of a property, by thing, the one that tells most first.

    Args:
        engine: who answers.
        name: a property that can be fetched; its query has the same name.
        things: IRIs of things; None for all that have the property.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    asked: Sequence[str] = _ALL if things is None else [term(each) for each in things]
    found: dict[str, list[Term]] = {}
    for row in await rows(engine, internal(f"reconciliation/{name}", thing=asked)):
        if "thing" in row:
            found.setdefault(row["thing"].value, []).append(row["value"])
    return found
