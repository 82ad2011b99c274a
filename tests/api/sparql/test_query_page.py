"""The page of the endpoint: how long an answer took, what it is sorted by, examples' language."""

from __future__ import annotations

import re

import httpx
import pytest

from graph.prefixes import EDTF, PREFIXES
from queries.library import library
from tests.api.endpoint import SOURCES, ask, media_type
from tests.api.html_page import HTML, Page
from tests.shared import in_full

# A column of labels, as the library writes it out.
CHOSEN = re.compile(r"\(SUBSTR\(MIN\(COALESCE\(CONCAT\(IF\(LANG\(.* AS \?(\w+)\)")
TIMING = re.compile(r'query;dur=(\d+\.\d)(?:, rows;desc="(\d+)")?')


@pytest.mark.parametrize(
    ("query", "counted"),
    [(SOURCES, True), ("ASK {}", False), ("CONSTRUCT WHERE { ?s a ?o } LIMIT 1", False)],
)
def test_an_answer_says_how_long_it_took_and_how_many_rows_it_has(
    client: httpx.Client, query: str, counted: bool
) -> None:
    for accept in ("*/*", "text/html"):
        answer = ask(client, query, accept, lang="en")
        found = TIMING.fullmatch(answer.headers["server-timing"])
        assert found
        assert (found[2] is not None) == counted
        if counted:
            assert int(found[2]) == len(ask(client, query).json()["results"]["bindings"])
    assert "Server-Timing" in answer.headers["access-control-expose-headers"]
    if counted:
        assert re.search(r"\d+\s+rows · answered in (\d+ ms|under 1 ms|[\d.]+ s)", answer.text)


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("12", 'data-number="12"'),
        ("1.5e2", 'data-number="150"'),
        (f'"2019-12-XX"^^<{EDTF}>', 'data-time="2019-12-01/2019-12-31"'),
        (f'"../2015-08-07"^^<{EDTF}>', 'data-time="/2015-08-07"'),
        (f'"2015/.."^^<{EDTF}>', 'data-time="2015-01-01/~"'),
        ('"2019"^^xsd:gYear', 'data-time="2019-01-01/2019-12-31"'),
        ('"2019-12-05"^^xsd:date', 'data-time="2019-12-05/2019-12-05"'),
        ('"2019-12-05T00:30:00+01:00"^^xsd:dateTime', 'data-time="2019-12-04T23:30:00'),
        ('"2019"', "<td"),
        (f'"once"^^<{EDTF}>', "<td"),
    ],
)
def test_a_cell_tells_what_it_is_sorted_by(client: httpx.Client, term: str, told: str) -> None:
    query = f"PREFIX xsd: <{PREFIXES['xsd']}> SELECT ?v {{ VALUES ?v {{ {term} 'x' }} }}"
    cells = re.findall(r"<td[^>]*>", ask(client, query, "text/html").text)
    assert told in cells[0]
    assert ("data-" in cells[0]) == ("data-" in told)
    assert "data-" not in cells[1]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_example_of_the_page_answers_in_the_language_of_the_page(
    client: httpx.Client, lang: str
) -> None:
    page = Page(client.get("/sparql", params={"lang": lang}, headers=HTML))
    assert f'LANG(?label) = "{lang}"' in page.text
    texts = page.all("a", "data-query")
    assert len(texts) == len(library())
    names = _names(client)
    # Names that are the same in both languages, or that are another thing's in this one, tell none.
    foreign = {other for mine, other in names[lang]} - {mine for mine, _ in names[lang]}
    known = 0
    for number, address in enumerate(texts):
        query = client.get(address).text
        assert f'VALUES ?lang {{ "{lang}" }}' in query, address
        if in_full() or number % 4 == 0:
            words = _labels(client, query)
            assert not words & foreign, address
            known += bool(words & {mine for mine, _ in names[lang]})
    assert known > 5


def _names(client: httpx.Client) -> dict[str, set[tuple[str, str]]]:
    """By language: the name of each thing that has one in both, and its name in the other."""
    query = f"""
PREFIX rdfs: <{PREFIXES["rdfs"]}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?da ?en {{ ?thing rdfs:label|skos:prefLabel ?da, ?en
  FILTER(LANG(?da) = "da" && LANG(?en) = "en" && STR(?da) != STR(?en)) }}"""
    rows = ask(client, query).json()["results"]["bindings"]
    pairs = {(row["da"]["value"], row["en"]["value"]) for row in rows}
    return {"da": pairs, "en": {(en, da) for da, en in pairs}}


def _labels(client: httpx.Client, query: str) -> set[str]:
    """The texts in an example's answer that are chosen by language, but for quoted values."""
    chosen = CHOSEN.findall(query)
    answer = client.post("/sparql", data={"query": query})
    if media_type(answer) != "application/sparql-results+json":
        return set()
    rows = answer.json()["results"]["bindings"]
    return {
        row[name]["value"]
        for row in rows
        for name in chosen
        if name in row
        # Alone it is the label of the first column, which is a thing.
        and (name == "label" or row.get(name.removesuffix("Label"), {}).get("type") != "literal")
    }
