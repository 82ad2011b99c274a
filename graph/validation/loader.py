"""Loads files: read, judge, apply; all of them or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from graph.engine.safe_parser import DEFAULT_LIMIT_BYTES, ParsedDocument, read_file
from graph.ledger import Change, Ledger, Put
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from graph.validation.report import ValidationReport

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
    reports: list[ValidationReport]
    changes: list[Change] = field(default_factory=list)
    documents: list[ParsedDocument] = field(default_factory=list)


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


def judge_files(
    ledger: Ledger,
    paths: Sequence[Path],
    *,
    options: Options = _PLAIN,
    progress: Progress = lambda *_: None,
) -> LoadOutcome:
    """Read files and judge them beside one another and what a ledger holds; change nothing.

    Args:
        ledger: where they would go.
        paths: the files.
        options: see :class:`Options`.
        progress: told what is done now, the number of steps done, and of all.

    Raises:
        UnreadableFile: a file cannot be read.
        UnusableInput: two files have the same graph, or a file has other graphs than was asked.
    """
    documents = list(_read(paths, options, progress))
    context = ValidationContext(CurrentGraphs(ledger), documents, only=options.default_graph)
    reports = list(_judge_all(documents, context, progress))
    conforms = all(report.conforms for report in reports)
    return LoadOutcome(conforms, reports, documents=documents)


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
    judged = judge_files(ledger, paths, options=options, progress=progress)
    if options.dry_run or not judged.conforms:
        return judged
    progress("Writing", 2 * len(paths), 2 * len(paths) + 1)
    graphs = {graph: lines for each in judged.documents for graph, lines in each.graphs.items()}
    puts = [Put(graph, graphs[graph]) for graph in sorted(graphs)]
    said = json.dumps([one.as_dict(lang) for one in judged.reports], ensure_ascii=False)
    return replace(judged, changes=ledger.apply(puts, actor=actor, note=note, report=said))


def _read(paths: Sequence[Path], options: Options, progress: Progress) -> Iterator[ParsedDocument]:
    for number, path in enumerate(paths):
        progress(f"Reading {path.name}", number, 2 * len(paths) + 1)
        yield read_file(path, limit_bytes=options.limit_bytes, default_graph=options.default_graph)


# The gate


def _judge_all(
    documents: Sequence[ParsedDocument], context: ValidationContext, progress: Progress
) -> Iterator[ValidationReport]:
    for number, document in enumerate(documents):
        done = len(documents) + number
        progress(f"Checking {Path(document.name).name}", done, 2 * len(documents) + 1)
        yield _judge(document, context)


def _judge(document: ParsedDocument, context: ValidationContext) -> ValidationReport:
    report = check(document, context)
    text = ""
    with suppress(OSError):
        text = Path(document.name).read_text("utf-8", "replace") if report.results else ""
    return report.located(text, document.name)
