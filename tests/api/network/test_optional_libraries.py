"""Libraries of networks: not loaded before they are used, and named where one is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.api.endpoint import problem
from tests.api.serving import COMMAND, ROOT, environment, running

SENTENCE = "This needs the library {}, which is not installed. Install venskab[network]."


@pytest.fixture
def without(tmp_path: Path) -> Path:
    """A folder on the path that hides the optional libraries, as if they were not installed."""
    for name in ("pyarrow", "matplotlib"):
        (tmp_path / f"{name}.py").write_text(
            f"raise ModuleNotFoundError('No module named {name}', name={name!r})\n"
        )
    return tmp_path


def test_the_command_line_loads_neither_before_they_are_used() -> None:
    heavy = "{'igraph', 'networkx', 'matplotlib'}"
    code = f"import sys, api.cli.main; print(sorted({heavy} & {{*sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_library_that_is_missing_is_one_sentence(
    small_home: Path, without: Path, tmp_path: Path
) -> None:
    for words, library in (
        (("export", tmp_path / "ties.parquet"), "pyarrow"),
        (("plot", "map", tmp_path / "map.svg"), "matplotlib"),
    ):
        done = subprocess.run(
            [*COMMAND, "network", *map(str, words), "--home", str(small_home)],
            cwd=ROOT, env=environment(PYTHONPATH=str(without)), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (2, SENTENCE.format(library) + "\n")


def test_a_library_that_is_missing_is_a_501(small_home: Path, without: Path) -> None:
    with (
        running(small_home, PYTHONPATH=str(without)) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        found = problem(client.get("/network.parquet"), 501)
        assert found["detail"] == "This needs the library pyarrow, which is not installed."
        assert client.get("/network.gexf").status_code == 200
