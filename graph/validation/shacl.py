"""SHACL over the lines of a graph, with the reference data they lean on.

Only what the given lines describe is judged. The targets of the shapes are therefore rewritten to
the nodes of the lines (pySHACL's own ``focus_nodes`` misjudges nested shapes), and the days that
each EDTF date can mean are added before the shapes run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Final

from rdflib import Graph
from rdflib.namespace import DCTERMS, RDFS, SH, SKOS
from rdflib.term import Identifier, Node

from graph.errors import VenskabError
from graph.texts import N_
from graph.validation.data_graph import Data, assemble, unheard
from graph.validation.python_checks import CHECKS, findings
from graph.validation.report import Severity, ValidationReport, ValidationResult, conforming
from graph.validation.shapes import (
    DATE_SHAPE,
    VSH,
    Shapes,
    Triple,
    by_language,
    property_names,
    shapes,
)

__all__ = ["Severity", "ValidationReport", "ValidationResult", "validate"]

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
) -> ValidationReport:
    """Judge N-Quads lines by the shapes.

    Args:
        lines: N-Quads, one statement each, of one or more graphs.
        reference: N-Quads of the graphs they lean on. The ontology and its concept schemes are
            always there; older versions of the same graphs are left aside.
        conforms_at: the mildest severity that keeps the lines from conforming.

    Returns:
        The report, with labels but without line numbers; see :meth:`ValidationReport.located`.

    Raises:
        VenskabError: the shapes cannot be run on this data.
    """
    with _ONE_AT_A_TIME, unheard():
        rules = shapes()
        data = assemble(lines, reference, rules)
        found = _run(data, rules) if data.subjects else Graph()
        results = [
            *_results(found, data, rules),
            *_impossible_dates(found, data, rules),
            *_everywhere(data, rules),
        ]
    results = sorted(_told_once(results), key=ValidationResult.sort_key)
    return ValidationReport(conforming(results, conforms_at), results)


def _run(data: Data, rules: Shapes) -> Graph:
    # pySHACL walks all shapes it is given on every run: it is given those that have a target.
    chosen = Graph("SimpleMemory")  # it keeps no record of named graphs, and takes half the time
    for shape, kind, node in _target_nodes(data, rules):
        chosen.add((shape, kind, node))
    for shape in set(chosen.subjects()):
        for triple in rules.parts[shape]:
            chosen.add(triple)
    # Every command would wait a second for this import, and few of them judge.
    import pyshacl  # noqa: PLC0415
    from pyshacl.errors import ReportableRuntimeError  # noqa: PLC0415

    try:
        _, report, text = pyshacl.validate(data.graph, shacl_graph=chosen, inplace=True)
    except (ReportableRuntimeError, RecursionError) as error:
        raise VenskabError(
            N_("the shapes cannot be run on this data: {reason}", reason=error)
        ) from error
    if not isinstance(report, Graph):
        raise VenskabError(N_("the shapes cannot be run on this data: {text}", text=text))
    return report


def _target_nodes(data: Data, rules: Shapes) -> Iterator[Triple]:
    for target in rules.targets:
        if target.shape in CHECKS:
            continue
        of_class = target.kind == SH.targetClass
        hit = data.instances(target.value) if of_class else data.having(target.value)
        for subject in hit & data.in_sources if target.source_only else hit:
            yield target.shape, SH.targetNode, subject


def _results(found: Graph, data: Data, rules: Shapes) -> Iterator[ValidationResult]:
    """The findings of pySHACL; those nested below another are not the reader's."""
    for node in found.objects(None, SH.result):
        severity = str(found.value(node, SH.resultSeverity)).removeprefix(str(SH))
        yield _result(
            (
                found.value(node, SH.focusNode),
                found.value(node, SH.resultPath),
                found.value(node, SH.value),
            ),
            data,
            rules,
            shape=found.value(node, SH.sourceShape),
            component=found.value(node, SH.sourceConstraintComponent),
            severity=Severity(severity),
        )


def _impossible_dates(found: Graph, data: Data, rules: Shapes) -> Iterator[ValidationResult]:
    """Dates of the right form that mean no day, such as 2019-02-30."""
    told = {
        (found.value(node, SH.focusNode), found.value(node, SH.resultPath), value)
        for node, value in found.subject_objects(SH.value)
    }
    for triple in data.impossible:
        if triple not in told:
            yield _result(
                triple,
                data,
                rules,
                shape=DATE_SHAPE,
                component=SH.DatatypeConstraintComponent,
                severity=Severity.VIOLATION,
            )


def _everywhere(data: Data, rules: Shapes) -> Iterator[ValidationResult]:
    """Findings of the rules for every thing."""
    for shape, finding in findings(data.graph, data.own):
        severity = rules.graph.value(shape, SH.severity, default=SH.Violation)
        yield _result(
            finding,
            data,
            rules,
            shape=shape,
            component=SH.SPARQLConstraintComponent,
            severity=Severity(str(severity).removeprefix(str(SH))),
        )


def _result(
    about: tuple[Node | None, Node | None, Node | None],
    data: Data,
    rules: Shapes,
    *,
    shape: Node | None,
    component: Node | None,
    severity: Severity,
) -> ValidationResult:
    focus, path, value = about
    # A shape without a path has its focus node as value.
    shown = value if isinstance(value, Identifier) and value != focus else None
    return ValidationResult(
        focus=str(focus),
        focus_label=_names(data, focus),
        path=None if path is None else str(path),
        path_label={} if path is None else property_names(path),
        value=shown,
        value_label={} if shown is None else _names(data, shown),
        message=rules.messages[shape] if shape else {},
        severity=severity,
        shape=str(shape),
        component=str(component),
    )


def _names(data: Data, node: Node | None) -> dict[str, str]:
    names = (RDFS.label, SKOS.prefLabel, DCTERMS.title)
    found = (by_language(data.graph, node, name) for name in names if node is not None)
    return next((each for each in found if each), {})


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
