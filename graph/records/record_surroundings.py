"""What a record is read beside: its document, the things that are known, a reader of dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.records.name_matching import ThingNames
from graph.records.tree import Scalar


@dataclass(frozen=True)
class RecordSurroundings:
    """What a record is read beside; by itself it needs nothing.

    Attributes:
        names: the things that other graphs describe; None where none are known.
        text: the source's document as text, in which passages are found; None where it is not at
            hand.
        sha256: the checksum of the document's file, for a source that has none; blank where it is
            not at hand.
    """

    names: ThingNames | None = None
    text: str | None = None
    sha256: str = ""

    def labels(self, iri: str) -> Mapping[str, str]:
        """The labels of a thing by language; none where it is not known."""
        thing = self.names.things.get(iri) if self.names else None
        return thing.labels if thing else {}


ALONE = RecordSurroundings()


@dataclass(frozen=True)
class Match:
    """What a name in a record was taken for.

    Attributes:
        written: the name, with its place.
        iri: IRI of the thing.
        told: a sentence that says so.
    """

    written: Scalar
    iri: str
    told: str
