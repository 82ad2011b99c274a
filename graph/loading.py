"""Loads files: read, judge, apply; all of them or none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.engine.reading import DEFAULT_LIMIT_BYTES, Document, read_file
from graph.errors import UnusableInput
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Change, Ledger, Put
from graph.ledger.naming import short_graph
from graph.namespaces import BASE
from graph.validate import Report, Result, Severity, validate

Progress = Callable[[str, int, int], None]

_THING: Final = re.compile(re.escape(f"<{BASE}id/") + "[^>]*>")
_REFERENCE: Final = BASE + "graph/reference/"


@dataclass(frozen=True)
class LoadOutcome:
    """What became of a load.

    Attributes:
        conforms: nothing kept the files out.
        reports: what the gate found, one report a file.
        changes: what was changed; empty after a violation or a trial. An entry whose ``new`` is
            False is a graph that had that content already.
        documents: what was read, one a file.
    """

    conforms: bool
    reports: list[Report]
    changes: list[Change] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)


@dataclass(frozen=True)
class Options:
    """How files are loaded.

    Attributes:
        default_graph: IRI of the graph for statements that the files put into none; then they
            may name no other.
        dry_run: judge them, but change nothing.
        limit_bytes: largest file that is read, bytes.
    """

    default_graph: str | None = None
    dry_run: bool = False
    limit_bytes: int = DEFAULT_LIMIT_BYTES


_PLAIN: Final = Options()


def load(
    ledger: Ledger,
    paths: Sequence[Path],
    *,
    actor: str,
    note: str = "",
    lang: str = "en",
    options: Options = _PLAIN,
    progress: Progress = lambda *_: None,
) -> LoadOutcome:
    """Load files in one step, each graph in place of the one of the same name.

    Args:
        ledger: where they go.
        paths: the files.
        actor: who loads them.
        note: why.
        lang: language of the report that is kept with the change, ``da`` or ``en``.
        options: see :class:`Options`.
        progress: told what is done now, the number of steps done, and of all.

    Raises:
        UnreadableFile: a file cannot be read; nothing is changed.
        UnusableInput: two files have the same graph, or a file has other graphs than was asked.
    """
    documents = list(_read(paths, options, progress))
    graphs = _graphs_of(documents, options.default_graph)
    progress("Checking", len(paths), len(paths) + 2)
    lines = [line for document in documents for line in document.lines]
    report = validate(lines, reference=leaned_on(ledger, lines, without=graphs))
    reports = _by_file(report, documents)
    if options.dry_run or not report.conforms:
        return LoadOutcome(report.conforms, reports, documents=documents)
    progress("Writing", len(paths) + 1, len(paths) + 2)
    puts = [Put(graph, graphs[graph]) for graph in sorted(graphs)]
    said = json.dumps([one.as_dict(lang) for one in reports], ensure_ascii=False)
    changes = ledger.apply(puts, actor=actor, note=note, report=said)
    return LoadOutcome(True, reports, changes, documents)


def _read(paths: Sequence[Path], options: Options, progress: Progress) -> Iterator[Document]:
    for number, path in enumerate(paths):
        progress(f"Reading {path.name}", number, len(paths) + 2)
        yield read_file(path, limit_bytes=options.limit_bytes, default_graph=options.default_graph)


def _graphs_of(documents: Iterable[Document], wanted: str | None) -> dict[str, list[str]]:
    """Graph IRI to lines, each graph from one file."""
    graphs: dict[str, list[str]] = {}
    owners: dict[str, str] = {}
    for document in documents:
        for graph, lines in document.graphs.items():
            if wanted is not None and graph != wanted:
                raise UnusableInput(
                    f"it puts statements into {short_graph(graph)} itself, "
                    f"so they cannot go to {short_graph(wanted)}.",
                    where=document.name,
                    mend="Load it without naming a graph.",
                )
            if graph in graphs:
                raise UnusableInput(
                    f"{owners[graph]} has the graph {short_graph(graph)} too.",
                    where=document.name,
                    mend="Put a graph into one file.",
                )
            graphs[graph], owners[graph] = lines, document.name
    return graphs


# What the gate needs beside the files


def leaned_on(ledger: Ledger, lines: Sequence[str], *, without: Iterable[str] = ()) -> list[str]:
    """The lines of the ledger's graphs that ``lines`` lean on.

    Those are the graphs that describe a thing that ``lines`` mention or mention a thing that they
    describe; and then the reference graphs that describe what these mention. The ontology is left
    out: the gate has its own.

    Args:
        ledger: the ledger.
        lines: N-Quads lines.
        without: graphs to leave out, because ``lines`` replace them.
    """
    left_out = {ONTOLOGY_GRAPH, *without}
    texts = {
        version.graph: ledger.lines(version.hash)
        for version in ledger.graphs()
        if version.graph not in left_out
    }
    described, mentioned = _subjects(lines), _things(lines)
    first = [
        graph
        for graph, text in texts.items()
        if _subjects(text) & mentioned or _things(text) & described
    ]
    further = _things(line for graph in first for line in texts[graph])
    second = [
        graph
        for graph, text in texts.items()
        if graph.startswith(_REFERENCE) and graph not in first and _subjects(text) & further
    ]
    return [line for graph in (*first, *second) for line in texts[graph]]


def _subjects(lines: Iterable[str]) -> set[str]:
    return {line[: line.index(" ")] for line in lines}


def _things(lines: Iterable[str]) -> set[str]:
    return {thing for line in lines for thing in _THING.findall(line)}


# Reports


def _by_file(report: Report, documents: Sequence[Document]) -> list[Report]:
    """One report a file, with line numbers. A finding belongs to the first file with its node."""
    described = [_subjects(document.lines) for document in documents]
    found: list[list[Result]] = [[] for _ in documents]
    for result in report.results:
        node = f"<{result.focus}>"
        owner = next((n for n, subjects in enumerate(described) if node in subjects), 0)
        found[owner].append(result)
    return [_located(document, own) for document, own in zip(documents, found, strict=True)]


def _located(document: Document, results: list[Result]) -> Report:
    conforms = all(result.severity is not Severity.VIOLATION for result in results)
    text = ""
    with suppress(OSError):
        text = Path(document.name).read_text("utf-8", "replace") if results else ""
    return Report(conforms, results).located(text, document.name)
