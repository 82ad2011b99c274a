"""How long a page of a collection takes, beside the bare SPARQL queries that it stands for.

The bare queries are what a client would ask at ``/sparql`` for the same page: the things in order,
how many there are, the counts of each filter, and what is said of the fifty. All go over one
connection to the same server, in turns; none is asked twice, so nothing comes from a cache.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final
from urllib.parse import quote, urlencode

from graph.collections.collection import PROLOGUE
from graph.collections.json_terms import property_of
from graph.collections.query_reader import read
from graph.collections.registry import COLLECTIONS
from graph.collections.sparql_filter import query

PAGE: Final = Path(__file__).with_name("RESOURCES.md")
_ROUNDS: Final = 12
_AGAIN: Final = 400
_AGREEMENTS: Final = COLLECTIONS["agreements"]
_SELECT: Final = re.compile(r"SELECT DISTINCT [^{]*WHERE \{")
_HEAD: Final = """\
# Collections

Written by `python -m benchmarks --only resources`. {triples:,} synthetic statements,
{quads:,} with what is derived; load of the machine {load:.1f} on {cores} cores.

A page of 50 agreements with counts, ms (median of {rounds}), beside the SPARQL queries that it
stands for, asked one after the other of the same server; nothing comes from a cache.

| agreements | page | bare queries | times |
| --- | ---: | ---: | ---: |
"""
_FOOT: Final = """
The first page after a change of the data works out names, orders and counts once:
{first:.0f} ms here, beside {bare:.0f} ms for the bare queries.

The same page again, ms (median of {again}), beside the server's floor:

| answer | ms | times the floor |
| --- | ---: | ---: |
| `/health/live` | {live:.2f} | 1.00 |
| 304 | {known:.2f} | {known_times:.2f} |
| 200, kept | {kept:.2f} | {kept_times:.2f} |
"""


@dataclass(frozen=True)
class Beside:
    """Median latencies of a page and of the bare queries, s."""

    case: str
    page: float
    bare: float


class Client:
    """Asks one server over one connection.

    Args:
        port: where it listens, on the loopback address.
    """

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self._asked = 0

    def get(self, path: str, accept: str = "application/json", known: str = "") -> tuple[Any, str]:
        """The body and the ETag of an answer."""
        headers = {"Accept": accept} | ({"If-None-Match": known} if known else {})
        self._connection.request("GET", path, headers=headers)
        response = self._connection.getresponse()
        body = response.read()
        if response.status not in (200, 304):
            raise RuntimeError(f"{path[:200]}: {response.status} {body[:300]!r}")
        return body, response.headers.get("ETag", "")

    def sparql(self, text: str) -> Any:
        """The rows of a query that no cache has seen."""
        self._asked += 1
        unseen = f"{text}\n#{self._asked}"
        body, _ = self.get(f"/sparql?query={quote(unseen)}", "*/*")
        return json.loads(body)["results"]["bindings"]

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def measure(port: int, things: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The figures.

    Args:
        port: where a server listens that has just started.
        things: IRIs of the data, by kind.
    """
    with closing(Client(port)) as client:
        first = _timed(lambda: client.get("/agreements"))
        bare = _timed(lambda: _bare(client, {}))
        found = [_beside(client, case, asked) for case, asked in _cases(things).items()]
        return {
            "first": first,
            "first_bare": bare,
            "beside": [asdict(each) for each in found],
            "again": _again(client),
        }


def _cases(things: Mapping[str, Sequence[str]]) -> dict[str, list[dict[str, str]]]:
    chance = Random(5)
    towns = chance.sample(list(things["municipality"]), _ROUNDS)
    days = [f"{year}-{month:02}-15" for year in (2012, 2016, 2020) for month in range(1, 13)]
    areas = ["sport", "culture", "environment", "energy", "tourism", "health"]
    some = chance.sample(days, _ROUNDS)
    return {
        "of one municipality": [{"party": town} for town in towns],
        "in force on a day": [{"on": day} for day in some],
        "in force on a day, of a country": [{"on": day, "country": "DK"} for day in some],
        "signed in a period, about an area": [
            {"area": areas[number % len(areas)], "since": day} for number, day in enumerate(some)
        ],
    }


def _beside(client: Client, case: str, asked: Sequence[Mapping[str, str]]) -> Beside:
    pages, bare = [], []
    for parameters in asked:
        pages.append(_timed(lambda: client.get(f"/agreements?{urlencode(parameters)}")))  # noqa: B023
        bare.append(_timed(lambda: _bare(client, parameters)))  # noqa: B023
    return Beside(case, median(pages), median(bare))


def _bare(client: Client, parameters: Mapping[str, str]) -> None:
    """Ask what a page needs, as a client of the endpoint would."""
    matching = query(read(_AGREEMENTS, parameters.items())).removeprefix(PROLOGUE)
    label = "OPTIONAL { ?thing rdfs:label ?label FILTER (LANG(?label) = 'da') }"
    keys = f"SELECT ?thing ?label {{ {{ {matching} }} {label} }} ORDER BY ?label ?thing LIMIT 50"
    things = [row["thing"]["value"] for row in client.sparql(PROLOGUE + keys)]
    counted = f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ {{ {matching} }} }}"
    client.sparql(PROLOGUE + counted)
    only = _SELECT.sub("SELECT DISTINCT ?thing WHERE {", matching, count=1)
    for each in _AGREEMENTS.filters:
        counts = f"{{ {{ {only} }} {each.pattern} }} GROUP BY ?value"
        client.sparql(f"{PROLOGUE}SELECT ?value (COUNT(DISTINCT ?thing) AS ?n) {counts}")
    named = " ".join(f"<{iri}>" for iri in things)
    properties = ", ".join(f"<{property_of(each.key)}>" for each in _AGREEMENTS.columns)
    said = f"VALUES ?thing {{ {named} }} ?thing ?p ?o FILTER (?p IN ({properties}))"
    client.sparql(f"{PROLOGUE}SELECT ?thing ?p ?o {{ {said} }}")


def _again(client: Client) -> dict[str, float]:
    """Median latencies of the floor, of a 304 and of a kept answer, s."""
    _, tag = client.get("/agreements")
    asked: dict[str, Callable[[], object]] = {
        "live": lambda: client.get("/health/live"),
        "known": lambda: client.get("/agreements", known=tag),
        "kept": lambda: client.get("/agreements"),
    }
    rounds: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(_AGAIN):
        for name, ask in asked.items():
            rounds[name].append(_timed(ask))
    return {name: median(each) for name, each in rounds.items()}


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def as_markdown(found: Mapping[str, Any], about: Mapping[str, Any]) -> str:
    """The page."""
    rows = "".join(
        f"| {each['case']} | {each['page'] * 1000:.0f} | {each['bare'] * 1000:.0f} | "
        f"{each['page'] / each['bare']:.2f} |\n"
        for each in found["beside"]
    )
    again = {name: seconds * 1000 for name, seconds in found["again"].items()}
    foot = _FOOT.format(
        first=found["first"] * 1000,
        bare=found["first_bare"] * 1000,
        again=_AGAIN,
        **again,
        known_times=again["known"] / again["live"],
        kept_times=again["kept"] / again["live"],
    )
    return _HEAD.format(**about, rounds=_ROUNDS) + rows + foot
