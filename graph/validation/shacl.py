"""SHACL over the lines of a graph, with the reference data they lean on.

Only what the given lines describe is judged; and the days that each EDTF date can mean are added
before the shapes run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Identifier, Node

from graph.validation import pyshacl_engine
from graph.validation.data_graph import unheard
from graph.validation.python_checks import findings
from graph.validation.quad_lines import Line, nodes
from graph.validation.report import Severity, ValidationReport, ValidationResult, conforming
from graph.validation.shapes import DATE_SHAPE, VSH, Shapes, property_names, shapes
from graph.validation.surroundings import leaned_on
from graph.validation.view import View, view

__all__ = ["Engine", "Severity", "ValidationReport", "ValidationResult", "judge", "validate"]

Engine = Callable[[View, Shapes], Graph]
About = tuple[Node | None, Node | None, Node | None]

# pySHACL patches rdflib, and what keeps both quiet is global.
_ONE_AT_A_TIME: Final = Lock()
_NAMING_A_CLASS: Final = frozenset(
    str(SH[f"{name}ConstraintComponent"]) for name in ("Class", "Or", "Node")
)


def validate(
    lines: Sequence[str],
    *,
    reference: Sequence[str] = (),
    conforms_at: Severity = Severity.VIOLATION,
    engine: Engine = pyshacl_engine.report,
) -> ValidationReport:
    """Judge N-Quads lines by the shapes.

    Args:
        lines: N-Quads, one statement each, of one or more graphs.
        reference: N-Quads of the graphs they lean on. The ontology and its concept schemes are
            always there; older versions of the same graphs are left aside.
        conforms_at: the mildest severity that keeps the lines from conforming.
        engine: what runs the shapes.

    Returns:
        The report, with labels but without line numbers; see :meth:`ValidationReport.located`.

    Raises:
        VenskabError: the shapes cannot be run on this data.
    """
    results = judge(lines, leaned_on(lines, reference), engine)
    return ValidationReport(conforming(results, conforms_at), results)


def judge(
    lines: Sequence[str], around: Iterable[Line], engine: Engine = pyshacl_engine.report
) -> list[ValidationResult]:
    """The findings in N-Quads lines, worst first.

    Args:
        lines: N-Quads, one statement each, of one or more graphs.
        around: what they lean on, as :meth:`graph.validation.context.ValidationContext.around`
            has it.
        engine: what runs the shapes.

    Raises:
        VenskabError: the shapes cannot be run on this data.
    """
    with _ONE_AT_A_TIME, unheard():
        rules = shapes()
        seen = view(lines, around, rules.single)
        found = engine(seen, rules) if seen.subjects else Graph()
        results = [
            *_results(found, seen, rules),
            *_impossible_dates(found, seen, rules),
            *_everywhere(seen, rules),
        ]
    # By component too: of two that say the same, the same one is left out whatever came first.
    results.sort(key=lambda one: (ValidationResult.sort_key(one), one.component))
    return list(_told_once(results))


def _results(found: Graph, seen: View, rules: Shapes) -> Iterator[ValidationResult]:
    """The findings of an engine; those nested below another are not the reader's."""
    for node in found.objects(None, SH.result):
        severity = str(found.value(node, SH.resultSeverity)).removeprefix(str(SH))
        focus, path = found.value(node, SH.focusNode), found.value(node, SH.resultPath)
        yield _result(
            (focus, path, _as_stated(focus, path, found.value(node, SH.value), seen)),
            seen,
            rules,
            shape=found.value(node, SH.sourceShape),
            component=found.value(node, SH.sourceConstraintComponent),
            severity=Severity(severity),
        )


def _as_stated(
    focus: Node | None, path: Node | None, value: Node | None, seen: View
) -> Node | None:
    """A value as the lines write it: a query may give another form of the same number."""
    if not isinstance(value, Literal) or value.value is None:
        return value
    stated = seen.values(f"<{focus}>", f"<{path}>")
    same = (one for one in stated if isinstance(one, Literal) and one.value == value.value)
    return value if value in stated else next(same, value)


def _impossible_dates(found: Graph, seen: View, rules: Shapes) -> Iterator[ValidationResult]:
    """Dates of the right form that mean no day, such as 2019-02-30."""
    told = {
        (found.value(node, SH.focusNode), found.value(node, SH.resultPath), value)
        for node, value in found.subject_objects(SH.value)
    }
    for triple in nodes(seen.impossible):
        if triple not in told:
            yield _result(
                triple,
                seen,
                rules,
                shape=DATE_SHAPE,
                component=SH.DatatypeConstraintComponent,
                severity=Severity.VIOLATION,
            )


def _everywhere(seen: View, rules: Shapes) -> Iterator[ValidationResult]:
    """Findings of the rules for every thing."""
    for shape, said, shown in findings(seen):
        severity = rules.graph.value(shape, SH.severity, default=SH.Violation)
        ((subject, path, value),) = nodes([said])
        yield _result(
            (subject, path, value if shown else None),
            seen,
            rules,
            shape=shape,
            component=SH.SPARQLConstraintComponent,
            severity=Severity(str(severity).removeprefix(str(SH))),
        )


def _result(
    about: About,
    seen: View,
    rules: Shapes,
    *,
    shape: Node | None,
    component: Node | None,
    severity: Severity,
) -> ValidationResult:
    focus, path, value = about
    if not isinstance(path, URIRef):
        path = None  # what others say of the node has no property of its own
    # A shape without a path has its focus node as value.
    shown = value if isinstance(value, Identifier) and value != focus else None
    return ValidationResult(
        focus=str(focus),
        focus_label=seen.names(f"<{focus}>"),
        path=None if path is None else str(path),
        path_label={} if path is None else property_names(path),
        value=shown,
        value_label={} if shown is None else seen.names(shown.n3()),
        message=rules.messages[shape] if shape else {},
        severity=severity,
        shape=str(shape),
        component=str(component),
    )


def _told_once(results: list[ValidationResult]) -> Iterator[ValidationResult]:
    """Leave out what says nothing new to the reader.

    A shape with two constraints says the same of one value twice; and that an unknown IRI has the
    wrong class is no news where it is said that it is unknown.
    """
    unknown = {_place(one) for one in results if one.shape == str(VSH.NoDanglingIri)}
    seen: set[tuple[object, ...]] = set()
    for one in results:
        said = (*_place(one), one.shape)
        if said in seen or (one.component in _NAMING_A_CLASS and _place(one) in unknown):
            continue
        seen.add(said)
        yield one


def _place(one: ValidationResult) -> tuple[object, ...]:
    return one.focus, one.path, one.value
