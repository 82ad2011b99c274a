"""``/timeline``: rows, marks and words are the same set, whatever narrows it, and lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import httpx
import pytest

from api.collections.timeline_page import when
from graph.collections.registry import COLLECTIONS
from graph.collections.time_counts import Span
from graph.identifiers import source_graph, thing
from graph.ledger import Ledger
from graph.namespaces import VSK
from graph.time.edtf_dates import Bounds
from graph.time.intervals import between
from tests.api.endpoint import problem
from tests.api.serving import running

HTML = {"Accept": "text/html"}
TIMED = [name for name, each in COLLECTIONS.items() if each.timed]
ROW = re.compile(
    r'<tr><th scope="row"><a href="([^"?]+)[^"]*"[^>]*>([^<]*)</a></th><td>(.*?)</td>'
    r'<td class="years">(<svg.*?</svg>)</td></tr>',
    re.DOTALL,
)
NARROWED = [
    {"of": "partnerships"},
    {"of": "partnerships", "country": "GL", "sort": "name"},
    {"of": "partnerships", "kind": "twinning", "area": "culture-sport-leisure", "sort": "length"},
    {"of": "partnerships", "on": "2012-06-01", "certainty": "certain", "group": "country"},
    {"of": "agreements", "party": "municipality/aalborg-kommune", "group": "kind"},
    {"of": "agreements", "on": "2019-12-15"},
    {"of": "visits", "since": "2016-01-01", "sort": "-begin"},
    {"of": "events", "q": "Tromsø", "group": "kind"},
    {"of": "networks", "sort": "end"},
    {"of": "initiatives", "type": "exchange"},
    {"of": "sources", "sort": "name"},
]
OWN = ("of", "sort", "group", "page")


def _page(client: httpx.Client, path: str = "/timeline", **asked: str) -> str:
    answer = client.get(path, params=asked or None, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


def _rows(page: str) -> list[tuple[str, str, str, str]]:
    return [
        (unescape(path), unescape(name), re.sub(r"<[^>]+>", "", words), svg)
        for path, name, words, svg in ROW.findall(page)
    ]


def _all_rows(client: httpx.Client, asked: dict[str, str]) -> list[tuple[str, str, str, str]]:
    page = _page(client, **asked)
    found = _rows(page)
    while following := re.search(r'href="([^"]+)" rel="next"', page):
        page = _page(client, unescape(following[1]))
        found += _rows(page)
    return found


def _items(client: httpx.Client, of: str, **asked: str) -> list[dict[str, Any]]:
    found = client.get(f"/{of}.json", params=asked | {"limit": "200"}).json()
    items: list[dict[str, Any]] = found["items"]
    while "next" in found:
        found = client.get(found["next"]).json()
        items += found["items"]
    return items


@pytest.mark.parametrize("asked", NARROWED, ids=str)
def test_the_rows_are_the_list_and_each_has_its_mark_and_its_words(
    client: httpx.Client, asked: dict[str, str]
) -> None:
    filters = {name: value for name, value in asked.items() if name not in OWN}
    expected = {each["id"].rpartition("/id/")[2] for each in _items(client, asked["of"], **filters)}
    rows = _all_rows(client, asked | {"lang": "en"})
    assert len(rows) == len(expected) > 0
    assert {path.rpartition("/")[2] for path, *_ in rows} == {
        each.rpartition("/")[2] for each in expected
    }
    for _, name, words, svg in rows:
        assert name
        drawn = [each.get("class") for each in fromstring(svg).iter() if each.tag != "line"]
        if "no date" in words:  # of what no source dates all is possible, or nothing is known
            assert set(drawn) <= {"strip", "possible"}, (name, words)
        else:
            assert len(drawn) > 1, (name, words)
        marked = [each.get("class") for each in fromstring(svg).iter("line")]
        assert ("asked" in marked) == ("on" in asked)


def test_all_pages_together_are_the_whole(client: httpx.Client) -> None:
    rows = _all_rows(
        client, {"of": "municipalities", "country": "DK", "sort": "name", "lang": "da"}
    )
    items = _items(client, "municipalities", country="DK", lang="da")
    # Both are in the order of the Danish names.
    assert [name for _, name, _, _ in rows] == [each["label"]["da"] for each in items]
    assert len(rows) > 60


def test_the_columns_say_what_the_table_of_years_says(client: httpx.Client) -> None:
    page = _page(client, of="agreements", lang="en")
    svg = re.search(r'<svg class="overview".*?</svg>', page, re.DOTALL)
    assert svg
    told = re.findall(
        r'<th scope="row">([^<]+)</th><td class="number">(\d+)</td><td class="number">(\d+)</td>',
        page,
    )
    columns = list(fromstring(svg[0]).iter("rect"))
    certain = [each for each in columns if each.get("class") == "certain"]
    possible = [each for each in columns if each.get("class") == "possible"]
    assert len(certain) == sum(int(least) > 0 for _, least, _ in told)
    assert len(possible) == sum(least != most for _, least, most in told)
    assert all(each.get("fill") == "url(#hatch)" for each in possible)
    most = max(int(most) for *_, most in told)
    tallest = max(float(each.get("height", "0")) for each in certain)
    highest = max(int(least) for _, least, _ in told)
    assert tallest == pytest.approx(68 * highest / most, abs=0.02)
    for year, least, at_most in told[-12:]:
        day = {"since": "", "on": f"{year}-12-31"}
        fits = {
            each["id"]: each["certainty"] for each in _items(client, "agreements", on=day["on"])
        }
        # A year counts what held on any of its days, so at least what held on its last one.
        assert int(least) >= list(fits.values()).count("certain")
        assert int(at_most) >= len(fits)


def test_grouped_by_country_each_group_is_named_and_counted(client: httpx.Client) -> None:
    page = _page(client, of="partnerships", group="country", lang="da")
    groups = re.findall(r'scope="rowgroup">([^<]+) <span class="count">(\d+)</span>', page)
    names = [name for name, _ in groups]
    assert "Danmark \N{EN DASH} Grønland" in names
    assert sum(int(count) for _, count in groups) == len(_rows(page))


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("of=persons", "of"),
        ("of=towns", "of"),
        ("sort=size", "sort"),
        ("of=visits&sort=length", "sort"),
        ("group=source", "group"),
        ("page=0", "page"),
        ("page=99", "page"),
        ("page=x", "page"),
        ("sort=name&sort=end", "sort"),
        ("on=soon", "on"),
        ("party=Atlantis", "party"),
        ("of=visits&on=2019-12-15", "on"),
        ("town=Aalborg", "town"),
        ("lang=fr", "lang"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    client: httpx.Client, asked: str, parameter: str
) -> None:
    told = problem(client.get(f"/timeline?{asked}"), 400)
    assert told["parameter"] == parameter
    assert told["advice"]


def test_a_thing_is_asked_for_by_its_name_and_the_map_s_own_words_are_understood(
    client: httpx.Client,
) -> None:
    by_iri = _rows(_page(client, of="agreements", party="municipality/aarhus-kommune", lang="da"))
    by_name = _rows(_page(client, of="agreements", party="aarhus kommune", lang="da"))
    as_map = _page(
        client, layer="agreement", focus="Aarhus Kommune", certainty="possible", lang="da"
    )
    assert by_iri == by_name == _rows(as_map) != []
    listed = client.get("/agreements", params={"party": "Aarhus Kommune"}, headers=HTML)
    assert listed.status_code == 200
    assert f"<strong>{len(by_iri)}</strong>" in listed.text


@pytest.mark.parametrize("path", ["/map", "/explore"])
@pytest.mark.parametrize(
    ("asked", "of", "kept"),
    [
        ({"country": "GL", "on": "2012-06-01"}, "partnerships", {"on": "2012-06-01"}),
        ({"layer": "visit", "country": "FO"}, "visits", {"country": "FO"}),
        (
            {"layer": "agreement", "focus": "Aarhus Kommune"},
            "agreements",
            {"party": "municipality/aarhus-kommune"},
        ),
    ],
)
def test_a_network_leads_to_the_list_and_the_timeline_of_the_same(
    client: httpx.Client, path: str, asked: dict[str, str], of: str, kept: dict[str, str]
) -> None:
    views = dict(_views(_page(client, path, **asked)))
    assert len(views) == 3
    for name, address in (("List", f"/{of}"), ("Timeline", "/timeline")):
        url = httpx.URL(views[name])
        assert url.path == address
        assert kept.items() <= dict(url.params).items()
        assert client.get(url, headers=HTML).status_code == 200


def _views(page: str) -> Iterator[tuple[str, str]]:
    nav = re.search(r'<nav class="seen-as".*?</nav>', page, re.DOTALL)
    assert nav
    for href, label in re.findall(r'<a href="([^"]+)">(\w+)', nav[0]):
        yield label, unescape(href)


@pytest.mark.parametrize("of", TIMED)
def test_every_way_from_a_list_is_there_and_back(client: httpx.Client, of: str) -> None:
    asked = {"lang": "en"} | ({} if of == "sources" else {"country": "GL"})
    views = dict(_views(_page(client, f"/{of}", **asked)))
    for address in views.values():
        there = _page(client, address)
        for back in dict(_views(there)).values():
            assert client.get(back, headers=HTML).status_code == 200
        for other in re.findall(r'<nav class="kinds".*?</nav>', there, re.DOTALL):
            for target in re.findall(r'href="([^"]+)"', other):
                assert client.get(unescape(target), headers=HTML).status_code == 200


def test_an_answer_is_sent_once(client: httpx.Client) -> None:
    first = client.get("/timeline?of=visits", headers=HTML)
    again = client.get(
        "/timeline?of=visits", headers=HTML | {"If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/timeline").status_code == 200


def test_hostile_names_are_text(new_home: Path) -> None:
    name, iri, graph = "<img src=x onerror=alert(1)>", thing("visit", "a"), source_graph("hostile")
    said = [
        f"<{iri}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{VSK.Visit}> <{graph}> .",
        f'<{iri}> <http://www.w3.org/2000/01/rdf-schema#label> "{name}"@en <{graph}> .',
        f'<{iri}> <{VSK.date}> "2019"^^<http://id.loc.gov/datatypes/edtf/EDTF> <{graph}> .',
    ]
    with Ledger.open(new_home / "ledger.sqlite") as ledger:
        ledger.put(graph, said, actor="test")
    with running(new_home) as server, httpx.Client(base_url=server.origin, timeout=60) as client:
        page = _page(client, of="visits", lang="en", q="onerror")
        assert "<img" not in page
        assert name in [row[1] for row in _rows(page)]
        for path in ("/visits", "/timeline?of=visits&sort=name"):
            assert "<img" not in _page(client, path)


WORDS = [
    # began, gone, what is said: a year is a year, and nobody says more than is known.
    (
        Bounds(date(1977, 1, 1), date(1977, 12, 31)),
        Bounds(None, None),
        "begyndt 1977; ophør ukendt",
    ),
    (Bounds(None, date(1966, 5, 31)), Bounds(None, None), "begyndt senest maj 1966; ophør ukendt"),
    (
        Bounds(date(2010, 1, 1), date(2010, 12, 31)),
        Bounds(date(2017, 1, 1), date(2017, 12, 31)),
        "2010 / 2017",
    ),
    (
        Bounds(date(1984, 1, 1), date(1984, 1, 1)),
        Bounds(date(2007, 1, 1), date(2007, 1, 1)),
        "1. januar 1984 / 31. december 2006",
    ),
]


@pytest.mark.parametrize(("began", "gone", "words"), WORDS)
def test_days_are_said_no_longer_and_no_surer_than_they_are_known(
    began: Bounds, gone: Bounds, words: str
) -> None:
    assert when(Span(between(began, gone)), "da") == words.replace("/", "\N{EN DASH}")
