"""Links that lead nowhere, round in a circle, or to the wrong source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.prefixes import BASE, PREFIXES
from graph.validation.cross_checks.evidence_words import SELECTOR
from graph.validation.cross_checks.graph_view import TYPE, CrossFinding, GraphView
from graph.validation.cross_checks.known_terms import deprecated, known_terms
from graph.validation.cross_checks.party_relations import closure
from graph.validation.prefixed_terms import iri
from graph.validation.quad_index import literal

_LINE: Final = tuple(
    map(
        iri,
        ("vsk:replaces", "vsk:renews", "dcterms:isPartOf", "skos:broader", "vsk:inheritedFrom"),
    )
)
_OURS: Final = re.compile(
    re.escape(f"<{BASE}") + "(?:id/|concept/|graph/(?:source|reference|curation)/|ontology#)"
)
_HAS_SOURCE: Final = iri("oa:hasSource")
_EVIDENCE: Final = iri("vsk:Evidence")
_EXACT: Final = iri("oa:exact")
_START: Final = iri("oa:start")
_END: Final = iri("oa:end")


def circles(view: GraphView) -> Iterator[CrossFinding]:
    """Things that follow, or lie below, themselves."""
    for thing, path, value in view.stated:
        if path in _LINE:
            reached = closure([value], lambda each: view.whole.values(each, *_LINE))
            if thing in reached:
                yield CrossFinding("NoCircle", thing, path, value)


def not_described(view: GraphView) -> Iterator[CrossFinding]:
    """Things, concepts, terms and graphs that are referred to and nowhere described."""
    for thing, path, value in view.stated:
        if _OURS.match(value) and not (view.describes(value) or value in known_terms()):
            yield CrossFinding("NotDescribed", thing, path, value)


def evidence_from_elsewhere(view: GraphView) -> Iterator[CrossFinding]:
    """Evidence in a source's graph that is taken from another source."""
    for evidence in sorted(view.own.subjects(_EVIDENCE, TYPE)) if view.is_source else ():
        for source in sorted(view.own.values(evidence, _HAS_SOURCE) - {f"<{view.graph}>"}):
            yield CrossFinding("EvidenceFromElsewhere", evidence, _HAS_SOURCE, source)


def positions(view: GraphView) -> Iterator[CrossFinding]:
    """Quotations that have not as many characters as their position says."""
    for evidence in sorted(view.own.having(SELECTOR)):
        selectors = view.own.values(evidence, SELECTOR)
        spans = {
            (start, end)
            for each in selectors
            for start in _numbers(view, each, _START)
            for end in _numbers(view, each, _END)
        }
        for selector in sorted(selectors):
            for value in sorted(view.own.values(selector, _EXACT)):
                text = literal(value)
                if text and any(end - start != len(text.text) for start, end in spans):
                    yield CrossFinding("PositionFitsQuotation", evidence, SELECTOR, selector)


def _numbers(view: GraphView, selector: str, path: str) -> Iterator[int]:
    for value in view.own.values(selector, path):
        found = literal(value)
        if found and found.text.isdecimal():
            yield int(found.text)


def deprecated_terms(view: GraphView) -> Iterator[CrossFinding]:
    """Terms in use that are deprecated."""
    for thing, path, value in view.stated:
        for term in {path, value} & deprecated():
            yield CrossFinding("NotDeprecated", thing, path, value, {"term": _short(term)})


def _short(term: str) -> str:
    return term.replace(f"<{PREFIXES['vsk']}", "vsk:").strip("<>")
