"""What a browser makes of the pages: bytes, first paint, and the explorer on a large network."""

from __future__ import annotations

import io
import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page
from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from benchmarks.invented import NODES, TIES
from benchmarks.pages import MOST_BYTES
from tests.api.serving import running, started
from tests.browser.browsing import Reader, browsing, visit
from tests.browser.test_pages import PAGES

# A page of one sentence: what the browser takes however little there is.
NOTHING: Final = "one sentence"
PAGE: Final = Path(__file__).with_name("BROWSER.md")
_ROUNDS: Final = 5
MOST_PAINT: Final = 1.0
_INVENTED: Final = (sys.executable, "-m", "benchmarks.invented")
_HEAD: Final = """\
# Pages in a browser

Made by `python -m benchmarks --only browser`: Debian's Chromium without a graphics card, medians
of {rounds} first visits by somebody who has nothing in the cache, each page of the browser suite.
Aimed at: first paint within {paint:g} s, HTML of at most {kilobytes} kB as it is sent. The first
line is a page of one sentence without style sheets: what the browser takes by itself.
The large network is invented, and served by the server itself after its first visitor.
{cores} cores, load while measuring: {load:.1f}.

"""
# The time when the first picture has been shown, s after the navigation began.
_FIRST: Final = """
() => new Promise((then) => {
  const later = (run) => requestAnimationFrame(() => requestAnimationFrame(run));
  const done = () => later(() => then(performance.now()));
  const look = () => document.querySelector("#picture[data-drawn]") ? done() : setTimeout(look, 5);
  look();
})
"""
# What a click costs until the next picture has been shown.
_CLICK: Final = """
(selector) => new Promise((then) => {
  const begun = performance.now();
  document.querySelector(selector).click();
  requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now() - begun)));
})
"""


# Bytes as they were sent, by kind, and the time of the first contentful paint, ms.
_SEEN: Final = """
() => new Promise((then) => new PerformanceObserver((list) => {
  const [paint] = list.getEntriesByName("first-contentful-paint");
  if (!paint) return;
  const [html] = performance.getEntriesByType("navigation");
  const sizes = {html: html.encodedBodySize, css: 0, js: 0, woff2: 0};
  for (const each of performance.getEntriesByType("resource")) {
    const kind = new URL(each.name).pathname.split(".").pop();
    if (kind in sizes) sizes[kind] += each.encodedBodySize;
  }
  then([paint.startTime, sizes.html, sizes.css, sizes.js, sizes.woff2]);
}).observe({type: "paint", buffered: true}))
"""


@dataclass(frozen=True)
class Weight:
    """One page of the shipped graph; bytes are those that are sent.

    Attributes:
        path: its path.
        paint: time to its first contentful paint, s.
        html: bytes of its HTML.
        styles: bytes of its style sheets.
        scripts: bytes of its scripts.
        fonts: bytes of its fonts.
    """

    path: str
    paint: float
    html: int
    styles: int
    scripts: int
    fonts: int


def weights(browser: Browser, origin: str) -> list[Weight]:
    """Each page of the suite by a reader who has not been here before, and a page of nothing."""
    return [_weight(browser, origin, path) for path in (NOTHING, *PAGES)]


def _weight(browser: Browser, origin: str, path: str) -> Weight:
    seen = [_seen(browser, origin, path) for _ in range(_ROUNDS)]
    paint = statistics.median(paint for paint, *_ in seen) / 1000
    return Weight(path, paint, *map(int, seen[-1][1:]))


def _seen(browser: Browser, origin: str, path: str) -> list[float]:
    with visit(browser, origin, Reader()) as seen:
        if path == NOTHING:
            seen.page.route("**/nothing?*", lambda route: route.fulfill(body=path))
        seen.go("/nothing" if path == NOTHING else path)
        found: list[float] = seen.page.evaluate(_SEEN)
        return found


def large_network(browser: Browser, origin: str) -> dict[str, float]:
    """The explorer on an invented network, in software rendering, s.

    Args:
        browser: who looks.
        origin: a server of `benchmarks.invented`.

    Returns:
        ``first frame``, and medians of ``zoom`` and of ``choose a community``.
    """
    first: list[float] = []
    zooms: list[float] = []
    chosen: list[float] = []
    # The first visitor of a generation waits until the layout is made; it is kept from then on.
    for turn in range(_ROUNDS + 1):
        with visit(browser, origin, Reader()) as seen:
            seen.page.goto(f"{origin}/explore?lang=en")
            seconds = float(seen.page.evaluate(_FIRST)) / 1000
            if turn:
                first.append(seconds)
                zooms += _clicks(seen.page, ".zooms button")
                seen.page.locator("#look-colour").select_option("community")
                chosen += _clicks(seen.page, ".legend button")
    found = {"first frame": first, "zoom": zooms, "choose a community": chosen}
    return {name: statistics.median(values) for name, values in found.items()}


def _clicks(page: Page, selector: str) -> Iterator[float]:
    for _ in range(_ROUNDS):
        yield float(page.evaluate(_CLICK, selector)) / 1000


def measure(folder: Path) -> tuple[list[Weight], dict[str, float]]:
    """Both, with servers whose homes are in ``folder``."""
    with browsing() as browser:
        with running(folder / "shipped") as server:
            pages = weights(browser, server.origin)
        with started(_INVENTED, folder / "invented") as server:
            return pages, large_network(browser, server.origin)


def tables(found: list[Weight], large: dict[str, float]) -> list[Table]:
    """The figures for people."""
    pages = _table(
        "Pages of the shipped graph, kB as sent", "page", "first paint, s", "HTML", "styles",
        "scripts", "fonts",
    )  # fmt: skip
    for each in found:
        sizes = (each.html, each.styles, each.scripts, each.fonts)
        missed = " (missed)" if each.paint > MOST_PAINT or each.html > MOST_BYTES else ""
        pages.add_row(
            each.path, f"{each.paint:.2f}{missed}", *(f"{size / 1000:.1f}" for size in sizes)
        )
    explorer = _table(f"Explorer, {NODES:,} municipalities and {TIES:,} ties", "what", "median, s")
    for name, seconds in large.items():
        explorer.add_row(name, f"{seconds:.2f}")
    return [pages, explorer]


def as_markdown(found: list[Weight], large: dict[str, float]) -> str:
    """The page that is kept, with how busy the machine was."""
    output = io.StringIO()
    console = Console(file=output, width=200)
    for table in tables(found, large):
        console.print(table)
    head = _HEAD.format(
        rounds=_ROUNDS,
        paint=MOST_PAINT,
        kilobytes=MOST_BYTES // 1000,
        cores=os.cpu_count(),
        load=os.getloadavg()[0],
    )
    return head + output.getvalue()


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title, box=MARKDOWN)
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table
