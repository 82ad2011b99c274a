"""Judges RDF that anybody sent, in a process that can be stopped.

The process reads the body, judges it as a load would, beside the ledger's graphs, and writes the
report. Whatever the body does to it, only that process ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

from graph.engine.base import BY_NAME, TURTLE
from graph.engine.child import limit
from graph.engine.reading import read_data
from graph.engine.writing import converted
from graph.errors import LimitMet, UnreadableFile, VenskabError
from graph.ledger import Ledger
from graph.loading import Surroundings, judge
from graph.validate import Report

Shown = Literal["json", "text", "turtle", "jsonld", "ntriples", "rdfxml"]

# The child's modules come from where ours do; -P: no other folder may shadow one of Python's.
_PROGRAM: Final = (
    "import sys; sys.path.append(sys.argv[2]); from graph.judging import main; main(sys.argv[1])"
)
_ROOT: Final = str(Path(__file__).resolve().parents[1])
_MEMORY: Final = 3 << 30
_NEW_SESSION: Final = os.name == "posix"


@dataclass(frozen=True)
class Order:
    """What is to be judged, and how the report is written.

    Attributes:
        media_type: the body's format.
        ledger: the ledger whose graphs it leans on.
        lang: ``da`` or ``en``.
        shown: how the report is written.
        graph: IRI of the graph for statements outside of any, or None.
        seconds: time limit, s.
    """

    media_type: str
    ledger: str
    lang: str
    shown: Shown
    graph: str | None
    seconds: float


@dataclass(frozen=True)
class Judgement:
    """A report as it was asked for.

    Attributes:
        conforms: whether a load would take the body.
        report: the report's text, UTF-8.
    """

    conforms: bool
    report: bytes


class Judge:
    """Judges a few bodies at a time.

    Args:
        places: processes at the same time.
        queue: bodies that may wait for one.
    """

    def __init__(self, places: int, queue: int) -> None:
        self._places = asyncio.Semaphore(places)
        self._free = places + queue

    async def judge(self, body: bytes, order: Order) -> Judgement:
        """Judge ``body``.

        Raises:
            UnreadableFile: the body cannot be read; says where and how to mend it.
            LimitMet: it takes too long, or too many wait.
            VenskabError: the shapes cannot be run on it.
        """
        if not self._free:
            what = "Too many bodies wait to be judged."
            raise LimitMet("queue", "waiting bodies", what, mend="Send it again.", retry_after=10)
        self._free -= 1
        try:
            async with self._places:
                return _read(await _run(body, order), order)
        finally:
            self._free += 1


async def _run(body: bytes, order: Order) -> bytes:
    command = (sys.executable, "-P", "-c", _PROGRAM, json.dumps(asdict(order)), _ROOT)
    child = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=_NEW_SESSION,
    )
    try:
        output, _ = await asyncio.wait_for(child.communicate(body), order.seconds)
    except TimeoutError as error:
        raise _too_long(order) from error
    finally:
        _end(child)
        await child.wait()
    return output


def _end(child: asyncio.subprocess.Process) -> None:
    """End the child and the reader that it may have started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if _NEW_SESSION:
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _too_long(order: Order) -> LimitMet:
    return LimitMet(
        "time",
        f"{order.seconds:g} s",
        f"Judging it takes longer than {order.seconds:g} s.",
        mend="Send it in parts, or use `venskab validate`.",
    )


def _read(output: bytes, order: Order) -> Judgement:
    header, _, report = output.partition(b"\n")
    if not header:
        what = "Judging it takes more memory or time than it may."
        raise LimitMet("memory", f"{_MEMORY >> 20} MB", what, mend=_too_long(order).mend)
    told = json.loads(header)
    if "conforms" in told:
        return Judgement(told["conforms"], report)
    kind = UnreadableFile if told["unreadable"] else VenskabError
    raise kind(told["what"], where=told["where"], mend=told["mend"])


# In the child


def main(argument: str) -> None:
    """Judge standard input as the order in ``argument`` says; write a header and the report."""
    order = Order(**json.loads(argument))
    limit(_MEMORY, int(order.seconds) + 1)
    out = sys.stdout.buffer
    try:
        report = _judged(sys.stdin.buffer.read(), order)
    except VenskabError as error:
        unreadable = isinstance(error, UnreadableFile)
        told = {"what": error.what, "where": error.where, "mend": error.mend}
        out.write(json.dumps({"unreadable": unreadable} | told).encode() + b"\n")
        return
    out.write(json.dumps({"conforms": report.conforms}).encode() + b"\n")
    out.write(_written(report, order))


def _judged(body: bytes, order: Order) -> Report:
    document = read_data(body, order.media_type, default_graph=order.graph, seconds=order.seconds)
    with Ledger.open(Path(order.ledger)) as ledger:
        around = Surroundings(ledger, document.graphs)
    return judge(document, around).located(body.decode("utf-8", "replace"), "")


def _written(report: Report, order: Order) -> bytes:
    if order.shown == "json":
        return report.as_json(order.lang).encode()
    if order.shown == "text":
        return report.as_text(order.lang).encode()
    turtle = report.as_graph().encode()
    return turtle if order.shown == TURTLE.name else converted(turtle, BY_NAME[order.shown])
