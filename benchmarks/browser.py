"""What a browser makes of the pages: bytes, first paint, and the explorer on a large network."""

from __future__ import annotations

import gzip
import io
import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
from playwright.sync_api import Browser, Page
from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from benchmarks.invented import NODES, TIES
from tests.api.serving import running, started
from tests.browser.browsing import Reader, browsing, visit

PAGES: Final = ("/", "/municipalities", "/doc/municipality/aarhus-kommune", "/reviews", "/explore",
                "/map", "/sparql")  # fmt: skip
PAGE: Final = Path(__file__).with_name("BROWSER.md")
_ROUNDS: Final = 5
_INVENTED: Final = (sys.executable, "-m", "benchmarks.invented")
_HEAD: Final = """\
# Pages in a browser

Made by `python -m benchmarks --only browser`: Debian's Chromium without a graphics card, medians.
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


@dataclass(frozen=True)
class Weight:
    """One page of the shipped graph.

    Attributes:
        path: its path.
        html: bytes of its HTML, compressed.
        script: bytes of its scripts, compressed.
        paint: time to its first contentful paint, s.
    """

    path: str
    html: int
    script: int
    paint: float


def weights(browser: Browser, origin: str) -> list[Weight]:
    """Each page by a reader who has not been here before."""
    return [_weight(browser, origin, path) for path in PAGES]


def _weight(browser: Browser, origin: str, path: str) -> Weight:
    paints, scripts = [], []
    for _ in range(_ROUNDS):
        with visit(browser, origin, Reader()) as seen:
            seen.go(path)
            scripts = seen.page.locator("script[src]").evaluate_all("all => all.map((e) => e.src)")
            paints.append(float(seen.page.evaluate(_PAINT)) / 1000)
    html = httpx.get(origin + path, headers={"Accept": "text/html"}, follow_redirects=True)
    sizes = [len(gzip.compress(httpx.get(address).content)) for address in scripts]
    return Weight(path, len(gzip.compress(html.content)), sum(sizes), statistics.median(paints))


_PAINT: Final = """
() => new Promise((then) => new PerformanceObserver((list) => {
  const [paint] = list.getEntriesByName("first-contentful-paint");
  if (paint) then(paint.startTime);
}).observe({type: "paint", buffered: true}))
"""


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
        "Pages of the shipped graph, compressed", "page", "HTML, kB", "script, kB", "first paint, s"
    )
    for each in found:
        sizes = [f"{size / 1000:.1f}" for size in (each.html, each.script)]
        pages.add_row(each.path, *sizes, f"{each.paint:.2f}")
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
    return _HEAD.format(cores=os.cpu_count(), load=os.getloadavg()[0]) + output.getvalue()


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title, box=MARKDOWN)
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table
