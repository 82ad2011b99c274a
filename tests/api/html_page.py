"""A page as a program reads it: whether it is well formed, and what it holds."""

from __future__ import annotations

from html.parser import HTMLParser

import httpx

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


class Page(HTMLParser):
    """Reads a page; fails on tags that do not close in order."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(response.text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, attribute: str) -> list[str]:
        return [
            value for name, attrs in self.tags if name == tag and (value := attrs.get(attribute))
        ]


def runs_nothing_inline(page: Page) -> bool:
    """Whether the page's own text holds no script that runs and no style."""
    scripts = [attrs for tag, attrs in page.tags if tag == "script"]
    told = ("application/ld+json", "application/json")
    return not any(tag == "style" or "style" in attrs for tag, attrs in page.tags) and all(
        attrs.get("type") in told or attrs.get("src", "") for attrs in scripts
    )


def get(client: httpx.Client, path: str, **headers: str) -> httpx.Response:
    """What a browser gets."""
    return client.get(path, headers=HTML | headers)
