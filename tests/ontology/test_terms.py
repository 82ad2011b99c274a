"""Every term is declared, worded in both languages and exemplified; no file uses another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from graph.namespaces import SCHEMA, VSK
from graph.prefixes import EDTF
from ontology import ROOT
from tests.ontology.vocabulary import (
    CONCEPTS,
    VOCABULARY,
    iris,
    name,
    prefix_lines,
    read,
    scheme_files,
    terms,
)

HOUSE = ROOT.parent
ONTOLOGY = URIRef(str(VSK).removesuffix("#"))
TEXTS = [
    path
    for folder in ("ontology", "graph/data", "queries")
    for path in sorted((HOUSE / folder).rglob("*"))
    if path.suffix in {".ttl", ".trig", ".rq"}
]
PAGES = sorted((HOUSE / "docs").rglob("*.md"))
DATES = [term for term in terms() if (term, RDFS.range, URIRef(EDTF)) in read(VOCABULARY)]


def by_language(subject: URIRef, predicate: URIRef) -> list[str]:
    """The language tags of a term's texts, sorted, one for each text that is not empty."""
    found = [o for o in read(VOCABULARY).objects(subject, predicate) if isinstance(o, Literal)]
    return sorted(str(text.language) for text in found if text.strip())


def test_the_ontology_says_what_it_is() -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in read(VOCABULARY)
    for predicate in (DCTERMS.title, DCTERMS.description, RDFS.label):
        assert by_language(ONTOLOGY, predicate) == ["da", "en"]
    licence = URIRef("http://creativecommons.org/licenses/by/4.0/")
    assert read(VOCABULARY).value(ONTOLOGY, DCTERMS.license) == licence
    assert read(VOCABULARY).value(ONTOLOGY, OWL.versionInfo)


@pytest.mark.parametrize("term", terms(), ids=name)
def test_a_term_has_one_label_and_one_definition_in_each_language(term: URIRef) -> None:
    assert by_language(term, RDFS.label) == ["da", "en"]
    assert by_language(term, SKOS.definition) == ["da", "en"]
    assert (term, RDFS.isDefinedBy, ONTOLOGY) in read(VOCABULARY)


@pytest.mark.parametrize("term", terms(), ids=name)
def test_the_example_of_a_term_is_turtle_that_uses_it(term: URIRef) -> None:
    example = read(VOCABULARY).value(term, SKOS.example)
    assert example is not None, "no skos:example"
    shown = Graph().parse(data=f"{prefix_lines()}\n{example}", format="turtle")
    assert term in set(shown.predicates()) | set(shown.objects(None, RDF.type))


@pytest.mark.parametrize("one,many", [("domain", "domainIncludes"), ("range", "rangeIncludes")])
def test_domain_and_range_name_declared_classes_and_are_plain_only_when_single(
    one: str, many: str
) -> None:
    graph, declared = read(VOCABULARY), set(terms())
    for predicate in (RDFS[one], SCHEMA[many]):
        named = [o for o in graph.objects(None, predicate) if str(o).startswith(str(VSK))]
        assert set(named) <= declared
    for term in terms():
        plain = list(graph.objects(term, RDFS[one]))
        including = list(graph.objects(term, SCHEMA[many]))
        assert len(plain) <= 1 and not (plain and including) and len(including) != 1


def test_no_two_terms_share_a_label() -> None:
    for language in ("da", "en"):
        labels = [
            (str(o), kind)
            for term in terms()
            for kind in [str(term)[len(str(VSK))].isupper()]
            for o in read(VOCABULARY).objects(term, RDFS.label)
            if isinstance(o, Literal) and o.language == language
        ]
        assert sorted(labels) == sorted(set(labels))


@pytest.mark.parametrize("date", DATES, ids=name)
def test_a_date_has_an_earliest_and_a_latest_day(date: URIRef) -> None:
    graph = read(VOCABULARY)

    def subjects(term: URIRef) -> set[object]:
        return {o for p in (RDFS.domain, SCHEMA.domainIncludes) for o in graph.objects(term, p)}

    for side in ("Earliest", "Latest"):
        bound = URIRef(date + side)
        assert graph.value(bound, RDFS.range) == XSD.date
        assert subjects(bound) == subjects(date)


def test_the_ten_dates_of_the_model_are_there() -> None:
    expected = "began ended attested date signed inForceFrom inForceUntil reviewDue due published"
    assert {str(date) for date in DATES} == {str(VSK[term]) for term in expected.split()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_page_of_the_docs_names_declared_terms_only(path: Path) -> None:
    text = path.read_text("utf-8")
    # What a page shows as a mistake is said to be one on it.
    wrong = set(re.findall(r"vsk:(\w+): no such term", text))
    named = {
        str(VSK[each]) for each in re.findall(r"\bvsk:([A-Za-z]\w*)", text) if each not in wrong
    }
    assert named <= {str(term) for term in terms()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_page_of_the_docs_names_concepts_that_are_there(path: Path) -> None:
    schemes = {file.stem: file for file in scheme_files()}
    named = re.findall(rf"`({'|'.join(schemes)}):([a-z-]+)`", path.read_text("utf-8"))
    for scheme, notation in named:
        assert URIRef(f"{CONCEPTS}{scheme}/{notation}") in set(read(schemes[scheme]).subjects())


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_uses_declared_terms_and_concepts_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    concepts = {str(s) for file in scheme_files() for s in read(file).subjects()}
    assert set(iris(text, str(VSK))) <= {str(term) for term in terms()}
    assert set(iris(text, CONCEPTS)) <= concepts
