"""Lists and timelines as a hand finds its way: what narrows them, bars that lead on, no script."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browsing import Reader, visit

SCRIPT = pytest.mark.parametrize("script", [True, False])


@SCRIPT
def test_filters_stand_beside_the_list_on_a_wide_screen_and_folded_above_on_a_phone(
    browser: Browser, origin: str, script: bool
) -> None:
    with visit(browser, origin, Reader(script=script)) as seen:
        seen.go("/partnerships")
        panel, table = seen.page.locator(".narrowing"), seen.page.locator("table.things")
        beside, found = panel.bounding_box(), table.bounding_box()
        assert beside
        assert found
        assert beside["x"] + beside["width"] <= found["x"]
        assert seen.faults == []
    with visit(browser, origin, Reader(script=script, width=360)) as seen:
        seen.go("/partnerships")
        expect(seen.page.locator(".narrowing")).to_be_hidden()
        seen.page.locator(".narrow > summary").click()
        seen.page.locator(".facet").get_by_role("link", name="Grønland").click()
        expect(seen.page.locator(".chips")).to_contain_text("Land: Grønland")
        before = seen.page.locator("table.things tbody tr").count()
        seen.page.locator(".chips").get_by_role("link").first.click()
        assert seen.page.locator("table.things tbody tr").count() > before > 0
        assert seen.faults == []


@SCRIPT
def test_a_reader_goes_from_the_list_to_the_bar_of_one_partnership(
    browser: Browser, origin: str, script: bool
) -> None:
    with visit(browser, origin, Reader(script=script)) as seen:
        seen.go("/partnerships?country=GL&on=2012-06-01")
        listed = seen.page.locator("table.things tbody tr").count()
        seen.page.get_by_role("link", name="Tidslinje", exact=True).last.click()
        seen.page.wait_for_url("**/timeline?**on=2012-06-01**")
        rows = seen.page.locator("table.set tbody tr")
        assert rows.count() == listed > 2
        assert seen.page.locator("table.set .asked").count() == listed
        name = rows.nth(1).locator("th").inner_text()
        bar = rows.nth(1).locator("svg.strip").bounding_box()
        assert bar
        # The bar itself is under the link of its row.
        seen.page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
        expect(seen.page.locator("h1")).to_have_text(name)
        assert seen.faults == []


def test_the_years_stay_in_sight_and_marks_under_them(browser: Browser, origin: str) -> None:
    with visit(browser, origin, Reader(lang="en")) as seen:
        seen.go("/timeline?of=municipalities&country=DK")
        seen.page.locator("table.set tbody tr").nth(40).scroll_into_view_if_needed()
        head, strip = (
            seen.page.locator(each).bounding_box()
            for each in ("table.set thead .axis", "table.set tbody tr:nth-child(41) .strip")
        )
        assert head
        assert strip
        assert 0 <= head["y"] < 60
        assert (head["x"], head["width"]) == (strip["x"], strip["width"])


@pytest.mark.parametrize("width", [360, 1440])
def test_no_words_of_a_timeline_are_cut_or_cover_each_other(
    browser: Browser, origin: str, width: int
) -> None:
    with visit(browser, origin, Reader(width=width)) as seen:
        seen.go("/timeline?group=country")
        assert seen.overflow() <= 0
        for row in seen.page.locator("table.set tbody tr:not(.group)").all()[:12]:
            parts = [each.bounding_box() for each in row.locator("th, td").all()]
            for one, other in pairwise(parts):
                assert one
                assert other
                beside = one["x"] + one["width"] <= other["x"] + 0.5
                below = one["y"] + one["height"] <= other["y"] + 0.5
                assert beside or below
        assert seen.barriers() == []
