"""A real browser, and what every page must keep in it."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, Locator, Page, Route, expect, sync_playwright

from tests.shared import ROOT, lacking

AXE: Final = ROOT / "api" / "web" / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS: Final = ROOT / "build" / "screenshots"
# Software rendering of WebGL, so that the pictures are drawn where there is no graphics card.
_FLAGS: Final = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
_HEIGHT: Final = 900
# A machine that runs other tests beside is slow; nothing here is a measure of time.
_PATIENCE: Final = 60_000
expect.set_options(timeout=_PATIENCE)
_AXE_RUN: Final = """
async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter((each) => ["serious", "critical"].includes(each.impact))
  .map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`)
"""


@dataclass(frozen=True)
class Reader:
    """Who looks at a page, and with what.

    Attributes:
        script: whether JavaScript runs.
        lang: language of the page.
        width: pixels of the window.
        scheme: colours that the reader prefers.
    """

    script: bool = True
    lang: str = "da"
    width: int = 1440
    scheme: Literal["light", "dark"] = "light"

    def __str__(self) -> str:
        script = "" if self.script else "-no-script"
        return f"{self.lang}-{self.width}-{self.scheme}{script}"


@dataclass
class Visit:
    """An open page of one reader.

    Attributes:
        page: the page.
        origin: the address of the server.
        reader: who looks at it.
        faults: what the console told and where the page asked elsewhere.
    """

    page: Page
    origin: str
    reader: Reader
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> int:
        """Open a path in the reader's language; the status of the answer."""
        sign = "&" if "?" in path else "?"
        answer = self.page.goto(f"{self.origin}{path}{sign}lang={self.reader.lang}")
        if self.page.locator("#picture").count() and self.reader.script:
            self.page.wait_for_selector("#picture[data-drawn]")
        return answer.status if answer else 0

    def keep(self, name: str) -> None:
        """Keep a screenshot for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        slug = re.sub(r"[^\w-]+", "-", name).strip("-") or "start"
        self.page.screenshot(path=SCREENSHOTS / f"{slug}-{self.reader}.png")

    def overflow(self) -> int:
        """Pixels that the page is wider than its window."""
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(wider))

    def barriers(self) -> list[str]:
        """Serious or critical violations that axe finds."""
        if self.reader.script:
            return _violations(self.page)
        # Axe is a script itself: it runs in what a browser without script makes of the page.
        with _opened(self.page.context.browser, replace(self.reader, script=True)) as page:
            page.route("**/*", _without_script)
            page.goto(self.page.url)
            return _violations(page)

    def _hear(self, kind: str, text: str) -> None:
        # The browser logs the status of a page that is an error on purpose.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.faults.append(f"{kind}: {text}")

    def _watch(self, address: str) -> None:
        if not address.startswith((self.origin, "blob:", "data:")):
            self.faults.append(f"asked elsewhere: {address}")

    def listen(self) -> None:
        """Note what the console tells, what fails, and every request to another origin."""
        self.page.on("console", lambda message: self._hear(message.type, message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self._watch(request.url))


@contextmanager
def browsing() -> Generator[Browser]:
    """Debian's Chromium, driven by Playwright; skips the test where it is missing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        lacking("chromium")
    if not AXE.is_file():
        lacking("axe-core: make check, or python hatch_build.py --tools")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(_AXE_RUN))


def _without_script(route: Route) -> None:
    if route.request.resource_type == "script":
        route.abort()
    elif route.request.resource_type == "document":
        answer = route.fetch()
        text = re.sub(r"</?noscript>|<script.*?</script>", "", answer.text(), flags=re.DOTALL)
        route.fulfill(response=answer, body=text)
    else:
        route.continue_()


@contextmanager
def visit(browser: Browser, origin: str, reader: Reader) -> Generator[Visit]:
    """A page of its own for one reader, closed afterwards."""
    with _opened(browser, reader) as page:
        made = Visit(page, origin, reader)
        made.listen()
        yield made


@contextmanager
def _opened(browser: Browser | None, reader: Reader) -> Generator[Page]:
    if browser is None:
        raise RuntimeError("contexts of tests have a browser")
    context = browser.new_context(
        viewport={"width": reader.width, "height": _HEIGHT},
        color_scheme=reader.scheme,
        java_script_enabled=reader.script,
        locale="da-DK" if reader.lang == "da" else "en-GB",
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        yield page
    finally:
        context.close()


def downloaded(page: Page, selector: str) -> bytes:
    """What a browser keeps when the link or button is clicked."""
    with page.expect_download() as waiting:
        page.locator(selector).click()
    return Path(waiting.value.path()).read_bytes()


@contextmanager
def redrawn(picture: Locator) -> Generator[None]:
    """Wait, at the end of the block, until a picture shows something else than before it."""
    before, deadline = picture.screenshot(), time.monotonic() + _PATIENCE / 1000
    yield
    while picture.screenshot() == before:
        assert time.monotonic() < deadline, "nothing else is drawn"
