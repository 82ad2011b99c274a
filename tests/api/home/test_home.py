"""The pages: what a person reads, in two languages, without JavaScript."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from graph.prefixes import BASE
from queries.library import library
from tests.api.html_page import Page, get, runs_nothing_inline

PAGES = (
    "/",
    "/about",
    "/model",
    "/conflicts",
    "/reviews",
    "/changes",
    "/queries",
    "/sparql",
    "/queries/who-says-so",
    "/queries/agreements-in-force",
    "/queries/agreements-review-due",
    "/queries/agreements-in-force?on=nonsense",
    "/no-such-page",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_page_is_well_formed_named_and_closed(client: httpx.Client, path: str, lang: str) -> None:
    response = get(client, path, **{"Accept-Language": lang})
    page = Page(response)
    assert page.all("html", "lang") == [lang]
    assert response.headers["content-language"] == lang
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert runs_nothing_inline(page)
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    fields = {f for tag in ("input", "select", "textarea") for f in page.all(tag, "id")}
    assert fields <= set(page.all("label", "for"))
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"]


@pytest.mark.parametrize("path", ["/", "/queries/signatories", "/about"])
def test_links_of_ours_lead_somewhere(client: httpx.Client, path: str) -> None:
    page = Page(get(client, path))
    ours = {href for tag in ("a", "link") for href in page.all(tag, "href") if href[0] == "/"}
    assert ours
    for href in sorted(ours)[:15]:
        found = get(client, href)
        # A page that holds the tiers against each other leads to itself of all there is.
        if found.status_code == 303:
            found = get(client, found.headers["location"])
        assert found.status_code == 200, href


def test_every_question_has_a_page_in_both_languages(client: httpx.Client) -> None:
    for lang in ("da", "en"):
        listed = Page(get(client, f"/queries?lang={lang}"))
        hrefs = set(listed.all("a", "href"))
        for name, question in library().items():
            assert f"/queries/{name}?lang={lang}" in hrefs
            assert question.title["da" if lang == "da" else "en"] in listed.text


def test_each_number_of_the_start_page_is_that_of_its_list(client: httpx.Client) -> None:
    page = get(client, "/?lang=en").text
    counts = page.partition('<ul class="counts">')[2].partition("</ul>")[0]
    linked = re.findall(r'<a href="(/[^"]+)">([0-9,.]+)</a>', counts)
    assert [urlsplit(html.unescape(href)).path for href, _ in linked] == [
        "/municipalities", "/partnerships", "/partnerships", "/agreements", "/agreements",
        "/sources",
    ]  # fmt: skip
    for href, number in linked:
        listed = client.get(html.unescape(href), headers={"Accept": "application/json"}).json()
        assert f"{listed['total']:,}" == number, href
    shown = Page(get(client, "/conflicts?lang=en"))
    conflicts = [attrs for tag, attrs in shown.tags if attrs.get("class") == "conflict"]
    assert f"All {len(conflicts)} places where sources disagree" in page


def test_municipalities_with_a_partnership_are_those_of_a_query(client: httpx.Client) -> None:
    query = (
        "PREFIX vsk: <https://w3id.org/venskab/ontology#> SELECT (COUNT(DISTINCT ?m) AS ?n) "
        "{ ?m a vsk:Municipality . FILTER EXISTS { ?p vsk:party ?m ; vsk:inPartnership ?w } }"
    )
    counted = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    listed = client.get("/municipalities.json?has=partnership&limit=1").json()["total"]
    assert 0 < listed == int(counted.text.split()[1]) < 200


def test_the_start_page_shows_what_is_new_and_what_falls_due(client: httpx.Client) -> None:
    page = Page(get(client, "/?lang=da"))
    assert "Grønlandsk kommune stopper aftale med Gentofte" in page.text
    assert "6. marts 2025" in page.text
    assert "/graph/source/dknyt-2025-gentofte-tasiilaq?lang=da" in page.all("a", "href")
    assert "Hovedaftale om venskabsbysamarbejde" in page.text
    assert "Overskredet siden august 2024" in page.text
    assert "Gentofte" in page.text.partition("Hvor kilder er uenige")[2].partition("Stil et")[0]
    drawings = [a for _, a in page.tags if (a.get("class") or "").startswith("map map-")]
    assert [a["class"] for a in drawings] == ["map map-wide", "map map-phone"]
    assert {a["aria-label"] for a in drawings} == {"Kort over kommuner med forbindelser"}
    assert page.text.count("overskredet siden 2024") == 2
    missing = page.text.partition("er ikke på kortet")[2].partition("Sådan er stederne fundet")
    assert "Suðurnesjabær" in missing[0] and "Nuuk Kommune" not in missing[0]


def test_the_language_follows_the_address_before_the_browser(client: httpx.Client) -> None:
    danish = Page(get(client, "/?lang=da", **{"Accept-Language": "en"}))
    assert danish.all("html", "lang") == ["da"]
    assert "Stil et spørgsmål" in danish.text
    # A language that was chosen is kept from page to page.
    inner = [href for href in danish.all("a", "href") if href.startswith("/queries/")]
    assert inner
    assert all(parse_qs(urlsplit(href).query)["lang"] == ["da"] for href in inner)
    assert Page(get(client, "/?lang=fr", **{"Accept-Language": "da"})).all("html", "lang") == ["da"]


def test_three_questions_are_a_link_away(client: httpx.Client) -> None:
    page = Page(get(client, "/?lang=en"))
    assert page.all("form", "action") == ["/search"]
    asked = [href for href in page.all("a", "href") if href.startswith("/queries/")]
    assert len(asked) == 3
    for href in asked:
        answer = get(client, href)
        assert answer.status_code == 200
        assert "<table>" in answer.text


def test_agreements_in_force_answers_for_the_day_given(client: httpx.Client) -> None:
    on = get(client, "/queries/agreements-in-force?on=2020-06-01&lang=en").text
    assert "Main agreement on twinning, Sermersooq and Aalborg" in on
    assert "draft form" in on
    assert ">certain<" in on
    before = get(client, "/queries/agreements-in-force?on=2019-12-15&lang=da").text
    assert ">måske<" in before
    # Dates in words on the page; its files have them as they are.
    assert '<td data-time="2014-12-31/2014-12-31">31. december 2014</td>' in before
    assert "Hovedaftale om venskabsbysamarbejde" in before


def test_a_name_in_an_answer_leads_to_who_says_so(client: httpx.Client) -> None:
    page = Page(get(client, "/queries/agreements-in-force?on=2020-06-01&lang=en"))
    agreement = BASE + "id/agreement/sermersooq-aalborg-2019"
    (link,) = {
        href
        for href in page.all("a", "href")
        if parse_qs(urlsplit(href).query).get("thing") == [agreement]
    }
    evidence = Page(get(client, link))
    assert "stated" in evidence.text
    assert "venskabsbyaftale" in evidence.text


def test_the_sparql_shown_gives_the_same_answer(client: httpx.Client) -> None:
    path = "/queries/agreements-in-force?on=2020-06-01&lang=en"
    page = Page(get(client, path))
    (as_csv,) = [h for h in page.all("a", "href") if "format=csv" in h]
    (editor,) = [h for h in page.all("a", "href") if h.startswith("/sparql?query")]
    (query,) = parse_qs(urlsplit(editor).query)["query"]
    assert query in page.text
    again = client.get("/sparql", params={"query": query, "format": "csv"})
    assert again.content == client.get(as_csv).content
    assert "sermersooq-aalborg-2019" in again.text


def test_a_wrong_value_is_a_sentence_beside_the_form(client: httpx.Client) -> None:
    response = get(client, "/queries/agreements-in-force?on=2020-13-01")
    assert response.status_code == 400
    page = Page(response)
    assert "is not a day" in page.text
    assert "2020-13-01" in page.all("input", "value")


def test_nothing_from_the_address_is_markup(client: httpx.Client) -> None:
    for path in ("/queries/who-says-so?thing=", "/queries/agreements-in-force?on="):
        assert "<b>x" not in get(client, path + "%22%3E%3Cb%3Ex").text


def test_an_unknown_page_is_a_page_or_a_problem(client: httpx.Client) -> None:
    page = get(client, "/no-such-page?lang=da")
    assert page.status_code == 404
    assert "Der er intet her" in page.text
    problem = client.get("/no-such-page")
    assert problem.status_code == 404
    assert problem.headers["content-type"] == "application/problem+json"


def test_the_style_sheets_are_ours_and_call_nobody(client: httpx.Client) -> None:
    sheets = {href: client.get(href) for href in Page(get(client, "/")).all("link", "href")}
    styles = {href: each for href, each in sheets.items() if href.endswith(".css")}
    assert set(styles) == {
        f"/static/{name}.css" for name in ("tokens", "style", "records", "print", "home")
    }
    for response in styles.values():
        assert response.headers["content-type"].startswith("text/css")
        for address in re.findall(r"url\(([^)]*)\)", response.text):
            assert address.startswith("/static/build/fonts/"), address
            assert client.get(address).status_code == 200
        assert "@import" not in response.text
        tag = response.headers["etag"]
        again = client.get(str(response.url), headers={"If-None-Match": tag})
        assert again.status_code == 304
    whole = "".join(each.text for each in styles.values())
    for needed in ("prefers-color-scheme: dark", "prefers-reduced-motion", "focus-visible"):
        assert needed in whole


def test_a_page_names_itself_for_those_who_share_it(client: httpx.Client) -> None:
    page = Page(get(client, "/queries?lang=da"))
    told = {
        attrs.get("property"): attrs.get("content") for tag, attrs in page.tags if tag == "meta"
    }
    assert told["og:title"] == "Spørgsmål"
    assert told["og:locale"] == "da_DK"
    assert told["og:url"] == f"{client.base_url}/queries"
    assert client.get(str(told["og:image"])).headers["content-type"] == "image/png"
    linked = {
        attrs.get("hreflang"): attrs["href"]
        for _, attrs in page.tags
        if attrs.get("rel") == "alternate"
    }
    assert linked["en"] == f"{client.base_url}/queries?lang=en"
    assert "How to cite this page" in get(client, "/queries?lang=en").text


def test_an_error_page_stands_for_no_address(client: httpx.Client) -> None:
    assert 'rel="canonical"' not in get(client, "/no-such-page").text


def test_paper_keeps_the_citation_and_drops_the_controls(client: httpx.Client) -> None:
    hidden = client.get("/static/print.css").text.partition("{ display: none; }")[0]
    assert ".foot nav" in hidden
    assert not re.search(r"\.(foot|cite)\s*[,{]", hidden)
