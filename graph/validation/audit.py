"""Looks the whole graph of a ledger over: shapes, evidence, links and quality, in one outcome.

The shapes judge each graph beside those it leans on; the quality queries look at all graphs and
what the rules derive from them at once. Those tagged ``evidence`` and ``link`` make the structure
of the evidence and the closedness of links, which are told apart from the rest.
"""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SH

from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.engine.results import rows
from graph.evidence import quotations
from graph.evidence.quotations import Status
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from graph.ledger.short_names import short_graph
from graph.namespaces import VSK
from graph.prefixes import BASE
from graph.terms import Row
from graph.texts import N_, Text
from graph.validation import pyshacl_engine, turbo_engine
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from graph.validation.report import Severity, ValidationReport, ValidationResult, conforming
from graph.validation.shacl import Engine, judge
from graph.validation.verdicts import Results, Verdicts
from queries.internal_queries import internal
from queries.library import Query, violations
from queries.parameters import Wording

Progress = Callable[[str, int, int], None]

_QUERY: Final = BASE + "query/"
# Things named by one label query.
_BATCH: Final = 200


class Part(StrEnum):
    """The parts of an audit."""

    SHAPES = "shapes"
    EVIDENCE = "evidence"
    QUOTATIONS = "quotations"
    LINKS = "links"
    QUALITY = "quality"


_TAGS: Final = {"evidence": Part.EVIDENCE, "link": Part.LINKS}


@dataclass(frozen=True)
class Section:
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

    sections: Sequence[Section]

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
    ask = partial(_ask_all, ledger.path, limits or Limits(), steps)
    try:
        quality = verdicts.of_whole(["quality", *state], lambda: asyncio.run(ask()))
    finally:
        if ledger.graphs() == graphs:  # else it is not known what was asked
            verdicts.keep()
    examined = sum(each.graph != ONTOLOGY_GRAPH for each in graphs)
    first = Section(Part.SHAPES, examined, list(_by_file(shapes)), judged=verdicts.judged)
    return Outcome([first, *_query_sections(quality), *sections])


class _Steps:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def next(self, what: str) -> None:
        self._progress(what, min(self._done, self._total), self._total)
        self._done += 1


# Shapes


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
    return results


def _read(ledger: Ledger) -> CurrentGraphs:
    """The graphs, and the index of what they describe; half the time would go to garbage."""
    gc.disable()  # nothing of it is: all that is read stays
    try:
        current = CurrentGraphs(ledger)
        current.index()
    finally:
        gc.enable()
    return current


# Quality queries


async def _ask_all(path: Path, limits: Limits, steps: _Steps) -> list[ValidationResult]:
    """The findings of the quality queries."""
    engine = await EmbeddedEngine.start(path, limits, merged=False)
    try:
        found = []
        for name, query in violations().items():
            steps.next(name)
            violating = await rows(engine, query.text)
            names = await _names(engine, {row["thing"].value for row in violating})
            found += [_result(query, row, names) for row in violating]
        return found
    finally:
        await engine.close()


async def _names(engine: EmbeddedEngine, things: Iterable[str]) -> dict[str, dict[str, str]]:
    """The names of things, by language; a blank language for a name without one."""
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    ordered = sorted(things)
    for start in range(0, len(ordered), _BATCH):
        terms = [f"<{iri}>" for iri in ordered[start : start + _BATCH]]
        for row in await rows(engine, internal("names-of-things", thing=terms)):
            name = row["name"]
            names[row["thing"].value].setdefault(name.lang, name.value)
    return names


def _result(query: Query, row: Row, names: Mapping[str, Mapping[str, str]]) -> ValidationResult:
    thing, value = row["thing"].value, row.get("value")
    shown = None
    if value is not None:
        shown = (URIRef if value.kind == "uri" else Literal)(value.value)
    return ValidationResult(
        focus=thing,
        focus_label=names.get(thing, {}),
        path=str(RDF.value) if shown is not None else None,
        path_label=N_("value") if shown is not None else {},
        value=shown,
        value_label={},
        message=_by_language(query.description),
        severity=Severity.VIOLATION,
        shape=_QUERY + query.name,
        component=str(SH.SPARQLConstraintComponent),
        file=short_graph(row["graph"].value),
    )


def _by_language(words: Wording) -> Mapping[str, str]:
    return {lang: str(text) for lang, text in words.items()}


def _query_sections(quality: Results) -> Iterator[Section]:
    for part in (Part.EVIDENCE, Part.LINKS, Part.QUALITY):
        names = {_QUERY + name for name, query in violations().items() if _part(query) is part}
        results = [one for one in quality if one.shape in names]
        yield Section(part, len(names), list(_by_file(results)))


def _part(query: Query) -> Part:
    return next((_TAGS[tag] for tag in query.tags if tag in _TAGS), Part.QUALITY)


def _by_file(results: Iterable[ValidationResult]) -> Iterator[ValidationReport]:
    grouped: defaultdict[str, list[ValidationResult]] = defaultdict(list)
    for one in results:
        grouped[one.file or ""].append(one)
    for file, found in sorted(grouped.items()):
        ordered = sorted(found, key=ValidationResult.sort_key)
        yield ValidationReport(conforming(found, Severity.VIOLATION), ordered, file)


# Quotations


def _quotations(ledger: Ledger, documents: Path) -> Section:
    lines = (line for version in ledger.graphs() for line in ledger.lines(version.hash))
    found = quotations.check(lines, documents)
    missing = [_missing(one) for one in found if one.missing]
    unseen = sum(one.status is Status.NO_TEXT for one in found)
    return Section(Part.QUOTATIONS, len(found), list(_by_file(missing)), unseen)


_ADVICE: Final[Mapping[Status, Text]] = {
    Status.NOT_AT_POSITION: N_(
        "The quotation is in the document, but not at the position given. Correct that."
    ),
    Status.NOT_IN_DOCUMENT: N_(
        "The quotation is not in the document. Correct it, or find the right document."
    ),
    Status.NO_QUOTATION: N_("The document is at hand, but the evidence has no quotation. Add one."),
    Status.DOCUMENT_MISSING: N_(
        "The source names a document that is not in the folder. Put it there."
    ),
    Status.DOCUMENT_UNREADABLE: N_("The document is not text in UTF-8. Save it as UTF-8."),
    Status.CHECKSUM_DIFFERS: N_(
        "The document is not the one the quotations were taken from. Find the right one."
    ),
}


def _missing(found: quotations.Finding) -> ValidationResult:
    return ValidationResult(
        focus=found.evidence,
        focus_label={"": found.thing_label} if found.thing_label else {},
        path=str(VSK.evidence),
        path_label=N_("quotation"),
        value=Literal(found.quotation),
        value_label={},
        message=_ADVICE[found.status],
        severity=Severity.VIOLATION,
        shape=_QUERY + Part.QUOTATIONS,
        component=str(SH.SPARQLConstraintComponent),
        file=found.file,
    )
