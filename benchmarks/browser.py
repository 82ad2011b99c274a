"""What a browser makes of the pages: bytes, first paint, and the explorer on a large network."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import statistics
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
from playwright.sync_api import Browser, Page, Route
from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from tests.api.serving import running
from tests.browser.browsing import Reader, browsing, visit

PAGES: Final = ("/", "/municipalities", "/doc/municipality/aarhus-kommune", "/reviews", "/explore",
                "/map", "/sparql")  # fmt: skip
NODES: Final = 10_000
EDGES: Final = 20_000
PAGE: Final = Path(__file__).with_name("BROWSER.md")
_SEED: Final = 20261122
_ROUNDS: Final = 5
_SPREAD: Final = 0.03
_HEAD: Final = """\
# Pages in a browser

Made by `python -m benchmarks --only browser`: Debian's Chromium without a graphics card, medians.
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

    Returns:
        ``first frame``, and medians of ``zoom`` and of ``choose a community``.
    """
    document = json.dumps(invented())

    def answer(route: Route) -> None:
        route.fulfill(body=document, content_type="application/json")

    first: list[float] = []
    zooms: list[float] = []
    chosen: list[float] = []
    for _ in range(_ROUNDS):
        with visit(browser, origin, Reader()) as seen:
            seen.page.route("**/network.json*", answer)
            seen.page.goto(f"{origin}/explore?lang=en")
            first.append(float(seen.page.evaluate(_FIRST)) / 1000)
            zooms += _clicks(seen.page, ".zooms button")
            chosen += _clicks(seen.page, ".legend button")
    found = {"first frame": first, "zoom": zooms, "choose a community": chosen}
    return {name: statistics.median(values) for name, values in found.items()}


def _clicks(page: Page, selector: str) -> Iterator[float]:
    for _ in range(_ROUNDS):
        yield float(page.evaluate(_CLICK, selector)) / 1000


def invented() -> dict[str, Any]:
    """An explorer document of communities on the globe, the same each time."""
    chance = random.Random(_SEED)
    centres = [(chance.uniform(-120, 140), chance.uniform(-40, 65)) for _ in range(40)]
    nodes = [_node(number, centres, chance) for number in range(NODES)]
    edges = [_edge(number, chance) for number in range(EDGES)]
    about = {
        "parameters": {},
        "generation": "invented",
        "leftOut": [],
        "licence": "",
        "citation": "",
    }
    return about | {"nodes": nodes, "edges": edges}


def _node(number: int, centres: list[tuple[float, float]], chance: random.Random) -> dict[str, Any]:
    community = number % len(centres)
    lon, lat = centres[community]
    return {
        "id": f"n{number}", "label": f"Town {number}", "lang": "en", "country": "DK",
        "point": [lon + chance.gauss(0, 4), lat + chance.gauss(0, 4)],
        "x": lon / 150 + chance.gauss(0, _SPREAD), "y": lat / 70 + chance.gauss(0, _SPREAD),
        "community": community + 1, "degree": chance.randint(1, 12),
        "betweenness": chance.random() ** 6, "population": chance.randint(500, 500_000),
    }  # fmt: skip


def _edge(number: int, chance: random.Random) -> dict[str, Any]:
    source = chance.randrange(NODES)
    # Four of five ties stay in their community.
    step = 40 * chance.randint(1, 200) if chance.random() < 0.8 else chance.randrange(NODES)
    day = f"{chance.randint(1945, 2025)}-05-01"
    return {
        "id": f"e{number}", "source": f"n{source}", "target": f"n{(source + step) % NODES}",
        "kinds": [], "partnerships": [], "areas": [], "first": {"earliest": day, "latest": day},
        "last": {"earliest": None, "latest": None}, "certainty": "certain", "sources": 1,
        "evidence": 1,
    }  # fmt: skip


@contextmanager
def _served(folder: Path) -> Generator[tuple[Browser, str]]:
    with running(folder) as server, browsing() as browser:
        yield browser, server.origin


def measure(folder: Path) -> tuple[list[Weight], dict[str, float]]:
    """Both, with a server whose home is ``folder``."""
    with _served(folder) as (browser, origin):
        return weights(browser, origin), large_network(browser, origin)


def tables(found: list[Weight], large: dict[str, float]) -> list[Table]:
    """The figures for people."""
    pages = _table(
        "Pages of the shipped graph, compressed", "page", "HTML, kB", "script, kB", "first paint, s"
    )
    for each in found:
        sizes = [f"{size / 1000:.1f}" for size in (each.html, each.script)]
        pages.add_row(each.path, *sizes, f"{each.paint:.2f}")
    explorer = _table(f"Explorer, {NODES:,} nodes and {EDGES:,} ties", "what", "median, s")
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
