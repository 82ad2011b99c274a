"""The explorer and the map, as a hand and a keyboard use them."""

from __future__ import annotations

import struct
from math import hypot
from xml.etree import ElementTree

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import Reader, downloaded, redrawn, visit

SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture_draws_what_the_table_says_and_is_kept_as_it_is_seen(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader()) as seen:
        seen.go("/explore?on=1990-07-01")
        document = seen.page.locator("#shown").get_attribute("data-document") or ""
        found = httpx.get(origin + document).json()
        chains = {each["id"]: each for each in found["shared"] if each["hub"]}
        spokes = sum(len(side) for each in chains.values() for side in each["sides"])
        assert spokes
        pairs = {
            frozenset((edge["source"], edge["target"]))
            for edge in found["edges"]
            if not chains.keys() & set(edge["partnerships"])
        }
        # A chain of six is six lines, and fifteen rows of the table.
        assert seen.page.locator("#picture").get_attribute("data-drawn") == str(len(pairs) + spokes)
        assert seen.page.locator("#shown tbody tr").count() == len(found["edges"])
        drawn = ElementTree.fromstring(downloaded(seen.page, "button:has-text('SVG')"))
        below = 2  # Lines of the legend.
        assert len(drawn.findall(f"{SVG}line")) == len(pairs) + spokes + below
        assert len(drawn.findall(f"{SVG}rect")) == len(chains) + 2
        assert "on=1990-07-01" in (drawn.findtext(f"{SVG}title") or "")
        _nothing_covers_a_name(drawn, [node["label"] for node in found["nodes"]])
        _is_for_print(downloaded(seen.page, "button:has-text('PNG')"))
        assert seen.faults == []


def _is_for_print(png: bytes) -> None:
    """A PNG of a page's width at 300 dots an inch, which are 11,811 a metre."""
    assert png.startswith(b"\x89PNG")
    assert b"pHYs" + struct.pack(">IIB", 11811, 11811, 1) in png
    assert struct.unpack(">I", png[16:20])[0] == 2130


def _nothing_covers_a_name(drawn: ElementTree.Element, names: list[str]) -> None:
    """No name is over a point, or over another name."""
    dots = [
        tuple(float(each.get(key, "0")) for key in ("cx", "cy", "r"))
        for each in drawn.findall(f"{SVG}circle")
    ]
    texts = [each for each in drawn.findall(f"{SVG}text") if each.text in names]
    assert len(texts) > len(names) / 2
    boxes = []
    for each in texts:
        x, y, size = (float(each.get(key, "0")) for key in ("x", "y", "font-size"))
        # Narrower than any typeface writes it.
        boxes.append((x, y - 0.7 * size, x + 0.3 * size * len(each.text or ""), y))
    for at, (left, top, right, bottom) in enumerate(boxes):
        for x, y, reach in dots:
            near = hypot(x - min(max(x, left), right), y - min(max(y, top), bottom))
            assert near >= reach, texts[at].text
        for other_left, other_top, other_right, other_bottom in boxes[at + 1 :]:
            apart = right < other_left or other_right < left
            assert apart or bottom < other_top or other_bottom < top, texts[at].text


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


def test_the_chosen_one_is_told_beside_the_picture_by_hand_and_by_keyboard(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        page = seen.page
        seen.go("/explore?focus=Aalborg%20Municipality&colour=community")
        panel = page.locator("#panel")
        expect(panel.locator("h2")).to_have_text("Aalborg Municipality")
        expect(panel).to_contain_text("Kommuneqarfik Sermersooq")
        expect(panel).to_contain_text("One partnership, 2 municipalities")
        expect(page.locator("#shown tbody")).to_contain_text("One partnership, 2 municipalities")
        tip = page.locator("#picture .tip")
        page.locator("#picture .canvas").focus()
        page.keyboard.press("ArrowRight")
        expect(tip).to_contain_text("Aalborg Municipality")
        page.keyboard.press("ArrowDown")
        expect(tip).not_to_contain_text("Aalborg Municipality")
        name = tip.locator("strong").inner_text()
        page.keyboard.press("Enter")
        expect(panel.locator("h2")).to_have_text(name)
        page.keyboard.press("Escape")
        expect(tip).to_be_hidden()
        # The same community has the same colour in every year.
        colours = [_colours(page, year) for year in (1990, 2020)]
        both = colours[0].keys() & colours[1].keys()
        assert len(both) > 4
        assert all(colours[0][each] == colours[1][each] for each in both)
        assert len({colours[1][each] for each in colours[1]}) > 4
        assert seen.faults == []


def test_an_overdue_review_is_marked_and_the_neighbours_stand_alone(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        page = seen.page
        seen.go("/explore?focus=municipality/aalborg-kommune")
        expect(page.locator("#panel .st.overdue")).to_have_text("review overdue")
        all_of_it = ElementTree.fromstring(downloaded(page, "button:has-text('SVG')"))
        page.locator("#panel").get_by_role("link", name="Neighbours only").click()
        page.wait_for_url("**others=hidden**")
        page.wait_for_selector("#picture[data-drawn]")
        neighbours = ElementTree.fromstring(downloaded(page, "button:has-text('SVG')"))
        # One sign in the picture, and one in the legend.
        assert [len(each.findall(f"{SVG}path")) for each in (all_of_it, neighbours)] == [2, 2]
        dots = [len(each.findall(f"{SVG}circle")) for each in (all_of_it, neighbours)]
        assert dots[0] > dots[1] > 3
        bars, year = page.locator("#by-year"), page.locator("#year")
        expect(bars).to_be_visible()
        assert year.get_attribute("min") == bars.get_attribute("data-since")
        assert seen.barriers() == []
        assert seen.faults == []


def _colours(page: Page, year: int) -> dict[str, str]:
    """The colour of each group of a year."""
    page.locator("#year").fill(str(year))
    page.wait_for_url(f"**on={year}-07-01**")
    expect(page.locator("#shown [role=status]")).to_contain_text(str(year))
    expect(page.locator(".state")).to_be_hidden()
    groups = """all => all.map((each) => [
      each.textContent.split(" (")[0],
      getComputedStyle(each.querySelector(".dot")).backgroundColor,
    ])"""
    return dict(page.locator(".legend li").evaluate_all(groups))


def test_a_path_is_found_by_names_and_what_is_wrong_stands_at_the_field(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader()) as seen:
        page = seen.page
        seen.go("/explore")
        page.locator("#from").press_sequentially("aarh")
        expect(page.locator("#from + .said ~ .suggest [role=option]").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#from")).to_have_value("Aarhus Kommune")
        page.locator("#to").fill("Kommunen som ingen har")
        page.keyboard.press("Enter")
        expect(page.locator("#said-to")).to_contain_text("Ingen kommune i dette netværk hedder")
        expect(page.locator("#to")).to_have_attribute("aria-invalid", "true")
        page.locator("#to").fill("gladsakse")
        page.keyboard.press("Enter")
        expect(page.locator("#shown .path")).to_contain_text("Gladsaxe Kommune")
        expect(page.locator("#said-to")).to_be_empty()
        expect(page.locator("#to")).to_have_attribute("aria-invalid", "false")
        # The picture marks the steps: a thick line a step.
        assert page.locator("#shown .path li").count() == 3
        assert seen.faults == []


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
        _is_for_print(downloaded(seen.page, "button:has-text('PNG')"))
        lines = seen.page.locator("#picture").get_attribute("data-drawn") or ""
        # The wheel is the page's until the map is chosen, and again after Escape.
        box = seen.page.locator("#picture canvas").bounding_box()
        assert box
        seen.page.mouse.move(box["x"] + 50, box["y"] + 50)
        seen.page.mouse.wheel(0, 400)
        expect(seen.page.locator("h1")).not_to_be_in_viewport()
        seen.page.locator("#picture canvas").focus()
        seen.page.keyboard.press("Escape")
        assert seen.page.evaluate("document.activeElement === document.body")
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


def test_the_map_is_drawn_without_script_and_says_who_is_not_on_it(
    browser: Browser, origin: str
) -> None:
    with visit(browser, origin, Reader(script=False, width=360)) as seen:
        seen.go("/map")
        expect(seen.page.locator("#picture .map-phone")).to_be_visible()
        notes = seen.page.locator("#picture .map-notes")
        expect(notes).to_contain_text("ikke på kortet")
        assert seen.barriers() == []
        assert seen.overflow() <= 0
        assert seen.faults == []
