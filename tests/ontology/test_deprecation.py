"""A published term never vanishes: it is deprecated and names its replacement, which we use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF

from graph.namespaces import VSK
from ontology import ROOT
from tests.ontology.vocabulary import VOCABULARY, name, read, terms

HOUSE = ROOT.parent
# The terms of version 0.1.0; a name that was published is added here and never taken away.
PUBLISHED = Path(__file__).with_name("published-terms.txt").read_text(encoding="utf-8").split()
# Where a former name stands for the sake of others: what derives it, the gate that refuses
# it in sources, the page that leaves it out, the context that reads it, and the vocabulary itself.
KEPT_FOR_OTHERS = {
    "venskab.ttl",
    "context.jsonld",
    "thing.ttl",
    "names.py",
    "published.py",
    "python_checks.py",
    "graph_page.py",
}
FOLDERS = ("api", "graph", "ontology", "queries", "docs", "benchmarks")
SUFFIXES = {".py", ".rq", ".ttl", ".trig", ".yaml", ".jsonld", ".md", ".ipynb", ".html", ".ts"}
ELSEWHERE = {"node_modules", "decisions"}
FILES = [
    path
    for folder in FOLDERS
    for path in sorted((HOUSE / folder).rglob("*"))
    if path.suffix in SUFFIXES and not ELSEWHERE & set(path.parts)
]


def deprecated() -> list[URIRef]:
    """The terms that are not to be used any more."""
    return [term for term in terms() if (term, OWL.deprecated, Literal(True)) in read(VOCABULARY)]


def used(text: str, local: str) -> bool:
    """Whether a text names a term of ours, as a prefixed name, an IRI or an attribute in Python."""
    forms = rf"vsk:{local}|ontology#{local}|VSK\.{local}|VSK\[\"{local}\"\]"
    return re.search(rf"(?:{forms})(?!\w)", text) is not None


@pytest.mark.parametrize("local", PUBLISHED)
def test_a_published_term_is_still_declared(local: str) -> None:
    assert VSK[local] in terms()


def test_terms_are_deprecated() -> None:
    assert {name(term) for term in deprecated()} == {"Act", "spellBefore"}
    assert len(PUBLISHED) == len(set(PUBLISHED)) > 100


@pytest.mark.parametrize("term", deprecated(), ids=name)
def test_a_deprecated_term_has_one_current_replacement_of_its_kind(term: URIRef) -> None:
    graph = read(VOCABULARY)
    (new,) = graph.objects(term, DCTERMS.isReplacedBy)
    assert new in terms() and new not in deprecated()
    assert set(graph.objects(term, RDF.type)) == set(graph.objects(new, RDF.type))
    same = OWL.equivalentClass if (term, RDF.type, OWL.Class) in graph else OWL.equivalentProperty
    assert (term, same, new) in graph


def test_no_current_term_leans_on_a_deprecated_one() -> None:
    graph = read(VOCABULARY)
    for term in deprecated():
        assert not set(graph.subject_predicates(term))


@pytest.mark.parametrize("local", [name(term) for term in deprecated()])
def test_a_former_name_stands_only_where_it_is_kept_for_others(local: str) -> None:
    assert FILES
    found = {path.name for path in FILES if used(path.read_text(encoding="utf-8"), local)}
    assert "venskab.ttl" in found
    assert found <= KEPT_FOR_OTHERS


@pytest.mark.parametrize(
    "text",
    [
        "?x a vsk:Act .",
        "?x a vsk:Act.",
        "<https://w3id.org/venskab/ontology#Act>",
        "classes = {VSK.Act, VSK.StatusSpell}",
        'VSK["Act"]',
    ],
)
def test_a_use_would_be_found(text: str) -> None:
    assert used(text, "Act")
    assert not used(text.replace("Act", "Action"), "Act")
