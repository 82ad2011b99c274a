"""Each page in a browser: both languages and colours, narrow and wide, on paper and by keyboard.

Each page meets two readers, who share neither language, colours nor script; each of them then looks
at it in the other width, on paper, and with the keyboard alone.
"""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.browser.browsing import Reader, Visits, visit

READERS: Final = (
    Reader(script=True, lang="da", width=360, scheme="light"),
    Reader(script=True, lang="en", width=1440, scheme="dark"),
    Reader(script=False, lang="en", width=360, scheme="dark"),
    Reader(script=False, lang="da", width=360, scheme="light"),
    Reader(script=False, lang="en", width=1440, scheme="dark"),
    Reader(script=False, lang="da", width=1440, scheme="light"),
)
QUERY: Final = "SELECT%20%3Fs%20%3Fp%20%3Fo%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%205"
PAGES: Final = (
    "/",
    "/search?q=%C3%85rhus",
    "/explore",
    "/explore?focus=Kommune%20Kujalleq&on=2012-06-01",
    "/map",
    "/queries",
    "/queries/who-says-so?thing=agreement/sermersooq-aalborg-2019",
    "/sparql",
    f"/sparql?query={QUERY}&format=html",
    "/sparql?query=SELECT&format=html",
    "/municipalities",
    "/doc/municipality/aarhus-kommune",
    "/doc/partnership/sermersooq-aalborg",
    "/doc/agreement/sermersooq-aalborg-2019",
    "/doc/initiative/sermersooq-aalborg-2019-schools",
    "/doc/visit/aarhus-kujalleq-2016-05",
    "/doc/network/covenant-of-mayors",
    "/doc/person/thomas-kastrup-larsen",
    "/doc/locality/nuuk",
    "/graph/source/sermersooq-aalborg-2019",
    "/reviews",
    "/conflicts",
    "/registers",
    "/changes",
    "/about",
    "/model",
    "/catalog",
    "/doc/dataset/graph",
    "/download/",
    "/releases",
    "/validate",
    "/ontology",
    "/no-such-page",
    "/timeline?group=country&on=2012-06-01",
    "/agreements?country=GL&on=2020-01-01",
    "/agreements?country=XX",
)

STATUS: Final = {
    "/no-such-page": 404,
    "/sparql?query=SELECT&format=html": 400,
    "/agreements?country=XX": 400,
}
# Where an element stands in the window, and how much of the page is left below the window.
_PLACE: Final = """
name => ({
  top: document.getElementById(name).getBoundingClientRect().top,
  below: document.documentElement.scrollHeight - innerHeight - scrollY,
})
"""


@pytest.mark.parametrize("number", range(len(PAGES)), ids=lambda number: PAGES[number])
def test_a_page_is_quiet_closed_fits_and_has_no_barrier(visits: Visits, number: int) -> None:
    path = PAGES[number]
    # The first has script, and the second is one of two who are otherwise unlike the first.
    for reader in (READERS[number % 2], READERS[2 + number % 4]):
        seen = visits.of(reader)
        status = seen.go(path)
        assert status == STATUS.get(path, 200)
        seen.keep(path)
        assert seen.barriers() == [], reader
        assert seen.overflow() <= 0, reader
        with seen.turned():
            assert seen.barriers(["target-size"]) == [], reader
            assert seen.overflow() <= 0, reader
        with seen.on_paper():
            assert seen.page.locator("header.top nav").is_hidden(), reader
            assert seen.overflow() <= 0, reader
        assert seen.reached_by_keyboard() == "", reader
        assert seen.faults == [], reader


# The first and the last on their page, and some between; "signed" of the second is in the page of
# the first already, and so is a step within it.
LINKS: Final = (
    "/ontology#Agreement",
    "/ontology#signed",
    "/ontology#attendeeRole",
    "/ontology#schemes",
    "/concept/event-kind#resumed",
    "/concept/event-kind#withdrawn",
    "/doc/municipality/aarhus-kommune#remarks",
)


@pytest.mark.parametrize("reader", [READERS[0], READERS[5]], ids=str)
def test_a_link_into_a_page_lands_where_it_points(visits: Visits, reader: Reader) -> None:
    seen = visits.of(reader)
    for link in LINKS:
        path, _sharp, name = link.partition("#")
        seen.page.goto(f"{seen.origin}{path}?lang={reader.lang}#{name}")
        place = seen.page.evaluate(_PLACE, name)
        assert place["top"] >= 0, link
        assert place["top"] < 80 or place["below"] <= 1, (link, place)


@pytest.mark.parametrize("script", [True, False])
def test_a_planted_barrier_is_found_with_and_without_script(visits: Visits, script: bool) -> None:
    seen = visits.of(Reader(script=script))
    planted = "<title>not</title><img src=data:,><script>document.title = 'ran'</script>"
    seen.page.route(
        "**/planted?*", lambda route: route.fulfill(body=planted, content_type="text/html")
    )
    # The second comes after axe has run, for which script is let in.
    for _ in range(2):
        seen.go("/planted")
        assert (seen.page.title() == "ran") is script
        assert any(each.startswith("image-alt") for each in seen.barriers())


def test_an_agreement_is_printed_on_two_sheets(browser: Browser, origin: str) -> None:
    with visit(browser, origin, READERS[0]) as seen:
        assert seen.go("/doc/agreement/sermersooq-aalborg-2019") == 200
        paper = seen.page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
