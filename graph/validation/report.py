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
        focus: IRI of the node it is about.
        focus_label: the node's names by language; ``""`` is a name without language.
        path: IRI of the property, or None where the node as a whole is meant.
        path_label: the property's names by language.
        value: the offending value, IRI or literal, or None where something is missing.
        value_label: the names of the value by language, where it is a thing with names.
        message: what to do, in ``da`` and ``en``.
        severity: how bad it is.
        shape: IRI of the shape.
        component: IRI of the constraint component.
        line: line of the source text, from 1, where it can be known.
        file: name of the file, where there is one.
    """

    focus: str
    focus_label: Mapping[str, str]
    path: str | None
    path_label: Mapping[str, str]
    value: Identifier | None
    value_label: Mapping[str, str]
    message: Mapping[str, str]
    severity: Severity
    shape: str
    component: str
    line: int | None = None
    file: str | None = None

    def sort_key(self) -> tuple[int, int, str, str, str, str]:
        """Worst first, then as in the file."""
        line = self.line or 0
        return self.severity.rank, line, self.focus, self.path or "", str(self.value), self.shape


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

    def as_text(self, lang: str) -> str:
        """The report for a person, in ``da`` or ``en``, with a line end."""
        blocks = [self._summary(lang), *(_block(one, lang) for one in self.results)]
        return "\n\n".join(blocks) + "\n"

    def as_json(self, lang: str) -> str:
        """The report as one JSON object, with the messages and names in ``da`` or ``en``."""
        return json.dumps(self.as_dict(lang), ensure_ascii=False, indent=2) + "\n"

    def as_dict(self, lang: str) -> dict[str, object]:
        """The content of :meth:`as_json`."""
        return {
            "file": self.file,
            "conforms": self.conforms,
            "counts": {str(severity): self.count(severity) for severity in Severity},
            "results": [_record(one, lang) for one in self.results],
        }

    def as_graph(self) -> str:
        """The report in SHACL's own vocabulary, as Turtle."""
        graph = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        report = BNode()
        graph.add((report, RDF.type, SH.ValidationReport))
        graph.add((report, SH.conforms, Literal(self.conforms)))
        for one in self.results:
            _describe(graph, report, one)
        return graph.serialize(format="turtle")

    def _summary(self, lang: str) -> str:
        words = _words(lang)
        name = self.file or words["input"]
        verdict = words["passed"] if self.conforms else words["kept out"]
        counts = [
            f"{number} {words[severity + ('s' if number != 1 else '')]}"
            for severity in Severity
            if (number := self.count(severity))
        ]
        return f"{name}: {verdict}" + (f" ({', '.join(counts)})." if counts else ".")


_WORDS: Final = {
    "da": {
        "input": "Data",
        "quoted": "»{}«",
        "passed": "godkendt",
        "kept out": "ikke godkendt",
        "line": "linje",
        "Violation": "fejl",
        "Violations": "fejl",
        "Warning": "advarsel",
        "Warnings": "advarsler",
        "Info": "råd",
        "Infos": "råd",
    },
    "en": {
        "input": "Data",
        "quoted": "“{}”",
        "passed": "accepted",
        "kept out": "not accepted",
        "line": "line",
        "Violation": "error",
        "Violations": "errors",
        "Warning": "warning",
        "Warnings": "warnings",
        "Info": "suggestion",
        "Infos": "suggestions",
    },
}


def _words(lang: str) -> Mapping[str, str]:
    """The words of a report: it is written where no catalogue can be read."""
    return _WORDS.get(lang, _WORDS["en"])


def _message(one: ValidationResult, lang: str) -> str:
    """The message of a shape, which there is in Danish and English."""
    return one.message.get(lang) or one.message["en"]


def short(iri: str) -> str:
    """An IRI with its prefix, where it has one: ``vsk:signed``."""
    fitting = [prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)]
    best = max(fitting, key=lambda prefix: len(PREFIXES[prefix]), default=None)
    return f"{best}:{iri.removeprefix(PREFIXES[best])}" if best else iri


def named(names: Mapping[str, str], lang: str, iri: str) -> str:
    """The name in a language, else in another, else the short IRI."""
    others = (names[tag] for tag in sorted(names))
    return names.get(lang) or names.get("") or next(others, "") or short(iri)


def _block(one: ValidationResult, lang: str) -> str:
    words = _words(lang)
    place = f", {words['line']} {one.line}" if one.line else ""
    head = (
        f"{words[str(one.severity)].capitalize()}{place}: {named(one.focus_label, lang, one.focus)}"
    )
    lines = [head, _statement(one, lang), _indented(_message(one, lang))]
    return "\n".join(line for line in lines if line)


def _statement(one: ValidationResult, lang: str) -> str:
    if one.path is None:
        return f"  {short(one.focus)}" if one.focus_label else ""
    label = named(one.path_label, lang, one.path)
    name = label if label == short(one.path) else f"{label} ({short(one.path)})"
    return _indented(f"{name}: {_shown(one, lang)}" if one.value is not None else name)


def _shown(one: ValidationResult, lang: str) -> str:
    value = str(one.value)
    if not isinstance(one.value, URIRef):
        return _words(lang)["quoted"].format(textwrap.shorten(value, 200))
    return named(one.value_label, lang, value)


def _indented(text: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False
    )


def _record(one: ValidationResult, lang: str) -> dict[str, object]:
    return {
        "severity": str(one.severity),
        "focus": one.focus,
        "focus_label": named(one.focus_label, lang, one.focus),
        "path": one.path,
        "path_label": named(one.path_label, lang, one.path) if one.path else None,
        "value": None if one.value is None else str(one.value),
        "message": _message(one, lang),
        "shape": one.shape,
        "file": one.file,
        "line": one.line,
    }


def _describe(graph: Graph, report: BNode, one: ValidationResult) -> None:
    node = BNode()
    graph.add((report, SH.result, node))
    graph.add((node, RDF.type, SH.ValidationResult))
    graph.add((node, SH.focusNode, URIRef(one.focus)))
    graph.add((node, SH.resultSeverity, SH[str(one.severity)]))
    graph.add((node, SH.sourceShape, URIRef(one.shape)))
    graph.add((node, SH.sourceConstraintComponent, URIRef(one.component)))
    if one.path is not None:
        graph.add((node, SH.resultPath, URIRef(one.path)))
    if one.value is not None:
        graph.add((node, SH.value, one.value))
    for lang, text in one.message.items():
        graph.add((node, SH.resultMessage, Literal(text, lang=lang)))


def conforming(results: Sequence[ValidationResult], conforms_at: Severity) -> bool:
    """True if nothing is as bad as ``conforms_at``."""
    return all(one.severity.rank > conforms_at.rank for one in results)
