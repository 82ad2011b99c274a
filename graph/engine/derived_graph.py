"""Derived triples kept beside the ledger: the same data and the same rules are derived once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.engine.disk_cache import DiskCache, maker
from graph.tiers import is_listing

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.derivation.changes import Derivation

# More states than a server holds at a time, so that one that is asked again is soon ready.
_MOST: Final = 16
_SUFFIX: Final = ".nq.gz"
_SHARED: Final = ".shared.gz"
_MAKERS: Final = ("time", "derivation")


class Derived(NamedTuple):
    """What follows from some graphs.

    Attributes:
        lines: N-Quads of ``graph/derived``.
        shared: the lines that follow from more than one thing, and from how many.
    """

    lines: bytes
    shared: Mapping[str, int]


def derived(store: ox.Store, folder: Path, generation: str) -> Derived:
    """What follows from the graphs in ``store``.

    Args:
        store: source, reference, curation and ontology graphs; not changed.
        folder: where derived triples are kept; a folder that cannot be written is done without.
        generation: name of the state of the graphs.
    """
    name = f"{generation}-{_maker()}"
    lines, shared = (DiskCache(folder, suffix, _MOST) for suffix in (_SUFFIX, _SHARED))
    found, counts = lines.read(name), shared.read(name)
    if found is not None and counts is not None:
        return Derived(found, json.loads(counts))
    made = derive_anew(store)
    lines.keep(name, made.lines)
    shared.keep(name, json.dumps(made.shared).encode())
    return made


def derivation() -> Derivation:
    """An empty derivation, which follows changes of the graphs."""
    from graph.derivation.changes import Derivation  # noqa: PLC0415
    from graph.engine.rule_store import construct  # noqa: PLC0415

    return Derivation(construct)


def derivation_of(store: ox.Store, shared: Mapping[str, int]) -> Derivation:
    """A derivation of what a store holds, which reads of it what a change touches.

    Args:
        store: all graphs with what is derived; changed only after the derivation was told.
        shared: as :class:`Derived` has it.
    """
    from graph.derivation.changes import Derivation, LinesInStore  # noqa: PLC0415
    from graph.derivation.stored_tables import StoredTables  # noqa: PLC0415
    from graph.engine.rule_store import construct  # noqa: PLC0415
    from graph.engine.table_source import StoreStatements  # noqa: PLC0415

    source = StoreStatements(store)
    return Derivation(construct, StoredTables(source), LinesInStore(source.holds, shared))


def kept(folder: Path, generation: str) -> bytes | None:
    """What :func:`derived` keeps of a state, if it does."""
    return DiskCache(folder, _SUFFIX, _MOST).read(f"{generation}-{_maker()}")


def kept_at(folder: Path, generation: str) -> Path:
    """The file, packed with gzip, in which :func:`derived` keeps what it made, if it did."""
    return folder / f"{generation}-{_maker()}{_SUFFIX}"


def derive_anew(store: ox.Store) -> Derived:
    """What follows from the graphs in ``store``, whatever is kept."""
    # Reading EDTF and rdflib take half a second to import, and are not needed for what is kept.
    from graph.engine.rule_store import OxigraphRuleStore  # noqa: PLC0415

    made = derivation()
    quads = OxigraphRuleStore(store).quads()
    if not any(is_listing(graph.value) for graph in store.named_graphs()):
        return Derived("\n".join(sorted(made.change(quads).added)).encode(), made.shared)
    from graph.derivation.list_statements import ListStatements  # noqa: PLC0415
    from graph.derivation.listed import listed_lines  # noqa: PLC0415

    said = ListStatements()
    lines = made.change(said.reading(quads)).added
    lines.update(listed_lines(made.tables, said))
    return Derived("\n".join(sorted(lines)).encode(), made.shared)


def rule_sources() -> list[Path]:
    """The files that decide what follows from the same graphs."""
    sources = list(Path(str(files("queries") / "rules")).glob("*.rq"))
    rooms = Path(str(files("graph")))
    for name in _MAKERS:
        sources += (rooms / name).glob("*.py")
    sources.append(rooms / "lists" / "resolution.py")
    return sources


@cache
def _maker() -> str:
    """Name of what makes the triples: it changes with any rule, the code, or the date library."""
    return maker(rule_sources(), "edtf")
