"""Looks the whole graph of a ledger over: shapes, evidence, links and quality, in one outcome.

The shapes judge each graph beside those it leans on; the quality queries look at all graphs and
what the rules derive from them at once. Those tagged ``evidence`` and ``link`` make the structure
of the evidence and the closedness of links, which are told apart from the rest.
"""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from graph.engine.base import Limits
from graph.evidence import quotations
from graph.evidence.quotations import QuotationStatus
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from graph.ledger.short_names import short_graph
from graph.texts import N_
from graph.tiers import LIST_GRAPHS, MATCH_GRAPHS, is_listing
from graph.validation import pyshacl_engine, turbo_engine
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from graph.validation.list_sample import judge_list
from graph.validation.quality_queries import QUERY, ask_all
from graph.validation.quotation_findings import as_finding
from graph.validation.report import Severity, ValidationReport, ValidationResult, conforming
from graph.validation.shacl import Engine, judge
from graph.validation.verdicts import Results, Verdicts
from queries.library import Query, violations

Progress = Callable[[str, int, int], None]


class Part(StrEnum):
    """The parts of an audit."""

    SHAPES = "shapes"
    EVIDENCE = "evidence"
    QUOTATIONS = "quotations"
    LINKS = "links"
    QUALITY = "quality"


_TAGS: Final = {"evidence": Part.EVIDENCE, "link": Part.LINKS}


@dataclass(frozen=True)
class AuditPart:
    """The outcome of one part.

    Attributes:
        part: which.
        examined: number of graphs for the shapes, of claims for the quotations, else of rules.
        reports: the findings, one report for each graph or document that has any.
        unseen: number of claims whose text is not at hand.
        judged: number of graphs that were judged now; the verdicts on the others were kept.
    """

    part: Part
    examined: int
    reports: Sequence[ValidationReport] = ()
    unseen: int = 0
    judged: int = 0

    @property
    def conforms(self) -> bool:
        """No finding is a violation."""
        return all(report.conforms for report in self.reports)


@dataclass(frozen=True)
class Outcome:
    """The outcome of all parts; quotations are among them where documents were given."""

    sections: Sequence[AuditPart]

    @property
    def conforms(self) -> bool:
        """No part has a violation."""
        return all(section.conforms for section in self.sections)


@dataclass(frozen=True)
class ShapesEngine:
    """What runs the shapes.

    Attributes:
        name: the distribution that it is of.
        report: see :data:`graph.validation.shacl.Engine`.
    """

    name: str
    report: Engine


PYSHACL: Final = ShapesEngine(pyshacl_engine.NAME, pyshacl_engine.report)
TURBO: Final = ShapesEngine(turbo_engine.NAME, turbo_engine.report)


def look_over(
    ledger: Ledger,
    *,
    documents: Path | None = None,
    limits: Limits | None = None,
    engine: ShapesEngine | None = None,
    progress: Progress = lambda *_: None,
) -> Outcome:
    """Look the current graphs of a ledger over; those that did not change are not judged again.

    Args:
        ledger: the ledger; nothing in it is changed.
        documents: folder with the texts that sources name, to look their quotations up in.
        limits: those of a quality query; default: the engine's.
        engine: what runs the shapes; default: the fastest that is installed.
        progress: told what is done now, the number of steps done, and of all.

    Raises:
        UnreadableFile: ``documents`` is no folder.
        LimitMet: a quality query needs more than the limits allow.
    """
    engine = engine or (TURBO if turbo_engine.installed() else PYSHACL)
    graphs = ledger.graphs()
    steps = _Steps(progress, len(graphs) + len(violations()) + 1)
    sections = []
    if documents is not None:
        steps.next(N_("Quotations"))
        sections.append(_quotations(ledger, documents))
    verdicts = Verdicts(ledger.path, engine.name)
    state = [f"{each.graph} {each.hash}" for each in graphs]
    # What lies far ahead differs from day to day.
    shapes = verdicts.of_whole(
        ["shapes", date.today().isoformat(), *state],
        lambda: _shapes(ledger, engine, verdicts, steps),
    )
    ask = partial(ask_all, ledger.path, limits or Limits(), steps.next)
    try:
        quality = verdicts.of_whole(["quality", *state], lambda: asyncio.run(ask()))
    finally:
        if ledger.graphs() == graphs:  # else it is not known what was asked
            verdicts.keep()
    unseen = (ONTOLOGY_GRAPH, MATCH_GRAPHS)
    examined = sum(not each.graph.startswith(unseen) for each in graphs)
    first = AuditPart(Part.SHAPES, examined, list(_by_file(shapes)), judged=verdicts.judged)
    return Outcome([first, *_query_sections(quality), *sections])


class _Steps:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def next(self, what: str) -> None:
        self._progress(what, min(self._done, self._total), self._total)
        self._done += 1


def _shapes(
    ledger: Ledger, engine: ShapesEngine, verdicts: Verdicts, steps: _Steps
) -> list[ValidationResult]:
    """Judge every graph but the ontology, which is what the gate itself judges by."""
    current = _read(ledger)
    context = ValidationContext(current)

    def judged(graph: str, lines: Sequence[str], context: ValidationContext) -> Results:
        seen = (graph, *context.neighbours(graph))
        of = [f"{each} {current.versions[each]}" for each in seen]
        return verdicts.of_graph(of, lambda: judge(lines, context.around(graph), engine.report))

    results = []
    # The statements stay until the end: to look for garbage among them takes a tenth of the time.
    gc.freeze()
    try:
        for document in current.documents():
            steps.next(document.name)
            found = check(document, context, judged).results
            results += [replace(one, file=document.name) for one in found]
    finally:
        gc.unfreeze()
    return [*results, *_of_lists(ledger, verdicts, steps)]


def _of_lists(ledger: Ledger, verdicts: Verdicts, steps: _Steps) -> Iterator[ValidationResult]:
    """The findings in the lists of ties, each by a part of it that has all its forms."""
    for each in ledger.graphs():
        if each.graph.startswith(LIST_GRAPHS):
            name = short_graph(each.graph)
            steps.next(name)
            found = verdicts.of_graph(
                [f"{each.graph} {each.hash}"],
                partial(_judged_list, ledger, each.hash),
            )
            yield from (replace(one, file=name) for one in found)


def _judged_list(ledger: Ledger, version: str) -> Results:
    return judge_list(ledger.lines(version))


def _read(ledger: Ledger) -> CurrentGraphs:
    """The graphs, and the index of what they describe; half the time would go to garbage."""
    gc.disable()  # nothing of it is: all that is read stays
    try:
        current = CurrentGraphs(ledger)
        current.index()
    finally:
        gc.enable()
    return current


def _query_sections(quality: Results) -> Iterator[AuditPart]:
    for part in (Part.EVIDENCE, Part.LINKS, Part.QUALITY):
        names = {QUERY + name for name, query in violations().items() if _part(query) is part}
        results = [one for one in quality if one.shape in names]
        yield AuditPart(part, len(names), list(_by_file(results)))


def _part(query: Query) -> Part:
    return next((_TAGS[tag] for tag in query.tags if tag in _TAGS), Part.QUALITY)


def _by_file(results: Iterable[ValidationResult]) -> Iterator[ValidationReport]:
    grouped: defaultdict[str, list[ValidationResult]] = defaultdict(list)
    for one in results:
        grouped[one.file or ""].append(one)
    for file, found in sorted(grouped.items()):
        ordered = sorted(found, key=ValidationResult.sort_key)
        yield ValidationReport(conforming(found, Severity.VIOLATION), ordered, file)


def _quotations(ledger: Ledger, documents: Path) -> AuditPart:
    sources = (each for each in ledger.graphs() if not is_listing(each.graph))
    lines = (line for version in sources for line in ledger.lines(version.hash))
    found = quotations.check(lines, documents)
    missing = [as_finding(one) for one in found if one.missing]
    unseen = sum(one.status is QuotationStatus.NO_TEXT for one in found)
    return AuditPart(Part.QUOTATIONS, len(found), list(_by_file(missing)), unseen)
