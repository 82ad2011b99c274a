"""The head of a page links the page's other forms, and each leads to what it says."""

from __future__ import annotations

import httpx
import pytest

from graph.engine.base import JSONLD, NTRIPLES, RDFXML, TRIG, TURTLE
from tests.api.endpoint import media_type, problem
from tests.api.html_page import HTML, Page

RDF = {form.media_type for form in (TURTLE, JSONLD, NTRIPLES, RDFXML, TRIG)}
FORMS = {
    "/doc/agreement/sermersooq-aalborg-2019": RDF,
    "/doc/municipality/kommuneqarfik-sermersooq": RDF,
    "/graph/source/sermersooq-aalborg-2019": RDF,
    "/doc/concept/event-kind/signed": RDF,
    "/ontology": RDF,
    "/catalog": {TURTLE.media_type, RDFXML.media_type, JSONLD.media_type},
    "/agreements": {JSONLD.media_type},
}
MISSING = ("/graph/source/nobody-2019", "/graph/x", "/doc/agreement/nobody", "/doc/concept/a/b")


def alternates(response: httpx.Response) -> dict[str, str]:
    """The addresses of the page's other forms, by media type."""
    return {
        str(attributes["type"]): str(attributes["href"])
        for tag, attributes in Page(response).tags
        if tag == "link" and attributes.get("rel") == "alternate" and "type" in attributes
    }


@pytest.mark.parametrize("path", FORMS)
def test_a_page_links_its_forms_in_rdf(client: httpx.Client, path: str) -> None:
    response = client.get(path, headers=HTML)
    found = alternates(response)
    assert found.keys() >= FORMS[path]
    for name in FORMS[path]:
        other = client.get(found[name])
        assert (other.status_code, media_type(other)) == (200, name)
        if "link" in response.headers and path != "/agreements":
            assert f"<{found[name]}>" in response.headers["link"]


def test_a_list_links_the_forms_of_what_is_chosen(client: httpx.Client) -> None:
    found = alternates(client.get("/agreements?country=GL&lang=en", headers=HTML))
    assert "country=GL" in found[JSONLD.media_type]


@pytest.mark.parametrize("accept", ["image/png", "text/csv", "text/turtle", "text/html"])
@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_404_whatever_is_accepted(
    client: httpx.Client, path: str, accept: str
) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert response.status_code == 404
    if accept != "text/html":
        problem(response, 404)


def test_a_graph_that_is_there_is_still_406_in_a_format_that_it_has_not(
    client: httpx.Client,
) -> None:
    problem(client.get("/graph/source/kujalleq-aarhus-2016", headers={"Accept": "image/png"}), 406)
