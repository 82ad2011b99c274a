"""The vocabulary as documents: the ontology, its schemes, shapes and examples, from their files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from rdflib import Graph

from graph.engine.base import TURTLE, Format
from graph.engine.writing import converted
from ontology import EXAMPLES, ROOT, SCHEMES, SHAPES

ONTOLOGY: Final = "ontology"
ALIGNMENTS: Final = "ontology/alignments"
SHAPES_ADDRESS: Final = "shapes"
_SCHEME: Final = "concept/"
_EXAMPLE: Final = "ontology/examples/"


@dataclass(frozen=True)
class VocabularyDocument:
    """One document of the vocabulary.

    Attributes:
        address: its IRI below the base, such as ``concept/event-kind``.
        kind: ``ontology``, ``alignments``, ``shapes``, ``scheme`` or ``example``.
        name: the file's name without its ending.
        turtle: its Turtle, as it lies in the package, UTF-8.
    """

    address: str
    kind: str
    name: str
    turtle: bytes

    @property
    def digest(self) -> str:
        """Name of its content."""
        return hashlib.sha256(self.turtle).hexdigest()

    def graph(self) -> Graph:
        """Its triples; read once, not to be changed."""
        return _graph(self.address)

    def written(self, form: Format) -> bytes:
        """The document in one format; Turtle with its comments."""
        return self.turtle if form is TURTLE else converted(self.turtle, form)


def find(address: str) -> VocabularyDocument | None:
    """The document at an address below the base, or None."""
    return documents().get(address)


@cache
def documents() -> Mapping[str, VocabularyDocument]:
    """All documents of the vocabulary, by address."""
    shapes = b"\n".join(path.read_bytes() for path in sorted(SHAPES.glob("*.ttl")))
    found = [
        _of_file(ONTOLOGY, "ontology", ROOT / "venskab.ttl"),
        _of_file(ALIGNMENTS, "alignments", ROOT / "alignments.ttl"),
        VocabularyDocument(SHAPES_ADDRESS, "shapes", "shapes", shapes),
        *(_of_file(_SCHEME + path.stem, "scheme", path) for path in sorted(SCHEMES.glob("*.ttl"))),
        *(
            _of_file(_EXAMPLE + path.stem, "example", path)
            for path in sorted(EXAMPLES.glob("*.ttl"))
        ),
    ]
    return {document.address: document for document in found}


def _of_file(address: str, kind: str, path: Path) -> VocabularyDocument:
    return VocabularyDocument(address, kind, path.stem, path.read_bytes())


@cache
def _graph(address: str) -> Graph:
    return Graph().parse(data=documents()[address].turtle, format="turtle")
