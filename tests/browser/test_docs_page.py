"""``/docs`` in a browser: read and tried with the keyboard alone, on this server alone."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Browser, expect

from tests.browser.browsing import Reader, visit

_SEARCH: Final = "#operations-search-search"
_HEADING: Final = {"da": "API'et", "en": "The API"}


def test_an_operation_is_tried_by_keyboard_and_nothing_is_asked_elsewhere(
    browser: Browser, origin: str
) -> None:
    for lang, heading in _HEADING.items():
        with visit(browser, origin, Reader(lang=lang)) as seen:
            assert seen.go("/docs") == 200
            page = seen.page
            expect(page.locator("h1").first).to_have_text(heading)
            page.locator("#operations-tag-search .expand-operation").press("Enter")
            page.locator(f"{_SEARCH} .opblock-summary-control").press("Enter")
            # The viewer fills the examples in after it has shown the form, and asks with them only.
            expect(page.locator(f"{_SEARCH} tr[data-param-name=q] input")).to_have_value("Nuuk")
            page.locator(f"{_SEARCH} button.execute").press("Enter")
            answer = page.locator(f"{_SEARCH} .live-responses-table")
            expect(answer.locator(".response-col_status").last).to_contain_text("200")
            expect(answer.locator(".highlight-code, .microlight").first).to_contain_text('"hits"')
            # What the content policy refuses, the console tells.
            assert seen.faults == []
            seen.keep("/docs")


def test_without_script_it_says_where_the_document_is(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(script=False, lang="en", width=360)) as seen:
        assert seen.go("/docs") == 200
        assert seen.page.locator("main a[href='/openapi.json']").is_visible()
        assert "takes a script" in seen.page.locator("noscript").inner_text()
        assert seen.barriers() == []
        assert seen.overflow() <= 0
        assert seen.faults == []


def test_only_its_own_page_loads_the_viewer(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        asked: list[str] = []
        seen.page.on("request", lambda request: asked.append(request.url))
        for path in ("/", "/sparql"):
            seen.go(path)
            assert seen.page.locator("footer a[href^='/docs']").count() == 1
        assert not [each for each in asked if "/build/docs" in each]
