"""The library's questions and free queries on pages: drawn as their rows are, or said why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import fromstring

import httpx
import pytest

from api.charts.chart import VIEWS
from queries.library import Result, library
from tests.api.endpoint import media_type, problem
from tests.api.html_page import HTML, Page, get, runs_nothing_inline

DRAWN = sorted(name for name, query in library().items() if query.result in VIEWS)


def test_a_question_and_the_server_agree_on_kinds_of_pictures() -> None:
    assert set(get_args(Result)) == {*VIEWS, "table", "graph"}


def rows_of(client: httpx.Client, name: str, values: dict[str, str]) -> list[dict[str, str]]:
    found = client.get(f"/queries/{name}", params=values | {"format": "json"}).json()
    rows = found["results"]["bindings"]
    return [{column: term["value"] for column, term in row.items()} for row in rows]


# The columns of the questions whose picture is a network.
ENDS = {
    "exchanges": ("from", "to"),
    "merged-networks": ("oldNetwork", "newNetwork"),
    "multilateral-partnerships": ("partnership", "parties"),
    "partners-of-partners": ("via", "partner"),
    "partnerships-by-country-pair": ("country1", "country2"),
    "triangles": ("one", "two", "three"),
}
TOLD = ("label", "kind", "what", "meaningLabel", "duty", "status", "certainty")
DATED = re.compile(r"\w+Earliest|\w+Latest|lastTrace|value")


def nodes_in(name: str, rows: Sequence[dict[str, str]]) -> int:
    """How many different ends there are in rows that have them all."""
    ends = ENDS[name]
    whole = [row for row in rows if all(row.get(end) for end in ends)]
    return len({each for row in whole for end in ends for each in row[end].split("; ")})


def places_in(_: str, rows: Sequence[dict[str, str]]) -> int:
    """How many places rows have, one or two; no two of the questions' rows have the same."""
    return sum(column.lower().endswith("wkt") for row in rows for column in row)


def bars_in(_: str, rows: Sequence[dict[str, str]]) -> int:
    """How many rows have a year, where any has one; all of them measure something."""
    dated = sum("year" in row or "decade" in row for row in rows)
    return dated or len(rows)


def lives_in(_: str, rows: Sequence[dict[str, str]]) -> int:
    """How many different things with different dates there are; rows without a date are none."""
    columns = dict.fromkeys(column for row in rows for column in row)
    dates = [
        column
        for column in columns
        if DATED.fullmatch(column)
        and all(re.match(r"\[?[0-9.]", row[column]) for row in rows if column in row)
    ]
    shown = [row for row in rows if any(column in row for column in dates)]
    key = (next(iter(columns)), *TOLD, *dates)
    return len({tuple(row.get(column, "") for column in key) for row in shown})


COUNTED = {
    "network": ("place", nodes_in),
    "map": ("place", places_in),
    "chart": ("year", bars_in),
    "timeline": ("name", lives_in),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_picture_of_a_question_has_a_mark_for_each_of_its_rows(
    client: httpx.Client, name: str
) -> None:
    query = library()[name]
    values = {each.name: each.default for each in query.parameters if each.default}
    values |= {"lang": "en"}
    rows = rows_of(client, name, values)
    page = Page(client.get(f"/queries/{name}", params=values, headers=HTML))
    assert runs_nothing_inline(page)
    if not rows:
        assert "No rows" in page.text
        return
    # Below the drawing its signs are explained; a phone has a map of its own.
    end = [tag for tag, _ in page.tags].index("figcaption")
    classes = [attributes.get("class") or "" for _, attributes in page.tags[:end]]
    if query.result == "map":
        classes = classes[: classes.index("map map-phone")]
    sign, counted = COUNTED[query.result]
    if query.result == "chart" and "years" not in classes:
        sign = "name"
    assert sum(sign in each.split() for each in classes) == counted(name, rows)


def test_a_picture_is_a_file_in_the_format_asked_for(client: httpx.Client) -> None:
    asked = "/queries/partnership-survival?lang=en"
    by_name = client.get(f"{asked}&format=svg")
    by_accept = client.get(asked, headers={"Accept": "image/svg+xml"})
    assert media_type(by_name) == media_type(by_accept) == "image/svg+xml"
    assert by_name.content == by_accept.content
    svg = fromstring(by_name.content)
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    links = [each.get("href", "") for each in svg.iter("{http://www.w3.org/2000/svg}a")]
    assert links
    assert all(link.startswith(str(client.base_url)) for link in links)
    empty = client.get("/queries/triangles?lang=en&format=svg")
    assert "nothing to draw" in "".join(fromstring(empty.content).itertext())
    table = problem(client.get("/queries/signatories?lang=en&format=svg"), 400)
    assert "svg" not in str(table["known"])


AGREEMENTS = """
PREFIX vsk: <https://w3id.org/venskab/ontology#>
SELECT ?agreement ?signed WHERE { ?agreement vsk:signed ?signed } ORDER BY ?agreement
"""


def page_of(client: httpx.Client, query: str, **more: str) -> Page:
    asked = {"query": query, "format": "html", "lang": "en", **more}
    return Page(client.get("/sparql", params=asked))


def test_a_free_query_is_drawn_as_it_or_its_reader_says(client: httpx.Client) -> None:
    plain, stated = page_of(client, AGREEMENTS), page_of(client, f"#+ result: timeline{AGREEMENTS}")
    assert "lines" not in [attributes.get("class") for _, attributes in plain.tags]
    chosen = page_of(client, AGREEMENTS, view="timeline")
    for page in (stated, chosen):
        assert "lines" in [attributes.get("class") for _, attributes in page.tags]
        assert runs_nothing_inline(page)
    # What the reader chooses stands above what the query says.
    other = page_of(client, f"#+ result: timeline{AGREEMENTS}", view="table")
    assert "lines" not in [attributes.get("class") for _, attributes in other.tags]
    (shared,) = [a["href"] for _, a in chosen.tags if a.get("id") == "share" and a["href"]]
    assert parse_qs(urlsplit(shared).query)["view"] == ["timeline"]
    assert [a["value"] for tag, a in chosen.tags if tag == "option" and "selected" in a] == [
        "timeline"
    ]


def test_what_cannot_be_drawn_is_said_above_the_table(client: httpx.Client) -> None:
    undated = page_of(client, "SELECT ?a { VALUES ?a { 1 2 } }", view="timeline")
    assert "There is nothing to draw, since the date is missing" in undated.text
    many = page_of(client, "SELECT ?a ?b { ?a a ?b } LIMIT 300", view="network")
    assert "A network on a page holds 120 ties" in many.text
    assert any(link.startswith("/explore") for link in many.all("a", "href"))
    told = client.get(
        "/sparql",
        params={"query": "SELECT ?a ?b { ?a a ?b } LIMIT 300", "view": "network", "format": "svg"},
    )
    assert "120" in str(problem(told, 406)["detail"])
    asked = {"query": AGREEMENTS, "format": "svg"}
    assert "timeline" in str(problem(client.get("/sparql", params=asked), 400)["advice"])
    wrong = get(client, "/sparql?query=SELECT+*+%7B%7D&view=cake&lang=en")
    assert wrong.status_code == 400
    assert "There is no view" in Page(wrong).text
