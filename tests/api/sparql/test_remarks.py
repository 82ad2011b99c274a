"""What the endpoint and its page say of a query's text: where it is wrong, and what mends it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from graph.prefixes import PREFIXES
from tests.api.endpoint import ENDLESS, ask, problem
from tests.api.html_page import HTML, Page

VSK = f"PREFIX vsk: <{PREFIXES['vsk']}>"
UNDECLARED = "SELECT * {\n  ?a vsk:signed ?d ; foo:bar vsk:Agreement }"


def checked(client: httpx.Client, query: str, lang: str = "en") -> list[dict[str, Any]]:
    response = client.post(
        "/sparql/check",
        params={"lang": lang},
        content=query,
        headers={"Content-Type": "application/sparql-query"},
    )
    assert response.status_code == 200, response.text
    remarks: list[dict[str, Any]] = response.json()["remarks"]
    return remarks


def marked(query: str, remark: dict[str, Any]) -> str:
    """The part of a query that a remark is about."""
    start = remark["column"] - 1
    text: str = query.split("\n")[remark["line"] - 1]
    return text[start : start + remark["length"]]


def test_a_query_that_is_well_has_no_remarks(client: httpx.Client) -> None:
    assert checked(client, f"{VSK} SELECT * {{ ?a vsk:signed ?d }}") == []
    assert checked(client, ENDLESS) == [], "it is not asked of the data"


def test_a_prefix_that_is_not_declared_is_named_with_the_line_that_mends_it(
    client: httpx.Client,
) -> None:
    document = problem(ask(client, UNDECLARED), 400)
    place = {"line": 2, "column": 6, "prefix": "vsk", "declaration": VSK}
    assert {name: document[name] for name in place} == place
    assert VSK in str(document["advice"])
    known, unknown = checked(client, UNDECLARED)
    assert (marked(UNDECLARED, known), known["declaration"]) == ("vsk:signed", VSK)
    assert (marked(UNDECLARED, unknown), unknown["declaration"]) == ("foo:bar", "")
    assert "foo:" in unknown["message"]
    declared = f"{VSK}\nPREFIX foo: <http://foo.example/>\n{UNDECLARED}"
    assert checked(client, declared) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("vsk:signd", "vsk:signed"),
        ("vsk:agreement", "vsk:Agreement"),
        (f"<{PREFIXES['vsk']}signd>", f"<{PREFIXES['vsk']}signed>"),
        (f"<{PREFIXES['vcon']}state/endd>", f"<{PREFIXES['vcon']}state/ended>"),
        ("vsk:Act", "vsk:StatusChange"),
        ("vsk:qqqqq", ""),
    ],
)
def test_a_term_that_there_is_not_is_a_warning(
    client: httpx.Client, written: str, meant: str
) -> None:
    query = f'{VSK}\nSELECT * {{ ?æ ?p "vsk:xx" . ?æ {written} ?o }} # vsk:yy'
    (remark,) = checked(client, query)
    assert remark["severity"] == "warning"
    assert marked(query, remark) == written
    assert remark["replacement"] == meant
    assert remark["message"].startswith(written)
    assert meant in remark["message"]
    page = ask(client, query, "text/html")
    assert page.status_code == 200, "a warning keeps no query from being answered"
    assert written in Page(page).text


def test_a_syntax_error_is_marked_and_told_in_the_language_of_the_reader(
    client: httpx.Client,
) -> None:
    query = 'SELECT ?s {\n ?s ?p "æøå" ?o }'
    (remark,) = checked(client, query, "da")
    assert (remark["line"], remark["column"]) == (2, 14)
    assert marked(query, remark) == "?o"
    assert remark["message"].startswith("Forespørgslen kan ikke læses")
    page = ask(client, query, "text/html", lang="da")
    assert page.status_code == 400
    assert remark["message"] in Page(page).text
    (unbound,) = checked(client, "SELECT ?n { ?s ?p ?o } GROUP BY ?s", "da")
    assert "variabel" in unbound["message"]


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("ASK {\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("#\n\nINSERT DATA { <a:a> <a:b> <a:c> }", "INSERT"),
    ],
)
def test_what_is_refused_is_marked_too(client: httpx.Client, query: str, part: str) -> None:
    (remark,) = checked(client, query)
    assert marked(query, remark) == part
    document = problem(ask(client, query), 400)
    assert (document["line"], document["column"]) == (remark["line"], remark["column"])


def test_the_page_mends_a_query_without_script(client: httpx.Client) -> None:
    query = "SELECT ?a { ?a a vsk:Agreement ; vsk:signd ?d }"
    first = Page(ask(client, query, "text/html", lang="en"))
    assert [attrs["lang"] for tag, attrs in first.tags if tag == "html"] == ["en"]
    assert ("textarea", "query") in [(tag, attrs.get("id")) for tag, attrs in first.tags]
    mended = [parse_qs(urlsplit(each).query) for each in first.all("a", "href") if "PREFIX" in each]
    assert [each["query"] for each in mended] == [[f"{VSK}\n{query}"]]
    second = Page(client.get("/sparql", params=mended[0], headers=HTML))
    (link,) = [each for each in second.all("a", "href") if "vsk%3Asigned" in each]
    third = client.get(link, headers=HTML)
    assert third.status_code == 200
    assert "data-severity" not in third.text
    assert "<table>" in third.text


def test_a_limit_is_told_on_the_page_of_the_query(client: httpx.Client) -> None:
    page = ask(client, ENDLESS, "text/html", timeout="0.5", lang="en")
    assert page.status_code == 504
    assert "did not end within 0.5 s" in Page(page).text
    assert "<textarea" in page.text
    deep = "SELECT * " + "{" * 100 + "}" * 100
    (remark,) = checked(client, deep)
    assert (remark["severity"], remark["line"]) == ("error", None)


def test_an_empty_text_and_another_media_type_are_problems(client: httpx.Client) -> None:
    said = {"Content-Type": "application/sparql-query"}
    problem(client.post("/sparql/check", content=" ", headers=said), 400)
    problem(client.post("/sparql/check", content="x", headers={"Content-Type": "text/x"}), 415)
