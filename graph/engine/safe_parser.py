"""Reads RDF that nobody has vouched for.

A file is parsed in a process of its own, with a limit on memory and time: nesting that crashes
the parser, or a file that swells without end, is one clear sentence. Nothing is ever fetched.
The process is started anew, not forked, so that any thread may start it; a process with one thread
may have it forked.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Final

from graph.engine import formats, parsing
from graph.engine.input_file import HEAD, opened, promised
from graph.engine.parser_process import Run, anew
from graph.engine.process.child import why_it_died
from graph.errors import UnreadableFile
from graph.identifiers import CATALOG_GRAPH, CHANGES_GRAPH, DERIVED_GRAPH, GENID, ONTOLOGY_GRAPH
from graph.prefixes import BASE, PREFIXES
from graph.texts import N_
from ontology import ROOT

RESERVED_GRAPHS: Final = frozenset({CATALOG_GRAPH, CHANGES_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH})
CONTEXT_IRI: Final = BASE + "context.jsonld"
DEFAULT_LIMIT_BYTES: Final = 256 << 20
DEFAULT_SECONDS: Final = 120.0

_BASE_MEMORY: Final = 512 << 20
# Measured: compact Turtle takes 10 bytes of memory a byte of text; JSON-LD and nodes take more.
_MEMORY_PER_BYTE: Final = 24


@dataclass(frozen=True)
class ParsedDocument:
    """A file that was read.

    Attributes:
        lines: all N-Quads lines, sorted and unique, without line ends; no blank nodes.
        graphs: graph IRI to its lines, both sorted.
        media_type: the format it was read as.
        name: the file's name, for messages.
    """

    lines: list[str]
    graphs: dict[str, list[str]]
    media_type: str
    name: str = ""


def read_quads(
    data: bytes, media_type: str, *, base: str | None, default_graph: str | None
) -> list[str]:
    """Read RDF that we wrote ourselves, in this process.

    Args:
        data: the file's bytes, UTF-8.
        media_type: one of those in :mod:`graph.engine.formats`.
        base: IRI that relative IRIs are resolved against, or None.
        default_graph: IRI of the graph for triples outside of any named graph; None means the
            graph of the only ``vsk:Source`` they declare.

    Returns:
        Sorted unique N-Quads lines without line ends; blank nodes are skolem IRIs.

    Raises:
        UnreadableFile: the bytes cannot be read.
    """
    task = _task(media_type, base=base, default_graph=default_graph)
    try:
        groups = parsing.to_groups(data, task)
    except parsing.ParsingProblem as problem:
        raise _unreadable(problem, "") from None
    return sorted(line for lines in groups.values() for line in lines)


def read_file(
    path: Path,
    *,
    limit_bytes: int = DEFAULT_LIMIT_BYTES,
    default_graph: str | None = None,
    seconds: float = DEFAULT_SECONDS,
) -> ParsedDocument:
    """Read a file that anybody may have written.

    Args:
        path: the file; its suffix says the format.
        limit_bytes: largest file that is read, bytes.
        default_graph: as in :func:`read_quads`.
        seconds: time limit, s.

    Raises:
        UnreadableFile: missing, a directory, empty, too large, not what its name says, with a
            remote context or a DOCTYPE, broken, or for a graph that Venskab makes itself.
    """
    name = str(path)
    with opened(path, limit_bytes) as file:
        form = promised(path, file)
        task = _task(
            form.media_type,
            default_graph=default_graph,
            size=os.fstat(file.fileno()).st_size,
            seconds=seconds,
        )
        return _Reading(file, name, seconds).document(task)


def read_data(
    data: bytes,
    media_type: str,
    *,
    default_graph: str | None = None,
    seconds: float = DEFAULT_SECONDS,
    name: str = "",
    run: Run = anew,
) -> ParsedDocument:
    """Read bytes that anybody may have sent, as :func:`read_file` does.

    Args:
        data: the bytes.
        media_type: one of those in :mod:`graph.engine.formats`.
        default_graph: as in :func:`read_quads`.
        seconds: time limit, s.
        name: what to call it in messages.
        run: how the child is run.

    Raises:
        UnreadableFile: as for a file, or the media type is not one of RDF.
    """
    if media_type not in formats.BY_MEDIA_TYPE:
        known = ", ".join(formats.BY_MEDIA_TYPE)
        raise UnreadableFile(
            N_("{media_type} is no RDF format.", media_type=media_type),
            where=name,
            hint=N_("Use {known}.", known=known),
        )
    task = _task(media_type, default_graph=default_graph, size=len(data), seconds=seconds)
    with tempfile.TemporaryFile() as file:
        file.write(data)
        return _Reading(file, name, seconds, run).document(task)


def _task(
    media_type: str,
    *,
    base: str | None = None,
    default_graph: str | None = None,
    size: int = 0,
    seconds: float = 0,
) -> parsing.Task:
    context = ROOT / "context.jsonld"
    return parsing.Task(
        media_type=media_type,
        genid=GENID,
        source_class=PREFIXES["vsk"] + "Source",
        base=base,
        default_graph=default_graph,
        contexts={CONTEXT_IRI: str(context)} if context.is_file() else {},
        memory=_BASE_MEMORY + _MEMORY_PER_BYTE * size,
        seconds=int(seconds) + 1 if seconds else 0,
    )


@dataclass(frozen=True)
class _Reading:
    """One file that is read, whatever format it turns out to be in."""

    file: IO[bytes]
    name: str
    seconds: float
    run: Run = anew

    def document(self, task: parsing.Task) -> ParsedDocument:
        try:
            return self._read(task)
        except parsing.ParsingProblem as problem:
            problem = self._other_format(task, problem) or problem
            raise _unreadable(problem, self.name) from None

    def _read(self, task: parsing.Task) -> ParsedDocument:
        self.file.seek(0)
        code, output = self.run(self.file, task, self.seconds)
        if code:
            raise UnreadableFile(why_it_died(code, task.memory, self.seconds), where=self.name)
        return _document(output, task.media_type, self.name)

    def _other_format(
        self, task: parsing.Task, problem: parsing.ParsingProblem
    ) -> parsing.ParsingProblem | None:
        """The sentence for a file of another format than promised."""
        if not problem.syntax:
            return None
        meant = formats.BY_MEDIA_TYPE[task.media_type]
        self.file.seek(0)
        seen = formats.looks_like(self.file.read(HEAD))
        if seen and seen[0] != meant.family:
            what = N_("it looks like {seen}, not {name}.", seen=seen[1], name=meant.name)
            return parsing.ParsingProblem(what, _rename(seen[0]))
        if meant.family != "text":
            return None
        for other in (formats.TURTLE, formats.TRIG, formats.N_QUADS):
            if other is not meant and self._reads(other, task):
                return parsing.ParsingProblem(
                    N_("it is {name}, not {name2}.", name=other.name, name2=meant.name),
                    N_("Let its name end in {suffixes}.", suffixes=other.suffixes[0]),
                )
        return None

    def _reads(self, form: formats.InputFormat, task: parsing.Task) -> bool:
        graph = BASE + "graph/attempt"
        try:
            self._read(replace(task, media_type=form.media_type, default_graph=graph))
        except (UnreadableFile, parsing.ParsingProblem):
            return False
        return True


def _document(output: bytes, media_type: str, name: str) -> ParsedDocument:
    header, _, body = output.partition(b"\n")
    told = json.loads(header)
    if "problem" in told:
        raise parsing.ParsingProblem.of(told["problem"])
    if "graphs" not in told:
        raise UnreadableFile(N_("reading it takes more memory than it may."), where=name)
    # Not splitlines(): literals hold other line separators as they are.
    lines = iter(body.decode().split("\n"))
    graphs = dict(_groups(told["graphs"], lines, name))
    everything = sorted(line for group in graphs.values() for line in group)
    return ParsedDocument(everything, graphs, media_type, name)


def _groups(
    counts: list[tuple[str, int]], lines: Iterator[str], name: str
) -> Iterator[tuple[str, list[str]]]:
    for graph, count in counts:
        if graph in RESERVED_GRAPHS:
            raise UnreadableFile(
                N_("it has statements in <{graph}>, which Venskab makes itself.", graph=graph),
                where=name,
                hint=N_("Put them into a graph of your own."),
            )
        yield graph, [next(lines) for _ in range(count)]


def _unreadable(problem: parsing.ParsingProblem, name: str) -> UnreadableFile:
    return UnreadableFile(problem.what, where=_place(problem, name), hint=problem.hint)


def _place(problem: parsing.ParsingProblem, name: str) -> str:
    line, column = problem.line, problem.column
    if not line:
        return name
    place: str = N_("line {line}", line=line)
    if column:
        place = N_("line {line}, column {column}", line=line, column=column)
    return N_("{file}, {place}", file=name, place=place) if name else place


def _rename(family: str) -> str:
    fitting = [form for form in formats.INPUT_FORMATS if form.family == family]
    endings = ", ".join(form.suffixes[0] for form in fitting)
    return N_("If it is, let its name end in {endings}.", endings=endings) if fitting else ""
