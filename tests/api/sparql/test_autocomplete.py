"""The words that the query editor completes with."""

from __future__ import annotations

import httpx

from graph.prefixes import PREFIXES


def test_words_are_our_prefixes_classes_and_properties(client: httpx.Client) -> None:
    told = client.get("/sparql/words.json").json()
    assert told["prefixes"] == PREFIXES
    assert f"{PREFIXES['vsk']}Agreement" in told["classes"]
    assert f"{PREFIXES['vsk']}signed" in told["properties"]
    assert f"{PREFIXES['dcterms']}publisher" in told["properties"]
    assert not set(told["classes"]) & set(told["properties"])


def test_words_are_current_names_only(client: httpx.Client) -> None:
    told = client.get("/sparql/words.json").json()
    assert f"{PREFIXES['vsk']}StatusChange" in told["classes"]
    assert f"{PREFIXES['vsk']}Act" not in told["classes"]
    assert f"{PREFIXES['vsk']}spellEndExclusive" in told["properties"]
    assert f"{PREFIXES['vsk']}spellBefore" not in told["properties"]


def test_the_query_page_offers_the_library_and_code(client: httpx.Client) -> None:
    asked = {"query": "SELECT * { ?s ?p ?o } LIMIT 2", "format": "html", "lang": "da"}
    page = client.get("/sparql", params=asked, headers={"Accept": "text/html"}).text
    assert 'data-query="/queries/who-says-so.rq"' in page
    assert "pandas.read_csv(" in page
    assert "format=csv" in page
    assert page.count('<option value="') > 3
