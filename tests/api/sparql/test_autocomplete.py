"""The words that the query editor completes with."""

from __future__ import annotations

import httpx

from graph.prefixes import PREFIXES


def test_words_are_our_prefixes_and_terms(client: httpx.Client) -> None:
    told = client.get("/sparql/words.json").json()
    assert told["prefixes"] == PREFIXES
    terms = {term["iri"]: term for term in told["terms"]}
    assert len(terms) == len(told["terms"])
    assert terms[f"{PREFIXES['vsk']}Agreement"]["kind"] == "class"
    assert terms[f"{PREFIXES['dcterms']}publisher"]["kind"] == "property"
    assert terms[f"{PREFIXES['vcon']}state/in-force"]["kind"] == "concept"
    signed = terms[f"{PREFIXES['vsk']}signed"]
    assert signed["kind"] == "property"
    assert signed["label"] == {"da": "underskrevet", "en": "signed"}
    assert signed["definition"]["da"].startswith("Den dag, aftalen")


def test_every_term_of_ours_has_words_in_both_languages(client: httpx.Client) -> None:
    told = client.get("/sparql/words.json").json()["terms"]
    ours = [term for term in told if term["iri"].startswith((PREFIXES["vsk"], PREFIXES["vcon"]))]
    for term in ours:
        assert set(term["label"]) >= {"da", "en"}, term
        assert set(term["definition"]) >= {"da", "en"}, term


def test_words_are_current_names_only(client: httpx.Client) -> None:
    told = client.get("/sparql/words.json").json()
    iris = {term["iri"].removeprefix(PREFIXES["vsk"]) for term in told["terms"]}
    assert {"StatusChange", "spellEndExclusive"} <= iris
    assert not {"Act", "spellBefore"} & iris


def test_the_query_page_offers_the_library_and_code(client: httpx.Client) -> None:
    asked = {"query": "SELECT * { ?s ?p ?o } LIMIT 2", "format": "html", "lang": "da"}
    page = client.get("/sparql", params=asked, headers={"Accept": "text/html"}).text
    assert 'data-query="/queries/who-says-so.rq?lang=da"' in page
    assert "pandas.read_csv(" in page
    assert "format=csv" in page
    assert page.count('<option value="') > 3
