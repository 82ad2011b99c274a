"""The query page with script: completion, cards, remarks, earlier queries, sorted answers."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from graph.prefixes import EDTF, PREFIXES
from tests.browser.browsing import Reader, visit

VSK: Final = f"PREFIX vsk: <{PREFIXES['vsk']}>"
WRONG: Final = "SELECT ?a { ?a vsk:signed ?d ; vsk:partyy ?p }"
# By column: numbers and an unbound one, dates of all precisions, texts of the Danish alphabet.
MIXED: Final = f"""
SELECT ?number ?day ?word {{ VALUES (?number ?day ?word) {{
  (10 "2019-12-XX"^^<{EDTF}> "Ærø")
  (9 "../1990"^^<{EDTF}> "Aabenraa")
  (UNDEF "196X"^^<{EDTF}> "Zealand")
  (1.5e2 "2019-11-30"^^<{EDTF}> "Aarhus")
}} }}"""

FORBIDDEN: Final = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("not here", "SecurityError"); },
});"""


def _written(page: Page) -> str:
    return "\n".join(page.locator(".cm-line").all_inner_texts())


def _write(page: Page, text: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def test_a_query_is_written_by_names_in_both_languages(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        seen.go("/sparql")
        page = seen.page
        page.locator("#library summary").first.click()
        page.locator("#library .use").first.click()
        expect(page.locator("#library [role=status]")).to_contain_text("in the field")
        assert 'VALUES ?lang { "en" }' in _written(page)
        # The prefix comes once, whatever is completed after it.
        _write(page, "SELECT ?a { ?a a ")
        _complete(page, "Agreem", "agreement · aftale · class")
        page.keyboard.type("; ")
        _complete(page, "underskr", "signed · underskrevet · property")
        page.keyboard.type(" ?d FILTER(?a != ")
        _complete(page, "aalb", "Aalborg Municipality")
        assert _written(page) == (
            f"{VSK}\nSELECT ?a {{ ?a a vsk:Agreement; vsk:signed ?d "
            f"FILTER(?a != <{PREFIXES['vid']}municipality/aalborg-kommune>"
        )
        page.keyboard.type(") }")
        # What was wrong with the half of it is gone, and Tab leads on.
        expect(page.locator("#remarks li")).to_have_count(0)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "format"
        page.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**query=**")
        expect(page.locator("#result .count")).to_contain_text("rows · answered in")
        assert page.locator("#result tbody tr").count() > 3
        assert page.locator("#remarks li").count() == 0
        assert seen.faults == []


def _complete(page: Page, begun: str, option: str) -> None:
    """Write the begin of a name and take what is offered under some words."""
    page.keyboard.type(begun)
    offered = page.locator(".cm-tooltip-autocomplete li", has_text=option)
    expect(offered.first).to_be_visible()
    offered.first.click()
    expect(offered).to_have_count(0)


def test_names_are_explained_to_pointer_and_keyboard(browser: Browser, origin: str) -> None:
    query = f"{VSK}\nSELECT ?a {{ ?a vsk:signed ?d ; a vsk:Agreement }}"
    with visit(browser, origin, Reader(lang="en")) as seen:
        seen.go(f"/sparql?format=html&query={quote(query)}")
        page, card = seen.page, seen.page.locator(".editor .term-card")
        page.locator(".cm-line").get_by_text("vsk:signed").hover()
        expect(card).to_contain_text("The day on which the agreement is dated or was signed.")
        address = card.locator("a").get_attribute("href") or ""
        assert address.endswith("/ontology?lang=en#signed")
        page.mouse.move(0, 0)
        expect(card).to_have_count(0)
        page.locator(".cm-content").press("Control+End")
        for _ in range(4):
            page.keyboard.press("ArrowLeft")
        page.keyboard.press("Control+i")
        expect(card).to_contain_text("agreement")
        expect(page.locator("p.visually-hidden")).to_contain_text("class: agreement · aftale")
        seen.keep("query-card")
        assert seen.barriers() == []
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        page.locator("#result td a[data-iri]").first.focus()
        expect(page.locator("#card")).to_contain_text("agreement")
        page.keyboard.press("Escape")
        expect(page.locator("#card")).to_be_hidden()
        assert seen.faults == []


def test_what_is_wrong_is_marked_and_mended_where_it_stands(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(width=390, scheme="dark")) as seen:
        assert seen.go(f"/sparql?format=html&query={quote(WRONG)}") == 400
        page, remarks = seen.page, seen.page.locator("#remarks li")
        expect(page.locator("#remarks h2")).to_be_focused()
        expect(remarks).to_have_count(2)
        expect(page.locator(".cm-lintRange-error")).to_have_text("vsk:signed")
        expect(page.locator(".cm-lintRange-warning")).to_have_text("vsk:partyy")
        expect(remarks.first).to_contain_text("Præfikset vsk: er ikke erklæret")
        seen.keep("query-remarks")
        assert seen.barriers() == []
        assert seen.overflow() <= 0
        remarks.first.locator(".mend").click()
        expect(remarks).to_have_count(1)
        expect(remarks).to_contain_text("Linje 2, kolonne 32")
        expect(remarks).to_contain_text("Mente du vsk:party?")
        remarks.locator(".mend").press("Enter")
        expect(remarks).to_have_count(0)
        assert _written(page) == f"{VSK}\n{WRONG.replace('partyy', 'party')}"
        page.locator(".cm-content").press("Control+End")
        page.keyboard.type("}")
        expect(remarks).to_contain_text("} kan ikke stå her")
        assert seen.faults == []


def test_answers_are_sorted_by_what_their_cells_mean(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        page = seen.page
        seen.go(f"/sparql?format=html&query={quote(MIXED)}")
        page.wait_for_selector("#result .sort")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        head = page.locator("#result thead th")
        came = ["10", "9", "", "150"]
        assert _column(page, 1) == came
        for way, found in (
            ("ascending", ["9", "10", "150", ""]),
            ("descending", ["150", "10", "9", ""]),
            (None, came),
        ):
            head.nth(0).locator("button").press("Enter")
            assert head.nth(0).get_attribute("aria-sort") == way
            assert _column(page, 1) == found
        head.nth(1).locator("button").click()
        assert _column(page, 2) == ["../1990", "196X", "2019-11-30", "2019-12-XX"]
        head.nth(2).locator("button").click()
        assert _column(page, 3) == ["Zealand", "Ærø", "Aabenraa", "Aarhus"]
        assert page.locator("#result [aria-sort]").count() == 1
        assert asked == []
        assert seen.faults == []


def test_the_answer_of_a_question_is_sorted_likewise(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/queries/signatories")
        head = seen.page.locator("#rows thead th")
        head.first.locator("button").press("Enter")
        expect(head.first).to_have_attribute("aria-sort", "ascending")
        up = seen.page.locator("#rows tbody td:first-child").all_inner_texts()
        head.first.locator("button").press("Enter")
        expect(head.first).to_have_attribute("aria-sort", "descending")
        down = seen.page.locator("#rows tbody td:first-child").all_inner_texts()
        assert len(set(up)) > 1
        assert down == up[::-1] != up
        assert seen.barriers() == []
        assert seen.faults == []


def _column(page: Page, number: int) -> list[str]:
    cells = page.locator(f"#result tbody td:nth-child({number})")
    return [text.strip() for text in cells.all_inner_texts()]


def test_earlier_queries_are_kept_in_this_browser_only(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        page, earlier = seen.page, seen.page.locator(".earlier button")
        asked = f"/sparql?format=html&query={quote(MIXED)}"
        for _ in range(2):
            seen.go(asked)
        expect(earlier).to_have_count(1)
        expect(earlier).to_contain_text("SELECT ?number ?day ?word")
        expect(earlier).to_contain_text("4 rækker")
        seen.go("/sparql")
        earlier.press("Enter")
        assert _written(page).strip() == MIXED.strip()
        page.get_by_role("button", name="Ryd listen").click()
        expect(earlier).to_have_count(0)
        assert page.evaluate("localStorage.length") == 0
        # What another program left there, and a browser that keeps nothing, do no harm.
        page.evaluate("localStorage.setItem('venskab-queries', '{not JSON')")
        seen.go(asked)
        expect(earlier).to_have_count(1)
        page.add_init_script(FORBIDDEN)
        seen.go(asked)
        expect(page.locator(".aside")).to_contain_text("lader ikke siden huske")
        expect(page.locator(".cm-content")).to_be_visible()
        assert seen.faults == []
