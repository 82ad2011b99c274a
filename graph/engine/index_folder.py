"""Indexes on disk, kept beside the ledger: each is a snapshot of one state that nothing changes.

To lose them loses time only. Whoever answers from one is lent hard links of its files, so that it
can be removed at any time, and takes these away when it ends. One process at a time makes or
removes what is kept.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock

from graph.engine.derived_graph import rule_sources
from graph.engine.disk_cache import maker
from graph.engine.index_content import IndexContent
from graph.tiers import Tier

if TYPE_CHECKING:
    from graph.engine.index import StoreIndex

# The newest, and a few past states that are soon asked again.
_MOST: Final = 4
_KEPT: Final = "kept-"
_NEW: Final = "new"
_ABOUT: Final = "about.json"
_STORE: Final = "store"


@dataclass(frozen=True)
class KeptIndex:
    """One index on disk.

    Attributes:
        generation: name of its state.
        head: number of the ledger's last change that it holds.
        tier: which graphs.
        quads: number of quads in the named graphs.
        damaged: IRIs of graphs that the ledger could not read.
        shared: lines that follow from more than one thing, and from how many.
        maker: name of the program that made it.
    """

    generation: str
    head: int
    tier: Tier
    quads: int
    damaged: list[str]
    shared: Mapping[str, int]
    maker: str


class IndexFolder:
    """The folder of a ledger's indexes; made where there is none.

    Args:
        ledger: the ledger's file.

    Attributes:
        path: where it is.
        lock: held by whoever makes, lends or removes an index.
    """

    def __init__(self, ledger: Path) -> None:
        self.path = folder_of(ledger)
        self.path.mkdir(exist_ok=True)
        self.lock = FileLock(self.path / ".lock")

    def all(self) -> Iterator[KeptIndex]:
        """The indexes that this program made; what cannot be read is removed."""
        found = (_read(folder) for folder in self.path.glob(f"{_KEPT}*"))
        return (kept for kept in found if kept is not None)

    def find(self, wanted: IndexContent) -> KeptIndex | None:
        """The index of a state, if it is kept."""
        folder = self._named(wanted.generation)
        return _read(folder) if folder.exists() else None

    def store_of(self, kept: KeptIndex) -> Path:
        """The folder of an index's files, which are only to be read."""
        return self._named(kept.generation) / _STORE

    def new(self) -> Path:
        """A folder that is not there yet, for the files of an index that is being made."""
        folder = self.path / _NEW
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder / _STORE

    def keep(self, kept: KeptIndex) -> None:
        """Keep what was made in :meth:`new`."""
        folder = self.path / _NEW
        (folder / _ABOUT).write_text(json.dumps(vars(kept)), encoding="utf-8")
        self.remove(kept)
        folder.rename(self._named(kept.generation))

    def tidy(self) -> None:
        """Remove those that were used longest ago, where there are many."""
        others = sorted(self.path.glob(f"{_KEPT}*"), key=_used)
        for unused in others[:-_MOST]:
            shutil.rmtree(unused, ignore_errors=True)

    def lend(self, kept: KeptIndex, place: Path) -> None:
        """Give hard links of an index's files, or copies where there are no such links.

        Args:
            kept: the index.
            place: a folder that is not there yet.
        """
        os.utime(self._named(kept.generation))
        shutil.copytree(self.store_of(kept), place, copy_function=_link)

    def remove(self, kept: KeptIndex) -> None:
        """Remove an index; who was lent it keeps it."""
        shutil.rmtree(self._named(kept.generation), ignore_errors=True)

    def _named(self, generation: str) -> Path:
        return self.path / f"{_KEPT}{generation}"


def folder_of(ledger: Path) -> Path:
    """The folder of a ledger's indexes."""
    return ledger.with_name("index")


def kept_as(index: StoreIndex) -> KeptIndex:
    """What is noted of an index that this program made."""
    content = index.content
    damaged = list(index.damaged)
    return KeptIndex(
        content.generation,
        content.head,
        content.tier,
        index.quads,
        damaged,
        index.shared,
        _maker(),
    )


def _read(folder: Path) -> KeptIndex | None:
    """What is noted of an index, if this program made it; what cannot be read is removed."""
    try:
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        kept = KeptIndex(**about | {"tier": Tier(about["tier"])})
    except (OSError, ValueError, TypeError, KeyError):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return kept if kept.maker == _maker() else None


def _used(folder: Path) -> float:
    with suppress(OSError):
        return folder.stat().st_mtime
    return 0.0


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@cache
def _maker() -> str:
    """Name of what makes an index: it changes with the code, the rules and the libraries."""
    engine = Path(str(files("graph"))) / "engine"
    return maker([*rule_sources(), *engine.glob("*.py")], "edtf", "pyoxigraph")
