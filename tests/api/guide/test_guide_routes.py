"""``/guide``: the documentation where it is built, and a way to begin where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.html_page import HTML, Page, runs_nothing_inline
from tests.api.serving import running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def client(small_home: Path, folder: Path) -> Iterator[httpx.Client]:
    with (
        running(small_home, VENSKAB_GUIDE=str(folder)) as server,
        httpx.Client(base_url=server.origin, headers=HTML, trust_env=False, timeout=60) as client,
    ):
        yield client


def written(folder: Path) -> None:
    """The smallest site that there can be, as ``make docs`` would leave it."""
    (folder / "start").mkdir(exist_ok=True)
    (folder / "index.html").write_text("<title>Built</title>", encoding="utf-8")
    (folder / "start/index.html").write_text("<title>Start</title>", encoding="utf-8")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_where_nothing_is_built_a_page_says_where_to_begin(client: httpx.Client, lang: str) -> None:
    answer = client.get("/guide", params={"lang": lang})
    assert answer.status_code == 200
    page = Page(answer)
    assert page.all("html", "lang") == [lang]
    assert runs_nothing_inline(page)
    assert "make docs" in page.text
    begun = {"/reviews", "/queries", "/sparql", "/explore", "/validate", "/catalog"}
    assert begun <= {href.partition("?")[0] for href in page.all("a", "href")}
    assert client.get("/guide/start/").headers["location"] == "/guide"


def test_the_foot_of_every_page_leads_to_it(client: httpx.Client) -> None:
    for path in ("/", "/about", "/no-such-page"):
        links = Page(client.get(path, params={"lang": "en"})).all("a", "href")
        assert "/guide" in {href.partition("?")[0] for href in links}, path


def test_a_site_that_is_built_meanwhile_is_served(client: httpx.Client, folder: Path) -> None:
    written(folder)
    assert client.get("/guide", params={"lang": "da"}).headers["location"] == "/guide/"
    begin = client.get("/guide/")
    assert (begin.status_code, begin.text) == (200, "<title>Built</title>")
    assert client.get("/guide/start/").text == "<title>Start</title>"
    assert client.head("/guide/start/").status_code == 200
    again = client.get("/guide/start/", headers={"If-None-Match": begin.headers["etag"]})
    assert again.status_code == 200, "each page has a tag of its own"
    tag = client.get("/guide/start/").headers["etag"]
    assert client.get("/guide/start/", headers={"If-None-Match": tag}).status_code == 304


def test_its_policy_takes_scripts_from_files_only(client: httpx.Client, folder: Path) -> None:
    written(folder)
    policy = client.get("/guide/").headers.get_list("content-security-policy")
    assert len(policy) == 1
    rules = dict(rule.split(" ", 1) for rule in policy[0].split("; "))
    assert rules["default-src"] == "'self'"
    assert "script-src" not in rules


@pytest.mark.parametrize("path", ["no-such-page", "%2e%2e/secret", "..%2fsecret", "start/%00"])
def test_what_is_no_part_of_the_site_is_not_found(
    client: httpx.Client, folder: Path, path: str
) -> None:
    written(folder)
    (folder.parent / "secret").write_text("secret", encoding="utf-8")
    answer = client.get(f"/guide/{path}")
    assert answer.status_code == 404
    assert "secret</" not in answer.text


def test_a_past_state_has_the_same_documentation(client: httpx.Client, folder: Path) -> None:
    written(folder)
    assert client.get("/guide/", params={"as_of": "2000-01-01"}).text == "<title>Built</title>"
