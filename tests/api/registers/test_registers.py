"""Registers compared, from the command line to the page and its files, on a server that runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from csvw import Table

from tests.api.cli.command_line import run
from tests.api.html_page import Page, get, runs_nothing_inline
from tests.api.processes import until
from tests.api.registers.small_list import NAME, load_small_list
from tests.api.serving import running

PAGE = "/registers?lang=en"
RESULTS = "application/sparql-results+json"


@pytest.fixture
def client(new_home: Path) -> Iterator[httpx.Client]:
    with (
        running(new_home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


def table(client: httpx.Client, name: str) -> list[dict[str, str]]:
    answer = client.get(f"/registers/{name}.csv")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text)))


def is_compared(client: httpx.Client) -> bool:
    """True once the server has taken up the list and the decisions."""
    found = (row for row in table(client, "overlap") if row["register"] == NAME)
    return any(row["both"] == "1" for row in found)


def test_from_a_list_that_is_loaded_to_one_that_is_gone(
    client: httpx.Client, new_home: Path, tmp_path: Path
) -> None:
    home = ("--home", str(new_home))
    assert "venskab list add wikidata-2016 pairs-2026" in Page(get(client, PAGE)).text
    none = run("list", "compare", *home)
    assert none.returncode == 2 and "venskab list add wikidata-2016" in none.stderr
    load_small_list(new_home, tmp_path)
    until(lambda: is_compared(client))

    (overlap,) = [row for row in table(client, "overlap") if row["register"] == NAME]
    counts = {name: overlap[name] for name in ("pairs", "both", "only", "not_comparable")}
    assert counts == {"pairs": "3", "both": "1", "only": "1", "not_comparable": "1"}
    (support,) = [row for row in table(client, "support") if row["register"] == NAME]
    assert (support["supported"], support["agreement"], support["without"]) == ("1", "1", "1")
    told = run("list", "compare", "overlap", "--format", "csv", *home)
    assert overlap in list(csv.DictReader(io.StringIO(told.stdout)))
    _shows_it(client)
    _is_of_its_tier_and_its_time(client)

    assert run("list", "remove", NAME, *home).returncode == 0
    until(lambda: table(client, "overlap") == [])
    assert NAME not in get(client, PAGE).text


def _shows_it(client: httpx.Client) -> None:
    page = get(client, "/registers?lang=da")
    shown = Page(page)
    assert "Af 4 par nævnes 3 kun af ét register" in shown.text
    assert runs_nothing_inline(shown) and page.headers["content-language"] == "da"
    again = get(client, "/registers?lang=da", **{"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304
    for address in shown.all("a", "href"):
        if address.startswith("/registers"):
            assert client.get(address).status_code == 200, address


def _is_of_its_tier_and_its_time(client: httpx.Client) -> None:
    """The evidence counts as before, whatever lists say; and what was not loaded is not told."""
    ask = {"query": "ASK { ?tie a <https://w3id.org/venskab/ontology#ListTie> }"}
    found = [
        client.get("/sparql", params=ask | tier, headers={"Accept": RESULTS}).json()["boolean"]
        for tier in ({}, {"tier": "all"})
    ]
    assert found == [False, True]
    before = client.get("/registers/overlap.csv", params={"as_of": "1"})
    assert NAME not in before.text and before.headers["memento-datetime"]


def test_a_table_says_what_its_columns_mean_and_how_it_was_worked_out(
    client: httpx.Client, tmp_path: Path
) -> None:
    answer = client.get("/registers/totals.csv")
    address = answer.headers["link"].partition("<")[2].partition(">")[0]
    (tmp_path / "totals.csv").write_bytes(answer.content)
    described = client.get(address)
    assert described.headers["content-type"] == "application/csvm+json"
    (tmp_path / "totals.csv-metadata.json").write_bytes(described.content)
    read = Table.from_file(tmp_path / "totals.csv-metadata.json")
    assert isinstance(read, Table)
    rows: Any = read.iterdicts()
    assert {row["register"]: row["pairs"] for row in rows}["konect-2017"] == 20_573
    danish = client.get("/registers/totals.json?lang=da").json()
    english = client.get("/registers/totals.json?lang=en").json()
    assert danish["rows"] == english["rows"] and danish["title"] != english["title"]
    assert {"method", "left_out", "columns"} <= danish.keys()
    missing = client.get("/registers/none.csv")
    assert missing.status_code == 404 and "overlap" in json.dumps(missing.json())
