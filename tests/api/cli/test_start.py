"""The command starts at once: what each command may import, and that lists tell the truth."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli.lazy_group import loaded
from api.cli.main import COMMANDS, app
from tests.api.serving import ROOT, environment

# The libraries that take long to import, and who asks for nothing but a list needs none of them.
HEAVY = {
    "api.app", "babel", "edtf", "fastapi", "graph.engine.embedded", "graph.ledger",
    "graph.settings", "httpx", "icalendar", "igraph", "jinja2",
    "matplotlib", "mcp", "mcp_types", "networkx", "numpy", "prometheus_client", "pyarrow",
    "pydantic_settings", "pyoxigraph", "pyshacl", "queries.library", "rapidfuzz", "rdflib", "rich",
    "scipy", "starlette", "uvicorn", "yaml",
}  # fmt: skip
ASKING = {"graph.engine.embedded", "graph.ledger", "graph.settings", "pydantic_settings"}
LIBRARY = {"queries.library", "rdflib", "yaml"}
# Groups whose commands all ask the ledger, which takes little to import.
OF_THE_LEDGER = {"graph", "ledger", "release"}
LEDGER = {"graph.ledger", "graph.settings", "pydantic_settings"}
# Runs the command, and says on stderr what is imported when it has ended.
TELLING = """
import json, sys
from api.cli.main import run
sys.argv[0] = "venskab"
try:
    run()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def imported(*words: str | Path, **more: str) -> tuple[str, set[str]]:
    """What a command prints, and the heavy libraries that it imported."""
    done = subprocess.run(
        [sys.executable, "-c", TELLING, *map(str, words)],
        cwd=ROOT, env=environment(**more), capture_output=True, text=True, check=False,
    )  # fmt: skip
    *told, modules = done.stderr.splitlines()
    return done.stdout + "\n".join(told), HEAVY & set(json.loads(modules))


@pytest.fixture
def commands() -> list[list[str]]:
    """The words of every command that is one, and of one command of each group."""
    found = []
    for name in COMMANDS:
        below = vars(loaded(vars(get_command(app))["commands"][name])).get("commands", {})
        found.append([name, *list(below)[:1]])
    return found


@pytest.mark.parametrize(
    ("words", "may"),
    [
        (["--version"], set()),
        (["--help"], set()),
        ([], set()),
        (["queries", "--lang", "en"], LIBRARY),
    ],
)
def test_a_command_imports_what_it_needs_and_no_more(words: list[str], may: set[str]) -> None:
    out, found = imported(*words)
    assert out
    assert found <= may


def test_no_help_imports_what_the_command_needs(commands: list[list[str]]) -> None:
    told = {}
    for words in commands:
        out, found = imported(*words, "--help")
        assert out
        told[" ".join(words)] = found - (LEDGER if words[0] in OF_THE_LEDGER else set())
    assert {words: found for words, found in told.items() if found} == {}


@pytest.mark.parametrize("words", [["graph", "list"], ["graph", "history"], ["release", "list"]])
def test_what_the_ledger_alone_tells_needs_no_more(small_home: Path, words: list[str]) -> None:
    out, found = imported(*words, "--home", small_home)
    assert out
    assert found <= LEDGER | {"rich"}


@pytest.mark.parametrize(
    ("what", "format_", "may"),
    [
        ("SELECT ?a { VALUES ?a { 1 } }", "csv", ASKING),
        ("SELECT ?a { VALUES ?a { 1 } }", "table", ASKING | {"rich"}),
        ("agreements-in-force", "csv", ASKING | LIBRARY),
    ],
)
def test_a_query_imports_neither_the_server_nor_what_others_need(
    small_home: Path, what: str, format_: str, may: set[str]
) -> None:
    out, found = imported("query", what, "--format", format_, "--home", small_home)
    assert out
    assert found <= may


def test_the_lists_say_of_each_command_what_the_command_says_itself() -> None:
    for name, lazy in COMMANDS.items():
        help_text = loaded(vars(get_command(app))["commands"][name]).help
        assert " ".join(help_text.split("\n\n")[0].split()) == lazy.help, name


def test_a_command_of_no_name_is_told_with_the_nearest() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli.main", "qeury"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "No such command 'qeury'. Did you mean 'query'" in done.stderr


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("venskab qu", {"query", "queries", "quickstatements"}),
        ("venskab graph wi", {"withdraw"}),
        ("venskab query --as", {"--as-of"}),
        ("venskab query --format ntr", {"ntriples"}),
    ],
)
def test_the_shell_completes_commands_their_options_and_values(
    words: str, completed: set[str]
) -> None:
    asked = {
        "_VENSKAB_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    out, _ = imported(**asked)
    assert set(out.split()) == completed
