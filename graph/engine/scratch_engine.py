"""An engine over a few statements in this process, for what asks engines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graph.engine.base import JSON, EngineState, Kind, Limits, Request, Result
from graph.engine.scratch_store import ScratchStore

_STATE: Final = EngineState(0, 0, 0, 0, 0, 0, 0, 0)


class ScratchEngine:
    """Answers queries of our own as JSON; nothing limits them but what limits this process.

    Args:
        lines: N-Quads lines without line ends.
    """

    limits = Limits()
    state = _STATE
    generation = ""
    head = 0
    gone = False

    def __init__(self, lines: Iterable[str]) -> None:
        self._store = ScratchStore(lines)

    async def query(self, request: Request) -> Result:
        """Answer one query, whole."""
        body = self._store.answer(request.text)
        return Result(Kind.SOLUTIONS, JSON, body, None, len(body), 0.0, self.generation)

    def cached(self, request: Request) -> None:
        """Nothing is kept."""
