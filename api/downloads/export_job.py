"""The files that the server offers: made by a process in the background, served when whole."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from graph.engine.base import Engine
from graph.engine.process.child import await_child
from graph.engine.temporary_folder import TemporaryFolder
from graph.exports.file_lock import FolderHeld, held
from graph.exports.manifest import MANIFEST
from graph.settings import Settings

_LOG: Final = logging.getLogger("venskab.exports")
# A server that has just started has those to answer who waited for it.
_A_WHILE: Final = 5.0


@dataclass(frozen=True)
class Export:
    """A whole export.

    Attributes:
        folder: where its files are.
        manifest: what they are.
    """

    folder: Path
    manifest: Mapping[str, Any]

    @cached_property
    def files(self) -> Mapping[str, Mapping[str, Any]]:
        """The manifest's entry of each file."""
        return {each["file"]: each for each in self.manifest["files"]}


class Downloads:
    """Keeps one whole export: that of the data now, or until it is made the one before.

    Args:
        engine: whose data.
        settings: where the home folder is, and whether there are exports.
    """

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine
        self._settings = settings
        self._root = settings.home / "exports"
        self._making: asyncio.Task[None] | None = None
        self._known: Export | None = None
        self._failed = ""

    @property
    def offered(self) -> bool:
        """True if this server makes exports at all."""
        return self._settings.exports != "off"

    def begin(self) -> None:
        """Make what is missing, if the settings want it before anybody asks."""
        if self._settings.exports == "background":
            self._start(after=_A_WHILE)

    def current(self) -> Export | None:
        """The newest whole export, if there is one; what is missing begins to be made."""
        if not self.offered:
            return None
        generation = self._engine.generation
        if self._known is None or self._known.manifest["generation"] != generation:
            self._known = self._found(generation) or self._known or self._any()
        if self._known is None or self._known.manifest["generation"] != generation:
            self._start()
        return self._known

    def _found(self, generation: str) -> Export | None:
        folder = self._root / generation
        with contextlib.suppress(FileNotFoundError, ValueError):
            return Export(folder, json.loads((folder / MANIFEST).read_text("utf-8")))
        return None

    def _any(self) -> Export | None:
        """The export of an older state, from before this server started."""
        listed = sorted(self._root.glob(f"*/{MANIFEST}"), key=lambda path: path.stat().st_mtime)
        return self._found(listed[-1].parent.name) if listed else None

    def _start(self, after: float = 0.0) -> None:
        if self._failed == self._engine.generation:
            return
        if self._making is None or self._making.done():
            self._making = asyncio.create_task(self._make(after))

    async def _make(self, after: float) -> None:
        await asyncio.sleep(after)
        generation, head = self._engine.generation, self._engine.head
        asked = self._settings
        words = (asked.ledger_path, self._root / generation, head, asked.licence)
        folder = str(asked.locale_dir or "")
        with TemporaryFolder() as scratch:
            ended = await await_child(
                "api.downloads.export_main", *map(str, words), folder, temporary=scratch.path
            )
        if ended.status:
            self._failed = generation
            _LOG.error("The files to download cannot be made: %s", ended.errors.decode().strip())
        else:
            await asyncio.to_thread(self._forget_others, generation)

    def _forget_others(self, generation: str) -> None:
        for folder in self._root.iterdir():
            if folder.name != generation:
                # Another server of the same home may be making them; what lies here beside folders
                # of ours is left alone.
                with contextlib.suppress(FolderHeld, OSError):
                    with held(folder):
                        shutil.rmtree(folder, ignore_errors=True)
                    # Windows keeps the locked file, and so the folder, until it is let go.
                    folder.rmdir()

    async def close(self) -> None:
        """End the process that still makes files; what is finished is kept."""
        if self._making is not None:
            self._making.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._making
