"""A running server takes up a list that a command loads, and nothing of one that is taken out."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.api.cli.command_line import run
from tests.api.processes import until
from tests.api.serving import running

TABLE = """city1,country1,lat1,lng1,city2,country2,lat2,lng2
Nordkøbing,Denmark,56.1,10.2,Sydvig,Greenland,60.7,-46.0
"""
PLACE = "ASK { ?place a <https://w3id.org/venskab/ontology#ListPlace> }"
ANYTHING = """ASK {
  { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }
  FILTER (CONTAINS(STR(?s), "nordkoebing") || CONTAINS(STR(?o), "nordkoebing"))
}"""


def yes(client: httpx.Client, query: str, tier: str) -> bool | None:
    """The answer; None while the lists are being read."""
    answer = client.get(
        "/sparql", params={"query": query, "tier": tier}, headers={"Accept": "text/csv"}
    )
    return None if answer.status_code == 503 else answer.text.split()[-1] == "true"


def hits(client: httpx.Client, tier: str) -> int | None:
    answer = client.get("/search", params={"q": "Nordkøbing", "tier": tier})
    return None if answer.status_code == 503 else len(answer.json()["hits"])


def test_a_list_comes_to_a_running_server_and_goes_from_it(new_home: Path, tmp_path: Path) -> None:
    table = tmp_path / "pairs.csv"
    table.write_text(TABLE, encoding="utf-8")
    home = ("--home", new_home)
    words = ("import", "list", "pairs", table, "--name", "case", "--edition", "2026", *home)
    with (
        running(new_home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        before = client.get("/sparql", params={"query": ANYTHING})
        assert yes(client, PLACE, "all") is False
        for _ in range(2):
            assert run(*words).returncode == 0
            until(lambda: yes(client, PLACE, "all") is True)
            until(lambda: (hits(client, "all") or 0) > 0)
            assert yes(client, ANYTHING, "evidence") is False and hits(client, "evidence") == 0
            same = client.get("/sparql", params={"query": ANYTHING})
            assert same.headers["ETag"] == before.headers["ETag"]
            assert run("list", "remove", "case", *home).returncode == 0
            until(lambda: yes(client, ANYTHING, "all") is False)
            until(lambda: hits(client, "all") == 0)
        assert server.stop()[0] == 0
