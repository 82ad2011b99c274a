"""The text of a source with the passages that claims rest on, each marked and linked both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.html.notes import Note, Notes
from api.html.provenance import Attribution, Passage
from api.pages.thing_view import ThingView
from graph.documents.folder import Documents
from graph.namespaces import OA, SCHEMA, VSK

_Place = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A run of text within a paragraph.

    Attributes:
        text: the words.
        starts: numbers of the notes whose passage starts with it.
        ends: numbers of the notes whose passage ends with it.
        marked: whether a claim rests on it.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    marked: bool = False


@dataclass(frozen=True)
class DocumentPane:
    """The text that a page shows beside its claims.

    Args:
        source: IRI of the source.
        text: its text; blank where it is not at hand.
        url: where it can be read; blank where that is not known.
        places: by a passage's IRI, its first character and the one after its last.
    """

    source: str
    text: str
    url: str
    places: dict[str, _Place]

    def holds(self, passage: Passage) -> bool:
        """True if a passage stands in the text that is shown."""
        return bool(self.text) and passage.iri in self.places

    def paragraphs(self, notes: Notes) -> Iterator[tuple[Piece, ...]]:
        """The lines of the text, cut where passages start and end."""
        spans = self._spans(notes)
        at = 0
        for line in self.text.split("\n"):
            if line.strip():
                yield tuple(_pieces(line, at, spans))
            at += len(line) + 1

    def following(self, notes: Notes) -> dict[int, int]:
        """The numbers of the passages in the order of the text, each with the next; 0 ends them."""
        order = [number for _, number in sorted(self._spans(notes))]
        return dict(zip(order, [*order[1:], 0], strict=True)) if order else {}

    def quoted(self, notes: Notes) -> list[Note]:
        """The notes that quote the source, in the order of its text."""
        own = [each for each in notes if each.saying.graph.iri == self.source and each.passage]
        end = (len(self.text) + 1, 0)

        def place(note: Note) -> _Place:
            return self.places.get(note.passage.iri, end) if note.passage else end

        return sorted(own, key=place)

    def _spans(self, notes: Notes) -> list[tuple[_Place, int]]:
        return [
            (self.places[note.passage.iri], note.number)
            for note in notes
            if note.passage and self.holds(note.passage)
        ]


def _pieces(line: str, at: int, spans: Sequence[tuple[_Place, int]]) -> Iterator[Piece]:
    """A line in pieces; ``at`` is the place of its first character in the text."""
    inside = [
        (place, number) for place, number in spans if place[0] < at + len(line) and place[1] > at
    ]
    edges = {0, len(line), *_edges(inside, at, len(line))}
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        over = [(p, n) for p, n in inside if p[0] < at + end and p[1] > at + start]
        yield Piece(
            line[start:end],
            tuple(n for p, n in over if p[0] == at + start),
            tuple(n for p, n in over if p[1] == at + end),
            bool(over),
        )


def _edges(inside: Iterable[tuple[_Place, int]], at: int, length: int) -> Iterator[int]:
    for (start, end), _number in inside:
        yield from (edge - at for edge in (start, end) if 0 < edge - at < length)


def pane(folder: ThingView, documents: Documents) -> DocumentPane | None:
    """The text behind a thing: that of the source with a text, else of the first with passages.

    Args:
        folder: the thing's page.
        documents: the texts at hand.
    """
    found = [_of(folder, source, documents) for source in _sources(folder)]
    shown = [each for each in found if each.text] or [each for each in found if each.places]
    return shown[0] if shown else None


def _sources(folder: ThingView) -> list[str]:
    stated = (said.graph for said in _sayings(folder) if said.standing == "stated")
    return list(dict.fromkeys(each.iri for each in stated))


def _sayings(folder: ThingView) -> Iterator[Attribution]:
    for each in folder.reader.properties(folder.iri):
        for claim in each.claims:
            yield from claim.sayings


def _of(folder: ThingView, source: str, documents: Documents) -> DocumentPane:
    hashes = folder.linked(VSK.sha256, of=source)
    text = next(filter(None, map(documents.text, hashes)), "")
    urls = folder.linked(SCHEMA.url, of=source)
    places = dict(_places(folder, source, text))
    return DocumentPane(source, text, urls[0] if urls else "", places)


def _places(folder: ThingView, source: str, text: str) -> Iterator[tuple[str, _Place]]:
    for evidence in folder.pointing(OA.hasSource, at=source):
        for selector in folder.linked(OA.hasSelector, of=evidence):
            starts = folder.linked(OA.start, of=selector)
            ends = folder.linked(OA.end, of=selector)
            if starts and ends:
                place = int(starts[0]), int(ends[0])
                if not text or 0 <= place[0] < place[1] <= len(text):
                    yield evidence, place
