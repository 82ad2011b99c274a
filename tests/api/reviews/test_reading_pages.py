"""Reviews, conflicts, changes, sources, the model, and what a search engine is told."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.api.endpoint import problem
from tests.api.html_page import HTML, Page, get

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = ("/", "/reviews", "/conflicts", "/changes", "/model", "/about")
SOURCES = ("source/sermersooq-aalborg-2019", "reference/municipalities-no", "derived")


@pytest.mark.parametrize("path", [*PAGES, *(f"/graph/{name}" for name in SOURCES)])
def test_a_page_is_light_and_known_once_it_was_read(client: httpx.Client, path: str) -> None:
    first = get(client, f"{path}?lang=da")
    assert len(gzip.compress(first.content)) < 50_000
    if tag := first.headers.get("etag"):
        again = get(client, f"{path}?lang=da", **{"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_an_officer_sees_what_is_overdue_and_subscribes(client: httpx.Client) -> None:
    page = Page(get(client, "/reviews?lang=en"))
    assert "Main agreement on twinning, Sermersooq and Aalborg, December 2019" in page.text
    assert "August 2024" in page.text
    assert "worked out from the term" in page.text
    (address,) = [href for href in page.all("a", "href") if href.startswith("/calendar.ics")]
    calendar = client.get(address)
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in calendar.text


def test_reviews_of_one_municipality_are_its_own(client: httpx.Client) -> None:
    page = Page(get(client, "/reviews?municipality=municipality/aarhus-kommune&lang=da"))
    assert "Fornyet samarbejdsaftale, Kujalleq og Aarhus" in page.text
    assert "Hovedaftale om venskabsbysamarbejde" not in page.text
    chosen = [attrs["value"] for _, attrs in page.tags if "selected" in attrs]
    assert chosen == ["municipality/aarhus-kommune"]
    (address,) = [href for href in page.all("a", "href") if href.startswith("/calendar.ics")]
    assert "aarhus-kommune" in address
    assert client.get(address).status_code == 200


def test_an_unknown_municipality_or_parameter_is_refused_in_words(client: httpx.Client) -> None:
    problem(client.get("/reviews?municipality=a b"), 400)
    problem(client.get("/reviews?colour=red"), 400)


def test_two_sources_stand_side_by_side_with_their_words(client: httpx.Client) -> None:
    page = Page(get(client, "/conflicts?lang=en"))
    text = re.sub(r"\s+", " ", page.text)
    found = text.partition("Gentofte Municipality and Tasiilaq: began")[2]
    assert found.index("1990") < found.index("Siden 1990") < found.index("1991")
    assert "siden 1991" in found
    assert "≠" not in found, "the page chooses none"


def test_changes_name_what_was_put_in_and_link_it(client: httpx.Client) -> None:
    page = Page(get(client, "/changes?lang=da"))
    assert "lagt ind" in page.text
    assert "/graph/source/sermersooq-aalborg-2019?lang=da" in page.all("a", "href")
    assert "/changes.atom?lang=da" in page.all("a", "href")


def test_the_model_names_every_class_in_words(client: httpx.Client) -> None:
    page = Page(get(client, "/model?lang=da"))
    for word in ("partnerskab", "aftale", "forpligtelse", "belæg", "deltagelse i partnerskab"):
        assert word in page.text
    assert "/ontology?lang=da#Partnership" in page.all("a", "href")


def test_a_source_shows_each_claim_with_its_passage(client: httpx.Client) -> None:
    page = Page(get(client, "/graph/source/sermersooq-aalborg-2019?lang=da"))
    assert "sermersooq-aalborg-2019.txt" in page.text
    assert "Thomas Kastrup-Larsen for Aalborg Kommune" in page.text
    quoted = [tag for tag, _ in page.tags].count("q")
    assert quoted > 100
    assert "dansk" in page.text, "the language by its name"


def test_a_register_lists_its_things_and_says_where_they_are_from(client: httpx.Client) -> None:
    page = Page(get(client, "/graph/reference/municipalities-gl?lang=en"))
    assert "Statistics Greenland" in page.text
    assert "change of municipalities" in page.text.lower()


def test_the_sitemap_holds_pages_that_are_there(client: httpx.Client) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").content)
    places = [str(each.text) for each in root.iter(f"{SITEMAP}loc")]
    assert len(places) == len(set(places)) > 1_400
    origin = str(client.base_url).rstrip("/")
    assert all(place.startswith(origin) for place in places)
    assert not any("/doc/person/" in place for place in places)
    for place in [*places[:12], *places[200::400]]:
        assert get(client, urlsplit(place).path).status_code == 200, place


def test_robots_are_shown_the_sitemap_and_kept_from_queries(client: httpx.Client) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert f"Sitemap: {str(client.base_url).rstrip('/')}/sitemap.xml" in lines
    assert "Disallow: /sparql" in lines
    assert "Disallow: /" not in lines


def test_every_main_page_is_linked_from_every_page(client: httpx.Client) -> None:
    page = Page(client.get("/about", headers=HTML, params={"lang": "en"}))
    links = set(page.all("a", "href"))
    assert {"/reviews?lang=en", "/queries?lang=en", "/conflicts?lang=en"} <= links
    reviews = Page(get(client, "/reviews?lang=en"))
    (here,) = [attrs for _, attrs in reviews.tags if attrs.get("aria-current") == "page"]
    assert here["href"] == "/reviews?lang=en"
