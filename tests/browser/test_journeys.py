"""What four people come for: an officer, a researcher, a citizen and a curator."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browsing import Reader, Visit, downloaded, visit

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", [True, False])


def _year(seen: Visit, year: int) -> None:
    if seen.reader.script:
        seen.page.locator("#year").fill(str(year))
    else:
        seen.page.locator("#on").fill(f"{year}-07-01")
        seen.page.locator("#choose button").click()
    seen.page.wait_for_url(f"**on={year}-07-01**")


@WITH_AND_WITHOUT_SCRIPT
def test_an_officer_finds_what_falls_due_and_subscribes(
    browser: Browser, origin: str, script: bool
) -> None:
    with visit(browser, origin, Reader(script=script, width=360)) as seen:
        seen.go("/")
        seen.page.get_by_role("link", name="Frister").first.click()
        page = seen.page
        expect(page.get_by_role("table").first).to_contain_text("Aalborg")
        page.locator("select#municipality").select_option(label="Aalborg Kommune")
        page.get_by_role("button", name="Vis").click()
        expect(page).to_have_url(re.compile("municipality="))
        assert page.locator("a[href^='webcal:']").count(), "a calendar subscribes by it"
        address = page.locator("a[href^='/calendar.ics']").first.get_attribute("href")
        calendar = page.request.get(f"{origin}{address}")
        assert calendar.headers["content-type"].startswith("text/calendar")
        assert "BEGIN:VEVENT" in calendar.text()
        assert seen.faults == []


@WITH_AND_WITHOUT_SCRIPT
def test_a_researcher_filters_the_network_to_1990_and_downloads_it(
    browser: Browser, origin: str, script: bool
) -> None:
    with visit(browser, origin, Reader(script=script, lang="en")) as seen:
        seen.go("/")
        seen.page.get_by_role("link", name="Network", exact=True).first.click()
        _year(seen, 1990)
        expect(seen.page.locator("#shown [role=status]")).to_contain_text("1990-07-01")
        rows = seen.page.locator("#shown tbody tr").count()
        assert 10 < rows < 115
        file = downloaded(seen.page, "#shown a[href*='/network.csv']").decode()
        lines = [line for line in file.splitlines() if not line.startswith("#")]
        assert len(list(csv.DictReader(io.StringIO("\n".join(lines))))) == rows
        assert seen.faults == []


@WITH_AND_WITHOUT_SCRIPT
def test_a_citizen_lands_right_by_the_spelling_of_old(
    browser: Browser, origin: str, script: bool
) -> None:
    with visit(browser, origin, Reader(script=script, width=360, scheme="dark")) as seen:
        seen.go("/municipalities")
        seen.page.locator(".top input[name=q]").fill("Århus")
        seen.page.locator(".top input[name=q]").press("Enter")
        seen.page.locator("main ol.list a").first.click()
        expect(seen.page.locator("h1")).to_contain_text("Aarhus")
        assert "/doc/municipality/aarhus-kommune" in seen.page.url
        assert seen.faults == []


@pytest.mark.parametrize("reader", [Reader(), Reader(lang="en", width=360, scheme="dark")], ids=str)
def test_a_citizen_types_the_first_letters_and_chooses_by_keyboard(
    browser: Browser, origin: str, reader: Reader
) -> None:
    with visit(browser, origin, reader) as seen:
        seen.go("/")
        field, options = seen.page.get_by_role("combobox").first, seen.page.get_by_role("option")
        field.press_sequentially("Nuu")
        expect(options.first).to_contain_text("Nuuk")
        expect(field).to_have_attribute("aria-expanded", "true")
        assert seen.barriers() == []
        assert seen.overflow() <= 0
        seen.keep("suggestions")
        field.press("Escape")
        expect(field).to_have_attribute("aria-expanded", "false")
        expect(field).to_have_value("Nuu")
        # The first step opens what was put away, the second chooses.
        field.press("ArrowDown")
        expect(options.first).to_be_visible()
        field.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
        field.press("Enter")
        seen.page.wait_for_url("**/doc/locality/nuuk?lang=*")
        expect(seen.page.locator("h1")).to_contain_text("Nuuk")
        # The same box stands at the head of every page; its last option leads to all that is found.
        head = seen.page.locator(".top").get_by_role("combobox")
        head.press_sequentially("Aarhus")
        expect(options.first).to_contain_text("Aarhus")
        head.press("ArrowUp")
        head.press("Enter")
        seen.page.wait_for_url("**/search?q=Aarhus*")
        assert seen.faults == []


def test_what_is_chosen_in_a_form_is_sent_whatever_else_is_called_so(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/queries/partners-on-a-map")
        field = seen.page.locator("main [name=municipality]")
        field.fill("")
        field.press_sequentially("nuuk kom")
        seen.page.get_by_role("option").first.click()
        expect(field).to_have_value("Nuuk Kommune")
        field.press("Enter")
        seen.page.wait_for_url("**municipality=municipality%2Fnuuk-kommune**")
        expect(field).to_have_value("Nuuk Kommune")
        field.fill("Xyzzyq")
        field.press("Enter")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_be_focused()
        described = field.get_attribute("aria-describedby")
        expect(seen.page.locator(f"#{described}")).to_contain_text("Xyzzyq")
        assert seen.barriers() == []
        assert seen.faults == []


def test_a_citizen_without_script_finds_the_town_by_the_form(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(script=False, width=390)) as seen:
        seen.go("/")
        seen.page.locator("main input[name=q]").fill("nuuk")
        seen.page.locator("main input[name=q]").press("Enter")
        seen.page.locator("main ol.list a").first.click()
        expect(seen.page.locator("h1")).to_contain_text("Nuuk")
        assert "/doc/locality/nuuk" in seen.page.url
        assert seen.faults == []


def test_a_citizen_is_told_that_no_source_names_godthaab(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/municipalities")
        seen.page.locator(".top input[name=q]").fill("Godthåb")
        seen.page.locator(".top input[name=q]").press("Enter")
        # No guess stands for what no source says: the page says so and offers nothing false.
        expect(seen.page.locator("main [role=status]").first).to_contain_text("0 resultater")
        assert seen.page.locator("main ol.list a").count() == 0


@WITH_AND_WITHOUT_SCRIPT
def test_a_curator_sees_two_sources_disagree(browser: Browser, origin: str, script: bool) -> None:
    with visit(browser, origin, Reader(script=script, scheme="dark")) as seen:
        seen.go("/")
        seen.page.get_by_role("link", name="Hvor kilder er uenige").first.click()
        sides = seen.page.locator("main .conflict").first.locator(".side")
        expect(sides.first).to_be_visible()
        assert sides.count() >= 2
        values = {side.locator(".value").inner_text() for side in sides.all()}
        assert len(values) == sides.count()
        for side in sides.all():
            assert side.locator("a").count() >= 1
        assert seen.faults == []
