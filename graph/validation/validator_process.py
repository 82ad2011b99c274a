"""The process that is ready to judge, and forks a copy of itself for each body.

Started by :mod:`graph.validation.validator_pool`, as a program that knows the catalogues of
texts. It has one thread.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

from rdflib.namespace import RDF, RDFS

from graph.engine.base import BY_NAME, TURTLE
from graph.engine.nquads import statements
from graph.engine.parser_process import QUICKEST
from graph.engine.process import forking, frames
from graph.engine.process.sandbox import die_with_parent, hush, limit_memory, limit_time
from graph.engine.safe_parser import ParsedDocument, read_data
from graph.engine.writing import converted
from graph.errors import VenskabError
from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.namespaces import VSK
from graph.prefixes import BASE
from graph.statements import Statement
from graph.terms import best_label
from graph.texts import Catalogues, packed
from graph.validation.baseline import Baseline
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from graph.validation.jobs import (
    MEMORY,
    PREVIEWED,
    TOLD,
    Judgement,
    ValidationJob,
    as_header,
    kind_of,
)
from graph.validation.loader import PlacedDocument
from graph.validation.preview import look_ahead
from graph.validation.quad_lines import GraphContent
from graph.validation.report import ValidationReport
from graph.validation.statement_changes import statement_changes, undescribed_sources, with_held

_THING: Final = BASE + "id/"
_TYPE: Final = str(RDF.type)
_LABEL: Final = str(RDFS.label)
_FIRST: Final = f"<{source_graph('first')}> <{RDF.type}> <{VSK.Source}> ."


# Reads a body that somebody sent beside the graphs that there are, for a reader of a language.
ReadBody = Callable[[bytes, CurrentGraphs, str], ParsedDocument]


@dataclass(frozen=True)
class Abilities:
    """What the program that starts the process knows, and this package does not.

    Attributes:
        texts: what reports are written in.
        read: by media type, what reads bodies that are not RDF.
        names: what each name in a document was taken for, in a language.
        record: the record that a document of cells amounts to; blank for any other.
        describe: from N-Quads lines and the IRI of a thing to the statements that its page needs.
    """

    texts: Catalogues
    read: Mapping[str, ReadBody]
    names: Callable[[ParsedDocument, str], Sequence[str]]
    record: Callable[[ParsedDocument], str]
    describe: Callable[[Iterable[str], str], Sequence[Statement]]


@dataclass
class _Ledger:
    """What is known of a ledger.

    Attributes:
        path: its file.
        head: number of its last change that is known.
        current: its graphs.
        baseline: what follows from them.
    """

    path: Path
    head: int
    current: CurrentGraphs
    baseline: Baseline

    @classmethod
    def read(cls, path: Path) -> _Ledger:
        with Ledger.open(path) as ledger:
            head, current = ledger.head(), CurrentGraphs(ledger)
            return cls(path, head, current, Baseline.of(ledger, current))

    def update(self) -> None:
        # Opened for a moment: a copy must not share a connection to the ledger.
        with Ledger.open(self.path) as ledger:
            if (head := ledger.head()) != self.head:
                self.head = head
                self.current.update(ledger)
                self.baseline.update(ledger, self.current)
        self.current.index()


def serve(control: socket.socket, abilities: Callable[[frames.Header], Abilities]) -> None:
    """Get ready, and judge until the other end closes.

    Args:
        control: the connection to the web process.
        abilities: by what that process told, what this one is able to do.
    """
    command, _ = frames.receive(control)
    ledger, able = _Ledger.read(Path(command["ledger"])), abilities(command)
    _rehearse(ledger, able)
    frames.send(control, {"graphs": len(ledger.current.graphs)})
    forking.obey(control, lambda sock, _: _answer(sock, ledger, able), before=ledger.update)


def _rehearse(ledger: _Ledger, able: Abilities) -> None:
    """Judge something, so that every copy has what is imported and read on the way."""
    order = ValidationJob(TURTLE.media_type, "en", "rdfxml", None, seconds=60)
    _judged(_FIRST.encode(), order, ledger, able)
    graph = source_graph("first")
    look_ahead(ledger.current, {graph: [f"{_FIRST[:-1]}<{graph}> ."]}, ledger.baseline)
    ledger.current.index()


def _answer(sock: socket.socket, ledger: _Ledger, able: Abilities) -> None:
    """In the copy: judge one body."""
    hush()
    die_with_parent()
    told, body = frames.receive(sock)
    order = ValidationJob(**told)
    limit_memory(MEMORY)
    limit_time(int(order.seconds) + 1)
    try:
        judged = _judged(body, order, ledger, able)
    except VenskabError as error:
        told = {name: packed(getattr(error, name)) for name in TOLD}
        frames.send(sock, {"error": kind_of(error)} | told)
        return
    frames.send(sock, as_header(judged), judged.report)


def _judged(body: bytes, order: ValidationJob, ledger: _Ledger, able: Abilities) -> Judgement:
    document = _read(body, order, ledger, able)
    if order.add:
        document = with_held(document, ledger.current)
    context = ValidationContext(ledger.current, [document], only=order.graph)
    report = check(document, context)
    if isinstance(document, PlacedDocument):
        report = document.placed(report)
    else:
        report = report.located(body.decode("utf-8", "replace"), "")
    judged = Judgement(
        report.conforms,
        _written(report, order, able.texts),
        names=tuple(able.names(document, order.lang)),
    )
    if not report.conforms:
        return replace(judged, to_add=tuple(undescribed_sources(document, ledger.current)))
    return _looked_ahead(judged, document, order, ledger, able)


def _read(body: bytes, order: ValidationJob, ledger: _Ledger, able: Abilities) -> ParsedDocument:
    if reader := able.read.get(order.media_type):
        return reader(body, ledger.current, order.lang)
    return read_data(
        body,
        order.media_type,
        default_graph=order.graph,
        seconds=order.seconds,
        run=QUICKEST,
    )


def _looked_ahead(
    judged: Judgement,
    document: ParsedDocument,
    order: ValidationJob,
    ledger: _Ledger,
    able: Abilities,
) -> Judgement:
    """The judgement with what a load would change, as far as it was asked for."""
    if order.shown not in PREVIEWED:
        return judged
    ahead = look_ahead(ledger.current, document.graphs, ledger.baseline)
    things = tuple(_things(document, order.lang))
    described: Sequence[Statement] = ()
    if order.thing in {iri for iri, _ in things}:
        described = able.describe(_after(document, ledger), order.thing)
    return replace(
        judged,
        preview=ahead.as_dict(order.lang),
        things=things,
        described=tuple(described),
        record=able.record(document),
    )


def _after(document: ParsedDocument, ledger: _Ledger) -> Iterable[str]:
    """All lines that there would be after a load."""
    new = {name: GraphContent(list(lines)) for name, lines in document.graphs.items()}
    changes = statement_changes(ledger.current, document.graphs).graphs
    added = [line for each in changes for line in each.added]
    removed = [line for each in changes for line in each.removed]
    come, gone = ledger.baseline.after(added, removed)
    stated = (each.lines for each in (ledger.current.graphs | new).values())
    derived = (line for line in ledger.baseline.derived.lines() if line not in gone)
    return chain(chain.from_iterable(stated), ledger.baseline.ontology.lines, derived, come)


def _things(document: ParsedDocument, lang: str) -> Iterator[tuple[str, str]]:
    """The things of our own that a document describes, and their labels; those with a type."""
    labels: dict[str, dict[str, str]] = {}
    typed: dict[str, None] = {}
    for one in statements(document.lines):
        if one.subject.startswith(_THING) and one.predicate == _TYPE:
            typed[one.subject] = None
        elif one.predicate == _LABEL:
            labels.setdefault(one.subject, {})[one.object.lang] = one.object.value
    for iri in typed:
        yield iri, best_label(labels.get(iri, {}), lang)[0] or iri


def _written(report: ValidationReport, order: ValidationJob, texts: Catalogues) -> bytes:
    translate = texts.translator(order.lang)
    if order.shown == "json":
        return report.as_json(order.lang, translate).encode()
    if order.shown == "text":
        return report.as_text(order.lang, translate).encode()
    turtle = report.as_graph(texts.translations).encode()
    return turtle if order.shown == TURTLE.name else converted(turtle, BY_NAME[order.shown])
