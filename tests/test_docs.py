"""The documentation builds strictly, and its generated pages hold every thing they should."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.exports.column_words import description
from graph.exports.table import TABLES
from graph.settings import Settings
from ontology import EXAMPLES, ROOT
from queries.library import library
from tests.shared import ROOT as CHECKOUT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)]
    run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return folder


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


def test_every_term_stands_in_the_vocabulary(site: Path) -> None:
    text = (ROOT / "venskab.ttl").read_text(encoding="utf-8")
    terms = set(re.findall(r"^vsk:(\w+) a owl:", text, re.MULTILINE))
    shown = page(site, "vocabulary")
    assert terms
    assert {term for term in terms if f">vsk:{term}<" not in shown} == set()


def test_every_question_setting_and_pattern_is_shown(site: Path) -> None:
    assert {name for name in library() if f">{name}<" not in page(site, "questions")} == set()
    settings = {f"VENSKAB_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in settings if name not in page(site, "settings")} == set()
    assert page(site, "patterns").count("<h2") == len(list(EXAMPLES.glob("*.ttl")))


def test_every_column_of_every_table_is_shown_in_both_languages(site: Path) -> None:
    text = html.unescape(page(site, "exports"))
    for table in TABLES:
        assert f">{table.name}</h3>" in text
        for column in table.columns:
            for lang in ("da", "en"):
                assert description(table, column)[lang].rstrip(".") in text


CASES = sorted(path.stem for path in (CHECKOUT / "docs/cases").glob("*.md") if path.stem != "index")


@pytest.mark.parametrize("name", CASES)
def test_a_case_shows_the_turtle_of_the_shipped_graph_and_not_too_much(
    site: Path, name: str
) -> None:
    text = page(site, f"cases/{name}")
    shown = re.findall(r'<code class="language-turtle">(.*?)</code>', text, re.DOTALL)
    assert shown
    assert "{{ turtle" not in text
    assert sum(len(each.strip().splitlines()) for each in shown) <= 30


def test_every_case_is_listed_and_in_the_menu(site: Path) -> None:
    assert {name for name in CASES if f'href="{name}/"' not in page(site, "cases")} == set()
    assert {
        name for name in CASES if f"cases/{name}/" not in (site / "index.html").read_text("utf-8")
    } == set()


def test_every_decision_has_a_number_of_its_own() -> None:
    names = [path.name for path in (CHECKOUT / "docs/decisions").glob("[0-9]*.md")]
    numbers = [name[:4] for name in names]
    assert len(numbers) == len(set(numbers))
