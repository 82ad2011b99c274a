"""Releases over HTTP: read from the ledger, in a thread; one comparison at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

from fastapi import Request

from graph.identifiers import release as release_iri
from graph.ledger import Ledger, Release
from graph.releases.citation import Citation
from graph.releases.release_changes import ReleaseChanges, tell
from graph.settings import Settings

T = TypeVar("T")
_KEPT: Final = 8


class Comparisons:
    """The differences of pairs of releases asked for last; a release never changes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = asyncio.Lock()
        self._kept: OrderedDict[tuple[str, str], ReleaseChanges] = OrderedDict()

    async def told(self, old: Release, new: Release) -> ReleaseChanges:
        """The difference of two releases, worked out once for all who ask."""
        key = (old.name, new.name)
        async with self._lock:
            if key not in self._kept:
                work = read(self._settings, lambda ledger: tell(ledger, old, new))
                self._kept[key] = await work
            self._kept.move_to_end(key)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]


async def read(settings: Settings, work: Callable[[Ledger], T]) -> T:
    """Do ``work`` with the ledger open, in a thread."""

    def opened() -> T:
        with Ledger.open(settings.ledger_path) as ledger:
            return work(ledger)

    return await asyncio.to_thread(opened)


def streamed(settings: Settings, work: Callable[[Ledger], Iterator[bytes]]) -> Iterator[bytes]:
    """The pieces that ``work`` makes, with the ledger open until the last is taken."""
    with Ledger.open(settings.ledger_path) as ledger:
        yield from work(ledger)


async def found(request: Request, name: str) -> Release:
    """The release of that name.

    Raises:
        NotFound: there is none; says which there are.
    """
    return await read(request.app.state.settings, lambda ledger: ledger.releases.find(name))


def as_json(release: Release, base: str) -> dict[str, Any]:
    """A release as JSON tells of it.

    Args:
        release: the release.
        base: the deployment's address, with a slash at the end.
    """
    here = f"{base}releases/{release.name}"
    told = {
        "name": release.name,
        "iri": release_iri(release.name),
        "url": here,
        "title": release.title,
        "made": f"{release.when:%Y-%m-%dT%H:%M:%SZ}",
        "sha256": release.hash,
        "graphs": release.graphs,
        "statements": release.quads,
        "bytes": release.bytes,
        "previous": release.previous,
        "nquads": f"{here}.nq",
        "citation": Citation(release).text(),
        "citationFile": f"{here}/CITATION.cff",
        "datacite": f"{here}/datacite.json",
        "bibtex": f"{here}/citation.bib",
    }
    if release.previous:
        told["changes"] = f"{base}releases/{release.previous}/diff/{release.name}"
    return told
