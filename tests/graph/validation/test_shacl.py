"""The gate: who is judged, what is said, in which words, on which line."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from api.locale.translation import translator
from graph.engine.safe_parser import read_quads
from graph.time.edtf_dates import is_edtf
from graph.validation.prefixed_terms import iri
from graph.validation.shacl import Severity, ValidationReport, validate
from graph.validation.shapes import shapes
from graph.validation.source_lines import Places
from graph.validation.surroundings import leaned_on

SOURCE = "https://w3id.org/venskab/graph/source/test"
ID = "https://w3id.org/venskab/id/"
PREFIXES = "".join(
    f"@prefix {kind}: <{ID}{kind}/> .\n"
    for kind in ("municipality", "agreement", "evidence", "visit", "locality")
) + "".join(
    f"@prefix {scheme}: <https://w3id.org/venskab/concept/{scheme}/> .\n"
    for scheme in ("agreement-kind", "document-status")
)
PREFIXES += """@prefix vsk: <https://w3id.org/venskab/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix country: <http://publications.europa.eu/resource/authority/country/> .
@prefix source: <https://w3id.org/venskab/graph/source/> .
"""
AROUND = """
source:test a vsk:Source ; dcterms:title "Prøve"@da ; vsk:published "2020"^^edtf:EDTF .
evidence:one a vsk:Evidence ; oa:hasSource source:test ; vsk:locator "1" ; vsk:supports vsk:Visit .
municipality:nord a vsk:Municipality ; rdfs:label "Nord" ; vsk:country country:DNK .
municipality:syd a vsk:Municipality ; rdfs:label "Syd" ; vsk:country country:GRL .
"""
VISIT = """
visit:one a vsk:Visit ;
    rdfs:label "Besøget"@da, "The visit"@en ;
    vsk:evidence evidence:one ;
    vsk:visitor municipality:nord ;
    vsk:host municipality:syd ;
    vsk:date "2016-05"^^edtf:EDTF .
"""
AGREEMENT = """
agreement:a a vsk:Agreement ;
    rdfs:label "Aftalen"@da, "The agreement"@en ;
    vsk:evidence evidence:one ;
    vsk:agreementKind agreement-kind:main-agreement ;
    vsk:documentStatus document-status:signed-copy ;
    vsk:party municipality:nord, municipality:syd ;
    vsk:signed "2019"^^edtf:EDTF .
"""


def lines(turtle: str, graph: str = SOURCE) -> list[str]:
    data = (PREFIXES + turtle).encode()
    return read_quads(data, "text/turtle", base=None, default_graph=graph)


SURROUNDINGS = lines(AROUND, SOURCE + "-around")


def judge(turtle: str, reference: Sequence[str] = SURROUNDINGS) -> ValidationReport:
    return validate(lines(turtle), reference=reference)


def said(report: ValidationReport) -> list[tuple[str, str | None, str]]:
    """Shape, path and value of each finding, by their short names."""

    def name(iri: str | None) -> str:
        return (iri or "").rsplit("#", 1)[-1]

    return [(name(one.shape), name(one.path), str(one.value or "")) for one in report.results]


def test_what_is_right_conforms() -> None:
    report = judge(VISIT)
    assert report.conforms
    assert report.results == []


def test_nothing_conforms() -> None:
    assert validate([]).conforms


def test_only_what_the_lines_describe_is_judged() -> None:
    broken = lines("municipality:nord a vsk:Municipality .", SOURCE + "-broken")
    around = [*(line for line in SURROUNDINGS if f"<{ID}municipality/nord>" not in line), *broken]
    assert judge(VISIT, around).conforms
    assert not validate(broken).conforms


def test_what_the_lines_lean_on_is_known_by_the_reference() -> None:
    report = judge(VISIT, ())
    assert {path for _, path, _ in said(report)} == {"evidence", "visitor", "host"}
    assert {shape for shape, _, _ in said(report)} == {"NoDanglingIri"}


def test_an_older_version_of_the_same_graph_does_not_count() -> None:
    older = lines(VISIT.replace("visit:one", "visit:old").replace("nord", "vest"))
    leading_to_old = "visit:two a vsk:Visit ; vsk:ledTo visit:old ."
    around = leaned_on(lines(leading_to_old), older)
    assert f"<{ID}visit/old>" not in {each.subject for each in around}


def test_two_sources_may_disagree_on_a_date_without_a_violation() -> None:
    other = lines(AGREEMENT.replace('"2019"', '"2018"'), SOURCE + "-other")
    assert judge(AGREEMENT, [*SURROUNDINGS, *other]).conforms


def test_one_source_may_not_give_two_dates() -> None:
    report = judge(AGREEMENT.replace('"2019"^^edtf:EDTF', '"2019"^^edtf:EDTF, "2018"^^edtf:EDTF'))
    assert said(report) == [("Dated-signed", "signed", "")]


def test_evidence_is_asked_of_sources_but_not_of_curators() -> None:
    bare = VISIT.replace("    vsk:evidence evidence:one ;\n", "")
    curated = lines(bare, "https://w3id.org/venskab/graph/curation/test")
    assert said(judge(bare)) == [("Claim-evidence", "evidence", "")]
    assert validate(curated, reference=SURROUNDINGS).conforms


def test_a_circle_across_two_graphs_is_found() -> None:
    other = lines(
        AGREEMENT.replace("agreement:a", "agreement:b") + "agreement:b vsk:renews agreement:a .",
        SOURCE + "-other",
    )
    report = judge(AGREEMENT + "agreement:a vsk:replaces agreement:b .", [*SURROUNDINGS, *other])
    assert [shape for shape, _, _ in said(report)] == ["AgreementReplacementCycle"]


def test_an_agreement_with_one_party_from_a_partner_in_another_graph_is_incomplete() -> None:
    report = judge(AGREEMENT.replace(", municipality:syd", ""))
    assert [shape for shape, _, _ in said(report)] == ["AgreementParties"]


def test_what_points_to_a_thing_is_looked_at_only_where_a_shape_does() -> None:
    place = "a vsk:Municipality ; rdfs:label 'Nord' ; vsk:country country:DNK ."
    around = leaned_on(lines(f"municipality:nord {place}"), lines(AGREEMENT, SOURCE + "-other"))
    assert f"<{ID}agreement/a>" not in {each.subject for each in around}
    evidence = "evidence:one a vsk:Evidence ; oa:hasSource source:test ; vsk:locator '1' ."
    around = leaned_on(lines(evidence), lines(AGREEMENT, SOURCE + "-other"))
    assert f"<{ID}agreement/a>" in {each.subject for each in around}


def test_the_shapes_tell_by_what_they_go_back() -> None:
    names = (
        "vsk:evidence", "vsk:inPartnership", "org:member", "vsk:signatory", "vsk:attendee",
        # A path of any length from the thing to itself.
        "vsk:replaces", "vsk:renews",
    )  # fmt: skip
    assert shapes().inverse == set(map(iri, names))


def test_a_warning_conforms_unless_it_is_asked_not_to() -> None:
    undated = lines(VISIT.replace(' ;\n    vsk:date "2016-05"^^edtf:EDTF', ""))
    report = validate(undated, reference=SURROUNDINGS)
    assert report.conforms
    assert report.count(Severity.WARNING) == 1
    strict = validate(undated, reference=SURROUNDINGS, conforms_at=Severity.WARNING)
    assert not strict.conforms


@pytest.mark.parametrize("date", ["2016-02-30", "2016-05-08/2016-05-02", "/1966", "1966/"])
def test_a_date_that_means_no_day_is_named(date: str) -> None:
    found = said(judge(VISIT.replace('"2016-05"', f'"{date}"')))
    assert [(path, value) for _, path, value in found] == [("date", date)]


@pytest.mark.parametrize("date", ["../1966-05", "2019-12-XX", "196X", "[2015..2017]", "2016-05~"])
def test_an_uncertain_date_is_welcome(date: str) -> None:
    assert judge(VISIT.replace('"2016-05"', f'"{date}"')).results == []


@settings(max_examples=15)
@given(st.text(alphabet="0123456789-/.XT~?[],", min_size=1, max_size=12))
def test_a_date_passes_if_and_only_if_it_is_edtf(date: str) -> None:
    assert judge(VISIT.replace('"2016-05"', f'"{date}"')).conforms == is_edtf(date)


def test_a_wild_literal_is_reported_not_a_crash() -> None:
    report = judge(VISIT + r'visit:one vsk:purpose "C:\\data\\1 \\g<x>"^^xsd:integer .')
    assert [(path, value) for _, path, value in said(report)] == [("purpose", r"C:\data\1 \g<x>")]


def test_literals_are_reported_as_they_are_written() -> None:
    turtle = (
        'municipality:vest a vsk:Municipality ; rdfs:label "Vest" ; vsk:country country:DNK ;\n'
    )
    report = judge(turtle + '    vsk:municipalityCode "0751"^^xsd:integer .')
    assert [value for _, _, value in said(report)] == ["0751"]


def test_an_unknown_thing_is_told_once() -> None:
    found = said(judge(VISIT.replace("municipality:syd", "municipality:nrod")))
    assert found == [("NoDanglingIri", "host", f"{ID}municipality/nrod")]


def test_the_value_of_a_personal_number_is_not_repeated() -> None:
    report = judge(VISIT + 'visit:one dcterms:description "Om 010203-1234"@da .')
    assert "010203" not in report.as_text("da") + report.as_json("da") + report.as_graph()


def test_the_text_names_node_property_value_and_what_to_do_in_danish() -> None:
    text = judge(VISIT.replace("vsk:host municipality:syd", "vsk:host municipality:nord")).as_text(
        "da", translator("da")
    )
    assert text == (
        "Data: ikke godkendt (1 fejl).\n\n"
        "Fejl: Besøget\n"
        "  vært (vsk:host): Nord\n"
        "  Gæsten er også vært. Ret vsk:visitor eller vsk:host, så det er to forskellige.\n"
    )


def test_the_text_is_english_where_that_is_asked_for() -> None:
    text = judge(VISIT.replace("vsk:host municipality:syd", "vsk:host municipality:nord")).as_text(
        "en"
    )
    assert text == (
        "Data: not accepted (1 error).\n\n"
        "Error: The visit\n"
        "  host (vsk:host): Nord\n"
        "  The guest is also the host. Correct vsk:visitor or vsk:host, so that they differ.\n"
    )


def test_the_json_holds_the_same() -> None:
    told = json.loads(judge(VISIT.replace('"2016-05"', '"i maj"')).as_json("da"))
    assert told["conforms"] is False
    assert told["counts"] == {"Violation": 1, "Warning": 0, "Info": 0}
    (one,) = told["results"]
    assert one["focus"] == f"{ID}visit/one"
    assert (one["focus_label"], one["path_label"], one["value"]) == ("Besøget", "dato", "i maj")


def test_the_graph_is_a_shacl_report() -> None:
    turtle = judge(VISIT.replace('"2016-05"', '"i maj"')).as_graph()
    graph = Graph().parse(data=turtle, format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert str(graph.value(report, SH.conforms)) == "false"
    (result,) = graph.objects(report, SH.result)
    assert graph.value(result, SH.focusNode) == URIRef(f"{ID}visit/one")
    assert graph.value(result, SH.resultSeverity) == SH.Violation
    assert len(list(graph.objects(result, SH.resultMessage))) == 2


def test_the_line_of_the_property_is_found() -> None:
    text = PREFIXES + VISIT.replace('"2016-05"', '"i maj"')
    (one,) = judge(VISIT.replace('"2016-05"', '"i maj"')).located(text, "besøg.ttl").results
    assert one.file == "besøg.ttl"
    assert one.line is not None
    assert "i maj" in text.splitlines()[one.line - 1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"<{ID}visit/one> a <x> .\n", 1),
        (f"<{ID}visit/two> <http://x/p> <{ID}visit/one> .\n<{ID}visit/one> a <x> .\n", 2),
        ("PREFIX v: <https://w3id.org/venskab/id/>\n\nv:visit\\/one a v:x .\n", 3),
        ("@prefix visit: <https://w3id.org/venskab/id/visit/> .\nvisit:one-two a 1 .\n", None),
        (f'{{\n "@id": "{ID}visit/one"\n}}\n', 2),
        (f'<rdf:RDF>\n<vsk:Visit rdf:about="{ID}visit/one"/>\n</rdf:RDF>\n', 2),
        ("# nothing here\n", None),
    ],
)
def test_the_line_of_a_node_is_found_in_each_format(text: str, line: int | None) -> None:
    assert Places(text).line(f"{ID}visit/one") == line


def test_the_line_of_one_value_among_several_is_found() -> None:
    text = PREFIXES + AGREEMENT.replace(", municipality:syd", ",\n        municipality:syd")
    wanted = next(n for n, line in enumerate(text.splitlines(), 1) if line.endswith("syd ;"))
    path = "https://w3id.org/venskab/ontology#party"
    assert Places(text).line(f"{ID}agreement/a", path, URIRef(f"{ID}municipality/syd")) == wanted
