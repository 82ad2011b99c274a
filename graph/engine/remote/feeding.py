"""Who feeds a remote engine: one process of all that serve a ledger, and how it is told to.

The servers of one ledger share a lock beside it, which the system lets go of with the process that
holds it. Whoever has it feeds, in a process of its own; the others wait for what it writes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from graph.engine.index_content import point_of
from graph.engine.process import frames
from graph.engine.process.zygote_handle import ZygoteHandle
from graph.engine.remote.connection import Connection
from graph.errors import EngineUnavailable, UnreadableFile
from graph.ledger import Ledger
from graph.ledger.schema import is_there
from graph.settings import Settings
from graph.texts import N_
from graph.tiers import DEFAULT

_PROGRAM: Final = "graph.engine.remote.feeder_main"


def feeding_lock(ledger: Path, connection: Connection) -> FileLock:
    """The lock of who feeds an engine from a ledger.

    Args:
        ledger: the ledger's file.
        connection: the engine.
    """
    name = hashlib.sha256(connection.addresses.update.encode()).hexdigest()[:12]
    return FileLock(ledger.with_name(f"feeding-{name}.lock"), thread_local=False)


class Feeding:
    """Feeds an engine from the ledger, when this process is the one that does.

    Args:
        connection: the engine.
        settings: where the ledger is, and whether to feed.
    """

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._ledger = settings.ledger_path
        self._lock = feeding_lock(settings.ledger_path, connection)
        self._wanted = settings.engine_feed == "auto"
        self._process: ZygoteHandle | None = None

    def newest(self) -> tuple[int, str]:
        """Number of the ledger's last change that an engine holds, and when it was made.

        Raises:
            VenskabError: the ledger cannot be read.
        """
        if is_there(self._ledger):
            with Ledger.open(self._ledger) as ledger:
                head, made, _ = point_of(ledger, None, DEFAULT)
                return head, made
        raise UnreadableFile(
            N_("the ledger is not there, or nothing is in it."),
            where=str(self._ledger),
            hint=N_("Put it back; a server takes it up by itself."),
        )

    async def feed(self) -> None:
        """Write into the engine what changed in the ledger, unless another process does.

        Raises:
            EngineUnavailable: the engine could not be fed.
            VenskabError: the ledger cannot be read.
        """
        if self._wanted and self._is_mine():
            await self._told()

    def _is_mine(self) -> bool:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    async def _told(self) -> None:
        try:
            if self._process is None:
                # Over a socket that is theirs alone: the list of processes shows nothing of it.
                header = {"ledger": str(self._ledger)} | self._connection.as_told()
                self._process, _ = await ZygoteHandle.start(_PROGRAM, header)
            answer = await self._process.command({"do": "feed"})
        except frames.Closed as error:
            await self._end()
            raise EngineUnavailable(N_("The process that feeds the engine ended.")) from error
        if "error" in answer:
            raise EngineUnavailable(answer["error"], hint=answer["hint"])

    async def _end(self) -> None:
        if self._process is not None:
            await self._process.close()
            self._process = None

    async def close(self) -> None:
        """End the process that feeds, and leave it to another server."""
        await self._end()
        self._lock.release(force=True)
