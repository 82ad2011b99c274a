"""The explorer and the map without script: a form, a table, a path, a matrix, and files."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

HTML = {"Accept": "text/html"}
ROW = re.compile(r"<tr><td>(?:<a[^>]*>)(.*?)</a></td><td>(?:<a[^>]*>)(.*?)</a></td>")


def _page(client: httpx.Client, path: str, **parameters: str) -> str:
    answer = client.get(path, params=parameters, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


def _rows(page: str) -> list[tuple[str, str]]:
    return [(unescape(one), unescape(other)) for one, other in ROW.findall(page)]


def _document(client: httpx.Client, page: str) -> dict[str, list[dict[str, str]]]:
    found = re.search(r'data-document="([^"]*)"', page)
    assert found
    return dict(client.get(unescape(found[1])).json())


@pytest.mark.parametrize("path", ["/explore", "/map"])
@pytest.mark.parametrize("on", ["", "1990-07-01"])
def test_the_table_says_the_same_as_the_picture(client: httpx.Client, path: str, on: str) -> None:
    page = _page(client, path, on=on, lang="da")
    document = _document(client, page)
    name = {node["id"]: node["label"] for node in document["nodes"]}
    ties = [(name[edge["source"]], name[edge["target"]]) for edge in document["edges"]]
    assert sorted(_rows(page)) == sorted(ties)
    assert len(ties) > 10


def test_one_municipality_is_found_by_its_name_in_any_case(client: httpx.Client) -> None:
    rows = _rows(_page(client, "/explore", focus="kommune kujalleq", lang="da"))
    assert rows
    assert all("Kommune Kujalleq" in row for row in rows)


def test_the_shortest_path_is_told_step_by_step(client: httpx.Client) -> None:
    ends = {"from": "Aarhus Kommune", "to": "Gladsaxe Kommune"}
    page = _page(client, "/explore", lang="da", **ends)
    path = re.search(r'<ol class="path">(.*?)</ol>', page, re.DOTALL)
    assert path
    assert re.findall(r">([^<]+)</a>", path[1]) == [
        "Aarhus Kommune",
        "Kommune Kujalleq",
        "Gladsaxe Kommune",
    ]
    typed = _page(client, "/explore", lang="da", **{"from": "aarhs", "to": "gladsakse"})
    assert path[0] in typed
    none = _page(client, "/explore", lang="da", **{"from": "Aarhus Kommune", "to": "Loimaa"})
    assert "Ingen vej fører fra" in none


def test_a_name_that_no_node_has_is_told_and_can_be_searched(client: httpx.Client) -> None:
    page = _page(client, "/explore", focus="Godthåb <b>", lang="da")
    assert "Ingen kommune i dette netværk hedder" in page
    assert "Godthåb &lt;b&gt;" in page
    assert "/search?q=Godth%C3%A5b" in page


def test_of_several_with_one_name_the_reader_chooses(client: httpx.Client) -> None:
    page = _page(client, "/explore", focus="Holmestrand", lang="da", on="2015-07-01")
    assert "Flere kan hedde" not in page
    page = _page(client, "/explore", focus="Holmestrand", lang="da")
    assert "Flere kan hedde »Holmestrand«" in page
    chosen = re.findall(r'<li><a href="([^"]*)"[^>]*>Holmestrand</a>', page)
    assert len(chosen) == 3
    page = client.get(unescape(chosen[0]), headers=HTML).text
    assert all("Holmestrand" in row for row in _rows(page))
    # The field says the one that was chosen, and not a name that three have.
    assert 'value="municipality/no-' in page
    assert "Ét partnerskab, 3 kommuner" in page


def test_files_have_the_parameters_of_the_page(client: httpx.Client) -> None:
    page = _page(client, "/explore", country="GL", on="2012-06-01", colour="country")
    (gexf,) = re.findall(r'<a href="(/network\.gexf[^"]*)"', page)
    parameters = httpx.URL(unescape(gexf)).params
    assert (parameters["country"], parameters["on"]) == ("GRL", "2012-06-01")
    assert "colour" not in parameters
    assert client.get(unescape(gexf)).status_code == 200


@pytest.mark.parametrize(
    "part",
    [
        {"focus": "Kommune Kujalleq"},
        {"from": "Aarhus Kommune", "to": "Gladsaxe Kommune"},
        {"group": "country:GL"},
        {"group": "community:2"},
    ],
)
def test_the_files_hold_the_part_that_the_table_shows(
    client: httpx.Client, part: dict[str, str]
) -> None:
    page = _page(client, "/explore", lang="da", **part)
    whole = _rows(_page(client, "/explore", lang="da"))
    (address,) = re.findall(r'<a href="(/network\.json[^"]*)"', page)
    found = client.get(unescape(address)).json()
    name = {node["id"]: node["label"] for node in found["nodes"]}
    ties = [(name[edge["source"]], name[edge["target"]]) for edge in found["edges"]]
    assert sorted(_rows(page)) == sorted(ties)
    assert 0 < len(ties) < len(whole)
    assert found["leftOut"][-1]["count"] == len(whole) - len(ties)
    (csv,) = re.findall(r'<a href="(/network\.csv[^"]*)"', page)
    lines = client.get(unescape(csv)).text.splitlines()
    assert sum(not line.startswith("#") for line in lines) - 1 == len(ties)


def test_a_group_that_is_not_there_leaves_the_table_whole(client: httpx.Client) -> None:
    whole = _rows(_page(client, "/explore", lang="da"))
    for group in ("country:", "country:XX", "community:999", "love"):
        assert _rows(_page(client, "/explore", lang="da", group=group)) == whole


def test_the_matrix_counts_every_tie_once(client: httpx.Client) -> None:
    page = _page(client, "/map", lang="da")
    rows = re.findall(r'<tr><th scope="row"[^>]*>(..)</th>(.*?)</tr>', page)
    counts = {code: re.findall(r">([\d.]+|·)</td>", cells) for code, cells in rows}
    number = [[0 if each == "·" else int(each) for each in row] for row in counts.values()]
    below = sum(row[column] for place, row in enumerate(number) for column in range(place + 1))
    assert below == len(_document(client, page)["edges"])


def test_what_cannot_be_is_a_page_that_says_so(client: httpx.Client) -> None:
    answer = client.get("/explore", params={"layer": "love"}, headers=HTML)
    assert answer.status_code == 400
    assert "love" in answer.text


@pytest.mark.parametrize(
    ("lang", "choice"), [("da", "også kun den ene side"), ("en", "also one side alone")]
)
def test_what_one_side_alone_says_is_asked_for(
    client: httpx.Client, lang: str, choice: str
) -> None:
    confirmed = _document(client, _page(client, "/explore", lang=lang))
    page = _page(client, "/explore", mention="any", lang=lang)
    assert f'<option value="any" selected>{choice}</option>' in page
    every = _document(client, page)
    assert len(every["edges"]) > len(confirmed["edges"])
    left = {each["reason"] for each in confirmed["leftOut"]}
    assert "relations that only one side mentions" in left


def test_an_empty_choice_is_told(client: httpx.Client) -> None:
    page = _page(
        client, "/explore", area="emergency-aid", on="1850-01-01", certainty="certain", lang="da"
    )
    assert "Ingen bånd passer til det valgte" in page


def test_nothing_of_the_page_is_inline(client: httpx.Client) -> None:
    for path in ("/explore", "/map"):
        page = _page(client, path)
        assert not re.search(r"<script(?![^>]*(src=|type=\"application))", page)
        assert " style=" not in page
