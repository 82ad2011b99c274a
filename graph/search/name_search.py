"""Keeps the index of the current generation; builds it in a process of its own."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from graph.engine.base import JSON, Engine, Request
from graph.engine.once import Once
from graph.engine.process.child import await_child
from graph.engine.temporary_folder import TemporaryFolder
from graph.errors import VenskabError
from graph.search.match import LINKS, NAMES, Hit
from graph.search.name_index import NameIndex
from graph.texts import N_

_LOG: Final = logging.getLogger("venskab.search")


@dataclass(frozen=True)
class Found:
    """The results of a search.

    Attributes:
        generation: the state of the data that was searched.
        hits: the things, best first.
        total: how many there are among the names that were looked at.
        complete: whether those were all names that fit.
    """

    generation: str
    hits: list[Hit]
    total: int
    complete: bool


class NameSearch:
    """Searches the names in a graph; many who search cause one index.

    Args:
        engine: who answers the two queries that the index is made of.
    """

    def __init__(self, engine: Engine) -> None:
        self._index = Once(partial(_build, engine))

    async def search(self, text: str, *, kind: str = "", limit: int = 20) -> Found:
        """The things that ``text`` finds in the current generation; see ``Index.search``.

        Raises:
            VenskabError: the engine could not answer.
        """
        generation, index = await self.index()
        hits = await asyncio.to_thread(index.search, text, kind=kind, limit=limit)
        return Found(generation, *hits)

    async def index(self) -> tuple[str, NameIndex]:
        """The generation that is searched, and the index of its names; built when first asked for.

        Raises:
            VenskabError: the engine could not answer.
        """
        return await self._index.get()

    async def prepare(self) -> None:
        """Build the index now, so that the first search finds it.

        Raises:
            VenskabError: the engine could not answer.
        """
        await self._index.get()


async def _build(engine: Engine) -> tuple[str, NameIndex]:
    names = await engine.query(Request(NAMES, formats=(JSON,)))
    links = await engine.query(Request(LINKS, formats=(JSON,)))
    bodies = [await asyncio.to_thread(each.take) for each in (names, links)]
    with TemporaryFolder() as folder:
        path = folder.path / "index.sqlite"
        await _write(path, b'{"names":%b,"links":%b}' % tuple(bodies))
        return names.generation, await asyncio.to_thread(_opened, path)


async def _write(path: Path, answers: bytes) -> None:
    ended = await await_child("graph.search.index_builder", str(path), given=answers)
    if ended.status:
        _LOG.error("The index of names cannot be made: %s", ended.errors.decode().strip())
        raise VenskabError(N_("The index of names could not be made."))


def _opened(path: Path) -> NameIndex:
    """The index in memory, so that the file can go."""
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    on_disk = sqlite3.connect(path)
    try:
        on_disk.backup(memory)
    finally:
        on_disk.close()
    return NameIndex(memory)
