"""The process that is ready to judge, and forks a copy of itself for each body.

Started as ``python -m graph.validation.validator_process FD``, by
:mod:`graph.validation.validator_pool`. It has one thread.
"""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Final

from graph.engine.base import BY_NAME, TURTLE
from graph.engine.parser_process import QUICKEST
from graph.engine.process import forking, frames
from graph.engine.process.sandbox import die_with_parent, hush, limit_memory, limit_time
from graph.engine.safe_parser import read_data
from graph.engine.writing import converted
from graph.errors import VenskabError
from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.namespaces import VSK
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from graph.validation.jobs import MEMORY, ValidationJob, kind_of
from graph.validation.report import ValidationReport

_FIRST: Final = f"<{source_graph('first')}> a <{VSK.Source}> ."


def serve(control: socket.socket) -> None:
    """Get ready, and judge until the other end closes."""
    command, _ = frames.receive(control)
    ledger = Path(command["ledger"])
    with Ledger.open(ledger) as opened:
        current = CurrentGraphs(opened)
    _rehearse(current)
    frames.send(control, {"graphs": len(current.graphs)})
    forking.obey(
        control, lambda sock, _: _answer(sock, current), before=lambda: _update(current, ledger)
    )


def _rehearse(current: CurrentGraphs) -> None:
    """Judge something, so that every copy has what is imported and read on the way."""
    order = ValidationJob(TURTLE.media_type, "en", "rdfxml", None, seconds=60)
    _written(_judged(_FIRST.encode(), order, current), order)
    current.index()


def _update(current: CurrentGraphs, path: Path) -> None:
    # Opened for a moment: a copy must not share a connection to the ledger.
    with Ledger.open(path) as ledger:
        current.update(ledger)
    current.index()


def _answer(sock: socket.socket, current: CurrentGraphs) -> None:
    """In the copy: judge one body."""
    hush()
    die_with_parent()
    told, body = frames.receive(sock)
    order = ValidationJob(**told)
    limit_memory(MEMORY)
    limit_time(int(order.seconds) + 1)
    try:
        report = _judged(body, order, current)
    except VenskabError as error:
        told = {"what": error.what, "where": error.where, "hint": error.hint}
        frames.send(sock, {"error": kind_of(error)} | told)
        return
    frames.send(sock, {"conforms": report.conforms}, _written(report, order))


def _judged(body: bytes, order: ValidationJob, current: CurrentGraphs) -> ValidationReport:
    document = read_data(
        body,
        order.media_type,
        default_graph=order.graph,
        seconds=order.seconds,
        run=QUICKEST,
    )
    context = ValidationContext(current, [document], only=order.graph)
    return check(document, context).located(body.decode("utf-8", "replace"), "")


def _written(report: ValidationReport, order: ValidationJob) -> bytes:
    if order.shown == "json":
        return report.as_json(order.lang).encode()
    if order.shown == "text":
        return report.as_text(order.lang).encode()
    turtle = report.as_graph().encode()
    return turtle if order.shown == TURTLE.name else converted(turtle, BY_NAME[order.shown])


if __name__ == "__main__":
    forking.run(serve)
