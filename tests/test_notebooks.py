"""The notebooks and the R script run from the first cell to the last, against a running server."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.few_graphs import few_graphs
from tests.api.registers.small_list import load_small_list
from tests.api.serving import Server, running
from tests.shared import ROOT, SHARED, lacking

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

NOTEBOOKS = sorted((ROOT / "docs/how-to/notebooks").glob("*.ipynb"))
SCRIPT = ROOT / "docs/how-to/notebooks/venskab.R"
R_PACKAGES = ("httr", "jsonlite")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_holds_no_output(
    path: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "outputs are made by running"
    assert str(ROOT) not in path.read_text(encoding="utf-8")
    if "report_of_home" in path.read_text(encoding="utf-8"):
        load_small_list(few_graphs(tmp_path), tmp_path)
    monkeypatch.setenv("VENSKAB_HOME", str(tmp_path))
    monkeypatch.setenv("VENSKAB_SERVER", server.origin)
    monkeypatch.setenv("VENSKAB_SHARED", str(SHARED))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    client = nbclient.NotebookClient(
        notebook, timeout=280, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    told = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert len(told) >= 7
    assert not any(output["output_type"] == "error" for output in told)


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


def rscript() -> str:
    """The command that runs R, with the packages that the script needs."""
    found = shutil.which("Rscript")
    wanted = " && ".join(f"requireNamespace('{name}', quietly = TRUE)" for name in R_PACKAGES)
    check = f"quit(status = if ({wanted}) 0 else 1)"
    if not found or subprocess.run([found, "-e", check], check=False).returncode:
        lacking("R with httr and jsonlite (Debian: r-base-core r-cran-httr r-cran-jsonlite)")
    return found


def test_the_r_script_runs(server: Server, tmp_path: Path) -> None:
    env = os.environ | {"VENSKAB_SERVER": server.origin, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        [rscript(), "--vanilla", str(SCRIPT)],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Cooperation agreement of Sør-Varanger and Severomorsk" in run.stdout
    assert "certain" in run.stdout
    assert " agreements" in run.stdout.splitlines()[-1]
