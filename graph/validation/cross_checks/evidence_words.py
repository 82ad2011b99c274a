"""What stands in the evidence of a thing, as the graph that is judged has it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from graph.validation.cross_checks.graph_view import GraphView
from graph.validation.prefixed_terms import iri
from graph.validation.quad_index import literal

EVIDENCE: Final = iri("vsk:evidence")
SUPPORTS: Final = iri("vsk:supports")
DATE_AS_STATED: Final = iri("vsk:dateAsStated")
DATE_REASONING: Final = iri("vsk:dateReasoning")
SELECTOR: Final = iri("oa:hasSelector")
EXACT: Final = iri("oa:exact")
_AROUND: Final = (iri("oa:prefix"), iri("oa:suffix"))


def quotations(view: GraphView, evidence: str) -> Set[str]:
    """The quotations of a piece of evidence, as terms."""
    return {
        term
        for selector in view.own.values(evidence, SELECTOR)
        for term in view.own.values(selector, EXACT)
    }


def words_of(view: GraphView, evidence: str) -> Iterator[str]:
    """The words of the source that a piece of evidence gives."""
    selectors = view.own.values(evidence, SELECTOR)
    around = {term for each in selectors for term in view.own.values(each, *_AROUND)}
    stated = view.own.values(evidence, DATE_AS_STATED)
    for term in quotations(view, evidence) | around | stated:
        if found := literal(term):
            yield found.text


def evidence_words(view: GraphView, thing: str) -> Iterator[str]:
    """The words of the source that all evidence of a thing gives."""
    for each in view.own.values(thing, EVIDENCE):
        yield from words_of(view, each)
