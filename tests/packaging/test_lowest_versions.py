"""The lower bounds of the dependencies are true: Venskab runs with the oldest that they allow.

It installs some seventy packages, so it runs where every part is required, as in ``.ci/run``; by
hand ``VENSKAB_REQUIRE_ALL=1 python -m pytest tests/packaging/test_lowest_versions.py``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.api.serving import Server, environment, started
from tests.packaging.wheel import built
from tests.shared import ROOT

PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
    "project"
]
DECLARED: Final = [
    Requirement(text)
    for part in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for text in part
]
# What each library of its own kind is for: pages, feeds, forms, search, networks, RDF by rdflib.
ASKED: Final = (
    "/",
    "/queries",
    "/calendar.ics",
    "/changes.atom",
    "/timeline",
    "/conflicts",
    "/catalog.rdf",
    "/catalog.jsonld",
    "/search?q=alborg",
    "/network.gexf",
    "/network.parquet",
    "/network.mtx",
    "/network.graphml",
    "/metrics",
    "/openapi.json",
    "/static/style.css",
)
EVERY_MODULE: Final = """
import importlib, pkgutil, api, graph, ontology, queries
for package in (api, graph, ontology, queries):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
print(api.__file__)
"""
VERSIONS: Final = """
import importlib.metadata, json
print(json.dumps({each.name.lower().replace("_", "-"): each.version
                  for each in importlib.metadata.distributions()}))
"""


def ran(*command: str | Path) -> str:
    """Standard output of a command, which must succeed."""
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, env=environment(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def oldest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an installation with the lowest versions that are allowed."""
    if os.environ.get("VENSKAB_REQUIRE_ALL") != "1":
        pytest.skip("installs a second environment: set VENSKAB_REQUIRE_ALL=1")
    folder = tmp_path_factory.mktemp("lowest")
    programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    uv = (sys.executable, "-m", "uv")
    ran(*uv, "venv", "--python", sys.executable, folder / "venv")
    into = (*uv, "pip", "install", "--python", programs / "python")
    ran(*into, "--resolution", "lowest-direct", "-r", "pyproject.toml", "--all-extras")
    ran(*into, "--no-deps", built(folder))
    return programs


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder, into which the first that opens it puts the shipped graph."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(oldest: Path, home: Path) -> Iterator[Server]:
    """A server of that installation over the shipped graph."""
    with started((str(oldest / "venskab"),), home) as running:
        yield running


def test_each_dependency_is_there_in_the_lowest_version_that_is_declared(oldest: Path) -> None:
    installed = json.loads(ran(oldest / "python", "-c", VERSIONS))
    for each in DECLARED:
        (least,) = (bound.version for bound in each.specifier if bound.operator == ">=")
        assert Version(installed[each.name]) == Version(least), each.name


def test_every_module_can_be_imported(oldest: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [oldest / "python", "-P", "-c", EVERY_MODULE],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(oldest.parent), "the wheel's, not the clone's"


def test_it_answers_a_question(server: Server) -> None:
    url = f"{server.origin}/queries/agreements-in-force"
    answer = httpx.get(url, headers={"Accept": "application/sparql-results+json"}, timeout=60)
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"]["bindings"]


@pytest.mark.parametrize("path", ASKED)
def test_it_serves_what_each_library_is_for(server: Server, path: str) -> None:
    answer = httpx.get(f"{server.origin}{path}", timeout=120)
    assert answer.status_code == 200, answer.text
    assert answer.content


def test_it_answers_an_assistant(server: Server) -> None:
    asked = {
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": {"name": "search", "arguments": {"text": "Nuuk"}},
    }  # fmt: skip
    answer = httpx.post(f"{server.origin}/mcp", json=asked, timeout=60)
    assert answer.status_code == 200, answer.text
    assert answer.json()["result"]["structuredContent"]["rows"]


def test_it_judges_a_file(server: Server) -> None:
    source = min((ROOT / "graph" / "data" / "sources").glob("*.trig"))
    answer = httpx.post(
        f"{server.origin}/validate",
        content=source.read_bytes(),
        headers={"Content-Type": "application/trig"},
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    assert "Conforms" in answer.text or "conforms" in answer.text


@pytest.mark.parametrize("words", [
    ("network", "metrics"),
    ("network", "survival"),
    ("network", "plot", "map", "{}/map.svg"),
    ("network", "plot", "degrees", "{}/degrees.pdf"),
    ("network", "plot", "survival", "{}/survival.png"),
    ("network", "plot", "chord", "{}/chord.svg"),
    ("export", "{}/export"),
    ("query", "agreements-in-force", "--format", "table"),
])  # fmt: skip
def test_its_commands_run(oldest: Path, home: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    ran(oldest / "venskab", *(word.format(tmp_path) for word in words), "--home", home)
