"""The rows of queries: asked of an engine, and read as terms."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from graph.engine.base import JSON, Engine, Request, Result
from graph.terms import Row, read_solutions

# Larger answers are read in a thread, so that others are served meanwhile, bytes.
_LARGE: Final = 1 << 17


async def rows(engine: Engine, text: str) -> Sequence[Row]:
    """The rows of a query.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    result = await engine.query(Request(text, formats=(JSON,)))
    if result.size < _LARGE:
        return _read(result)
    return await asyncio.to_thread(_read, result)


async def yes(engine: Engine, pattern: str) -> bool:
    """True if a graph pattern fits anywhere.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    result = await engine.query(Request(f"ASK {{ {pattern} }}", formats=(JSON,)))
    return bool(read_solutions(result.take()).boolean)


def _read(result: Result) -> Sequence[Row]:
    return read_solutions(result.take()).rows
