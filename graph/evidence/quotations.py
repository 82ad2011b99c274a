"""Looks each quotation up in the document it is quoted from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from rdflib import Graph, Literal
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from graph.documents.normal_form import hash_of, normal_form
from graph.errors import UnreadableFile
from graph.namespaces import OA, VSK
from graph.texts import N_

_NEEDED: Final = frozenset(
    f"<{term}>"
    for term in (
        RDF.type, RDFS.label, OA.hasSource, OA.hasSelector, OA.exact, OA.start, OA.end,
        VSK.evidence, VSK.supports, VSK.textFile, VSK.sha256,
    )
)  # fmt: skip


class QuotationStatus(StrEnum):
    """The outcome of looking one quotation up."""

    FOUND = "found"
    NOT_AT_POSITION = "quotation not at its position"
    NOT_IN_DOCUMENT = "quotation not in the document"
    NO_QUOTATION = "no quotation"
    NO_TEXT = "text not at hand"
    DOCUMENT_MISSING = "document missing"
    DOCUMENT_UNREADABLE = "document is not UTF-8 text"
    CHECKSUM_DIFFERS = "checksum of the document differs"


@dataclass(frozen=True, order=True)
class Finding:
    """One claim of a thing and what became of its quotation.

    Attributes:
        file: name of the document, or an empty string when the source names none.
        start: first character of the quotation, counted in code points from 0; -1 if unknown.
        evidence: IRI of the evidence.
        thing: IRI of the thing that has the evidence; empty when none has it.
        thing_label: its label.
        supports: labels of the properties and classes the evidence backs.
        quotation: the quoted text.
        status: what was found.
    """

    file: str
    start: int
    evidence: str
    thing: str
    thing_label: str
    supports: tuple[str, ...]
    quotation: str
    status: QuotationStatus

    @property
    def missing(self) -> bool:
        """True if the quotation should be in a text at hand and is not."""
        return self.status not in (QuotationStatus.FOUND, QuotationStatus.NO_TEXT)


@dataclass(frozen=True)
class _Document:
    text: str
    sha256: str
    problem: QuotationStatus | None = None


def check(lines: Iterable[str], documents: Path, *, lang: str = "en") -> list[Finding]:
    """Looks up every quotation of a set of graphs.

    Args:
        lines: N-Quads lines of the graphs, with the ontology's if properties are to be named.
        documents: folder with the text files that the sources name.
        lang: language of the labels.

    Returns:
        One finding for each piece of evidence and thing that has it, by file and position.

    Raises:
        UnreadableFile: ``documents`` is not a folder.
    """
    if not documents.is_dir():
        raise UnreadableFile(N_("there is no such folder."), where=str(documents))
    return sorted(_Check(_graph(lines), documents, lang).findings())


def _graph(lines: Iterable[str]) -> Graph:
    """The few triples that the check needs; all other lines cost time only."""
    needed = []
    for line in lines:
        if line.split(" ", 2)[1:2] and line.split(" ", 2)[1] in _NEEDED:
            # A line ends in " <graph> .", and an IRI holds no space.
            needed.append(line.rpartition(" <")[0] + " .")
    graph = Graph()
    graph.parse(data="\n".join(needed) + "\n", format="nt")
    return graph


class _Check:
    def __init__(self, graph: Graph, documents: Path, lang: str) -> None:
        self._graph = graph
        self._documents = documents
        self._lang = lang
        self._read = cache(self._read_document)

    def findings(self) -> Iterator[Finding]:
        for evidence in set(self._graph.subjects(RDF.type, VSK.Evidence)):
            things: set[Node | None] = set(self._graph.subjects(VSK.evidence, evidence))
            for thing in things or {None}:
                yield self._finding(evidence, thing)

    def _finding(self, evidence: Node, thing: Node | None) -> Finding:
        source = self._graph.value(evidence, OA.hasSource)
        file = self._text(source, VSK.textFile)
        quotation, start, end = self._selectors(evidence)
        supports = {self._label(term) for term in self._graph.objects(evidence, VSK.supports)}
        return Finding(
            file=file,
            start=start,
            evidence=str(evidence),
            thing=str(thing or ""),
            thing_label=self._label(thing) if thing else "",
            supports=tuple(sorted(supports)),
            quotation=quotation,
            status=self._status(file, self._text(source, VSK.sha256), quotation, start, end),
        )

    def _status(
        self, file: str, sha256: str, quotation: str, start: int, end: int
    ) -> QuotationStatus:
        if not file:
            return QuotationStatus.NO_TEXT
        if not quotation:
            return QuotationStatus.NO_QUOTATION
        document = self._read(file)
        if document.problem:
            return document.problem
        if sha256 and sha256 != document.sha256:
            return QuotationStatus.CHECKSUM_DIFFERS
        if quotation not in document.text:
            return QuotationStatus.NOT_IN_DOCUMENT
        at_position = start < 0 or document.text[start:end] == quotation
        return QuotationStatus.FOUND if at_position else QuotationStatus.NOT_AT_POSITION

    def _read_document(self, file: str) -> _Document:
        # The name comes from a graph that anybody may have written: no folder, and nothing above.
        if not file or Path(file).name != file:
            return _Document("", "", QuotationStatus.DOCUMENT_MISSING)
        try:
            text = normal_form((self._documents / file).read_bytes().decode("utf-8"))
            return _Document(text, hash_of(text))
        except OSError:
            return _Document("", "", QuotationStatus.DOCUMENT_MISSING)
        except UnicodeDecodeError:
            return _Document("", "", QuotationStatus.DOCUMENT_UNREADABLE)

    def _selectors(self, evidence: Node) -> tuple[str, int, int]:
        """The quotation, its first character and the one after its last, or -1."""
        quotation, start, end = "", -1, -1
        for selector in self._graph.objects(evidence, OA.hasSelector):
            quotation = self._text(selector, OA.exact) or quotation
            start = self._number(selector, OA.start, start)
            end = self._number(selector, OA.end, end)
        return quotation, start, end

    def _text(self, subject: Node | None, predicate: Node) -> str:
        # A literal 0 is false, so None is asked for by name.
        value = None if subject is None else self._graph.value(subject, predicate)
        return "" if value is None else str(value)

    def _number(self, subject: Node, predicate: Node, default: int) -> int:
        text = self._text(subject, predicate)
        return int(text) if text.isascii() and text.isdigit() else default

    def _label(self, term: Node) -> str:
        """The label in the wished language, else in English, else any, else the IRI's end."""
        labels = {
            label.language: str(label)
            for label in self._graph.objects(term, RDFS.label)
            if isinstance(label, Literal)
        }
        for language in (self._lang, "en", *sorted(labels, key=str)):
            if language in labels:
                return labels[language]
        return str(term).rstrip("/").rpartition("#")[2].rpartition("/")[2]
