"""The process that is ready to judge, and forks a copy of itself for each body.

Started by :mod:`graph.validation.validator_pool`, as a program that knows the catalogues of
texts. It has one thread.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib.namespace import RDF

from graph.engine.base import BY_NAME, TURTLE
from graph.engine.parser_process import QUICKEST
from graph.engine.process import forking, frames
from graph.engine.process.sandbox import die_with_parent, hush, limit_memory, limit_time
from graph.engine.safe_parser import ParsedDocument, read_data
from graph.engine.writing import converted
from graph.errors import VenskabError
from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.namespaces import VSK
from graph.texts import Catalogues, packed
from graph.validation.baseline import Baseline
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from graph.validation.jobs import MEMORY, PREVIEWED, TOLD, Judgement, ValidationJob, kind_of
from graph.validation.preview import look_ahead
from graph.validation.report import ValidationReport
from graph.validation.statement_changes import undescribed_sources, with_held

_FIRST: Final = f"<{source_graph('first')}> <{RDF.type}> <{VSK.Source}> ."


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


def serve(control: socket.socket, catalogues: Callable[[frames.Header], Catalogues]) -> None:
    """Get ready, and judge until the other end closes.

    Args:
        control: the connection to the web process.
        catalogues: by what that process told, the texts that a report is written in.
    """
    command, _ = frames.receive(control)
    ledger, texts = _Ledger.read(Path(command["ledger"])), catalogues(command)
    _rehearse(ledger, texts)
    frames.send(control, {"graphs": len(ledger.current.graphs)})
    forking.obey(control, lambda sock, _: _answer(sock, ledger, texts), before=ledger.update)


def _rehearse(ledger: _Ledger, texts: Catalogues) -> None:
    """Judge something, so that every copy has what is imported and read on the way."""
    order = ValidationJob(TURTLE.media_type, "en", "rdfxml", None, seconds=60)
    _judged(_FIRST.encode(), order, ledger, texts)
    graph = source_graph("first")
    look_ahead(ledger.current, {graph: [f"{_FIRST[:-1]}<{graph}> ."]}, ledger.baseline)
    ledger.current.index()


def _answer(sock: socket.socket, ledger: _Ledger, texts: Catalogues) -> None:
    """In the copy: judge one body."""
    hush()
    die_with_parent()
    told, body = frames.receive(sock)
    order = ValidationJob(**told)
    limit_memory(MEMORY)
    limit_time(int(order.seconds) + 1)
    try:
        judged = _judged(body, order, ledger, texts)
    except VenskabError as error:
        told = {name: packed(getattr(error, name)) for name in TOLD}
        frames.send(sock, {"error": kind_of(error)} | told)
        return
    told = {"conforms": judged.conforms, "preview": judged.preview, "to_add": judged.to_add}
    frames.send(sock, told, judged.report)


def _judged(body: bytes, order: ValidationJob, ledger: _Ledger, texts: Catalogues) -> Judgement:
    document = read_data(
        body,
        order.media_type,
        default_graph=order.graph,
        seconds=order.seconds,
        run=QUICKEST,
    )
    if order.add:
        document = with_held(document, ledger.current)
    context = ValidationContext(ledger.current, [document], only=order.graph)
    report = check(document, context).located(body.decode("utf-8", "replace"), "")
    written = _written(report, order, texts)
    if not report.conforms:
        return Judgement(False, written, None, tuple(undescribed_sources(document, ledger.current)))
    return Judgement(True, written, _preview(document, order, ledger))


def _preview(
    document: ParsedDocument, order: ValidationJob, ledger: _Ledger
) -> dict[str, object] | None:
    if order.shown not in PREVIEWED:
        return None
    return look_ahead(ledger.current, document.graphs, ledger.baseline).as_dict(order.lang)


def _written(report: ValidationReport, order: ValidationJob, texts: Catalogues) -> bytes:
    translate = texts.translator(order.lang)
    if order.shown == "json":
        return report.as_json(order.lang, translate).encode()
    if order.shown == "text":
        return report.as_text(order.lang, translate).encode()
    turtle = report.as_graph(texts.translations).encode()
    return turtle if order.shown == TURTLE.name else converted(turtle, BY_NAME[order.shown])
