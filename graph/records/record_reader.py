"""Reads a record for the gate: beside the names of the graphs, its document, and its own day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from graph.documents.document_text import DocumentText
from graph.documents.reading import read_document
from graph.engine.input_file import opened
from graph.engine.safe_parser import ParsedDocument
from graph.errors import VenskabError
from graph.records.findings import RecordFault, RecordFinding
from graph.records.form import form
from graph.records.name_matching import ThingNames
from graph.records.record_document import RecordDocument, document_of
from graph.records.record_entries import IS, SOURCE, part
from graph.records.record_surroundings import RecordSurroundings
from graph.records.to_graph import RecordGraph, to_graph
from graph.records.tree import Fields, Place, Record, Scalar
from graph.records.yaml_reader import read
from graph.texts import N_
from graph.validation.context import CurrentGraphs
from graph.validation.loader import Options, read_rdf

SUFFIXES: Final = (".yaml", ".yml")
_DOCUMENTS: Final = (".txt", ".html", ".htm", ".docx", ".pdf")


def is_record(path: Path) -> bool:
    """Whether a file is a record by the end of its name."""
    return path.suffix.lower() in SUFFIXES


def read_record_or_rdf(path: Path, options: Options, current: CurrentGraphs) -> ParsedDocument:
    """Read a file for a load: a record or RDF, by the end of its name.

    Raises:
        UnreadableFile: it cannot be read, or is no RDF.
    """
    if is_record(path):
        return read_record_file(path, options.limit_bytes, current)
    return read_rdf(path, options, current)


def read_record_file(path: Path, limit_bytes: int, current: CurrentGraphs) -> RecordDocument:
    """Read a record for the gate; what is wrong in it is in the document.

    Args:
        path: the file. The document it is about is looked for beside it.
        limit_bytes: largest file that is read, bytes.
        current: the graphs whose things it may name.

    Raises:
        UnreadableFile: missing, a directory, empty or too large.
    """
    with opened(path, limit_bytes) as file:
        return read_record_bytes(file.read(), current, name=str(path), folder=path.parent)


def read_record_bytes(
    data: bytes,
    current: CurrentGraphs,
    *,
    name: str = "",
    folder: Path | None = None,
) -> RecordDocument:
    """Read a record that somebody sent; otherwise as :func:`read_record_file`.

    Args:
        data: the record, UTF-8.
        current: the graphs whose things it may name.
        name: what to call it in messages.
        folder: where the document it is about is looked for; None for nowhere.
    """
    try:
        record = read(_decoded(data, name), name)
        return record_document(record, current, folder=folder)
    except RecordFault as found:
        return document_of(RecordGraph("", (), (found.finding,)), name)


def record_document(
    record: Record, current: CurrentGraphs, *, folder: Path | None = None
) -> RecordDocument:
    """A record as a document for the gate, whatever it was written in.

    Args:
        record: the record.
        current: the graphs whose things it may name.
        folder: where the document it is about is looked for; None for nowhere.
    """
    document, faults = _document_text(record, folder)
    text, sha256 = (document.text, document.sha256) if document else (None, "")
    made = to_graph(record, RecordSurroundings(_names_of(current), text, sha256))
    if faults:
        made = replace(made, findings=(*faults, *made.findings))
    return document_of(made, record.file)


# What the graphs name is worked out once for each state of them.
_NAMES: Final[WeakKeyDictionary[CurrentGraphs, tuple[Mapping[str, str], ThingNames]]] = (
    WeakKeyDictionary()
)


def _names_of(current: CurrentGraphs) -> ThingNames:
    """The names of the things that the graphs describe."""
    known = _NAMES.get(current)
    if known is None or known[0] is not current.versions:
        known = _NAMES[current] = current.versions, ThingNames(current.graphs.values())
    return known[1]


def _of_source(record: Record, word: str) -> tuple[str, Scalar] | None:
    """The field of the source that a word is for, and its value, where it is a single one."""
    source = part(record.root, SOURCE)
    wanted = form().source.field(word)
    for key, value in source if isinstance(source, Fields) else ():
        if form().source.field(key.text) is wanted:
            found = part(value, IS) if isinstance(value, Fields) else value
            return (f"source > {key.text}", found) if isinstance(found, Scalar) else None
    return None


def _document_text(
    record: Record, folder: Path | None
) -> tuple[DocumentText | None, tuple[RecordFinding, ...]]:
    """The document that a record is about, where it lies beside it."""
    named = _of_source(record, "text file")
    path = _document_beside(record, named[1] if named else None, folder) if folder else None
    if path is None:
        return None, ()
    try:
        document = read_document(path)
    except VenskabError as error:
        expected = error.hint or N_("Name the file of the text, or leave the field out.")
        field, place = (named[0], named[1].place) if named else ("source", Place(record.file))
        return None, (RecordFinding(place, field, path.name, error.what, expected),)
    return document, tuple(_other_text(record, document.sha256))


def _document_beside(record: Record, named: Scalar | None, folder: Path) -> Path | None:
    """The document in a record's folder: the one it names, else one that is called as it is."""
    stem = Path(record.file).stem
    names = [named.text] if named else [stem + suffix for suffix in _DOCUMENTS if stem]
    # A name that leads into another folder is refused by the shape of the source.
    paths = (folder / name for name in names)
    return next((path for path in paths if path.parent == folder and path.is_file()), None)


def _other_text(record: Record, sha256: str) -> Iterator[RecordFinding]:
    """A finding where the text is not the one whose checksum the record has."""
    said = _of_source(record, "sha256")
    if said is not None and said[1].text.lower() != sha256:
        what = N_("The text beside the record is not the one that it was made from.")
        expected = N_("Find the text again, or write the checksum of this one.")
        yield RecordFinding(said[1].place, said[0], said[1].text, what, expected, sha256)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = N_("The record is not UTF-8 text here.")
        expected = N_("Save it as UTF-8.")
        raise RecordFault(RecordFinding(Place(name, line, 1), "", "", what, expected)) from None
