"""The library over HTTP: each question described, answered in all formats, and documented."""

from __future__ import annotations

import shutil
import subprocess
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from api.questions.question import formats_of
from queries.examples import QUERY, sparql_of
from queries.library import library
from tests.api.endpoint import media_type, problem
from tests.api.html_page import HTML, Page
from tests.shared import lacking

ASKED = "/queries/agreements-in-force?on=2019-12-15&lang=en"
GRAPH = "partnership-description"


def example(name: str) -> dict[str, str]:
    parameters = library()[name].parameters
    return {each.name: each.default or each.example for each in parameters} | {"lang": "en"}


@pytest.mark.parametrize("name", library())
def test_every_question_describes_itself_and_its_example_answers(
    client: httpx.Client, name: str
) -> None:
    told = client.get(f"/queries/{name}", headers={"Accept": "application/json"}).json()
    assert told["name"] == name
    assert told["title"] == dict(library()[name].title)
    assert [each["name"] for each in told["parameters"]] == [
        each.name for each in library()[name].parameters
    ]
    answer = client.get(told["example"])
    assert answer.status_code == 200, answer.text
    editor = parse_qs(urlsplit(told["editor"]).query)
    assert editor["query"] == [sparql_of(library()[name])]
    assert set(told["code"]) == {"python", "r", "curl"}
    assert all(told["example"] in each for each in told["code"].values())


@pytest.mark.parametrize("name", ["agreements-in-force", GRAPH])
def test_a_question_answers_in_every_format_that_its_result_allows(
    client: httpx.Client, name: str
) -> None:
    for form in formats_of(library()[name]):
        by_accept = client.get(
            f"/queries/{name}", params=example(name), headers={"Accept": form.media_type}
        )
        by_name = client.get(f"/queries/{name}", params=example(name) | {"format": form.name})
        assert media_type(by_accept) == media_type(by_name) == form.media_type
        assert by_accept.content == by_name.content
        assert by_accept.content


def test_without_parameters_a_format_of_answers_is_enough(client: httpx.Client) -> None:
    response = client.get("/queries/agreements-in-force", headers={"Accept": "text/csv"})
    assert media_type(response) == "text/csv"
    assert media_type(client.get("/queries/agreements-in-force")) == "application/json"


def test_rows_in_a_graph_format_are_a_406_and_a_400(client: httpx.Client) -> None:
    told = problem(client.get(ASKED, headers={"Accept": "text/turtle"}), 406)
    assert "text/csv" in str(told["offered"])
    told = problem(client.get(f"{ASKED}&format=turtle"), 400)
    assert told["parameter"] == "format"
    assert told["known"] == ["json", "xml", "csv", "tsv"]


def test_a_bad_value_names_the_parameter_and_what_fits(client: httpx.Client) -> None:
    told = problem(client.get("/queries/agreements-in-force?on=2019-13-01"), 400)
    assert told["parameter"] == "on"
    assert "year-month-day" in str(told["expected"])
    unknown = problem(client.get("/queries/agreements-in-force?when=2019-12-01"), 400)
    assert unknown["parameter"] == "when"
    assert "on" in str(unknown["known"])
    problem(client.get(f"{ASKED}&on=2019-12-16"), 400)
    problem(client.get("/queries/agreements-in-force?on="), 400)
    page = client.get("/queries/agreements-in-force?on=2019-13-01", headers=HTML)
    assert page.status_code == 400
    assert "2019-13-01" in Page(page).text


def test_an_answer_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get(ASKED, headers={"Accept": "text/csv"})
    known = {"Accept": "text/csv", "If-None-Match": first.headers["etag"]}
    assert client.get(ASKED, headers=known).status_code == 304
    assert "Accept-Language" in first.headers["vary"]


def test_the_language_of_the_reader_is_that_of_the_answer(client: httpx.Client) -> None:
    asked = "/queries/agreements-in-force?on=2019-12-15"
    danish, english = (
        client.get(asked, headers={"Accept": "text/csv", "Accept-Language": lang}).text
        for lang in ("da", "en")
    )
    assert "Hovedaftale" in danish
    assert "Main agreement" in english


@pytest.mark.parametrize("address", ["/queries", "/.well-known/sparql-examples"])
def test_the_library_is_rdf_that_editors_of_sparql_know(client: httpx.Client, address: str) -> None:
    response = client.get(address, headers={"Accept": "text/turtle"})
    graph = Graph().parse(response.content, format="turtle")
    assert {str(each) for each in graph.subjects(RDF.type, SH.SPARQLExecutable)} == {
        str(QUERY[name]) for name in library()
    }
    again = client.get(
        address, headers={"Accept": "text/turtle", "If-None-Match": response.headers["etag"]}
    )
    assert again.status_code == 304
    problem(client.get(address, headers={"Accept": "image/png"}), 406)


def test_one_question_is_rdf_too(client: httpx.Client) -> None:
    response = client.get("/queries/signatories", headers={"Accept": "application/ld+json"})
    graph = Graph().parse(response.content, format="json-ld")
    (node,) = graph.subjects(RDF.type, SH.SPARQLExecutable)
    assert node == URIRef(str(QUERY["signatories"]))
    assert str(graph.value(node, SH.select)) == sparql_of(library()["signatories"])


def test_the_sparql_itself_and_older_addresses(client: httpx.Client) -> None:
    response = client.get("/queries/signatories.rq")
    assert media_type(response) == "application/sparql-query"
    assert response.text == sparql_of(library()["signatories"])
    iri = client.get("/query/signatories")
    assert (iri.status_code, urlsplit(iri.headers["location"]).path) == (
        303,
        "/queries/signatories",
    )
    older = client.get("/questions/signatories?lang=da")
    assert older.status_code == 308
    assert older.headers["location"].endswith("/queries/signatories?lang=da")
    for path in ("/queries/none", "/queries/none.rq", "/query/none", "/questions/none"):
        problem(client.get(path), 404)


def test_the_page_shows_code_that_runs(client: httpx.Client) -> None:
    page = Page(client.get(ASKED, headers=HTML))
    assert "pandas.read_csv" in page.text
    assert "read.csv" in page.text
    if shutil.which("curl") is None:
        lacking("curl")
    (command,) = [line for line in page.text.splitlines() if line.startswith("curl ")]
    run = subprocess.run(["sh", "-c", f"{command} -s"], capture_output=True, check=True)
    assert run.stdout == client.get(f"{ASKED}&format=csv").content
