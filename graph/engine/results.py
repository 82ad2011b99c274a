"""What queries answer, read: each row with its terms as SPARQL 1.1's JSON results write them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Final

from graph.engine.base import JSON, Engine, Request, Result

# By the variables that are bound: ``type``, ``value``, and ``xml:lang`` or ``datatype``.
Row = Mapping[str, Mapping[str, str]]
# Larger answers are read in a thread, so that others are served meanwhile, bytes.
_LARGE: Final = 1 << 17


async def rows(engine: Engine, text: str) -> list[Row]:
    """The rows of a query.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    _, found = await rows_of_generation(engine, text)
    return found


async def rows_of_generation(engine: Engine, text: str) -> tuple[str, list[Row]]:
    """The generation that a query was answered of, and the rows.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    result = await engine.query(Request(text, formats=(JSON,)))
    if result.size < _LARGE:
        return result.generation, _read(result)
    return result.generation, await asyncio.to_thread(_read, result)


async def yes(engine: Engine, pattern: str) -> bool:
    """Whether a graph pattern fits anywhere.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    result = await engine.query(Request(f"ASK {{ {pattern} }}", formats=(JSON,)))
    return bool(json.loads(result.take())["boolean"])


def _read(result: Result) -> list[Row]:
    found: list[Row] = json.loads(result.take())["results"]["bindings"]
    return found
