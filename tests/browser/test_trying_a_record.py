"""A curator tries a record: told while writing, mended by a choice, checked, seen as a page."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Browser, FilePayload, Page, expect

from ontology import EXAMPLES
from tests.browser.browsing import Reader, visit
from tests.tried_record import MISSPELT

ADDRESS: Final = "municipality/aarhus-kommune"


def _written(page: Page) -> str:
    return "\n".join(page.locator(".cm-line").all_inner_texts())


def test_with_script_it_is_told_while_it_is_written(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/validate")
        page = seen.page
        page.locator(".cm-content").click()
        page.keyboard.insert_text(MISSPELT)
        expect(page.locator(".cm-lintRange-error")).to_have_text("Aarhus Komune")
        remark = page.locator("#remarks li")
        expect(remark).to_contain_text("intet kendes under navnet »Aarhus Komune«")
        expect(remark.locator(".place")).to_have_text("Linje 6, kolonne 14:")
        remark.get_by_role("button", name=f"Indsæt {ADDRESS}", exact=True).click()
        expect(remark).to_have_count(0)
        assert f"publisher: {ADDRESS}" in _written(page)

        page.keyboard.press("Control+Enter")
        expect(page.locator(".verdict")).to_have_text("Godkendt")
        expect(page.get_by_role("heading", name="Nye partnere")).to_be_visible()
        assert ADDRESS in _written(page)
        assert seen.barriers() == []
        assert seen.overflow() <= 0
        page.locator("button[name=thing]").first.press("Enter")
        expect(page.locator("main > form.note")).to_contain_text("intet af dette er skrevet")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nuuk")
        assert seen.barriers() == []
        assert seen.faults == []


def test_without_script_the_form_does_the_same(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(script=False, lang="en", width=390)) as seen:
        seen.go("/validate")
        page = seen.page
        file = FilePayload(name="prove.yaml", mimeType="application/yaml", buffer=MISSPELT.encode())
        page.locator("#file").set_input_files(file)
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator("#verdict mark")).to_have_text("Aarhus Komune")
        assert seen.overflow() <= 0
        page.get_by_role("button", name=ADDRESS, exact=True).click()
        expect(page.locator(".verdict")).to_have_text("Accepted")
        assert f"publisher: {ADDRESS}" in page.locator("#data").input_value()
        page.locator("button[name=thing]").first.click()
        expect(page.locator("main > form.note")).to_contain_text("nothing of this is written")

        page.get_by_role("button", name="Back to what was written").click()
        expect(page.locator(".verdict")).to_have_text("Accepted")
        page.locator("#data").fill((EXAMPLES / "triangle-of-pairs.ttl").read_text("utf-8"))
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.get_by_role("heading", name="New partners")).to_be_visible()
        assert page.locator("section:has(#changes) li").count() > 3
        assert seen.overflow() <= 0
        assert seen.faults == []
