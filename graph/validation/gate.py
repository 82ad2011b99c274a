"""The gate: one verdict on a document, whoever asks.

Every way to a verdict leads here: ``venskab load`` and ``graph put``, ``venskab validate``, HTTP's
``/validate``, and ``venskab check`` for what a ledger holds already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.engine.safe_parser import ParsedDocument
from graph.validation import pyshacl_engine
from graph.validation.context import ValidationContext
from graph.validation.cross_checks.across import across_graphs
from graph.validation.report import Severity, ValidationReport, ValidationResult, conforming
from graph.validation.shacl import judge

Judge = Callable[[str, Sequence[str], ValidationContext], Sequence[ValidationResult]]


def by_pyshacl(
    graph: str, lines: Sequence[str], context: ValidationContext
) -> Sequence[ValidationResult]:
    """The findings of the shapes in one graph: what keeps a document out is judged so."""
    return judge(lines, context.around(graph), pyshacl_engine.report)


def check(
    document: ParsedDocument, context: ValidationContext, shapes: Judge = by_pyshacl
) -> ValidationReport:
    """Judge a document graph by graph: two sources may disagree, and each is right by itself.

    Args:
        document: what was read.
        context: what its graphs lean on; it holds them too.
        shapes: judges one graph, of this name and with these lines, by the shapes.

    Returns:
        The report, worst first, with labels but without line numbers; see
        :meth:`ValidationReport.located`.
        It conforms when nothing in it is a violation: then a load takes the document.

    Raises:
        VenskabError: the shapes cannot be run on this data.
    """
    results: list[ValidationResult] = []
    for graph, lines in document.graphs.items():
        found = shapes(graph, lines, context)
        results += across_graphs(graph, context, found)
    results.sort(key=ValidationResult.sort_key)
    return ValidationReport(conforming(results, Severity.VIOLATION), results)
