"""Linked data over HTTP: redirects, formats, conditional requests, tombstones, pages."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from graph.data.shipped import shipped_graphs
from graph.ledger import Ledger
from graph.prefixes import BASE
from tests.api.endpoint import media_type, problem
from tests.api.few_graphs import FEW_GRAPHS
from tests.api.html_page import HTML, Page, runs_nothing_inline
from tests.api.serving import running

AGREEMENT = "agreement/sermersooq-aalborg-2019"
SUFFIXES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
}
SAMPLE = (
    "id/agreement/sermersooq-aalborg-2019",
    "id/municipality/nuuk-kommune",
    "id/evidence/sermersooq-aalborg-2019-a04-area-1/quote",
    "concept/event-kind/signed",
    "id/geometry/aarhus-kommune",
)


def graph_of(response: httpx.Response) -> set[str]:
    form = RdfFormat.from_media_type(media_type(response))
    assert form is not None
    return {str(quad.triple) for quad in parse(response.content, format=form)}


def links(response: httpx.Response) -> dict[str, list[str]]:
    """Relation to targets."""
    found: dict[str, list[str]] = {}
    for link in response.headers["link"].split(", "):
        target, _, rest = link.partition("; ")
        relation = rest.partition('rel="')[2].partition('"')[0]
        found.setdefault(relation, []).append(target.strip("<>"))
    return found


def test_a_thing_leads_to_its_document(client: httpx.Client) -> None:
    response = client.get(f"/id/{AGREEMENT}")
    assert response.status_code == 303
    assert response.headers["location"] == f"{client.base_url}/doc/{AGREEMENT}"
    assert links(response) == {"describedby": [response.headers["location"]]}
    with_ending = client.get(f"/id/{AGREEMENT}.jsonld?lang=da")
    assert with_ending.headers["location"].endswith(f"/doc/{AGREEMENT}.jsonld?lang=da")


@pytest.mark.parametrize("path", SAMPLE)
def test_all_formats_by_accept_and_by_ending_are_one_graph(client: httpx.Client, path: str) -> None:
    document = client.get(f"/{path}").headers["location"]
    graphs = []
    for suffix, name in SUFFIXES.items():
        negotiated = client.get(document, headers={"Accept": name})
        fixed = client.get(f"{document}.{suffix}")
        assert media_type(negotiated) == media_type(fixed) == name
        assert negotiated.content == fixed.content
        assert "Accept" in negotiated.headers["vary"].split(", ")
        assert "Accept" not in fixed.headers["vary"].split(", ")
        assert negotiated.headers["content-location"] == f"{document}.{suffix}"
        graphs.append(graph_of(fixed))
    assert all(graph == graphs[0] for graph in graphs)
    assert any(f"<{BASE}{path}> " in line for line in graphs[0])


def test_a_client_that_takes_anything_gets_turtle_and_a_browser_a_page(
    client: httpx.Client,
) -> None:
    assert media_type(client.get(f"/doc/{AGREEMENT}")) == "text/turtle"
    assert media_type(client.get(f"/doc/{AGREEMENT}", headers=HTML)) == "text/html"
    assert media_type(client.get(f"/doc/{AGREEMENT}.html")) == "text/html"


def test_none_of_the_formats_is_a_problem_that_lists_them(client: httpx.Client) -> None:
    response = client.get(f"/doc/{AGREEMENT}", headers={"Accept": "image/png"})
    told = problem(response, 406)
    assert told["offered"] == ["text/html", *SUFFIXES.values()]
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "html"])
def test_what_is_known_already_is_not_sent_again(client: httpx.Client, suffix: str) -> None:
    first = client.get(f"/doc/{AGREEMENT}.{suffix}", headers={"Accept-Language": "da"})
    tag = first.headers["etag"]
    asked = {"If-None-Match": f'"other", {tag}', "Accept-Language": "da"}
    again = client.get(f"/doc/{AGREEMENT}.{suffix}", headers=asked)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    changed = client.get(f"/doc/{AGREEMENT}.{suffix}", headers={"If-None-Match": '"other"'})
    assert changed.status_code == 200


def test_languages_have_tags_of_their_own(client: httpx.Client) -> None:
    tags = {
        client.get(f"/doc/{AGREEMENT}.html", headers={"Accept-Language": lang}).headers["etag"]
        for lang in ("da", "en")
    }
    assert len(tags) == 2


def test_head_is_get_without_the_body(client: httpx.Client) -> None:
    got, head = (client.request(m, f"/doc/{AGREEMENT}.nt") for m in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.content == b""
    told = {"etag", "link", "content-type", "cache-control"}
    assert {n: head.headers[n] for n in told} == {n: got.headers[n] for n in told}


@pytest.mark.parametrize("path", [f"/id/{AGREEMENT}", f"/doc/{AGREEMENT}"])
def test_the_methods_are_told(client: httpx.Client, path: str) -> None:
    response = client.options(path)
    assert response.status_code == 204
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    problem(client.post(path), 405)


def test_links_name_formats_licence_canonical_address_and_vocabulary(client: httpx.Client) -> None:
    found = links(client.get(f"/doc/{AGREEMENT}.ttl"))
    here = f"{client.base_url}/doc/{AGREEMENT}"
    assert set(found["alternate"]) == {
        f"{here}.{suffix}" for suffix in (*SUFFIXES, "html") if suffix != "ttl"
    }
    assert found["canonical"] == [f"{BASE}doc/{AGREEMENT}"]
    assert found["license"] == ["http://creativecommons.org/licenses/by/4.0/"]
    assert found["profile"] == [f"{BASE}profile"]
    assert set(found["describes"]) == {here, f"{BASE}id/{AGREEMENT}"}
    # A page says how to cite what it shows, and where that is described for programs.
    shown = links(client.get(f"/doc/{AGREEMENT}.html"))
    assert shown["cite-as"] == [f"{BASE}id/{AGREEMENT}"]
    assert shown["describedby"] == [f"{here}.{suffix}" for suffix in SUFFIXES]
    assert shown["type"] == ["https://schema.org/AboutPage"]


def test_a_merged_municipality_links_its_successor(client: httpx.Client) -> None:
    response = client.get("/doc/municipality/nuuk-kommune.html")
    after = f"{client.base_url}/id/municipality/kommuneqarfik-sermersooq"
    assert links(response)["successor-version"] == [after]
    page = Page(response)
    assert "/doc/municipality/kommuneqarfik-sermersooq" in page.all("a", "href")
    assert "No longer exists." in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/id/agreement/none",
        "/doc/agreement/none",
        "/doc/agreement/none.ttl",
        "/id/agreement",
        "/id/a/b%3E%20%7B",
        "/doc/a/b%3E%20%7B",
        "/concept/event-kind/none",
    ],
)
def test_what_never_was_is_a_404(client: httpx.Client, path: str) -> None:
    problem(client.get(path), 404)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server of its own address, whose ledger withdrew one source."""
    folder = tmp_path_factory.mktemp("changed")
    shipped = shipped_graphs()
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        for graph in FEW_GRAPHS:
            ledger.put(graph, shipped[graph], actor="test")
        ledger.withdraw(FEW_GRAPHS[2], actor="test", note="a duplicate")
    with (
        running(folder, "--base-url", "https://venskab.example.org") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


def test_what_was_withdrawn_is_a_410_with_a_tombstone(changed: httpx.Client) -> None:
    for place in ("id", "doc"):
        told = problem(changed.get(f"/{place}/agreement/kujalleq-aarhus-2016"), 410)
        assert told["graph"] == FEW_GRAPHS[2]
        assert told["note"] == "a duplicate"
        assert str(told["withdrawn"]).endswith("Z")
    page = Page(changed.get("/doc/agreement/kujalleq-aarhus-2016", headers=HTML))
    assert "It was withdrawn" in page.text
    problem(changed.get("/id/agreement/never-was"), 404)


def test_a_deployment_links_to_its_own_address_and_keeps_the_iris(changed: httpx.Client) -> None:
    own = "https://venskab.example.org"
    assert changed.get(f"/id/{AGREEMENT}").headers["location"] == f"{own}/doc/{AGREEMENT}"
    response = changed.get(f"/doc/{AGREEMENT}.nt")
    assert all(target.startswith(own) for target in links(response)["alternate"])
    assert links(response)["canonical"] == [f"{BASE}doc/{AGREEMENT}"]
    assert own not in response.text
    assert f"<{BASE}id/{AGREEMENT}>" in response.text


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("path", SAMPLE)
def test_the_page_of_a_thing_is_well_formed(client: httpx.Client, path: str, lang: str) -> None:
    document = client.get(f"/{path}").headers["location"]
    page = Page(client.get(f"{document}.html", headers={"Accept-Language": lang}))
    assert page.all("html", "lang") == [lang]
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert runs_nothing_inline(page)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert BASE + path in page.text


def test_the_page_shows_who_says_so_and_the_words_it_rests_on(client: httpx.Client) -> None:
    page = Page(client.get(f"/doc/{AGREEMENT}.html", headers={"Accept-Language": "da"}))
    assert "angivet i kilden" in page.text
    assert "regnet ud" in page.text
    assert "tilføjet af kurator" in page.text
    assert "/graph/source/sermersooq-aalborg-2019" in page.all("a", "href")
    assert [tag for tag, _ in page.tags].count("q") > 5


def test_the_type_of_a_problem_says_what_it_means(client: httpx.Client) -> None:
    told = problem(client.get("/id/agreement/none"), 404)
    path = "/" + str(told["type"]).removeprefix(BASE)
    assert client.get(path).json()["type"] == told["type"]
    assert "Der er intet på adressen" in Page(client.get(f"{path}?lang=da", headers=HTML)).text
    problem(client.get("/problem/none"), 404)


def test_what_is_kept_of_a_document_goes_out_with_the_headers_of_its_address(
    client: httpx.Client,
) -> None:
    for _ in range(2):
        named = client.get(f"/doc/{AGREEMENT}.ttl")
        chosen = client.get(f"/doc/{AGREEMENT}", headers={"Accept": "text/turtle"})
        assert named.content == chosen.content
        assert "content-location" not in named.headers
        assert chosen.headers["content-location"] == str(named.url)
        assert named.headers["etag"] != chosen.headers["etag"]
