"""The built documentation in a browser, served by the server under its own content policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from tests.api.serving import running
from tests.browser.browsing import Reader, visit

READERS: Final = (
    Reader(lang="en"),
    Reader(lang="en", width=390, scheme="dark"),
)
PATHS: Final = (
    "/guide/",
    "/guide/start/officer/",
    "/guide/how-to/networks/",
    "/guide/reference/settings/",
    "/guide/reference/http/",
    "/guide/explanation/cases/inherited/",
)


@pytest.fixture(scope="module")
def guide(site: Path, shipped_home: Callable[[str], Path]) -> Iterator[str]:
    with running(shipped_home("guide-home"), VENSKAB_GUIDE=str(site)) as server:
        yield server.origin


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_a_page_asks_nobody_else_fits_and_shuts_nobody_out(
    browser: Browser, guide: str, reader: Reader
) -> None:
    with visit(browser, guide, reader) as seen:
        for path in PATHS:
            assert seen.go(path) == 200
            expect(seen.page.locator("h1")).to_be_visible()
            seen.keep(path)
            assert seen.overflow() <= 0, path
            # The theme names the list of a room twice, once in the bar and once beside the page.
            named = 'landmark-unique: <nav class="md-nav"'
            assert [each for each in seen.barriers() if not each.startswith(named)] == [], path
        assert seen.faults == []


def test_a_word_is_found_in_the_rooms(browser: Browser, guide: str) -> None:
    with visit(browser, guide, READERS[0]) as seen:
        seen.go("/guide/")
        seen.page.get_by_role("button", name="Search").first.click()
        seen.page.keyboard.type("overdue")
        found = seen.page.get_by_role("heading", name="See what is overdue").first
        expect(found).to_be_visible()
        found.click()
        seen.page.wait_for_url("**/guide/start/officer/**")
        assert seen.faults == []


def test_colours_follow_the_choice_of_the_reader(browser: Browser, guide: str) -> None:
    with visit(browser, guide, READERS[0]) as seen:
        seen.go("/guide/")
        colours = seen.page.locator("body")
        expect(colours).to_have_attribute("data-md-color-scheme", "default")
        for _ in range(2):
            seen.page.locator("label[for^=__palette]:not([hidden])").click()
        expect(colours).to_have_attribute("data-md-color-scheme", "slate")
