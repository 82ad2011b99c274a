"""The lists as people read them: words for dates and codes, what is chosen, and the way out."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from graph.collections.registry import COLLECTIONS

HTML = {"Accept": "text/html"}
EVERY = list(COLLECTIONS)
# Dates as EDTF has them, and IRIs in their short form.
_RAW = re.compile(r"\d{4}-\d\d|\.\./|/\.\.|\d~|X{2}|\bvsk:|\bcountry:|\borg:")


def _page(client: httpx.Client, path: str, **asked: str) -> str:
    answer = client.get(path, params=asked or None, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


def _refused(client: httpx.Client, path: str, **asked: str) -> str:
    answer = client.get(path, params=asked, headers=HTML)
    assert answer.status_code == 400, answer.text
    return answer.text


def _cells(page: str) -> list[str]:
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    # Names are the sources' own: they may hold anything.
    return [
        re.sub(r"<[^>]+>", "", re.sub(r"<a .*?</a>", "", cell, flags=re.DOTALL))
        for cell in re.findall(r"<td[^>]*>(.*?)</td>", body, re.DOTALL)
    ]


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_nothing_is_said_in_codes(client: httpx.Client, name: str, lang: str) -> None:
    page = _page(client, f"/{name}", lang=lang, limit="200")
    assert [cell for cell in _cells(page) if _RAW.search(cell)] == []
    headings = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)
    words = [re.sub(r"<[^>]+>", "", each) for each in headings]
    assert all(re.match(r"[A-ZÆØÅ]", each) for each in words), words
    counted = re.findall(r'<section class="facet".*?</section>', page, re.DOTALL)
    labels = [label for each in counted for label in re.findall(r"<a [^>]*>([^<]+)</a>", each)]
    assert [label for label in labels if re.fullmatch(r"[A-Z]{2}|\w+:\w+", label)] == []


def test_countries_and_columns_are_in_the_reader_s_language(client: httpx.Client) -> None:
    danish = _page(client, "/municipalities", lang="da", country="GL")
    english = _page(client, "/municipalities", lang="en", country="GL")
    assert "Land: <span>Grønland</span>" in danish
    assert "Country: <span>Greenland</span>" in english
    assert "Medlemmer" in _page(client, "/partnerships", lang="da")
    assert "senest maj 1966" in _page(client, "/partnerships", lang="da")


def test_what_is_chosen_can_be_given_up_one_by_one_and_all_at_once(client: httpx.Client) -> None:
    asked = {"country": "GL", "on": "2019-12-15", "certainty": "certain", "q": "Sermersooq"}
    page = _page(client, "/agreements", lang="en", **asked)
    (chips,) = re.findall(r'<div class="chips">(.*?)</div>', page, re.DOTALL)
    ways = [httpx.URL(unescape(each)) for each in re.findall(r'href="([^"]+)"', chips)]
    left = [set(dict(way.params)) - {"lang"} for way in ways]
    assert left == [
        set(asked) - {"country"},
        set(asked) - {"q"},
        # Without the day nothing is certain or not.
        set(asked) - {"on", "certainty"},
        set(asked) - {"certainty"},
        set(),
    ]
    assert all(client.get(way, headers=HTML).status_code == 200 for way in ways)


def test_a_head_of_a_column_orders_by_it_and_back(client: httpx.Client) -> None:
    page = _page(client, "/partnerships", lang="en")
    assert '<th scope="col" aria-sort="ascending">Name' in page
    (href,) = re.findall(r'<th scope="col"><a href="([^"]+)">Beg', page)
    oldest = _page(client, unescape(href))
    (turned,) = re.findall(r'aria-sort="ascending"><a href="([^"]+)">Beg', oldest)
    newest = _page(client, unescape(turned))
    assert 'aria-sort="descending"><a' in newest
    first = re.compile(r'<td class="name"><a href="([^"?]+)')
    assert first.findall(oldest)[0] != first.findall(newest)[0]


def test_nothing_found_shows_the_way_out(client: httpx.Client) -> None:
    page = _page(client, "/partnerships", lang="en", country="GL", q="Zanzibar")
    assert "Nothing fits" in page
    (block,) = re.findall(r'<div class="empty nothing">(.*?)</div>', page, re.DOTALL)
    ways = [unescape(each) for each in re.findall(r'href="([^"]+)"', block)]
    assert len(ways) == 4
    assert all(client.get(way, headers=HTML).status_code == 200 for way in ways)
    assert "<table" not in page


def test_a_filter_that_cannot_be_is_told_in_both_languages_with_the_way_on(
    client: httpx.Client,
) -> None:
    for lang, words in (("da", "der ikke passer"), ("en", "does not fit")):
        asked = {"country": "XX", "kind": "annex", "lang": lang}
        page = _refused(client, "/agreements", **asked)
        assert words in page
        (without,) = re.findall(r'<a class="button" href="([^"]+)">', page)
        assert dict(httpx.URL(unescape(without)).params) == {"kind": "annex", "lang": lang}
        assert client.get(unescape(without), headers=HTML).status_code == 200


def test_a_name_that_nothing_has_is_told_at_its_field(client: httpx.Client) -> None:
    page = _refused(client, "/agreements", party="Atlantis", country="GL", lang="da")
    (field,) = re.findall(r'<input id="f-party"[^>]*>', page)
    assert 'value="Atlantis"' in field
    assert 'aria-invalid="true" aria-describedby="f-party-fault" autofocus' in field
    assert 'id="f-party-fault">Intet, der kan vælges her, hedder »Atlantis«.' in page
    assert "Grønland" in page.partition('<div class="chips">')[2].partition("</div>")[0]


def test_a_name_is_found_as_the_search_does_and_asked_back_where_it_is_of_several(
    client: httpx.Client,
) -> None:
    # The town's name leads to the municipality that has agreements.
    for path, asked in (("/agreements", {}), ("/timeline", {"of": "agreements"})):
        page = _page(client, path, party="nuuk", lang="en", **asked)
        assert "Sermersooq" in page.partition('<div class="chips">')[2].partition("</div>")[0]
    back = _refused(client, "/partnerships", party="kommune", country="GL", lang="en")
    block = back.partition('id="f-party-fault"')[2].partition("</div>")[0]
    ways = [httpx.URL(unescape(each)) for each in re.findall(r'href="([^"]+)"', block)]
    assert len(ways) > 1
    for way in ways:
        assert way.params["country"] == "GL"
        assert client.get(way, headers=HTML).status_code == 200


def test_countries_can_be_chosen_as_a_group(client: httpx.Client) -> None:
    page = unescape(_page(client, "/agreements", lang="da"))
    assert re.search(r'<a href="[^"]*country=nordic[^"]*">de nordiske lande</a>', page)
    chosen = unescape(_page(client, "/agreements", lang="da", country="nordic"))
    assert ">de nordiske lande</a>" not in chosen, "it stands above as chosen"
    assert "Land: de nordiske lande" in re.sub(r"<[^>]+>|\s+", " ", chosen).replace("  ", " ")
