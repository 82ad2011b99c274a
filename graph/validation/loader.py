"""Loads files: read, judge, apply; all of them or none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from graph.engine.safe_parser import DEFAULT_LIMIT_BYTES, ParsedDocument, read_file
from graph.errors import UnusableInput
from graph.ledger import Change, Ledger, Put
from graph.texts import N_, Translate
from graph.tiers import Tier, is_listing
from graph.validation.baseline import Baseline
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from graph.validation.preview import Preview, look_ahead
from graph.validation.report import ValidationReport
from graph.validation.statement_changes import (
    REPLACE_OR_ADD,
    refusal,
    statement_changes,
    undescribed_sources,
    with_held,
)

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class LoadOutcome:
    """The outcome of a load.

    Attributes:
        conforms: nothing kept the files out.
        reports: what the gate found, one report a file.
        changes: what was changed; empty after a violation or a trial. An entry whose ``new`` is
            False is a graph that had that content already.
        documents: what was read, one a file; with what the graphs hold where it is added to them.
        preview: what would change or did, without consequences where it did; None after a
            violation.
        refused: why a conforming load is not made without being asked for; None where it is.
        to_add: IRIs of graphs to which files that are kept out were most likely to be added.
        based_on: graph IRI to the hash of the version that was looked at, None for a new graph.
    """

    conforms: bool
    reports: list[ValidationReport]
    changes: list[Change] = field(default_factory=list)
    documents: list[ParsedDocument] = field(default_factory=list)
    preview: Preview | None = None
    refused: UnusableInput | None = None
    to_add: list[str] = field(default_factory=list)
    based_on: dict[str, str | None] = field(default_factory=dict)


@runtime_checkable
class PlacedDocument(Protocol):
    """A document that knows where in its file each finding belongs, and what was wrong in it."""

    def placed(self, report: ValidationReport) -> ValidationReport:
        """The report of the gate with places, and with what kept the file from being read whole."""


def read_rdf(path: Path, options: Options, current: CurrentGraphs) -> ParsedDocument:
    """Read a file of RDF, which needs nothing of the graphs that there are."""
    return read_file(path, limit_bytes=options.limit_bytes, default_graph=options.default_graph)


ReadDocument = Callable[[Path, "Options", CurrentGraphs], ParsedDocument]


@dataclass(frozen=True)
class Options:
    """The options of a load.

    Attributes:
        default_graph: IRI of the graph for statements that the files put into none; then they
            may name no other.
        dry_run: judge them, but change nothing.
        limit_bytes: largest file that is read, bytes.
        add: keep what the graphs hold, and add what the files say.
        replace: let statements of graphs that exist be lost.
        read: reads a file beside the graphs that there are.
    """

    default_graph: str | None = None
    dry_run: bool = False
    limit_bytes: int = DEFAULT_LIMIT_BYTES
    add: bool = False
    replace: bool = False
    read: ReadDocument = read_rdf


_PLAIN: Final = Options()


def judge_files(
    ledger: Ledger,
    paths: Sequence[Path],
    *,
    options: Options = _PLAIN,
    progress: Progress = lambda *_: None,
    consequences: bool = True,
) -> LoadOutcome:
    """Read files and judge them beside one another and what a ledger holds; change nothing.

    Args:
        ledger: where they would go.
        paths: the files.
        options: see :class:`Options`.
        progress: told what is done now, the number of steps done, and of all.
        consequences: work out what would change beside the statements, too; done for a load that
            is refused in any case.

    Raises:
        UnreadableFile: a file cannot be read.
        UnusableInput: two files have the same graph, or a file has other graphs than was asked.
    """
    current = CurrentGraphs(ledger)
    documents = list(_read(paths, options, current, progress))
    if any(is_listing(graph) for each in documents for graph in each.graphs):
        current = CurrentGraphs(ledger, Tier.ALL)
    if options.add:
        documents = [with_held(each, current) for each in documents]
    context = ValidationContext(current, documents, only=options.default_graph)
    reports = list(_judge_all(documents, context, progress))
    outcome = LoadOutcome(all(report.conforms for report in reports), reports, documents=documents)
    if not outcome.conforms:
        to_add = [graph for each in documents for graph in undescribed_sources(each, current)]
        return replace(outcome, to_add=to_add)
    new = _graphs(outcome)
    refused = None
    if not options.replace:
        refused = refusal(statement_changes(current, new), REPLACE_OR_ADD)
    baseline = Baseline.of(ledger, current) if consequences or refused else None
    preview = look_ahead(current, new, baseline)
    based_on = {graph: current.versions.get(graph) for graph in new}
    return replace(outcome, preview=preview, refused=refused, based_on=based_on)


def load(
    ledger: Ledger,
    paths: Sequence[Path],
    *,
    actor: str,
    note: str = "",
    lang: str = "en",
    translate: Translate = str,
    options: Options = _PLAIN,
    progress: Progress = lambda *_: None,
) -> LoadOutcome:
    """Load files in one step, each graph in place of the one of the same name.

    What would remove statements of a graph that exists is not done unless it is asked for; see
    :attr:`LoadOutcome.refused`.

    Args:
        ledger: where they go.
        paths: the files.
        actor: who loads them.
        note: why.
        lang: language of the report that is kept with the change, such as ``da``.
        translate: puts a text into that language.
        options: see :class:`Options`.
        progress: told what is done now, the number of steps done, and of all.

    Raises:
        UnreadableFile: a file cannot be read; nothing is changed.
        UnusableInput: two files have the same graph, or a file has other graphs than was asked.
        VenskabError: another process has changed one of the graphs meanwhile.
    """
    judged = judge_files(
        ledger, paths, options=options, progress=progress, consequences=options.dry_run
    )
    if options.dry_run or judged.refused or not judged.conforms:
        return judged
    progress(N_("Writing"), 2 * len(paths), 2 * len(paths) + 1)
    puts = [Put(graph, lines) for graph, lines in sorted(_graphs(judged).items())]
    said = json.dumps([one.as_dict(lang, translate) for one in judged.reports], ensure_ascii=False)
    changes = ledger.apply(puts, actor=actor, note=note, report=said, based_on=judged.based_on)
    return replace(judged, changes=changes)


def _graphs(outcome: LoadOutcome) -> dict[str, list[str]]:
    return {graph: lines for each in outcome.documents for graph, lines in each.graphs.items()}


def _read(
    paths: Sequence[Path], options: Options, current: CurrentGraphs, progress: Progress
) -> Iterator[ParsedDocument]:
    for number, path in enumerate(paths):
        progress(N_("Reading {name}", name=path.name), number, 2 * len(paths) + 1)
        yield options.read(path, options, current)


# The gate


def _judge_all(
    documents: Sequence[ParsedDocument], context: ValidationContext, progress: Progress
) -> Iterator[ValidationReport]:
    for number, document in enumerate(documents):
        done = len(documents) + number
        what = N_("Checking {name}", name=Path(document.name).name)
        progress(what, done, 2 * len(documents) + 1)
        yield _judge(document, context)


def _judge(document: ParsedDocument, context: ValidationContext) -> ValidationReport:
    report = check(document, context)
    if isinstance(document, PlacedDocument):
        return document.placed(report)
    text = ""
    with suppress(OSError):
        text = Path(document.name).read_text("utf-8", "replace") if report.results else ""
    return report.located(text, document.name)
