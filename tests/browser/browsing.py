"""A real browser, and what every page must keep in it."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import (
    Browser,
    CDPSession,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.shared import ROOT, lacking

AXE: Final = ROOT / "api" / "web" / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS: Final = ROOT / "build" / "screenshots"
# Software rendering of WebGL, so that the pictures are drawn where there is no graphics card. The
# pages around them are not drawn by it, which would take several times as long.
_FLAGS: Final = ("--no-sandbox", "--enable-unsafe-swiftshader")
# What the browser tells of its own: the status of a page that is an error on purpose, and that a
# picture that is drawn in software is slow to read.
_ITS_OWN: Final = ("Failed to load resource", "GL Driver Message (OpenGL, Performance")
_HEIGHT: Final = 900
# A machine that runs other tests beside is slow; nothing here is a measure of time.
_PATIENCE: Final = 60_000
expect.set_options(timeout=_PATIENCE)
# What is less than serious for axe, or not looked at unless asked for, and holds here all the same.
_HELD: Final = ("landmark-unique", "target-size")
_AXE_RUN: Final = """
async ([held, only]) => (await axe.run(document, {
  resultTypes: ["violations"],
  rules: Object.fromEntries(held.map((rule) => [rule, {enabled: true}])),
  ...(only.length ? {runOnly: only} : {}),
})).violations
  .filter((each) => ["serious", "critical"].includes(each.impact) || held.includes(each.id))
  .map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`)
"""
# A sheet of A4 between its margins, pixels of CSS.
_PAPER: Final = ViewportSize(width=680, height=990)
_NARROW, _WIDE = 390, 1440
# Whether the focus is in the content, where that can have it, and whether it is drawn there or
# around it.
_FOCUS: Final = """
() => {
  const main = document.querySelector("main");
  const focus = document.activeElement;
  // In a text the caret says where it is; that of the query page has a root of its own.
  const inner = focus.shadowRoot?.activeElement ?? focus;
  let seen = inner.matches("textarea, [contenteditable]");
  for (let each = focus; each && each !== main; each = each.parentElement) {
    const style = getComputedStyle(each);
    seen ||= style.outlineStyle !== "none" || style.boxShadow !== "none";
  }
  const none = !main.querySelector("a[href], button, input, select, summary, [tabindex='0']");
  return [none || main.contains(focus), seen, focus.outerHTML.slice(0, 120)];
}
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
    _tools: CDPSession | None = None

    def go(self, path: str) -> int:
        """Open a path in the reader's language; the status of the answer."""
        if self._tools is not None:
            self._allow_script(False)
        sign = "&" if "?" in path else "?"
        answer = self.page.goto(f"{self.origin}{path}{sign}lang={self.reader.lang}")
        if self.page.locator("#picture").count() and self.reader.script:
            self.page.wait_for_selector("#picture[data-drawn]")
        return answer.status if answer else 0

    def keep(self, name: str) -> None:
        """Keep a screenshot for people to look at, where ``VENSKAB_SCREENSHOTS`` asks for it."""
        if not os.environ.get("VENSKAB_SCREENSHOTS"):
            return
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        slug = re.sub(r"[^\w-]+", "-", name).strip("-") or "start"
        self.page.screenshot(path=SCREENSHOTS / f"{slug}-{self.reader}.png")

    def overflow(self) -> int:
        """Pixels that the page is wider than its window."""
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(wider))

    def barriers(self, only: Sequence[str] = ()) -> list[str]:
        """Violations of axe's rules that hold here; script runs until the next page opens.

        Args:
            only: the rules that are looked at; all when empty.
        """
        if not self.reader.script:
            # Axe is a script itself: it runs in what the browser made of the page without script.
            self._allow_script(True)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        return list(self.page.evaluate(_AXE_RUN, [_HELD, list(only)]))

    def reached_by_keyboard(self) -> str:
        """Nothing if Tab skips to the content and shows where it is; else what is wrong."""
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Tab")
        inside, seen, element = self.page.evaluate(_FOCUS)
        return "" if inside and seen else f"Tab comes to {element}"

    @contextmanager
    def turned(self) -> Generator[None]:
        """The page in the other width, without opening it anew."""
        width = _WIDE if self.reader.width < _WIDE else _NARROW
        self.page.set_viewport_size({"width": width, "height": _HEIGHT})
        try:
            yield
        finally:
            self.page.set_viewport_size({"width": self.reader.width, "height": _HEIGHT})

    @contextmanager
    def on_paper(self) -> Generator[None]:
        """The page as it is laid out for a printed sheet."""
        self.page.set_viewport_size(_PAPER)
        self.page.emulate_media(media="print")
        try:
            yield
        finally:
            self.page.set_viewport_size({"width": self.reader.width, "height": _HEIGHT})
            self.page.emulate_media(media="null")

    def _allow_script(self, allowed: bool) -> None:
        if self._tools is None:
            # One session for all pages: a session that ends takes back what it has set, and one
            # that has set nothing has nothing to take back.
            self._tools = self.page.context.new_cdp_session(self.page)
            self._tools.send("Emulation.setScriptExecutionDisabled", {"value": True})
        self._tools.send("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not any(each in text for each in _ITS_OWN):
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


@contextmanager
def visit(browser: Browser, origin: str, reader: Reader) -> Generator[Visit]:
    """A page of its own for one reader, closed afterwards."""
    with _opened(browser, reader) as page:
        made = Visit(page, origin, reader)
        made.listen()
        yield made


class Visits:
    """An open page for each reader, kept for tests that only look at pages.

    Opening one takes longer than most pages take to be read; what a test leaves behind in it is
    no more than the cache of the browser.
    """

    def __init__(self, browser: Browser, origin: str, stack: ExitStack) -> None:
        self._browser, self._origin, self._stack = browser, origin, stack
        self._made: dict[Reader, Visit] = {}

    def of(self, reader: Reader) -> Visit:
        """The page of a reader, with nothing heard in it yet."""
        if reader not in self._made:
            made = self._stack.enter_context(visit(self._browser, self._origin, reader))
            self._made[reader] = made
        self._made[reader].faults.clear()
        return self._made[reader]


@contextmanager
def _opened(browser: Browser, reader: Reader) -> Generator[Page]:
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
