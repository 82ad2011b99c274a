"""The explorer, the map and the query editor, as a hand and a keyboard use them."""

from __future__ import annotations

from xml.etree import ElementTree

from playwright.sync_api import Browser, expect

from tests.browser.browsing import Reader, downloaded, redrawn, visit

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_draws_what_the_table_says_and_is_kept_as_it_is_seen(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/explore?on=1990-07-01")
        rows = seen.page.locator("#shown tbody tr")
        ends = [row.locator("td") for row in rows.all()]
        pairs = {frozenset((end.nth(0).inner_text(), end.nth(1).inner_text())) for end in ends}
        assert seen.page.locator("#picture").get_attribute("data-drawn") == str(len(pairs))
        drawn = ElementTree.fromstring(downloaded(seen.page, "button:has-text('SVG')"))
        assert len(drawn.findall(f"{SVG}line")) == len(pairs)
        assert "on=1990-07-01" in (drawn.findtext(f"{SVG}title") or "")
        assert downloaded(seen.page, "button:has-text('PNG')").startswith(b"\x89PNG")
        assert seen.faults == []


def test_an_address_is_the_exact_view(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/explore")
        seen.page.locator("#look-colour").select_option("country")
        seen.page.get_by_role("button", name="Danmark (").click()
        seen.page.locator("#focus").fill("Kommune Kujalleq")
        seen.page.locator("#focus").press("Enter")
        seen.page.wait_for_url("**focus=Kommune**")
        seen.page.get_by_role("button", name="Zoom ind").click()
        seen.page.wait_for_url("**#0.*")
        address = seen.page.url
        rows = seen.page.locator("#shown tbody tr").count()
        seen.page.goto("about:blank")
        seen.page.clock.install()
        seen.page.goto(address)
        seen.page.wait_for_selector("#picture[data-drawn]")
        assert seen.page.locator("#look-colour").input_value() == "country"
        expect(seen.page.get_by_role("button", name="Danmark (")).to_have_attribute(
            "aria-pressed", "true"
        )
        assert seen.page.locator("#focus").input_value() == "Kommune Kujalleq"
        assert seen.page.locator("#shown tbody tr").count() == rows
        # Later than anything that the page puts off.
        seen.page.clock.run_for(5000)
        assert seen.page.url == address


def test_going_back_shows_what_was_there_before(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/explore")
        before = seen.page.locator("#shown [role=status]").inner_text()
        seen.page.locator("#certainty").select_option("certain")
        seen.page.wait_for_url("**certainty=certain**")
        expect(seen.page.locator("#shown [role=status]")).not_to_have_text(before)
        seen.page.go_back()
        expect(seen.page.locator("#shown [role=status]")).to_have_text(before)
        expect(seen.page.locator("#certainty")).to_have_value("possible")


def test_a_fault_of_the_server_is_a_sentence(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/explore")
        seen.page.context.set_offline(True)
        seen.page.locator("#certainty").select_option("certain")
        expect(seen.page.locator("#picture .fault")).to_have_text("Serveren svarer ikke.")
        seen.page.context.set_offline(False)
        seen.page.locator("#certainty").select_option("possible")
        expect(seen.page.locator("#picture .fault")).to_have_count(0)


def test_the_map_moves_by_the_keyboard_and_follows_the_year(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        seen.go("/map")
        lines = seen.page.locator("#picture").get_attribute("data-drawn") or ""
        seen.page.locator("#picture canvas").focus()
        with redrawn(seen.page.locator("#picture canvas")):
            seen.page.keyboard.press("+")
        seen.page.locator("#year").fill("1960")
        seen.page.wait_for_url("**on=1960-07-01**")
        expect(seen.page.locator("#shown [role=status]")).to_contain_text("1960-07-01")
        expect(seen.page.locator("#picture")).not_to_have_attribute("data-drawn", lines)
        fewer = int(seen.page.locator("#picture").get_attribute("data-drawn") or 0)
        assert 0 < fewer < int(lines)
        assert seen.faults == []


def test_the_editor_completes_our_words_lets_go_of_tab_and_asks(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        seen.go("/sparql")
        page = seen.page
        page.locator("#library summary").first.click()
        page.locator("#library .use").first.click()
        expect(page.locator("#library [role=status]")).to_contain_text("in the field")
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(
            "PREFIX vsk: <https://w3id.org/venskab/ontology#>\nSELECT ?a { ?a a vsk:Agr"
        )
        page.keyboard.press("Control+Space")
        expect(page.locator(".CodeMirror-hints")).to_contain_text("vsk:Agreement")
        page.keyboard.press("Enter")
        page.keyboard.insert_text(" }")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "format"
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**query=**")
        expect(page.locator("#answer")).to_be_visible()
        assert page.locator("main table tbody tr").count() > 3
        assert "vsk:Agreement" in page.locator(".CodeMirror").inner_text()
        assert seen.faults == []
