"""Derived triples kept beside the ledger: the same data and the same rules are derived once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.engine.disk_cache import DiskCache, maker
from graph.ledger import Ledger

# More states than a server holds at a time, so that one that is asked again is soon ready.
_MOST: Final = 16
_SUFFIX: Final = ".nq.gz"
_MAKERS: Final = ("time", "derivation")


def derived(store: ox.Store, folder: Path, generation: str) -> bytes:
    """N-Quads of ``graph/derived`` for the graphs in ``store``.

    Args:
        store: source, reference, curation and ontology graphs; not changed.
        folder: where derived triples are kept; a folder that cannot be written is done without.
        generation: name of the state of the graphs.
    """
    kept = DiskCache(folder, _SUFFIX, _MOST)
    return kept.get(f"{generation}-{_maker()}", lambda: _made(store))


def derived_of(ledger: Ledger) -> list[str]:
    """N-Quads lines of ``graph/derived`` for what a ledger holds now; kept beside it."""
    versions = ledger.graphs()
    kept = DiskCache(ledger.path.with_name("derived"), _SUFFIX, _MOST)

    def make() -> bytes:
        stated = (line for version in versions for line in ledger.lines(version.hash))
        return "\n".join(derive_anew(stated)).encode()

    name = state_name(version.hash for version in versions)
    # Not splitlines(): literals hold other line separators as they are.
    text = kept.get(f"{name}-{_maker()}", make).decode()
    return text.split("\n") if text else []


def derive_anew(lines: Iterable[str]) -> list[str]:
    """N-Quads lines of ``graph/derived`` for source, reference, curation and ontology graphs.

    Args:
        lines: their N-Quads lines.
    """
    from graph.derivation.rules import derive  # noqa: PLC0415
    from graph.engine.rule_store import LinesRuleStore  # noqa: PLC0415

    return derive(LinesRuleStore(lines))


def state_name(hashes: Iterable[str]) -> str:
    """Name of a state of the graphs from the hashes of their versions, which decides all of it."""
    return hashlib.sha256("".join(sorted(hashes)).encode()).hexdigest()[:16]


def kept_at(folder: Path, generation: str) -> Path:
    """The file, packed with gzip, in which :func:`derived` keeps what it made, if it did."""
    return folder / f"{generation}-{_maker()}{_SUFFIX}"


def _made(store: ox.Store) -> bytes:
    # Reading EDTF and rdflib take half a second to import, and are not needed for what is kept.
    from graph.derivation.rules import derive  # noqa: PLC0415
    from graph.engine.rule_store import OxigraphRuleStore  # noqa: PLC0415

    return "\n".join(derive(OxigraphRuleStore(store))).encode()


@cache
def _maker() -> str:
    """Name of what makes the triples: it changes with any rule, the code, or the date library."""
    sources = list(Path(str(files("queries") / "rules")).glob("*.rq"))
    for name in _MAKERS:
        sources += (Path(str(files("graph"))) / name).glob("*.py")
    return maker(sources, "edtf")
