"""Takes up a change together with the other processes of the server."""

from __future__ import annotations

import asyncio
from functools import partial

from api.generation.generations import PresentGeneration
from api.processes.board import Epoch, Point
from api.processes.membership import LOOK_AGAIN, Membership
from graph.engine.base import LiveEngine, PinnableEngine, Prepare


class CommonState:
    """Keeps the engine of one process at the state that all processes of the server answer of.

    Args:
        engine: of this process.
        now: the generation that this process answers of.
        member: the place of this process among the others.
    """

    def __init__(self, engine: LiveEngine, now: PresentGeneration, member: Membership) -> None:
        self._engine = engine
        self._now = now
        self._member = member
        self._changed = True

    async def refresh(self, ready: Prepare | None, *, changed: bool) -> bool:
        """Ask for what changed, and make ready what is asked for; whether a state was taken up.

        Args:
            ready: what is done with a new state before it is taken up.
            changed: whether the ledger changed since the call before.

        Raises:
            VenskabError: this process cannot make the state ready.
        """
        self._member.tell(self._engine.state)
        self._changed |= changed
        if self._changed:
            point = Point(*await self._engine.newest())
            self._changed = not await self._asked(point)
        self._member.settle()
        state = self._member.wanted
        return state is not None and await self._take_up(state, ready)

    async def _asked(self, point: Point) -> bool:
        if self._member.board.serving():
            return self._member.ask(point)
        # Nobody answers: what is newest need not be that of anybody else.
        await self._engine.refresh(to=point)
        return self._member.begin(point)

    async def _take_up(self, state: Epoch, ready: Prepare | None) -> bool:
        taken_up = False
        try:
            taken_up = await self._engine.refresh(
                partial(self._together, state, ready), to=state.point
            )
            if not taken_up:
                self._member.ready(state)
        except _GivenUp:
            self._changed = True
        except Exception:
            self._changed = True
            self._member.failed(state)
            raise
        finally:
            self._member.wait_with(None)
        return taken_up

    async def _together(self, state: Epoch, ready: Prepare | None, engine: PinnableEngine) -> None:
        """Make a state ready, and wait until all have."""
        if ready is None:
            self._now.coming(engine)
        else:
            await ready(engine)
        self._member.wait_with(state)
        self._member.ready(state)
        while not self._member.turned:
            if self._member.given_up(state):
                raise _GivenUp
            await asyncio.sleep(LOOK_AGAIN)
            self._member.tell(self._engine.state)
            self._member.settle()


class _GivenUp(Exception):
    """The state that was made ready is not wanted any more."""
