"""Keeps a running server at the newest state of its ledger, whoever changes it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from api.server.common_state import CommonState
from graph.engine.base import LiveEngine, Prepare
from graph.errors import VenskabError
from graph.ledger.watch import Seen, Watch
from graph.settings import Settings

_LOG: Final = logging.getLogger("venskab.ledger")
# What failed is tried again, but not as often as a look costs nothing.
_PATIENCE: Final = 20


class Follower:
    """Looks at the ledger every moment, and has the engine take up what changed.

    Args:
        engine: who takes it up.
        settings: where the ledger is, and how long a moment is.
        common: takes it up together with the other processes of the server; None where there is
            one process.
        seen: told whenever the ledger may have changed, also where the engine's tier did not.

    Attributes:
        trouble: what keeps the server from the newest state, as people are told; blank for
            nothing.
    """

    def __init__(
        self,
        engine: LiveEngine,
        settings: Settings,
        common: CommonState | None = None,
        seen: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._common = common
        self._seen = seen
        self._moment = settings.watch_seconds
        self._watch = Watch(settings.ledger_path)
        self._behind = True
        self.trouble = ""

    async def follow(self, ready: Prepare | None, then: Callable[[], None]) -> None:
        """Follow until cancelled.

        Args:
            ready: what is done with a new state before it is taken up.
            then: what is done whenever one was taken up.
        """
        try:
            while True:
                if await self._step(ready):
                    then()
                await asyncio.sleep(self._moment * (_PATIENCE if self.trouble else 1))
        finally:
            self._watch.close()

    async def _step(self, ready: Prepare | None) -> bool:
        """Look once; whether a new state was taken up."""
        try:
            seen = await asyncio.to_thread(self._watch.look)
            if seen is Seen.REPLACED:
                _LOG.warning("The ledger was replaced by another file; its state is taken up.")
            self._behind |= seen is not Seen.SAME
            taken_up = await self._take_up(ready)
        except Exception as error:  # whatever it is, the state before still answers
            self._behind = True
            self._fail(error)
            return False
        if self._behind:
            self._seen()
        self._behind = False
        if self.trouble:
            _LOG.warning("The newest state of the ledger is taken up again.")
            self.trouble = ""
        if taken_up:
            _LOG.info("Took up change %d of the ledger.", self._engine.head)
        return taken_up

    async def _take_up(self, ready: Prepare | None) -> bool:
        if self._common is not None:
            return await self._common.refresh(ready, changed=self._behind)
        return self._behind and await self._engine.refresh(ready)

    def _fail(self, error: Exception) -> None:
        expected = isinstance(error, VenskabError)
        what = str(error) if expected else f"{type(error).__name__}: {error}"
        if what != self.trouble:
            said = "The newest state of the ledger cannot be taken up: %s"
            _LOG.error(said, what, exc_info=None if expected else error)
        self.trouble = what
