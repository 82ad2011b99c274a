"""One state of a remote engine, which is all that is asked for one answer."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol

from graph.engine.base import EngineState, Limits, Request, Result
from graph.engine.remote.marker import Marker


class StateOwner(Protocol):
    """The engine of a state."""

    limits: Limits

    @property
    def state(self) -> EngineState:
        """The load of the engine, and the counts of its cache."""

    async def ask(self, state: RemoteState, request: Request) -> Result:
        """Answer one query of a state, whole, or raise."""

    def kept(self, generation: str, request: Request) -> Result | None:
        """The short answer to a query that is kept of a generation."""

    def is_current(self, state: RemoteState) -> bool:
        """True while a state is the newest."""


class RemoteState:
    """An engine of one generation: it answers from that, or says that it is gone.

    Args:
        owner: the engine.
        marker: what names the state.

    Attributes:
        limits: limits of every query.
        marker: what names the state.
        generation: name of the state of the data.
        head: number of the last change of the ledger that it holds.
    """

    def __init__(self, owner: StateOwner, marker: Marker) -> None:
        self._owner = owner
        self.limits = owner.limits
        self.marker = marker
        self.generation = marker.generation
        self.head = marker.head

    @property
    def state(self) -> EngineState:
        """The load of the whole engine, and the counts of its cache."""
        return self._owner.state

    @property
    def gone(self) -> bool:
        """True when the server has another state, so that this cannot be asked any more."""
        return not self._owner.is_current(self)

    @contextmanager
    def held(self) -> Generator[RemoteState]:
        """The state itself: nothing keeps the server from going over to the next."""
        yield self

    async def query(self, request: Request) -> Result:
        """Answer one query of this state, whole.

        Raises:
            BadQuery: does not parse, or asks for what is closed here.
            LimitMet: a limit was met, or the server has another state.
            Unacceptable: no accepted format carries this kind of result.
            EngineUnavailable: the server does not answer, or not whole.
        """
        return await self._owner.ask(self, request)

    def cached(self, request: Request) -> Result | None:
        """The short answer to ``request`` that is kept of this generation, if there is one."""
        return self._owner.kept(self.generation, request)
