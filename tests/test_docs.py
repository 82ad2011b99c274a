"""The documentation builds strictly, and its generated pages hold every thing they should."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_every_decision_has_a_number_of_its_own() -> None:
    names = [path.name for path in (CHECKOUT / "docs/decisions").glob("[0-9]*.md")]
    numbers = [name[:4] for name in names]
    assert len(numbers) == len(set(numbers))
