"""The pictures for those who use no pointer, want no motion, or meet a name made of markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.data.shipped import open_home
from graph.ledger import Put
from tests.api.serving import running
from tests.browser.browsing import Reader, redrawn, visit

NAME: Final = "Kommune Kujalleq"
MARKUP: Final = "<img src=x onerror=document.title=1>"
_MOST_TABS: Final = 80


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a store in which a municipality's name is markup."""
    home = tmp_path_factory.mktemp("markup-home")
    with open_home(home) as ledger:
        puts = []
        for version in ledger.graphs():
            lines = ledger.lines(version.hash)
            if any(f'"{NAME}"' in line for line in lines):
                changed = [line.replace(f'"{NAME}"', f'"{MARKUP}"') for line in lines]
                puts.append(Put(version.graph, changed))
        ledger.apply(puts, actor="test")
    with running(home) as server:
        yield server.origin


@pytest.mark.parametrize("path", ["/explore", "/map"])
def test_a_name_made_of_markup_is_shown_as_text(browser: Browser, marked: str, path: str) -> None:
    with visit(browser, marked, Reader()) as seen:
        seen.go(path)
        expect(seen.page.locator("#shown table")).to_contain_text(MARKUP)
        seen.page.locator("#focus").fill(MARKUP)
        seen.page.locator("#focus").press("Enter")
        seen.page.wait_for_url("**focus=**")
        expect(seen.page.locator("#shown")).to_contain_text(f"Vist: båndene til {MARKUP}")
        seen.keep(f"markup{path}")
        assert seen.page.locator("main img").count() == 0
        assert seen.page.title() != "1"
        assert seen.faults == []


def _tab_to(page: Page, where: str) -> None:
    """Press Tab until the focus is there; fails where it is never reached."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("where => document.activeElement.matches(where)", where):
            return
    pytest.fail(f"Tab never comes to {where}")


@pytest.mark.parametrize("path", ["/explore?colour=country", "/map"])
def test_a_keyboard_comes_in_zooms_chooses_and_leaves(
    browser: Browser, origin: str, path: str
) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        page = seen.page
        seen.go(path)
        rows = page.locator("#shown tbody tr")
        before = rows.count()
        _tab_to(page, "#focus")
        page.keyboard.type(NAME)
        page.keyboard.press("Enter")
        page.wait_for_url("**focus=Kommune**")
        expect(page.locator("#shown")).to_contain_text("Shown: the ties of")
        assert 0 < rows.count() < before
        _tab_to(page, "#picture .canvas[tabindex], #picture canvas[tabindex]")
        with redrawn(page.locator(".canvas")):
            page.keyboard.press("+")
            page.keyboard.press("ArrowRight")
        _tab_to(page, ".zooms button[aria-label='Show all']")
        page.keyboard.press("Enter")
        _tab_to(page, ".legend button")
        page.keyboard.press("Space")
        page.wait_for_url("**group=**")
        _tab_to(page, "#shown a")
        assert seen.faults == []


def test_a_group_changes_the_table_and_the_files(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/explore?colour=country")
        seen.page.get_by_role("button", name="Grønland (").click()
        expect(seen.page.locator("#shown")).to_contain_text("båndene til og fra Grønland")
        address = seen.page.locator("#shown .downloads a").first.get_attribute("href") or ""
        assert "group=country%3AGL" in address
        seen.page.get_by_role("button", name="Grønland (").click()
        expect(seen.page.locator("#shown .downloads a").first).not_to_have_attribute(
            "href", address
        )


def test_years_play_in_large_steps_for_less_motion_and_stop(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        seen.page.clock.install()
        seen.go("/explore")
        seen.page.get_by_role("button", name="Play").click()
        seen.page.wait_for_url("**on=**")
        seen.page.get_by_role("button", name="Stop").click()
        expect(seen.page.get_by_role("button", name="Play")).to_be_visible()
        told = seen.page.locator("output[for=year]")
        # The year that it was on its way to is told when its answer is there.
        year = parse_qs(urlsplit(seen.page.url).query)["on"][0][:4]
        expect(told).to_have_text(year)
        assert int(year) % 5 == 0
        # Longer than a step takes.
        seen.page.clock.run_for(10_000)
        assert told.inner_text() == year


def test_an_empty_choice_and_a_lost_server_are_told_over_the_picture(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        seen.go("/explore?on=1850-01-01&area=emergency-aid")
        expect(seen.page.locator(".state .empty")).to_contain_text("No tie fits this choice")
        seen.page.context.set_offline(True)
        seen.page.locator("#area").select_option("")
        expect(seen.page.locator(".state .fault")).to_have_text("The server does not answer.")
        seen.page.context.set_offline(False)
        seen.page.get_by_role("button", name="Try again").click()
        expect(seen.page.locator(".state .fault")).to_have_count(0)
