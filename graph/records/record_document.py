"""A record as a document for the gate, whose findings are led back to the lines of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from rdflib import Literal
from rdflib.namespace import SH

from graph.engine.nquads import lines
from graph.engine.safe_parser import ParsedDocument
from graph.records.evidence import EVIDENCE
from graph.records.findings import RecordFinding
from graph.records.plain_messages import field_of, in_words
from graph.records.record_entries import SAYS
from graph.records.to_graph import RecordGraph
from graph.records.tree import Place
from graph.terms import shorten
from graph.texts import N_, Text, Words
from graph.validation.report import Severity, ValidationReport, ValidationResult
from graph.validation.shapes import VSH

MEDIA_TYPE: Final = "application/yaml"


@dataclass(frozen=True)
class RecordDocument(ParsedDocument):
    """A record that was read.

    Attributes:
        made: what became of it; it has no graph where a fault keeps it from being read whole.
    """

    made: RecordGraph = field(default_factory=lambda: RecordGraph("", ()))

    def placed(self, report: ValidationReport) -> ValidationReport:
        """The gate's report with lines and fields of the record, and the record's own faults."""
        told = [_as_result(one, self.made.graph) for one in self.made.findings]
        places = dict(_places(self.made))
        found = [_at(one, places, self.name) for one in report.results]
        results = sorted((*told, *found), key=ValidationResult.sort_key)
        return ValidationReport(report.conforms and self.made.is_whole, results, self.name)


def document_of(made: RecordGraph, name: str = "") -> RecordDocument:
    """The document of a record; without a graph where the record has faults.

    Args:
        made: what became of the record.
        name: the file's name.
    """
    said = lines(made.statements) if made.is_whole else []
    graphs = {made.graph: said} if said else {}
    return RecordDocument(said, graphs, MEDIA_TYPE, name, made)


_Place = tuple[Place, str]


def _places(made: RecordGraph) -> Iterator[tuple[tuple[str, str, str], _Place]]:
    """Places and fields by subject, property and value; blank ones stand for any."""
    for thing in made.things:
        for claim in reversed(thing.claims):
            yield (thing.iri, claim.predicate, ""), (claim.place, claim.path)
    for thing in made.things:
        yield (thing.iri, "", ""), (thing.place, thing.path)
        for claim in thing.claims:
            key = (thing.iri, claim.predicate, claim.term.value)
            yield key, (claim.place, claim.path)
    for iri, passage in made.passages.items():
        for part in (iri, f"{iri}/quote", f"{iri}/position"):
            yield (part, "", ""), (passage.place, "")


def _at(
    one: ValidationResult, places: Mapping[tuple[str, str, str], _Place], file: str
) -> ValidationResult:
    """A finding of the gate at its place in the record."""
    path, value = one.path or "", "" if one.value is None else str(one.value)
    keys = ((one.focus, path, value), (one.focus, path, ""), (one.focus, "", ""))
    place, field_path = next((places[key] for key in keys if key in places), (Place(), ""))
    missing = bool(path) and (one.focus, path, "") not in places
    if field_path and missing:
        field_path = f"{field_path} > {_word(path)}"
    return replace(
        one,
        message=in_words(one.message, path, missing=missing),
        file=place.file or file,
        line=place.line or None,
        column=place.column or None,
        cell=place.cell,
        field=field_path,
    )


def _word(path: str) -> str:
    """The word of a property that is missing."""
    if path == EVIDENCE:
        return SAYS[0]
    one = field_of(path)
    return one.word if one else shorten(path)


def _as_result(finding: RecordFinding, graph: str) -> ValidationResult:
    """A fault of the record as the gate tells its own."""
    message: Words = _text(finding.what)
    after: list[Text] = []
    if isinstance(finding.expected, str):
        after += [_text(finding.expected)] if finding.expected else []
    else:
        message = finding.expected
    if finding.example:
        after.append(N_("Example: {example}", example=finding.example))
    return ValidationResult(
        focus=graph,
        focus_label={},
        path=None,
        path_label={},
        value=Literal(finding.value) if finding.value else None,
        value_label={},
        message=message,
        severity=Severity.INFO if finding.note else Severity.VIOLATION,
        shape=str(VSH.ReadableRecord),
        component=str(SH.ConstraintComponent),
        line=finding.place.line or None,
        column=finding.place.column or None,
        cell=finding.place.cell,
        file=finding.place.file or None,
        field=finding.field or N_("the record"),
        remarks=tuple(after),
        choices=finding.choices,
    )


def _text(said: str) -> Text:
    return said if isinstance(said, Text) else N_(said)
