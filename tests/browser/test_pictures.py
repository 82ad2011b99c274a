"""Pictures of answers in a browser: they fit or scroll in their box, with and without script."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browsing import Reader, visit

DRAWN: Final = {
    "/queries/partnership-survival": ".lines .strip",
    "/queries/most-partners": ".map .place",
    "/queries/multilateral-partnerships": ".network .place",
    "/queries/partnerships-in-force-by-year": ".years .bar",
}
READERS: Final = (
    Reader(lang="da", width=360, scheme="dark"),
    Reader(script=False, lang="en", width=1440, scheme="light"),
)
QUERY: Final = (
    "#+ result: chart\nSELECT ?year ?number { VALUES (?year ?number) { (2001 3) (2002 5) } }"
)


@pytest.mark.parametrize("path", DRAWN)
def test_a_picture_stands_above_its_table_with_and_without_script(
    browser: Browser, origin: str, path: str
) -> None:
    for reader in READERS:
        with visit(browser, origin, reader) as seen:
            assert seen.go(path) == 200
            # A map is drawn twice, for wide screens and for narrow ones.
            drawn = seen.page.locator(f"figure {DRAWN[path]}").locator("visible=true")
            expect(drawn.first).to_be_visible()
            expect(seen.page.locator("main .scroll table")).to_be_visible()
            seen.page.locator("figure").scroll_into_view_if_needed()
            seen.keep(f"picture-{path}")
            assert not reader.script or seen.barriers() == [], reader
            assert seen.overflow() <= 0, reader
            assert seen.faults == [], reader


def test_a_thing_in_a_picture_is_reached_by_keyboard(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(script=False)) as seen:
        seen.go("/queries/most-partners")
        seen.page.locator("figure .pane").focus()
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/doc/municipality/**")


def test_a_question_comes_into_the_field_with_its_picture(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        seen.go(f"/sparql?format=html&query={quote(QUERY)}")
        expect(seen.page.locator("figure .years .bar")).to_have_count(2)
        seen.page.locator("summary", has_text="Partnerships").click()
        button = seen.page.locator("#q-partnership-survival ~ button").first
        button.click()
        expect(seen.page.locator("#view")).to_have_value("timeline")
        seen.page.get_by_role("button", name="Ask", exact=True).click()
        expect(seen.page.locator("figure .lines .strip").first).to_be_visible()
        assert seen.faults == []
