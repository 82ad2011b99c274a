"""From an article to the graph by a record, and seen through every door: pages, SPARQL, search."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from api.cli.main import app
from graph.data.shipped import open_home
from tests.api.html_page import HTML
from tests.api.serving import running
from tests.conftest import Homes

TEXT = """Rebild og Kujalleq bliver venner

Rebild Kommune og Kommune Kujalleq er fra i dag venskabsbyer.
Aftalen blev skrevet under den 3. maj 2021. Den gælder i fire år.
"""
# What a person writes below what ``source new`` has made: Danish words, and no address.
SAYS = """
partnerskab:
  navn: rebild-kujalleq
  type: venskabsby
  siger: er fra i dag venskabsbyer
  parter:
    - siger: Rebild Kommune og Kommune Kujalleq
    - Rebild Kommune
    - Kommune Kujalleq

aftale:
  navn: rebild-kujalleq-2021
  partnerskab: rebild-kujalleq
  type: venskabsaftale
  kendt fra: presseomtale
  parter: [Rebild Kommune, Kommune Kujalleq]
  underskrevet: {er: 3. maj 2021, siger: den 3. maj 2021}
  løbetid: {er: 4 år, siger: Den gælder i fire år}
  siger: Aftalen blev skrevet under
"""
PARTNERSHIP = "/doc/partnership/rebild-kujalleq"
ASKED = """
PREFIX vsk: <https://w3id.org/venskab/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?signed ?start ?words WHERE {
  ?agreement vsk:governs <https://w3id.org/venskab/id/partnership/rebild-kujalleq> ;
    vsk:signed ?signed ; vsk:evidence ?evidence .
  ?evidence vsk:supports vsk:signed ; oa:hasSelector ?quote, ?position .
  ?quote oa:exact ?words . ?position oa:start ?start .
}
"""


def run(home: Path, *words: str) -> str:
    """What a command prints to somebody who reads Danish."""
    at = [] if words[0] == "source" else ["--home", str(home)]
    done = CliRunner().invoke(app, [*words, *at, "--lang", "da"], env={"LC_ALL": "C.UTF-8"})
    assert done.exit_code == 0, done.output
    return done.stdout


def test_an_article_becomes_a_record_and_is_seen_through_every_door(
    shipped_home: Homes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shipped_home("journey")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "avis.txt").write_text(TEXT, "utf-8")
    about = ["--title", "Rebild og Kujalleq bliver venner", "--published", "4. maj 2021"]
    new = ["source", "new", "--text", "avis.txt", "--name", "avis-2021", "--language", "dansk"]
    run(home, *new, *about, "--url", "https://example.org/avis")
    record = tmp_path / "avis-2021.yaml"
    record.write_text(record.read_text("utf-8") + SAYS, "utf-8")

    checked = run(home, "record", "check", record.name)
    assert "»Rebild Kommune« er læst som Rebild Kommune" in checked
    assert "2021-05-03 til 2025-05-02: i kraft" in checked
    with open_home(home) as ledger:
        before = ledger.head()
    run(home, "record", "load", record.name)

    with running(home) as server, httpx.Client(base_url=server.origin, timeout=120) as client:
        _seen(client)
        # The record was not there yet.
        earlier = client.get(PARTNERSHIP, params={"as_of": str(before)}, headers=HTML)
        assert earlier.status_code == 404
    shown = run(home, "record", "show", "source/avis-2021")
    (tmp_path / "shown.yaml").write_text(shown, "utf-8")
    assert "source/avis-2021: uændret" in run(home, "record", "check", "shown.yaml")


def _seen(client: httpx.Client) -> None:
    """What was loaded: on its page, in answers, in lists, in the network and as files."""
    labels = {
        "da": "Venskabsbysamarbejdet mellem Rebild Kommune og Kommune Kujalleq",
        "en": "twinning of",
    }
    for lang, label in labels.items():
        page = client.get(PARTNERSHIP, params={"lang": lang}, headers=HTML)
        assert page.status_code == 200
        assert label in page.text
    found = client.get("/sparql", params={"query": ASKED, "format": "json"}).json()
    (row,) = found["results"]["bindings"]
    assert row["signed"]["value"] == "2021-05-03"
    start = int(row["start"]["value"])
    assert TEXT[start:].startswith(row["words"]["value"])
    hits = client.get("/search", params={"q": "Rebild Kujalleq", "format": "json"}).text
    assert "partnership/rebild-kujalleq" in hits
    assert "rebild-kujalleq" in client.get("/partnerships.csv").text
    assert "rebild-kommune" in client.get("/network.csv").text
    graph = client.get("/graph/source/avis-2021.ttl")
    assert "rebild-kujalleq" in graph.text
