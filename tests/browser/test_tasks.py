"""Five questions that people bring, answered by clicks alone from the start page."""

from __future__ import annotations

import csv
import io
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import Reader, Visit, Visits, downloaded

DANISH: Final = Reader()
ENGLISH: Final = Reader(script=False, lang="en", width=390)
BOTH: Final = pytest.mark.parametrize("reader", [DANISH, ENGLISH], ids=str)


@pytest.fixture
def seen(visits: Visits, reader: Reader) -> Visit:
    """The start page, in front of a reader who knows nothing of the addresses."""
    found = visits.of(reader)
    found.go("/")
    return found


def _open(seen: Visit, words: str) -> Page:
    """The page of what some words name: by the first suggestion, or the first result."""
    field = seen.page.locator("main input[name=q]")
    if seen.reader.script:
        field.press_sequentially(words)
        seen.page.get_by_role("option").first.click()
    else:
        field.fill(words)
        field.press("Enter")
        seen.page.locator("main ol.list a").first.click()
    seen.page.wait_for_url("**/doc/**")
    return seen.page


@BOTH
def test_what_aalborg_owes_and_since_when(seen: Visit) -> None:
    answer = _open(seen, "Aalborg").locator(".answer")
    danish = seen.reader.lang == "da"
    expect(answer).to_contain_text(
        "Overskredet siden august 2024" if danish else "Overdue since August 2024"
    )
    owed = answer.locator("div", has_text="Kommunen skylder" if danish else "municipality owes")
    expect(owed.get_by_role("link").first).to_contain_text("august 2024" if danish else "August")
    expect(answer.get_by_role("link", name="Kommuneqarfik Sermersooq")).to_be_visible()
    assert seen.faults == []


@BOTH
def test_who_ended_gentofte_and_tasiilaq(seen: Visit) -> None:
    answer = _open(seen, "Gentofte Tasiilaq").locator(".answer")
    danish = seen.reader.lang == "da"
    expect(answer).to_contain_text("Ophørt omkring marts 2025" if danish else "Ended about March")
    ended = answer.locator("div", has_text="Hvem opsagde" if danish else "Who ended it")
    expect(ended.get_by_role("link", name="Kommuneqarfik Sermersooq")).to_be_visible()
    assert seen.faults == []


@BOTH
def test_which_nordic_agreements_were_in_force_in_2015_as_csv(seen: Visit) -> None:
    page, danish = seen.page, seen.reader.lang == "da"
    page.get_by_role("link", name="Aftaler" if danish else "Agreements", exact=True).first.click()
    _unfold(seen)
    nordic = "de nordiske lande" if danish else "the Nordic countries"
    page.locator(".narrowing").get_by_role("link", name=nordic).click()
    _unfold(seen)
    page.locator("[name=in_force_since]").fill("2015")
    page.locator("[name=in_force_until]").fill("2015")
    page.get_by_role("button", name="Vis" if danish else "Show", exact=True).click()
    shown = page.locator("table.things tbody tr").count()
    file = downloaded(page, "main a[type='text/csv']").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert len(rows) == shown > 3, "those that were in force, not only those signed then"
    assert seen.faults == []


def _unfold(seen: Visit) -> None:
    if seen.reader.width < 990:
        seen.page.locator(".narrow > summary").click()


@BOTH
def test_what_nuuk_has(seen: Visit) -> None:
    page = _open(seen, "Nuuk")
    danish = seen.reader.lang == "da"
    expect(page.locator(".answer")).to_contain_text("Kommuneqarfik Sermersooq")
    heading = page.get_by_role("heading", name="Partnere i dag" if danish else "Partners today")
    partners = page.locator("section", has=heading).first
    for name in ("Tromsø", "Tórshavn", "Reykjavík"):
        expect(partners.get_by_role("link", name=name).first).to_be_visible()
    assert seen.faults == []


@BOTH
def test_whether_odense_and_kyiv_have_a_tie_and_who_says_so(seen: Visit) -> None:
    page = _open(seen, "Odense Kyiv")
    since = "I kraft, siden 1989" if seen.reader.lang == "da" else "In force, since 1989"
    expect(page.locator(".answer")).to_contain_text(since)
    page.locator("main .n a").first.click()
    note = page.locator("ol.notes li:target")
    expect(note.locator("q")).to_contain_text("1989")
    expect(note.get_by_role("link").first).to_be_visible()
    assert seen.faults == []
