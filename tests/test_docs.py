"""The documentation builds strictly, and its generated pages hold every thing they should."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from graph.exports.column_words import description
from graph.exports.table import TABLES
from graph.settings import Settings
from ontology import EXAMPLES, ROOT, SCHEMES
from queries.library import library
from tests.shared import ROOT as CHECKOUT

DOCS = CHECKOUT / "docs"
ROOMS = {"start", "how-to", "reference", "explanation"}
WRITTEN = sorted(DOCS.rglob("*.md"))
# A file of the source that a page names; NN stands for a number in a pattern of names.
SOURCE = re.compile(
    r"`((?:api|graph|queries|ontology|tests|benchmarks|docs)/(?![^`]*NN)[\w./-]+\.[a-z]+)`"
)
# What a browser fetches by itself: not where a link leads, and not the names of SVG.
FETCHED = re.compile(
    r"""<(?:script|img|source|iframe)\b[^>]*\bsrc=["']?([^"'\s>]+)"""
    r"""|<link\b[^>]*\bhref=["']?([^"'\s>]+)|url\(["']?([^"')]+)|@import\s+["']([^"']+)"""
)


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


def test_every_page_stands_in_a_room() -> None:
    outside = [path for path in WRITTEN if path.relative_to(DOCS).parts[0] not in ROOMS]
    assert outside == [DOCS / "index.md"]


def test_every_page_is_in_the_menu(site: Path) -> None:
    configured = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
    decisions = DOCS / "explanation/decisions"
    pages = {path for path in WRITTEN if path.parent != decisions} | {decisions / "README.md"}
    named = {DOCS / name for name in re.findall(r"(\S+\.md)$", configured, re.MULTILINE)}
    assert named == pages


def test_every_relative_link_resolves_in_a_clone() -> None:
    read = [*WRITTEN, *(CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md"))]
    lost = []
    for path in read:
        text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([^)\s]+)[^)]*\)", text):
            name, _, _ = target.partition("#")
            if "://" not in target and name and not (path.parent / name).is_file():
                lost.append((path.name, target))
    assert lost == []


def test_every_file_that_is_named_is_there() -> None:
    beside = (CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md", "THREAT_MODEL.md"))
    named = {
        (path.name, name)
        for path in [*WRITTEN, *beside]
        for name in SOURCE.findall(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert {each for each in named if not (CHECKOUT / each[1]).exists()} == set()


def test_the_site_fetches_nothing_from_elsewhere(site: Path) -> None:
    fetched = {
        next(filter(None, found))
        for path in site.rglob("*")
        if path.suffix in (".html", ".css")
        for found in FETCHED.findall(path.read_text(encoding="utf-8"))
    }
    assert any(each.endswith(".css") for each in fetched)
    assert {each for each in fetched if re.match(r"(?:[a-z]+:)?//", each)} == set()


def test_the_site_runs_no_script_that_stands_in_a_page(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) == len(WRITTEN)
    for path in pages:
        assert not re.search(r"<script>|\son\w+=", path.read_text(encoding="utf-8")), path


def test_the_start_page_says_what_this_is_in_three_sentences_and_a_picture() -> None:
    first, picture = (DOCS / "index.md").read_text(encoding="utf-8").split("\n\n")[1:3]
    assert len(re.findall(r"[.!?](?:\s|$)", first)) == 3
    assert re.fullmatch(r"!\[.{40,}\]\(assets/overview\.svg\).*", picture)
    drawn = (DOCS / "assets/overview.svg").read_text(encoding="utf-8")
    assert "prefers-color-scheme: dark" in drawn


def test_every_term_stands_in_the_vocabulary(site: Path) -> None:
    text = (ROOT / "venskab.ttl").read_text(encoding="utf-8")
    terms = set(re.findall(r"^vsk:(\w+) a owl:", text, re.MULTILINE))
    shown = page(site, "reference/vocabulary")
    assert terms
    assert {term for term in terms if f">vsk:{term}<" not in shown} == set()


def test_every_concept_stands_in_the_lists(site: Path) -> None:
    shown = page(site, "reference/concepts")
    concepts = {
        f"{path.stem}:{notation}"
        for path in SCHEMES.glob("*.ttl")
        for notation in re.findall(r'skos:notation "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert "event-kind:not-realised" in concepts
    assert {each for each in concepts if f"<code>{each}</code>" not in shown} == set()


def test_every_question_setting_and_pattern_is_shown(site: Path) -> None:
    assert {
        name for name in library() if f">{name}<" not in page(site, "reference/questions")
    } == set()
    settings = {f"VENSKAB_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in settings if name not in page(site, "reference/settings")} == set()
    assert page(site, "reference/patterns").count("<h2") == len(list(EXAMPLES.glob("*.ttl")))


def test_every_column_of_every_table_is_shown_in_both_languages(site: Path) -> None:
    text = html.unescape(page(site, "reference/exports"))
    for table in TABLES:
        assert re.search(rf"<h3[^>]*>{table.name}<", text)
        for column in table.columns:
            for lang in ("da", "en"):
                assert description(table, column)[lang].rstrip(".") in text


CASES = sorted(
    path.stem for path in (CHECKOUT / "docs/explanation/cases").glob("*.md") if path.stem != "index"
)


@pytest.mark.parametrize("name", CASES)
def test_a_case_shows_the_turtle_of_the_shipped_graph_and_not_too_much(
    site: Path, name: str
) -> None:
    text = page(site, f"explanation/cases/{name}")
    shown = re.findall(r"language-turtle.*?<code>(.*?)</code>", text, re.DOTALL)
    assert shown
    assert "{{ turtle" not in text
    assert sum(len(each.strip().splitlines()) for each in shown) <= 30


def test_every_case_is_listed_and_in_the_menu(site: Path) -> None:
    assert {
        name for name in CASES if f'href="{name}/"' not in page(site, "explanation/cases")
    } == set()
    assert {
        name for name in CASES if f"cases/{name}/" not in (site / "index.html").read_text("utf-8")
    } == set()


def test_every_decision_has_a_number_of_its_own() -> None:
    names = [path.name for path in (CHECKOUT / "docs/explanation/decisions").glob("[0-9]*.md")]
    numbers = [name[:4] for name in names]
    assert len(numbers) == len(set(numbers))
