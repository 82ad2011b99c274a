"""One generation of an embedded engine, which goes on answering for as long as it is held."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol

from graph.engine.base import EngineState, Limits, Request, Result
from graph.engine.worker_pool import WorkerPool


class SnapshotOwner(Protocol):
    """The engine of a snapshot."""

    limits: Limits

    @property
    def state(self) -> EngineState:
        """The load of the engine, and the counts of its cache."""

    async def ask(self, snapshot: Snapshot, request: Request) -> Result:
        """Answer one query of a snapshot, whole, or raise."""

    def kept(self, generation: str, request: Request) -> Result | None:
        """The short answer to a query that is kept of a generation."""

    def let_go(self, snapshot: Snapshot) -> None:
        """End the processes of a snapshot that nobody holds and that is not the newest."""


class Snapshot:
    """An engine of one generation: whatever changes, its answers are all of the same state.

    Attributes:
        limits: limits of every query.
        pool: its processes; others of the same state where they had to be started again.
        generation: name of the state of the data.
        head: number of the last change of the ledger that it holds.
        made: when that change was made, as the ledger's file has it.
        retired: true since there is a newer one.
        closed: true since its processes were ended.
    """

    def __init__(self, owner: SnapshotOwner, pool: WorkerPool) -> None:
        self._owner = owner
        self._users = 0
        self.limits = owner.limits
        self.pool = pool
        self.generation = pool.generation
        self.head = pool.head
        self.made = pool.made
        self.retired = False
        self.closed = False

    @property
    def state(self) -> EngineState:
        """The load of the whole engine, and the counts of its cache."""
        return self._owner.state

    @property
    def in_use(self) -> bool:
        """True while somebody holds it, or one of its workers is at work or being ended."""
        return bool(self._users or self.pool.busy)

    @property
    def gone(self) -> bool:
        """True when it cannot be asked any more: never for whoever holds it."""
        return self.closed

    @contextmanager
    def held(self) -> Generator[Snapshot]:
        """Keep it for as long as the block lasts."""
        self._users += 1
        try:
            yield self
        finally:
            self._users -= 1
            self._owner.let_go(self)

    async def query(self, request: Request) -> Result:
        """Answer one query of this generation, whole.

        Raises:
            BadQuery: does not parse, or asks for what is closed here.
            LimitMet: a limit was met.
            Unacceptable: no accepted format carries this kind of result.
            VenskabError: nobody held it, and it is gone.
        """
        with self.held():
            return await self._owner.ask(self, request)

    def cached(self, request: Request) -> Result | None:
        """The short answer to ``request`` that is kept of this generation, if there is one."""
        return self._owner.kept(self.generation, request)
