"""A running server takes up lists beside the evidence: every door says which it answers of."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from graph.data.shipped import shipped_graphs
from graph.identifiers import concept, list_graph, list_place, list_tie, thing
from graph.ledger import Ledger, Put
from graph.prefixes import BASE, EDTF, PREFIXES
from graph.tiers import MATCH_GRAPHS
from tests.api.cli.command_line import run
from tests.api.few_graphs import FEW_GRAPHS
from tests.api.processes import until
from tests.api.serving import running

VSK, RDFS = PREFIXES["vsk"], PREFIXES["rdfs"]
TYPE = f"<{PREFIXES['rdf']}type>"
LIST = list_graph("small")
AALBORG, NUUK, FAR = (list_place("small", name) for name in ("aalborg", "nuuk", "far"))
KNOWN = thing("partnership", "sermersooq-aalborg")
LISTED = thing("partnership", "listed-list-place-small-far--municipality-aalborg-kommune")
COUNT = "SELECT (COUNT(*) AS ?n) { ?partnership a <https://w3id.org/venskab/ontology#Partnership> }"
DOORS = (
    "/", "/partnerships", "/partnerships.csv", "/partnerships.json", "/municipalities.json",
    "/doc/partnership/sermersooq-aalborg.html", "/doc/partnership/sermersooq-aalborg.ttl",
    "/search?q=Aalborg", "/network.json", "/explore", "/changes.atom", "/changes", "/calendar.ics",
    "/queries/graph-changes?since=2000-01-01&format=csv",
    f"/sparql?query={quote(COUNT)}", "/timemap/partnerships", "/sitemap.xml", "/llms.txt",
)  # fmt: skip


def lines(graph: str, *said: tuple[str, str, str]) -> list[str]:
    return [f"<{s}> {p if p == TYPE else f'<{p}>'} {o} <{graph}> ." for s, p, o in said]


def small_list() -> list[Put]:
    """A list of two ties of three places, two of which are decided to be municipalities."""
    said = [
        (LIST, TYPE, f"<{VSK}Source>"),
        (LIST, f"{VSK}sourceKind", f"<{concept('source-kind', 'aggregator')}>"),
        (LIST, f"{VSK}published", f'"2020-05"^^<{EDTF}>'),
        (LIST, f"{RDFS}label", '"Small list"@en'),
    ]
    for place, name in ((AALBORG, "Aalborg"), (NUUK, "Nuuk"), (FAR, "Faraway")):
        said += [(place, TYPE, f"<{VSK}ListPlace>"), (place, f"{RDFS}label", f'"{name}"')]
    for other in (NUUK, FAR):
        tie = list_tie("small", f"aalborg--{other.rpartition('-')[2]}")
        said.append((tie, TYPE, f"<{VSK}ListTie>"))
        said += [(tie, f"{VSK}listedPlace", f"<{place}>") for place in (AALBORG, other)]
        said.append((tie, f"{VSK}locator", '"row 7"'))
    decided = []
    for place, target in ((AALBORG, "aalborg-kommune"), (NUUK, "kommuneqarfik-sermersooq")):
        match = thing("place-match", f"{place.rpartition('/')[2]}-1")
        decided += [
            (match, TYPE, f"<{VSK}PlaceMatch>"),
            (match, f"{VSK}matchOf", f"<{place}>"),
            (match, f"{VSK}matchedTo", f"<{thing('municipality', target)}>"),
            (match, f"{VSK}matchDecision", f"<{concept('match-decision', 'yes')}>"),
            (match, f"{VSK}matchReason", '"same name and point"'),
        ]
    matches = f"{MATCH_GRAPHS}small"
    return [Put(LIST, lines(LIST, *said)), Put(matches, lines(matches, *decided))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("tiers")
    shipped = shipped_graphs()
    wanted = [*FEW_GRAPHS, *(f"{BASE}graph/reference/municipalities-{n}" for n in ("dk", "gl"))]
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.apply([Put(graph, shipped[graph]) for graph in wanted], actor="test")
    return home


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    with (
        running(folder, VENSKAB_WATCH_SECONDS="0.1") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client
        assert server.stop() == (0, "Stopped.\n", "")


def answer(client: httpx.Client, door: str, **asked: str) -> tuple[int, bytes, dict[str, str]]:
    """What a door answers: all but what is new each time."""
    wanted = "text/html" if door in ("/", "/partnerships", "/explore", "/changes") else "*/*"
    got = client.get(door, params=asked or None, headers={"Accept": wanted})
    kept = {name: got.headers.get(name, "") for name in ("etag", "link", "vary", "content-type")}
    return got.status_code, got.content, kept


def text(client: httpx.Client, path: str, **asked: str) -> str:
    got = client.get(path, params=asked, headers={"Accept": "text/html"})
    assert got.status_code == 200, got.text
    return got.text


def count(client: httpx.Client, **state: str) -> int:
    asked = {"query": COUNT} | state
    got = client.get("/sparql", params=asked, headers={"Accept": "text/csv"})
    assert got.status_code == 200, got.text
    return int(got.text.split()[1])


def test_the_whole_journey_of_a_list(client: httpx.Client, folder: Path) -> None:
    before = {door: answer(client, door) for door in DOORS}
    assert {door: status for door, (status, _, _) in before.items()} == dict.fromkeys(DOORS, 200)
    partnerships = count(client)
    # Where no list is loaded, all there is is the evidence, under the same name.
    assert count(client, tier="all") == partnerships
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        last = ledger.head()
        ledger.apply(small_list(), actor="test")
    until(lambda: count(client, tier="all") == partnerships + 1)
    assert {door: answer(client, door) for door in DOORS} == before
    assert count(client, tier="lists") == 2
    _look_at_the_pages(client)
    _look_at_the_tables(client)
    # A past state is one of each tier.
    past, now = str(last), str(last + 2)
    asked = [(past, "all"), (now, "all"), (now, "evidence"), (now, "lists")]
    counted = [count(client, as_of=as_of, tier=tier) for as_of, tier in asked]
    assert counted == [partnerships, partnerships + 1, partnerships, 2]
    _ask_on_the_command_line(folder, partnerships)
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        for graph in (LIST, f"{MATCH_GRAPHS}small"):
            ledger.withdraw(graph, actor="test")
    until(lambda: count(client, tier="all") == partnerships)
    assert {door: answer(client, door) for door in DOORS} == before
    gone = client.get("/doc/list-place/small-far", params={"tier": "all"})
    assert gone.status_code == 410


def _look_at_the_pages(client: httpx.Client) -> None:
    words = {"da": "Her står også, hvad lister", "en": "Here stands also what lists"}
    for lang, said in words.items():
        page = text(client, "/doc/list-place/small-far.html", tier="all", lang=lang)
        assert said in page
        assert "row 7" in page
        assert "Aalborg" in page
        links = re.findall(r'href="(/(?:doc|queries|search)[^"]*)"', page)
        assert [each for each in links if "tier=all" not in each and "." not in each] == []
        assert said not in text(client, "/partnerships", lang=lang)
    page = text(client, "/doc/list-place/small-aalborg.html", tier="all", lang="en")
    assert "same name and point" in page
    assert "/doc/municipality/aalborg-kommune?lang=en&amp;tier=all" in page
    lead = client.get("/id/list-place/small-far", params={"tier": "all"})
    assert lead.headers["location"].endswith("/doc/list-place/small-far?tier=all")
    assert client.get("/doc/list-place/small-far").status_code == 404
    municipality = text(client, "/doc/municipality/aalborg-kommune.html", tier="all", lang="en")
    assert "Faraway" in municipality


def _look_at_the_tables(client: httpx.Client) -> None:
    asked = {"tier": "all", "rests_on": "lists"}
    found = client.get("/partnerships.json", params=asked).json()
    assert [each["id"] for each in found["items"]] == [LISTED]
    assert "tier=all" in found["items"][0]["self"]
    first = client.get("/partnerships.json", params={"tier": "all", "limit": "1"}).json()
    assert "tier=all" in first["next"]
    rows = list(csv.DictReader(io.StringIO(client.get("/partnerships.csv", params=asked).text)))
    assert rows[0]["evidenceTier"].endswith("evidence-tier/lists")
    known = client.get("/doc/partnership/sermersooq-aalborg.ttl", params={"tier": "all"}).text
    assert "small-aalborg--nuuk" in known
    hits = client.get("/search", params={"q": "Faraway", "tier": "all"}).json()["hits"]
    assert FAR in [each["id"] for each in hits]
    assert client.get("/search", params={"q": "Faraway"}).json()["hits"] == []
    network = client.get("/network.json", params={"tier": "all"})
    assert LISTED.rpartition("/")[2] in network.text
    assert 'filename="venskab-network-all.json"' in network.headers["content-disposition"]
    wrong = client.get("/partnerships.json", params={"tier": "every"})
    assert wrong.status_code == 400
    assert "evidence" in wrong.json()["advice"]
    twice = client.get("/partnerships.json?tier=all&tier=lists")
    assert twice.status_code == 400


def _ask_on_the_command_line(folder: Path, partnerships: int) -> None:
    home = ("--home", str(folder))
    for tier, expected in (("evidence", partnerships), ("all", partnerships + 1)):
        asked = run("query", COUNT, "--format", "csv", "--tier", tier, *home)
        assert (asked.returncode, asked.stdout.split()[1:]) == (0, [str(expected)])
    found = run("search", "Faraway", "--tier", "all", *home)
    assert found.returncode == 0
    wrong = run("query", COUNT, "--tier", "every", *home)
    assert wrong.returncode == 2
