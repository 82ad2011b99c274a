"""``?as_of=``: every address answers of a past state, exactly, and says which it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import pytest

from graph.data.shipped import shipped_graphs
from graph.identifiers import source_graph, thing
from graph.ledger import Ledger, Release
from tests.api.few_graphs import FEW_GRAPHS
from tests.api.serving import running

SOURCE = FEW_GRAPHS[1]
NEW = thing("municipality", "nyby-kommune")
NAMED = source_graph("nyby")
COUNT = """
SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (CONTAINS(STR(?g), "/graph/source/")) }
"""
MUNICIPALITY = "https://w3id.org/venskab/ontology#Municipality"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _new(name: str) -> list[str]:
    return [
        f"<{NEW}> <{TYPE}> <{MUNICIPALITY}> <{NAMED}> .",
        f'<{NEW}> <{LABEL}> "{name}"@da <{NAMED}> .',
    ]


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Release]]:
    """A home with four releases; in the first the agreement's source is not there."""
    home = tmp_path_factory.mktemp("home")
    shipped = shipped_graphs()
    made = []
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.put(FEW_GRAPHS[0], shipped[FEW_GRAPHS[0]], actor="t")
        ledger.put(NAMED, _new("Nyby"), actor="t")
        made.append(ledger.releases.make("1.0", actor="t"))
        ledger.put(SOURCE, shipped[SOURCE], actor="t")
        made.append(ledger.releases.make("1.1", actor="t"))
        ledger.put(NAMED, _new("Nyby by"), actor="t")
        made.append(ledger.releases.make("1.2", actor="t"))
        ledger.withdraw(NAMED, actor="t")
        made.append(ledger.releases.make("1.3", actor="t"))
    return home, made


@pytest.fixture(scope="module")
def client(
    releases: tuple[Path, list[Release]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    temporary = tmp_path_factory.mktemp("temporary")
    with (
        running(releases[0], TMPDIR=str(temporary)) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client
        assert list(temporary.iterdir())
        assert server.stop() == (0, "Stopped.\n", "")
        assert list(temporary.iterdir()) == []


def count(client: httpx.Client, **parameters: str) -> int:
    asked = {"query": COUNT} | parameters
    answer = client.get("/sparql", params=asked, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return int(answer.text.split()[1])


def test_a_release_is_asked_as_it_was(client: httpx.Client) -> None:
    now, first, second = (count(client, **at) for at in ({}, {"as_of": "1.0"}, {"as_of": "1.1"}))
    assert (first, second - first) == (2, now)
    assert now > 2
    assert count(client, as_of="1.3") == now


def test_each_address_answers_of_the_past(client: httpx.Client) -> None:
    path = NEW.removeprefix("https://w3id.org/venskab/id")
    assert client.get(f"/doc{path}.ttl").status_code == 410
    for address in (f"/doc{path}.ttl", "/graph/source/nyby.ttl"):
        assert '"Nyby"@da' in client.get(address, params={"as_of": "1.1"}).text
    asked = {"q": "Nyby", "as_of": "1.0"}
    found = client.get("/search", params=asked, headers={"Accept": "application/json"})
    assert "Nyby" in found.text
    assert NEW not in client.get("/search", params={"q": "Nyby"}).text
    question = "/queries/who-says-so"
    asked = {"thing": "municipality/nyby-kommune", "format": "csv"}
    assert "nyby" not in client.get(question, params=asked).text
    assert "nyby" in client.get(question, params=asked | {"as_of": "1.1"}).text
    network = {"as_of": "1.0"}
    assert client.get("/network.json", params=network).json()["edges"] == []


def test_a_thing_leads_to_its_document_of_the_same_state(client: httpx.Client) -> None:
    answer = client.get(NEW.removeprefix("https://w3id.org/venskab"), params={"as_of": "1.0"})
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/doc/municipality/nyby-kommune?as_of=1.0")
    assert client.get(answer.headers["location"]).status_code == 200


def test_a_page_says_that_it_is_of_the_past_and_its_links_stay_there(client: httpx.Client) -> None:
    asked = {"as_of": "1.0", "lang": "en"}
    page = client.get("/doc/municipality/nyby-kommune.html", params=asked).text
    assert re.search(r"The graph as it was: <strong>1\.0</strong>", page)
    links = re.findall(r'href="(/(?:doc|queries|search)[^"]*)"', page)
    assert links
    assert [link for link in links if "as_of=1.0" not in link and "." not in link] == []
    forms = re.findall(r'<link rel="alternate" type="[^"]*rdf[^"]*" href="([^"]*)"', page)
    assert forms
    assert all(form.endswith(".rdf?as_of=1.0") for form in forms)
    assert "The graph as it was" not in client.get("/", params={"lang": "en"}).text


def test_an_answer_of_the_past_is_a_memento(
    client: httpx.Client, releases: tuple[Path, list[Release]]
) -> None:
    with Ledger.open(releases[0] / "ledger.sqlite") as ledger:
        changed = ledger.changed(releases[1][0].sequence)
    asked = {"query": COUNT, "as_of": "1.0"}
    answer = client.get("/sparql", params=asked)
    said = parsedate_to_datetime(answer.headers["memento-datetime"])
    assert said == changed.replace(microsecond=0)
    original = re.search(r'<([^>]*)>; rel="original"', answer.headers["link"])
    assert original
    assert httpx.URL(original[1]).params.get("query", "").split() == COUNT.split()
    assert "as_of" not in httpx.URL(original[1]).params
    assert "memento-datetime" not in client.get("/sparql", params={"query": COUNT}).headers


def test_each_state_has_tags_of_its_own(client: httpx.Client) -> None:
    tags = {}
    for as_of in ("", "1.0", "1.1"):
        asked = {"query": COUNT} | ({"as_of": as_of} if as_of else {})
        for _ in range(2):
            answer = client.get("/sparql", params=asked)
        tags[as_of] = answer.headers["etag"]
        known = {"If-None-Match": answer.headers["etag"]}
        assert client.get("/sparql", params=asked, headers=known).status_code == 304
    assert len(set(tags.values())) == 3
    other = {"If-None-Match": tags["1.0"]}
    assert client.get("/sparql", params={"query": COUNT}, headers=other).status_code == 200


def test_a_query_sent_by_post_is_of_the_past_by_its_address(client: httpx.Client) -> None:
    csv = {"Accept": "text/csv"}
    answer = client.post("/sparql?as_of=1.0", data={"query": COUNT}, headers=csv)
    assert int(answer.text.split()[1]) == count(client, as_of="1.0")
    inside = client.post("/sparql", data={"query": COUNT, "as_of": "1.0"}, headers=csv)
    assert inside.status_code == 400
    assert "as_of" in inside.json()["detail"]


@pytest.mark.parametrize(
    ("as_of", "status", "said"),
    [
        ("2.0", 404, r"'2\.0' is no release, no day.*"),
        ("2020-02-30", 400, r"'2020-02-30' is no release, no day"),
        ("2001-01-01", 404, "There was nothing in this graph by 2001-01-01: it begins 20"),
        ("999", 404, "there is no change 999"),
        ("%ff", 400, "UTF-8"),
        ("1.0&as_of=1.1", 400, "2 parameters named as_of"),
    ],
)
def test_what_is_no_point_of_the_history_is_a_problem(
    client: httpx.Client, as_of: str, status: int, said: str
) -> None:
    for path in ("/sparql?query=ASK{}&", "/doc/municipality/nyby-kommune?", "/search?q=a&"):
        answer = client.get(f"{path}as_of={as_of}")
        assert answer.status_code == status
        assert re.search(said, answer.json()["detail"])
        assert answer.headers["content-type"] == "application/problem+json"
    if "is no release" in said:
        assert re.search(r"There are 1\.|1\.3, 1\.2, 1\.1, 1\.0", answer.json()["advice"])


def test_more_states_than_are_held_take_turns(client: httpx.Client) -> None:
    wanted = {name: count(client, as_of=name) for name in ("1.0", "1.1", "1.2")}
    assert len(set(wanted.values())) == 3 - (wanted["1.1"] == wanted["1.2"])
    assert count(client, as_of="1.0") == wanted["1.0"]


def test_states_that_are_asked_at_once_are_answered_or_told_to_wait(client: httpx.Client) -> None:
    def ask(name: str) -> tuple[str, httpx.Response]:
        asked = {"query": COUNT, "as_of": name}
        return name, client.get("/sparql", params=asked, headers={"Accept": "text/csv"})

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, ["1.0", "1.2", "1.1", "1.0", "1.2"]))
    for name, answer in answers:
        if answer.status_code == 503:
            assert int(answer.headers["retry-after"]) > 0
        else:
            assert int(answer.text.split()[1]) == count(client, as_of=name)
    assert any(answer.status_code == 200 for _, answer in answers)


def test_a_server_may_hold_no_past(releases: tuple[Path, list[Release]]) -> None:
    with running(releases[0], VENSKAB_PAST_STATES="0") as server:
        asked = {"query": "ASK {}", "as_of": "1.0"}
        answer = httpx.get(f"{server.origin}/sparql", params=asked, trust_env=False, timeout=60)
        assert answer.status_code == 501
        assert answer.json()["detail"] == "This server answers for the present only."
        here = httpx.get(
            f"{server.origin}/sparql", params=asked | {"as_of": "1.3"}, trust_env=False
        )
        assert here.status_code == 200


def test_collections_are_those_of_the_past_and_lead_there(client: httpx.Client) -> None:
    asked = {"as_of": "1.0", "limit": "1"}
    found = client.get("/municipalities", params=asked).json()
    assert [item["id"] for item in found["items"]] == [NEW]
    assert NEW not in client.get("/municipalities", params={"limit": "200"}).text
    one = client.get(found["items"][0]["self"])
    assert one.json()["id"] == NEW
    assert one.json()["self"] == found["items"][0]["self"]
    assert client.get("/municipalities/nyby-kommune").status_code == 410
    later = client.get("/agreements", params={"as_of": "1.1", "limit": "1"}).json()
    second = client.get(later["next"]).json()
    assert later["total"] == second["total"] > 1
    assert "as_of=1.1" in second["prev"]
