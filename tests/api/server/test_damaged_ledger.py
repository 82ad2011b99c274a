"""A ledger of which one version is damaged: served as far as it is whole, backed up, salvaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from graph.data.shipped import shipped_graphs
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from graph.prefixes import BASE
from tests.api.cli.command_line import run
from tests.api.serving import running

WHOLE = f"{BASE}graph/source/kujalleq-aarhus-2016"
SPOILT = f"{BASE}graph/source/sermersooq-aalborg-2019"
PAGE = {"Accept": "text/html"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose ledger cannot read one of its graphs."""
    home, shipped = tmp_path / "home", shipped_graphs()
    wanted = [graph for graph in shipped if "/reference/" in graph]
    with Ledger.open(home / "ledger.sqlite") as ledger:
        graphs = (ONTOLOGY_GRAPH, WHOLE, SPOILT, *wanted)
        ledger.apply([Put(graph, shipped[graph]) for graph in graphs], actor="test")
    return home


def spoil(home: Path) -> None:
    with closing(sqlite3.connect(home / "ledger.sqlite")) as database, database:
        database.execute("DROP TRIGGER versions_stay")
        database.execute(
            "UPDATE versions SET text = x'00' WHERE hash IN"
            " (SELECT hash FROM changes WHERE graph = ?)",
            (SPOILT,),
        )


def test_what_is_whole_is_served_and_what_is_not_is_said(home: Path) -> None:
    spoil(home)
    with (
        running(home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        ready = client.get("/health/ready").text
        assert "damaged in the ledger: source/sermersooq-aalborg-2019" in ready
        page = client.get("/doc/agreement/kujalleq-aarhus-2016?lang=en", headers=PAGE)
        assert page.status_code == 200
        assert "source/sermersooq-aalborg-2019" in page.text
        danish = client.get("/?lang=da", headers=PAGE).text
        assert "Dele af registeret kan ikke læses lige nu" in danish
        gone = client.get("/doc/agreement/sermersooq-aalborg-2019", headers=PAGE)
        assert gone.status_code == 404
        asked = {"query": f"ASK {{ GRAPH <{WHOLE}> {{ ?s ?p ?o }} }}"}
        answer = client.get("/sparql", params=asked, headers={"Accept": "text/csv"})
        assert answer.text.split()[-1] == "true"
        _, _, told = server.stop()
    assert SPOILT in told


def test_a_copy_takes_the_place_of_what_was_lost(home: Path, tmp_path: Path) -> None:
    copy, saved = tmp_path / "copy.sqlite", tmp_path / "saved"
    new = saved / "ledger.sqlite"
    done = run("ledger", "backup", copy, "--home", home, "--lang", "da")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Sikkerhedskopieret til {copy}: ")
    spoil(home)
    found = run("ledger", "verify", "--home", home)
    assert found.returncode == 1
    assert "(source/sermersooq-aalborg-2019)" in found.stdout
    assert run("ledger", "salvage", new, "--home", home).returncode == 2, "its folder is not there"
    saved.mkdir()
    lost = run("ledger", "salvage", new, "--home", home)
    assert lost.returncode == 1
    assert "source/sermersooq-aalborg-2019 is lost." in lost.stdout
    assert run("ledger", "verify", "--home", saved).returncode == 0
    copy.replace(new)
    assert run("ledger", "verify", "--home", saved).returncode == 0
    assert "source/sermersooq-aalborg-2019" in run("graph", "list", "--home", saved).stdout
