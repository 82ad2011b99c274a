"""A small list of ties, loaded into a home folder with decisions on its places."""

from __future__ import annotations

from pathlib import Path

from graph.identifiers import list_place, thing
from graph.ledger import Ledger
from graph.matching.decisions import MatchDecision
from graph.matching.match_graph import lines, match_graph
from tests.api.cli.command_line import run

# As the two documents of the home folder have it: Aalborg and Sermersooq, Aarhus and Kujalleq.
PAIRS = """city1,country1,lat1,lng1,city2,country2,lat2,lng2
Aalborg,Denmark,57.05,9.92,Sermersooq,Greenland,64.18,-51.72
Aalborg,Denmark,57.05,9.92,Kujalleq,Greenland,60.72,-46.04
Aarhus,Denmark,56.16,10.20,Elsewhere,Norway,60.10,10.10
"""
MATCHED = {
    "aalborg-dk": "aalborg-kommune",
    "sermersooq-gl": "kommuneqarfik-sermersooq",
    "kujalleq-gl": "kommune-kujalleq",
    "aarhus-dk": "aarhus-kommune",
}
NAME = "small-2026"
WORDS = ("--name", NAME, "--edition", "2026-02")


def load_small_list(home: Path, folder: Path) -> None:
    """Write the list into a folder, load it, and decide on its places."""
    table = folder / "pairs.csv"
    table.write_text(PAIRS, "utf-8")
    added = run("import", "list", "pairs", str(table), *WORDS, "--home", str(home))
    assert added.returncode == 0, added.stderr
    _decide(home)


def _decide(home: Path) -> None:
    """Decide which places of the list are which municipality."""
    made = [
        MatchDecision(
            list_place(NAME, key),
            thing("municipality", slug),
            "municipality",
            "yes",
            1.0,
            "seen",
            "t",
        )
        for key, slug in MATCHED.items()
    ]
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.put(match_graph(NAME), lines(NAME, made), actor="test")
