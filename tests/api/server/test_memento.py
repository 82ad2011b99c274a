"""Memento (RFC 7089): each address leads to its past states, and lists all of them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import httpx
import pytest

from graph.identifiers import source_graph, thing
from graph.ledger import Ledger
from graph.ledger.database import STAMP
from tests.api.endpoint import media_type, problem
from tests.api.serving import running

PLACE = thing("municipality", "nyby-kommune")
NAMED = source_graph("nyby")
DOC = "/doc/municipality/nyby-kommune.ttl"
# A document, a list, a question and a query.
ADDRESSES = (
    DOC,
    "/municipalities?country=DNK",
    "/queries/municipality-history?municipality=municipality/nyby-kommune",
    "/sparql?query=ASK+%7B%7D",
)
DAYS = [datetime(2024, month, 5, 12, tzinfo=UTC) for month in (1, 2, 3)]
LINK = re.compile(r'<([^>]+)>; rel="([^"]+)"')


def lines(name: str) -> list[str]:
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    return [
        f"<{PLACE}> {kind} <https://w3id.org/venskab/ontology#Municipality> <{NAMED}> .",
        f'<{PLACE}> {label} "{name}"@da <{NAMED}> .',
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose municipality is called otherwise on each of three days."""
    file = tmp_path_factory.mktemp("memento") / "ledger.sqlite"
    with Ledger.open(file) as ledger:
        for number in range(len(DAYS)):
            ledger.put(NAMED, lines(f"Nyby {number}"), actor="t")
    with sqlite3.connect(file) as other:
        other.execute("DROP TRIGGER changes_stay")
        for number, day in enumerate(DAYS, 1):
            other.execute(
                "UPDATE changes SET made = ? WHERE sequence = ?", (day.strftime(STAMP), number)
            )
    other.close()
    return file.parent


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[httpx.Client]:
    with (
        running(home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


def links(text: str) -> dict[str, list[str]]:
    """Relation to targets."""
    found: dict[str, list[str]] = {}
    for target, relations in LINK.findall(text):
        for relation in relations.split():
            found.setdefault(relation, []).append(target)
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_address_leads_to_its_states_and_they_to_it(
    client: httpx.Client, address: str
) -> None:
    here = f"{str(client.base_url).rstrip('/')}{address}"
    told = links(client.head(address).headers["link"])
    answer = client.get(told["timemap"][0])
    assert media_type(answer) == "application/link-format"
    listed = links(answer.text)
    assert listed["original"] == [here]
    assert listed["timegate"] == told["timegate"]
    assert listed["self"] == told["timemap"]
    assert len(listed["memento"]) == len(DAYS)
    assert (listed["first"], listed["last"]) == ([listed["memento"][0]], [listed["memento"][-1]])
    for memento, day in zip(listed["memento"], DAYS, strict=True):
        shown = client.get(memento)
        assert shown.status_code == 200, shown.text
        assert parsedate_to_datetime(shown.headers["memento-datetime"]) == day
        back = links(shown.headers["link"])
        assert (back["original"], back["timegate"]) == ([here], told["timegate"])


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (DAYS[0] - timedelta(days=400), 0),
        (DAYS[0], 0),
        (DAYS[1] - timedelta(seconds=1), 0),
        (DAYS[1] + timedelta(days=1), 1),
        (DAYS[2] + timedelta(days=400), 2),
        (None, 2),
    ],
)
def test_the_gate_leads_to_the_state_of_a_moment(
    client: httpx.Client, wanted: datetime | None, number: int
) -> None:
    asked = {"Accept-Datetime": format_datetime(wanted, usegmt=True)} if wanted else {}
    answer = client.get(f"/timegate{DOC}", headers=asked)
    assert answer.status_code == 302
    assert "Accept-Datetime" in answer.headers["vary"].split(", ")
    shown = client.get(answer.headers["location"])
    assert f'"Nyby {number}"@da' in shown.text
    assert parsedate_to_datetime(shown.headers["memento-datetime"]) == DAYS[number]


def test_what_has_no_past_or_is_no_date_is_a_problem(client: httpx.Client) -> None:
    asked = {"Accept-Datetime": "yesterday"}
    assert "Accept-Datetime" in str(
        problem(client.get(f"/timegate{DOC}", headers=asked), 400)["detail"]
    )
    for address in ("/timegate/catalog", "/timemap/static/style.css", "/timegate/%0D%0AX:%20y"):
        problem(client.get(address), 404)
    odd = client.get("/search?q=%C3%A6\"<>'&lang=da", headers={"Accept": "application/json"})
    assert links(odd.headers["link"])["timegate"][0].endswith("?q=%C3%A6%22%3C%3E'&lang=da")
    assert "timegate" not in client.head("/catalog").headers["link"]
