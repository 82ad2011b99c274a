"""Derived triples kept beside the ledger: the same data and the same rules are derived once."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import tempfile
import zlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

import pyoxigraph as ox

_KEPT: Final = 4
_MAKERS: Final = ("rules", "dates", "derivation")


def derived(store: ox.Store, folder: Path, generation: str) -> bytes:
    """N-Quads of ``graph/derived`` for the graphs in ``store``.

    Args:
        store: source, reference, curation and ontology graphs; not changed.
        folder: where derived triples are kept; a folder that cannot be written is done without.
        generation: name of the state of the graphs.
    """
    path = folder / f"{generation}-{_maker()}.nq.gz"
    with contextlib.suppress(OSError, EOFError, zlib.error):
        return gzip.decompress(path.read_bytes())
    # Reading EDTF and rdflib take half a second to import, and are not needed for what is kept.
    from graph.engine.rulestore import OxigraphRuleStore  # noqa: PLC0415
    from graph.rules import derive  # noqa: PLC0415

    made = "\n".join(derive(OxigraphRuleStore(store))).encode()
    with contextlib.suppress(OSError):
        _keep(path, made)
    return made


@cache
def _maker() -> str:
    """Name of what makes the triples: it changes with any rule, the code, or the date library."""
    digest = hashlib.sha256(version("edtf").encode())
    sources = list(Path(str(files("queries") / "rules")).glob("*.rq"))
    for name in _MAKERS:
        place = Path(str(files("graph"))) / name
        sources += place.glob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    for file in sorted(sources):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _keep(path: Path, made: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(gzip.compress(made, compresslevel=1))
    Path(name).replace(path)
    older = sorted(path.parent.glob("*.nq.gz"), key=lambda kept: kept.stat().st_mtime)
    for kept in older[:-_KEPT]:
        kept.unlink(missing_ok=True)
