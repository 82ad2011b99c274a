"""Loads files: read, judge, apply; all of them or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.engine.safe_parser import DEFAULT_LIMIT_BYTES, Document, read_file
from graph.errors import UnusableInput
from graph.ledger import Change, Ledger, Put
from graph.ledger.short_names import short_graph
from graph.texts import N_
from graph.validation.context import Held, ValidationContext
from graph.validation.gate import Report, Result, Severity, validate

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class LoadOutcome:
    """The outcome of a load.

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
    """The options of a load.

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
    reports = list(_judge_all(documents, ValidationContext(Held(ledger), graphs), progress))
    conforms = all(report.conforms for report in reports)
    if options.dry_run or not conforms:
        return LoadOutcome(conforms, reports, documents=documents)
    progress("Writing", 2 * len(paths), 2 * len(paths) + 1)
    puts = [Put(graph, graphs[graph]) for graph in sorted(graphs)]
    said = json.dumps([one.as_dict(lang) for one in reports], ensure_ascii=False)
    changes = ledger.apply(puts, actor=actor, note=note, report=said)
    return LoadOutcome(True, reports, changes, documents)


def _read(paths: Sequence[Path], options: Options, progress: Progress) -> Iterator[Document]:
    for number, path in enumerate(paths):
        progress(f"Reading {path.name}", number, 2 * len(paths) + 1)
        yield read_file(path, limit_bytes=options.limit_bytes, default_graph=options.default_graph)


def _graphs_of(documents: Iterable[Document], wanted: str | None) -> dict[str, list[str]]:
    """Graph IRI to lines, each graph from one file."""
    graphs: dict[str, list[str]] = {}
    owners: dict[str, str] = {}
    for document in documents:
        for graph, lines in document.graphs.items():
            if wanted is not None and graph != wanted:
                raise UnusableInput(
                    N_(
                        "it puts statements into {graph} itself, so they cannot go to {wanted}.",
                        graph=short_graph(graph),
                        wanted=short_graph(wanted),
                    ),
                    where=document.name,
                    hint=N_("Load it without naming a graph."),
                )
            if graph in graphs:
                raise UnusableInput(
                    N_(
                        "{owners} has the graph {short_graph} too.",
                        owners=owners[graph],
                        short_graph=short_graph(graph),
                    ),
                    where=document.name,
                    hint=N_("Put a graph into one file."),
                )
            graphs[graph], owners[graph] = lines, document.name
    return graphs


# The gate


def _judge_all(
    documents: Sequence[Document], around: ValidationContext, progress: Progress
) -> Iterator[Report]:
    for number, document in enumerate(documents):
        done = len(documents) + number
        progress(f"Checking {Path(document.name).name}", done, 2 * len(documents) + 1)
        yield _judge(document, around)


def _judge(document: Document, around: ValidationContext) -> Report:
    report = judge(document, around)
    text = ""
    with suppress(OSError):
        text = Path(document.name).read_text("utf-8", "replace") if report.results else ""
    return report.located(text, document.name)


def judge(document: Document, around: ValidationContext) -> Report:
    """Judge a document graph by graph: two sources may disagree, and each is right by itself.

    Args:
        document: what was read.
        around: what its graphs lean on.

    Returns:
        The report, without line numbers.

    Raises:
        VenskabError: the shapes cannot be run on this data.
    """
    results: list[Result] = []
    for graph, lines in document.graphs.items():
        results += validate(lines, reference=around.of(graph)).results
    conforms = all(result.severity is not Severity.VIOLATION for result in results)
    return Report(conforms, results)
