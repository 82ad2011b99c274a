"""``/search`` over HTTP: names found as JSON and as a page, and what is told of a bad request."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.prefixes import BASE
from tests.api.endpoint import media_type, problem
from tests.api.html_page import HTML, Page, get
from tests.api.serving import running

SERMERSOOQ = f"{BASE}id/municipality/kommuneqarfik-sermersooq"


def found(client: httpx.Client, **parameters: str | int) -> list[dict[str, Any]]:
    response = client.get("/search", params=parameters)
    assert response.status_code == 200, response.text
    document = response.json()
    assert document["count"] == len(document["hits"])
    return list(document["hits"])


def test_a_hit_says_what_was_found_by_which_name_and_why(client: httpx.Client) -> None:
    hit = next(hit for hit in found(client, q="Nuuk", lang="da") if hit["id"] == SERMERSOOQ)
    assert hit == {
        "id": SERMERSOOQ,
        "type": "municipality",
        "label": "Kommuneqarfik Sermersooq",
        "language": "da",
        "value": "municipality/kommuneqarfik-sermersooq",
        "kind": "kommune",
        "page": "/doc/municipality/kommuneqarfik-sermersooq?lang=da",
        "match": {
            "name": "Nuuk",
            "languages": ["da", "en", "kl"],
            "how": "exact",
            "folded": False,
            "why": "seat",
            "via": {
                "id": f"{BASE}id/locality/nuuk",
                "type": "locality",
                "label": "Nuuk",
                "language": "da",
            },
        },
        "reason": "hjemsted: Nuuk",
    }


def test_the_language_is_that_of_labels_and_reasons(client: httpx.Client) -> None:
    danish, english = (found(client, q="Århus", limit=1, lang=lang)[0] for lang in ("da", "en"))
    assert (danish["label"], danish["reason"]) == ("Aarhus Kommune", "stavet anderledes")
    assert (english["label"], english["reason"]) == ("Aarhus Municipality", "spelled otherwise")


def test_a_town_its_municipality_and_their_ties_are_found(client: httpx.Client) -> None:
    hits = found(client, q="nuu", limit=6, lang="en")
    named = [(hit["label"], hit["kind"], hit["reason"]) for hit in hits]
    assert named[:3] == [
        ("Nuuk", "locality", ""),
        ("Nuuk Municipality", "municipality until 2008", ""),
        ("Kommuneqarfik Sermersooq", "municipality", "seat: Nuuk"),
    ]
    assert {(hit["type"], hit["match"]["why"]) for hit in hits[3:]} == {("partnership", "party")}
    whole = client.get("/search", params={"q": "nuu", "limit": 100}).json()
    assert whole["complete"]
    assert whole["total"] == whole["count"] > 6
    first = client.get("/search", params={"q": "nuu", "limit": 6}).json()
    assert (first["total"], first["hits"]) == (whole["total"], whole["hits"][:6])
    second = client.get("/search", params={"q": "nuu", "limit": 6, "page": 2}).json()
    assert second["hits"] == whole["hits"][6:12]


def test_all_that_is_found_is_a_link_away(client: httpx.Client) -> None:
    def hits(page: Page) -> list[str]:
        return [href for href in page.all("a", "href") if re.match(r"/(doc|graph|concept)/", href)]

    first = Page(get(client, "/search?q=Aarhus&lang=en"))
    count = client.get("/search", params={"q": "Aarhus"}).json()["total"]
    assert f"1\N{EN DASH}20 of {count} results" in first.text
    headings = ["Municipalities, towns and networks", "Partnerships and agreements"]
    assert all(heading in first.text for heading in headings)
    links = first.all("a", "href")
    (following,) = [href for href in links if "page=2" in href]
    (whole,) = [href for href in links if "limit=100" in href]
    rest, everything = Page(get(client, following)), Page(get(client, whole))
    assert hits(first) + hits(rest) == hits(everything)
    assert len(set(hits(everything))) == count
    assert f"{count} results" in everything.text
    assert not [href for href in everything.all("a", "href") if "page=" in href]
    behind = Page(get(client, "/search?q=Aarhus&page=9&lang=en"))
    assert "There is no page 9." in behind.text
    assert [href for href in behind.all("a", "href") if "page=2" in href]


def test_type_and_limit(client: httpx.Client) -> None:
    hits = found(client, q="Nuuk", type="municipality", limit=2)
    assert [hit["type"] for hit in hits] == ["municipality"] * 2
    assert [hit.get("ended", "") for hit in hits] == ["2008-12-31", ""]


@pytest.mark.parametrize("headers", [{}, HTML])
def test_what_a_client_has_is_not_sent_again(client: httpx.Client, headers: dict[str, str]) -> None:
    first = client.get("/search?q=Nuuk", headers=headers)
    assert set(first.headers["vary"].split(", ")) >= {"Accept", "Accept-Language"}
    known = headers | {"If-None-Match": first.headers["etag"]}
    again = client.get("/search?q=Nuuk", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/search?q=Narsaq", headers=known).status_code == 200
    other = client.get("/search?q=Nuuk&lang=da", headers=known)
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=+", "q"),
        ("q=" + "x" * 301, "q"),
        ("q=x&type=castle", "type"),
        ("q=x&limit=0", "limit"),
        ("q=x&limit=101", "limit"),
        ("q=x&limit=-1", "limit"),
        ("q=x&limit=%C2%B2", "limit"),
        ("q=x&limit=many", "limit"),
        ("q=x&limit=" + "9" * 5000, "limit"),
        ("q=x&page=0", "page"),
        ("q=x&lang=sv", "lang"),
    ],
)
def test_a_bad_parameter_is_a_problem_that_names_it(
    client: httpx.Client, query: str, parameter: str
) -> None:
    told = problem(client.get(f"/search?{query}"), 400)
    assert str(told["type"]).endswith("/problem/bad-parameter")
    assert str(told["detail"]).startswith(f"{parameter}: ")
    assert told["advice"]


def test_other_formats_and_methods(client: httpx.Client) -> None:
    refused = client.get("/search?q=Nuuk", headers={"Accept": "text/turtle"})
    assert problem(refused, 406)["offered"] == ["text/html", "application/json"]
    assert client.options("/search").headers["allow"] == "GET, HEAD, OPTIONS"
    head = client.head("/search?q=Nuuk")
    assert (head.status_code, head.content, media_type(head)) == (200, b"", "application/json")
    problem(client.post("/search"), 405)


@pytest.mark.parametrize(("lang", "seat"), [("da", "hjemsted: Nuuk"), ("en", "seat: Nuuk")])
def test_the_page_shows_hits_and_why(client: httpx.Client, lang: str, seat: str) -> None:
    page = Page(client.get("/search", params={"q": "Nuuk", "lang": lang}, headers=HTML))
    links = page.all("a", "href")
    assert f"/doc/municipality/kommuneqarfik-sermersooq?lang={lang}" in links
    assert seat in page.text
    assert {"da": "kommune til 2008", "en": "municipality until 2008"}[lang] in page.text
    assert "Nuuk" in page.all("input", "value")


def test_the_page_without_a_question_is_a_form(client: httpx.Client) -> None:
    page = Page(client.get("/search", headers=HTML))
    assert page.all("form", "action") == ["/search"]
    assert page.all("input", "name") == ["q"]
    types = page.all("option", "value")
    assert "municipality" in types


def test_what_is_typed_is_shown_as_text(client: httpx.Client) -> None:
    response = client.get("/search", params={"q": '"><script>x</script>'}, headers=HTML)
    assert "<script>" not in response.text
    Page(response)


@pytest.mark.parametrize("path", ["/", "/about", "/no-such-page"])
def test_every_page_has_the_form(client: httpx.Client, path: str) -> None:
    page = Page(client.get(f"{path}?lang=da", headers=HTML))
    assert page.all("form", "action").count("/search") == 1


def test_a_server_makes_ready_what_nobody_has_asked_for_yet(tmp_path: Path) -> None:
    with running(tmp_path, VENSKAB_WARM_UP="true") as server:
        metrics = f"{server.origin}/metrics"
        while (
            "venskab_cache_misses_total 0.0" in httpx.get(metrics, trust_env=False, timeout=60).text
        ):
            time.sleep(0.05)
        assert server.stop()[::2] == (0, "")


def test_a_tie_for_another_town_is_not_one_of_the_seat(client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "Nuuk", "limit": 50}).json()["hits"]
    ties = {hit["id"].rpartition("/")[2] for hit in found if hit["type"] == "partnership"}
    assert "sermersooq-aalborg" in ties and "gentofte-tasiilaq" not in ties
