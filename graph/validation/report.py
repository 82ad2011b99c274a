"""The report of the gate, as text for a person, as JSON, and as a SHACL report."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Identifier

from graph.prefixes import PREFIXES
from graph.texts import (
    N_,
    NN_,
    Text,
    Translate,
    Translations,
    Words,
    by_language,
    english_only,
)
from graph.validation.source_lines import Places

_WIDTH: Final = 96


class Severity(StrEnum):
    """The severity of a finding, worst first: a violation keeps the graph out."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class ValidationResult:
    """One finding.

    Attributes:
        focus: IRI of the node it is about; blank for a record without a source.
        focus_label: the node's names by language; ``""`` is a name without language.
        path: IRI of the property, or None where the node as a whole is meant.
        path_label: the property's names.
        value: the offending value, IRI or literal, or None where something is missing.
        value_label: the names of the value by language, where it is a thing with names.
        message: what to do.
        severity: how bad it is.
        shape: IRI of the shape.
        component: IRI of the constraint component.
        line: line of the source text, from 1, where it can be known.
        file: name of the file, where there is one.
        remarks: what is said after the message.
        column: column of it, from 1, where it can be known.
        cell: sheet and cell of a workbook, such as ``Aftale!C7``; blank elsewhere.
        field: where it stands in a record, such as ``agreement 2 > signed``; else blank.
        choices: what may be written in place of the value, the likeliest first.
    """

    focus: str
    focus_label: Mapping[str, str]
    path: str | None
    path_label: Words
    value: Identifier | None
    value_label: Mapping[str, str]
    message: Words
    severity: Severity
    shape: str
    component: str
    line: int | None = None
    file: str | None = None
    remarks: tuple[Text, ...] = ()
    column: int | None = None
    cell: str = ""
    field: str = ""
    choices: tuple[str, ...] = ()

    def sort_key(self) -> tuple[int, int, str, str, str, str]:
        """Worst first, then as in the file."""
        line = self.line or 0
        return self.severity.rank, line, self.focus, self.path or "", str(self.value), self.shape

    def sentences(self, lang: str, translate: Translate = str) -> str:
        """The message in a language, else in English, and what is said after it."""
        if isinstance(self.message, Text):
            said = translate(self.message)
        else:
            said = self.message.get(lang) or self.message["en"]
        return " ".join((said, *map(translate, self.remarks)))


@dataclass(frozen=True)
class ValidationReport:
    """The findings of the gate in one set of lines.

    Attributes:
        conforms: nothing as bad as what the caller set, by default a violation.
        results: the findings, worst first.
        file: name of the file they are of, where there is one.
    """

    conforms: bool
    results: list[ValidationResult] = field(default_factory=list)
    file: str | None = None

    def located(self, text: str, file: str) -> ValidationReport:
        """The same report with file names and line numbers.

        Args:
            text: the file's text, as it was read.
            file: the name to show.
        """
        places = Places(text)
        found = (
            replace(one, file=file, line=places.line(one.focus, one.path, one.value))
            for one in self.results
        )
        return ValidationReport(self.conforms, sorted(found, key=ValidationResult.sort_key), file)

    def count(self, severity: Severity) -> int:
        """The number of findings of a severity."""
        return Counter(one.severity for one in self.results)[severity]

    def as_text(self, lang: str, translate: Translate = str) -> str:
        """The report for a person, with a line end.

        Args:
            lang: the reader's language.
            translate: puts a text into it.
        """
        reader = _Reader(lang, translate)
        blocks = [self._summary(translate), *(_block(one, reader) for one in self.results)]
        return "\n\n".join(blocks) + "\n"

    def as_json(self, lang: str, translate: Translate = str) -> str:
        """The report as one JSON object; the arguments are those of :meth:`as_text`."""
        return json.dumps(self.as_dict(lang, translate), ensure_ascii=False, indent=2) + "\n"

    def as_dict(self, lang: str, translate: Translate = str) -> dict[str, object]:
        """The content of :meth:`as_json`."""
        return {
            "file": self.file,
            "conforms": self.conforms,
            "counts": {str(severity): self.count(severity) for severity in Severity},
            "results": [_record(one, _Reader(lang, translate)) for one in self.results],
        }

    def as_graph(self, translations: Translations = english_only) -> str:
        """The report in SHACL's own vocabulary, as Turtle.

        Args:
            translations: gives a text in every language that has it.
        """
        graph = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        report = BNode()
        graph.add((report, RDF.type, SH.ValidationReport))
        graph.add((report, SH.conforms, Literal(self.conforms)))
        for one in self.results:
            _describe(graph, report, one, translations)
        return graph.serialize(format="turtle")

    def _summary(self, translate: Translate) -> str:
        name = self.file or translate(N_("Data"))
        verdict = translate(N_("accepted") if self.conforms else N_("not accepted"))
        numbers = ((severity, self.count(severity)) for severity in Severity)
        counts = [translate(_counted(severity, number)) for severity, number in numbers if number]
        return f"{name}: {verdict}" + (f" ({', '.join(counts)})." if counts else ".")


@dataclass(frozen=True)
class _Reader:
    """The language of a reader, and what puts a text into it."""

    lang: str
    translate: Translate

    def of(self, words: Words, iri: str) -> str:
        """A name in their language, else in another, else the short IRI."""
        if isinstance(words, Text):
            return self.translate(words)
        return named(words, self.lang, iri)


_SEVERITIES: Final = {
    Severity.VIOLATION: N_("Error"),
    Severity.WARNING: N_("Warning"),
    Severity.INFO: N_("Suggestion"),
}


def _counted(severity: Severity, number: int) -> Text:
    match severity:
        case Severity.VIOLATION:
            return NN_("{n} error", "{n} errors", number)
        case Severity.WARNING:
            return NN_("{n} warning", "{n} warnings", number)
        case Severity.INFO:
            return NN_("{n} suggestion", "{n} suggestions", number)


def short(iri: str) -> str:
    """An IRI with its prefix, where it has one: ``vsk:signed``."""
    fitting = [prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    best = max(fitting, key=lambda prefix: len(PREFIXES[prefix]), default=None)
    return f"{best}:{iri.removeprefix(PREFIXES[best])}" if best else iri


def named(names: Mapping[str, str], lang: str, iri: str) -> str:
    """The name in a language, else in another, else the short IRI."""
    others = (names[tag] for tag in sorted(names))
    return names.get(lang) or names.get("") or next(others, "") or short(iri)


def _block(one: ValidationResult, reader: _Reader) -> str:
    line: str = N_(", line {n}", n=one.line)
    if one.column:
        line = N_(", line {n}, column {column}", n=one.line, column=one.column)
    if one.cell:
        line = N_(", {cell}", cell=one.cell)
    place = reader.translate(line) if one.line or one.cell else ""
    kind = reader.translate(_SEVERITIES[one.severity])
    head = f"{kind}{place}: {one.field or reader.of(one.focus_label, one.focus)}"
    lines = [head, _statement(one, reader), _indented(one.sentences(reader.lang, reader.translate))]
    return "\n".join(line for line in lines if line)


def _statement(one: ValidationResult, reader: _Reader) -> str:
    if one.field:
        return _indented(_shown(one, reader)) if one.value is not None else ""
    if one.path is None:
        return f"  {short(one.focus)}" if one.focus_label else ""
    label = reader.of(one.path_label, one.path)
    name = label if label == short(one.path) else f"{label} ({short(one.path)})"
    return _indented(f"{name}: {_shown(one, reader)}" if one.value is not None else name)


def _shown(one: ValidationResult, reader: _Reader) -> str:
    value = str(one.value)
    if not isinstance(one.value, URIRef):
        return reader.translate(N_("“{text}”", text=textwrap.shorten(value, 200)))
    return reader.of(one.value_label, value)


def _indented(text: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False
    )


def _record(one: ValidationResult, reader: _Reader) -> dict[str, object]:
    return {
        "severity": str(one.severity),
        "focus": one.focus,
        "focus_label": reader.of(one.focus_label, one.focus),
        "path": one.path,
        "path_label": reader.of(one.path_label, one.path) if one.path else None,
        "value": None if one.value is None else str(one.value),
        "message": one.sentences(reader.lang, reader.translate),
        "shape": one.shape,
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "cell": one.cell or None,
        "field": one.field or None,
        "choices": list(one.choices),
    }


def _describe(
    graph: Graph, report: BNode, one: ValidationResult, translations: Translations
) -> None:
    node = BNode()
    graph.add((report, SH.result, node))
    graph.add((node, RDF.type, SH.ValidationResult))
    # A record without a source is about nothing that has an IRI.
    if one.focus:
        graph.add((node, SH.focusNode, URIRef(one.focus)))
    graph.add((node, SH.resultSeverity, SH[str(one.severity)]))
    graph.add((node, SH.sourceShape, URIRef(one.shape)))
    graph.add((node, SH.sourceConstraintComponent, URIRef(one.component)))
    if one.path is not None:
        graph.add((node, SH.resultPath, URIRef(one.path)))
    if one.value is not None:
        graph.add((node, SH.value, one.value))
    remarks = [translations(each) for each in one.remarks]
    for lang, text in by_language(one.message, translations).items():
        said = " ".join((text, *(each.get(lang, each["en"]) for each in remarks)))
        graph.add((node, SH.resultMessage, Literal(said, lang=lang)))


def conforming(results: Sequence[ValidationResult], conforms_at: Severity) -> bool:
    """True if nothing is as bad as ``conforms_at``."""
    return all(one.severity.rank > conforms_at.rank for one in results)
