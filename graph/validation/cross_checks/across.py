"""Runs the checks across graphs, and makes results of what they find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Identifier

from graph.validation.context import ValidationContext
from graph.validation.cross_checks import (
    evidence_checks,
    identity_checks,
    language_checks,
    link_checks,
    party_checks,
    term_checks,
    time_checks,
)  # fmt: skip
from graph.validation.cross_checks.graph_view import CrossCheck, CrossFinding, GraphView
from graph.validation.cross_checks.suggestions import with_suggestions
from graph.validation.prefixed_terms import iri
from graph.validation.quad_index import QuadIndex, literal
from graph.validation.report import Severity, ValidationResult, named
from graph.validation.shapes import VSH, property_names, shapes

CHECKS: Final[tuple[CrossCheck, ...]] = (
    time_checks.far_future,
    time_checks.after_its_source,
    time_checks.season_or_week,
    time_checks.ends_before_it_begins,
    time_checks.party_not_there,
    party_checks.agreement_parties,
    party_checks.deciders,
    identity_checks.second_partnership,
    identity_checks.second_municipality,
    identity_checks.shared_code,
    identity_checks.shared_identity,
    identity_checks.two_seats,
    identity_checks.two_labels,
    link_checks.circles,
    link_checks.not_described,
    link_checks.evidence_from_elsewhere,
    link_checks.positions,
    link_checks.deprecated_terms,
    term_checks.unknown_terms,
    term_checks.wrong_class,
    language_checks.language_tags,
    language_checks.wrong_language,
    language_checks.missing_names,
    evidence_checks.unsupported_dates,
    evidence_checks.years_elsewhere,
    evidence_checks.parties_without_evidence,
    evidence_checks.long_quotations,
)
# A shape that says of one graph what a check says across graphs is heard alone.
_SAID_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "PartyNotThere": ("ParticipationWithinPartyLife", "SignatureWithinPartyLife"),
    "EndsBeforeItBegins": (
        "LifeEndsAfterBeginning", "AgreementEndsAfterStart", "AgreementEndsAfterSigning",
    ),
    "NoCircle": ("AgreementReplacementCycle",),
    "ShortQuotation": ("Quotation-length",),
}  # fmt: skip
_BLANK: Final = re.compile(r"\{\?(\w+)\}")
_NAMES: Final = tuple(map(iri, ("rdfs:label", "skos:prefLabel", "dcterms:title")))


def across_graphs(
    graph: str,
    context: ValidationContext,
    found: Iterable[ValidationResult],
    *,
    today: date | None = None,
) -> list[ValidationResult]:
    """What the shapes found in a graph, and what shows only beside other graphs.

    Args:
        graph: IRI of the graph.
        context: all graphs, this one among them.
        found: the findings of the shapes; unknown terms among them get the nearest known ones.
        today: the day that dates are held against; default: this day, UTC.

    Returns:
        Both, in no order; a place that a shape speaks of is not spoken of again for the same.
    """
    view = GraphView(
        graph, context.said(graph), context.statements, context.describes, today or date.today()
    )
    by_shapes = list(found)
    results = [with_suggestions(one) for one in by_shapes]
    for each in dict.fromkeys(_findings(view)):
        one = _result(each, view.whole)
        if not any(_same(each.shape, one, other) for other in by_shapes):
            results.append(one)
    return results


def _same(name: str, one: ValidationResult, other: ValidationResult) -> bool:
    """True if a shape says the same already."""
    if (one.focus, one.path) != (other.focus, other.path):
        return False
    if name == "NotDescribed":
        return one.value == other.value
    return other.shape.rpartition("#")[2] in _SAID_BY.get(name, ())


def _findings(view: GraphView) -> Iterator[CrossFinding]:
    for check in CHECKS:
        yield from check(view)


def _result(found: CrossFinding, whole: QuadIndex) -> ValidationResult:
    shape = VSH[found.shape]
    severity = shapes().graph.value(shape, SH.severity, default=SH.Warning)
    path = None if found.path is None else found.path[1:-1]
    value = None if found.value is None else _node(found.value)
    return ValidationResult(
        focus=found.focus[1:-1],
        focus_label=_labels(whole, found.focus),
        path=path,
        path_label={} if path is None else property_names(URIRef(path)),
        value=value,
        value_label={} if found.value is None else _labels(whole, found.value),
        message={lang: _filled(found, whole, lang, text) for lang, text in _message(found).items()},
        severity=Severity(str(severity).removeprefix(str(SH))),
        shape=str(shape),
        component=str(SH.SPARQLConstraintComponent),
        remarks=found.remarks,
    )


def _message(found: CrossFinding) -> Mapping[str, str]:
    return shapes().messages[VSH[found.shape]]


def _filled(found: CrossFinding, whole: QuadIndex, lang: str, text: str) -> str:
    """A message with what it leaves open filled in, as SHACL writes it: ``{?other}``."""

    def word(blank: re.Match[str]) -> str:
        given = found.words[blank[1]]
        return named(_labels(whole, given), lang, given[1:-1]) if given.startswith("<") else given

    return _BLANK.sub(word, text)


def _labels(whole: QuadIndex, term: str) -> dict[str, str]:
    for path in _NAMES:
        found = filter(None, map(literal, sorted(whole.values(term, path))))
        if names := {each.lang: each.text for each in found}:
            return names
    return {}


def _node(term: str) -> Identifier:
    found = literal(term)
    if found is None:
        return URIRef(term[1:-1])
    return Literal(found.text, lang=found.lang or None, datatype=found.datatype or None)
