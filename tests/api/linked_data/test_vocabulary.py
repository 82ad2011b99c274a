"""The vocabulary and the graphs at their own IRIs: documentation, and one RDF in all formats."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from api.locale.language import DATA_LANGUAGES
from graph.descriptions.vocabulary import documents
from graph.ledger import Ledger
from graph.namespaces import VSK
from graph.prefixes import BASE
from ontology import ROOT
from tests.api.endpoint import media_type, problem
from tests.api.html_page import HTML, Page
from tests.api.linked_data.test_things import SUFFIXES, links
from tests.api.serving import running

DOCUMENTS = sorted(documents())
GRAPHS = ("graph/source/sermersooq-aalborg-2019", "graph/curation/areas", "graph/derived")


def canonical(response: httpx.Response) -> set[str]:
    form = RdfFormat.from_media_type(media_type(response))
    assert form is not None
    quads = parse(response.content, format=form)
    dataset = Dataset(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_is_one_graph_in_all_formats(client: httpx.Client, address: str) -> None:
    graphs = [canonical(client.get(f"/{address}.{suffix}")) for suffix in SUFFIXES]
    assert graphs[0]
    assert all(graph == graphs[0] for graph in graphs)
    chosen = client.get(f"/{address}", headers={"Accept": "text/turtle"})
    assert chosen.content == documents()[address].turtle
    assert links(chosen)["canonical"] == [BASE + address]


@pytest.mark.parametrize("lang", DATA_LANGUAGES)
@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_is_documented(client: httpx.Client, address: str, lang: str) -> None:
    page = Page(client.get(f"/{address}", headers=HTML | {"Accept-Language": lang}))
    assert page.all("html", "lang") == [lang]
    assert [tag for tag, _ in page.tags].count("h1") == 1
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_every_term_stands_on_the_page_with_its_words_and_its_example(client: httpx.Client) -> None:
    text = (ROOT / "venskab.ttl").read_text(encoding="utf-8")
    terms = {line.split()[0][4:] for line in text.splitlines() if line[:4] == "vsk:"}
    page = Page(client.get("/ontology.html?lang=da"))
    assert terms <= {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert [tag for tag, _ in page.tags].count("pre") >= len(terms)
    assert "En kommune, som den bestod mellem to datoer." in page.text
    assert "/ontology/examples/evidence" in {h.split("?")[0] for h in page.all("a", "href")}


def test_the_diagram_has_every_class_and_says_every_link_in_words(client: httpx.Client) -> None:
    text = client.get("/ontology.html?lang=en").text
    drawing = text.partition('class="model"')[2].partition("</svg>")[0]
    classes = re.findall(r'<a href="#(\w+)"', drawing)
    ontology = documents()["ontology"].graph()
    current = {str(each) for each in ontology.subjects(RDF.type, OWL.Class) if str(each) in VSK}
    assert sorted(classes) == sorted(
        each.removeprefix(str(VSK)) for each in current - {VSK + "Act"}
    )
    assert all(f'id="{each}"' in text for each in classes)
    words = text.partition('<dl class="joins">')[2].partition("</dl>")[0]
    assert "<dd>governs → partnership</dd>" in words
    assert "<dd>concerns → agreement, initiative, municipality, network, " in words
    assert drawing.count("<path") > words.count("<dd>") / 2


def test_a_term_says_its_names_what_it_describes_and_what_it_leads_to(client: httpx.Client) -> None:
    entry = client.get("/ontology.html?lang=da").text.partition('id="governs"')[2]
    entry = entry.partition("</article>")[0]
    told = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", entry))
    for words in ("regulerer vsk:governs governs", "beskriver aftale", "værdi partnerskab"):
        assert words in told, told
    assert '<span lang="en">governs</span>' in entry


@pytest.mark.parametrize("lang,word", [("da", "Udgået"), ("en", "Deprecated")])
def test_a_deprecated_term_says_so_and_leads_to_its_replacement(
    client: httpx.Client, lang: str, word: str
) -> None:
    text = client.get(f"/ontology.html?lang={lang}").text
    entries = {
        part.partition('"')[0]: part.partition("</article>")[0]
        for part in text.split('<article class="entry" id="')[1:]
    }
    told = {anchor for anchor, entry in entries.items() if f"<strong>{word}</strong>" in entry}
    assert told == {"Act", "spellBefore"}
    assert f'href="/ontology?lang={lang}#StatusChange"' in entries["Act"]
    assert f'href="/ontology?lang={lang}#spellEndExclusive"' in entries["spellBefore"]
    assert f'href="/ontology?lang={lang}#precededBy"' in entries["followedBy"]


def test_the_model_page_shows_current_names_only(client: httpx.Client) -> None:
    text = client.get("/model?lang=en").text
    assert "#StatusChange" in text and "#spellEndExclusive" in text
    assert '#Act"' not in text and '#spellBefore"' not in text


def test_a_shape_and_a_concept_stand_where_their_iris_point(client: httpx.Client) -> None:
    shapes = Page(client.get("/shapes.html"))
    assert "Agreement-party" in shapes.all("article", "id")
    scheme = Page(client.get("/concept/end-reason.html"))
    assert "merger-of-municipality" in scheme.all("article", "id")
    concept = client.get("/concept/end-reason/replaced")
    assert concept.headers["location"].endswith("/doc/concept/end-reason/replaced")


def test_known_documents_are_not_sent_again_and_may_be_kept(client: httpx.Client) -> None:
    first = client.get("/ontology.ttl")
    again = client.get("/ontology.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert first.headers["cache-control"] == "max-age=3600"


def test_the_context_is_json_ld_with_the_headers_of_every_document(client: httpx.Client) -> None:
    response = client.get("/context.jsonld")
    assert media_type(response) == "application/ld+json"
    assert "@context" in response.json()
    assert response.headers["cache-control"] == "max-age=3600"
    found = links(response)
    assert found["canonical"] == [f"{BASE}context.jsonld"]
    assert found["profile"] == [f"{BASE}profile"]
    assert "license" in found
    assert "alternate" not in found
    asked = {"If-None-Match": response.headers["etag"]}
    again = client.get("/context.jsonld", headers=asked)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == response.headers["etag"]
    head = client.head("/context.jsonld")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == response.headers["etag"]
    assert client.options("/context.jsonld").headers["allow"] == "GET, HEAD, OPTIONS"
    problem(client.post("/context.jsonld"), 405)


SCHEME = "concept/boat-kind"
BOATS = f"{BASE}graph/source/boats"
OWN_SCHEME = (
    f"<{BASE}{SCHEME}> <{RDF.type}> <{SKOS.ConceptScheme}> <{BOATS}> .",
    f'<{BASE}{SCHEME}> <{RDFS.label}> "Boats"@en <{BOATS}> .',
    f"<{BASE}{SCHEME}/kayak> <{SKOS.inScheme}> <{BASE}{SCHEME}> <{BOATS}> .",
)


@pytest.fixture(scope="module")
def with_scheme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server whose ledger has a scheme that no file of the package has."""
    folder = tmp_path_factory.mktemp("with-scheme")
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        ledger.put(BOATS, OWN_SCHEME, actor="test")
    with (
        running(folder) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


def test_a_scheme_of_the_ledger_alone_answers_at_its_iri(with_scheme: httpx.Client) -> None:
    answer = with_scheme.get(f"/{SCHEME}")
    assert answer.status_code == 303
    document = answer.headers["location"]
    assert document == f"{with_scheme.base_url}/doc/{SCHEME}"
    graphs = [canonical(with_scheme.get(f"{document}.{suffix}")) for suffix in SUFFIXES]
    assert all(graph == graphs[0] for graph in graphs)
    assert any("Boats" in line for line in graphs[0])
    assert "Boats" in Page(with_scheme.get(document, headers=HTML)).text
    assert with_scheme.get(f"/{SCHEME}.ttl").headers["location"] == f"{document}.ttl"
    problem(with_scheme.get("/concept/none"), 404)


@pytest.mark.parametrize("path", ["/ontology/none", "/ontologyx", "/shapes/none", "/concept/none"])
def test_there_is_no_other_document(client: httpx.Client, path: str) -> None:
    problem(client.get(path), 404)


@pytest.mark.parametrize("address", GRAPHS)
def test_a_graph_is_exactly_its_statements_in_all_formats(
    client: httpx.Client, address: str
) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{BASE}{address}> {{ ?s ?p ?o }} }}"
    csv = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    graphs = [canonical(client.get(f"/{address}.{suffix}")) for suffix in SUFFIXES]
    assert len(graphs[0]) == int(csv.text.split()[1])
    assert all(graph == graphs[0] for graph in graphs)
    trig = parse(client.get(f"/{address}.trig").content, format=RdfFormat.TRIG)
    assert {str(quad.graph_name) for quad in trig} == {f"<{BASE}{address}>"}


@pytest.mark.parametrize("lang", DATA_LANGUAGES)
@pytest.mark.parametrize("address", GRAPHS)
def test_the_page_of_a_graph_lists_what_it_describes(
    client: httpx.Client, address: str, lang: str
) -> None:
    page = Page(client.get(f"/{address}", headers=HTML | {"Accept-Language": lang}))
    assert BASE + address in page.text
    assert [tag for tag, _ in page.tags].count("h1") == 1


def test_no_such_graph(client: httpx.Client) -> None:
    problem(client.get("/graph/source/none"), 404)
    problem(client.get("/graph/source/a%3E%7B"), 404)


def test_the_schema_of_records_is_where_records_say(client: httpx.Client) -> None:
    for lang, word in (("da", "aftale"), ("en", "agreement")):
        response = client.get(f"/schema/record.{lang}.json")
        assert media_type(response) == "application/schema+json"
        schema = response.json()
        assert schema["$id"] == f"{BASE}schema/record.{lang}.json"
        assert word in schema["properties"]
        again = {"If-None-Match": response.headers["etag"]}
        assert client.get(f"/schema/record.{lang}.json", headers=again).status_code == 304
    problem(client.get("/schema/record.kl.json"), 404)
