"""Problems in the reader's language: a document for a program, a page for a person's browser."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx
import pytest

from api.locale.translation import _
from api.problems.problem_types import KINDS, meaning
from tests.api.endpoint import PROBLEM
from tests.api.html_page import HTML
from tests.shared import ROOT

# Words of English that are none of Danish.
_ENGLISH: Final = re.compile(r"\b(?:the|is|are|not|of|this|that|with|and|or|such as|which)\b")
_DEEP: Final = "SELECT * {" + "{" * 300 + "}" * 300 + "}"
_QUERY: Final = "application/sparql-query"
Headers = dict[str, str]

# The kind of problem, what is asked, and what the request says of itself.
ASKED: Final[tuple[tuple[str, str, str, Headers], ...]] = (
    ("not-found", "GET", "/nothing", {}),
    ("not-found", "GET", "/doc/agreement/none", {}),
    ("not-found", "GET", "/queries/none", {}),
    ("not-found", "GET", "/agreements.none", {}),
    ("not-found", "GET", "/releases/none", {}),
    ("not-found", "GET", "/agreements?as_of=none", {}),
    ("method-not-allowed", "DELETE", "/agreements", {}),
    ("not-acceptable", "GET", "/ontology", {"Accept": "image/png"}),
    ("not-acceptable", "GET", "/sparql?query=ASK{}", {"Accept": "text/turtle"}),
    ("bad-parameter", "GET", "/agreements?country=XX", {}),
    ("bad-parameter", "GET", "/agreements?none=1", {}),
    ("bad-parameter", "GET", "/agreements?limit=none", {}),
    ("bad-parameter", "GET", "/timeline?on=none", {}),
    ("bad-parameter", "GET", "/search?q=a&type=none", {}),
    ("bad-parameter", "GET", "/explore?on=none", {}),
    ("bad-parameter", "GET", "/why?thing=none", {}),
    ("bad-parameter", "GET", "/queries/agreements-in-force?on=none", {}),
    ("bad-parameter", "GET", "/queries/agreements-in-force?none=1", {}),
    ("bad-parameter", "GET", "/queries/agreements-in-force?on=1&on=2", {}),
    ("bad-parameter", "GET", "/reviews?municipality=none", {}),
    ("bad-parameter", "GET", "/sparql?query=ASK{}&timeout=none", {}),
    ("bad-query", "GET", "/sparql?query=", {}),
    ("bad-query", "GET", "/sparql?query=SELECT%20?s%20{SERVICE%20<http://a>%20{}}", {}),
    ("read-only", "POST", "/sparql", {"Content-Type": "application/sparql-update"}),
    ("media-type", "POST", "/sparql", {"Content-Type": "text/plain"}),
    ("coding", "POST", "/sparql", {"Content-Type": _QUERY, "Content-Encoding": "gzip"}),
    ("charset", "POST", "/sparql", {"Content-Type": f"{_QUERY}; charset=latin-1"}),
    ("unreadable", "POST", "/validate", {"Content-Type": "text/turtle"}),
    ("misdirected-request", "GET", "/", {"Host": "none.example"}),
    ("limit-depth", "GET", f"/sparql?query={_DEEP}", {}),
)


def _told(client: httpx.Client, asked: tuple[str, str, str, Headers], lang: str) -> dict[str, str]:
    kind, method, path, headers = asked
    answer = client.request(method, path, headers={"Accept-Language": lang} | headers)
    assert answer.headers["content-type"] == PROBLEM, answer.text
    assert answer.headers["content-language"] == lang
    document = answer.json()
    assert str(document["type"]).rpartition("/")[2] == kind
    said = {name: document.get(name, "") for name in ("title", "detail", "advice", "value")}
    return {name: text for name, text in said.items() if text}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked[0]} {asked[2][:40]}")
def test_a_problem_is_told_in_danish(
    client: httpx.Client, asked: tuple[str, str, str, Headers]
) -> None:
    danish, english = _told(client, asked, "da"), _told(client, asked, "en")
    for name, text in danish.items():
        assert not _ENGLISH.search(text), text
        assert text != english[name]
    _kind, method, path, headers = asked
    if "Accept" not in headers and not path.startswith("/why"):
        page = client.request(method, path, headers=HTML | {"Accept-Language": "da"} | headers)
        assert page.headers["content-type"].startswith("text/html")
        main = page.text.partition('<main id="main">')[2].partition("</main>")[0]
        shown = re.sub(r"<(pre|code|textarea)\b.*?</\1>|<[^>]+>", " ", main, flags=re.DOTALL)
        assert danish["detail"].split(":")[-1].strip()[:30] in shown.replace("&#39;", "'")
        assert not _ENGLISH.search(shown), shown


def test_every_kind_of_problem_and_every_status_has_danish_words() -> None:
    for kind in (*KINDS, "limit-time"):
        words = meaning(kind)
        assert words is not None
        assert _(words, "da") != words
    for status in (400, 403, 404, 405, 406, 408, 410, 413, 415, 416, 421, 429, 431, 500, 501, 503,
                   504, 507):  # fmt: skip
        phrase = HTTPStatus(status).phrase
        assert _(phrase, "da") != phrase


def _unmarked(path: Path) -> Iterator[str]:
    """The sentences that errors are raised with and that no translator sees."""
    errors = re.compile(r"(?:Bad|Unusable|Unreadable|NotFound|Library|Limit|Http).*|ProblemDetails")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and errors.fullmatch(ast.unparse(node.func)):
            texts = [*node.args, *(each.value for each in node.keywords if each.arg != "where")]
            for each in texts:
                if isinstance(each, ast.Constant | ast.JoinedStr) and " " in ast.unparse(each):
                    yield f"{path.name}:{node.lineno}: {ast.unparse(each)}"


def test_every_error_that_http_tells_of_is_marked_for_translators() -> None:
    files = [path for room in ("api", "graph") for path in (ROOT / room).rglob("*.py")]
    found = [each for path in files if "importers" not in path.parts for each in _unmarked(path)]
    # What the system says of a file, and a number with its unit, are the same in all languages.
    own = re.compile(r"f'\{error(?:\.strerror)?(?: or error)?\}\.'|f'\{[^}]+\} (?:s|MB)'")
    assert [each for each in found if not own.search(each)] == []
