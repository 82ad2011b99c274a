"""The vocabulary, the shapes and the questions as files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from graph.descriptions.vocabulary import SHAPES_ADDRESS, documents
from queries.library import library

# The oldest day that the format has; the day of writing would make two archives differ.
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_FILE: Final = 0o644 << 16


def write_vocabulary(target: Path) -> None:
    """Write the ontology, its schemes and its alignments as one Turtle file."""
    wanted = ("ontology", "alignments", "scheme")
    found = [each.turtle for each in documents().values() if each.kind in wanted]
    target.write_bytes(b"\n".join(found))


def write_shapes(target: Path) -> None:
    """Write the SHACL shapes."""
    target.write_bytes(documents()[SHAPES_ADDRESS].turtle)


def write_queries(target: Path) -> None:
    """Write every question of the library into one archive."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in sorted(library().values(), key=lambda each: (each.theme, each.name)):
            entry = zipfile.ZipInfo(f"{query.theme}/{query.name}.rq", _DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _FILE
            archive.writestr(entry, query.text.encode())
