"""A curator looks ahead, loads, adds and replaces beside a server: what was said is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from typer.testing import CliRunner, Result

from api.cli.main import app
from api.validation.preview_models import PreviewModel
from graph.errors import UnusableInput
from graph.ledger import Ledger
from graph.ledger.short_names import graph_iri
from ontology import EXAMPLES
from tests.api.endpoint import problem
from tests.api.html_page import HTML, Page
from tests.api.processes import until
from tests.api.serving import running

FILE: Final = EXAMPLES / "partnership-without-agreement.ttl"
NAME: Final = "source/example-partnership-without-agreement"
BEGAN: Final = """
@prefix vsk: <https://w3id.org/venskab/ontology#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix partnership: <https://w3id.org/venskab/id/partnership/> .
partnership:north-east vsk:began "1990"^^edtf:EDTF .
"""
STATES: Final = """
PREFIX vsk: <https://w3id.org/venskab/ontology#>
SELECT ?thing ?first ?end ?state WHERE {
  ?spell vsk:concerns ?thing ; vsk:possibleState ?state .
  FILTER(CONTAINS(STR(?thing), "north-east"))
  OPTIONAL { ?spell vsk:spellFrom ?first } OPTIONAL { ?spell vsk:spellEndExclusive ?end }
}"""
TIES: Final = """
PREFIX vsk: <https://w3id.org/venskab/ontology#>
SELECT ?one ?other WHERE {
  ?one vsk:partnerOf ?other FILTER(STR(?one) < STR(?other) && CONTAINS(STR(?one), "example-"))
}"""
TURTLE: Final = {"Content-Type": "text/turtle"}


@pytest.fixture
def live(new_home: Path) -> Iterator[httpx.Client]:
    """A client of a server that is changed beside."""
    with (
        running(new_home) as server,
        httpx.Client(base_url=server.origin, timeout=120, trust_env=False) as client,
    ):
        yield client


def command(home: Path, *words: str | Path) -> Result:
    result = CliRunner().invoke(
        app, [*map(str, words), "--home", str(home)], env={"LC_ALL": "C.UTF-8"}
    )
    if result.exception and not isinstance(result.exception, SystemExit | UnusableInput):
        raise result.exception
    return result


def told(home: Path, *words: str | Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(command(home, *words, "--format", "json").stdout)
    return found


def rows(client: httpx.Client, query: str) -> set[tuple[str, ...]]:
    answer = client.get("/sparql", params={"query": query, "format": "json"}).json()
    names = answer["head"]["vars"]
    return {
        tuple(row.get(name, {}).get("value", "") for name in names)
        for row in answer["results"]["bindings"]
    }


def foretold(preview: dict[str, Any], when: str) -> set[tuple[str, ...]]:
    """The states that a preview says there were ``before`` or will be ``after``."""
    return {
        (one["thing"], one["first"] or "", one["end_exclusive"] or "", state["thing"])
        for one in preview["states"]["listed"]
        for state in one[when]
    }


def held(home: Path) -> list[str]:
    with Ledger.open(home / "ledger.sqlite") as ledger:
        versions = {each.graph: each.hash for each in ledger.graphs()}
        return ledger.lines(versions[graph_iri(NAME)])


def test_what_is_foretold_comes_true_beside_a_running_server(
    new_home: Path, live: httpx.Client, tmp_path: Path
) -> None:
    assert rows(live, STATES) == rows(live, TIES) == set()
    preview = looked_ahead(new_home, live)
    assert rows(live, STATES) == rows(live, TIES) == set()
    told(new_home, "load", FILE)
    until(lambda: bool(rows(live, TIES)))
    assert rows(live, STATES) == foretold(preview, "after")
    assert rows(live, TIES) == {
        tuple(party["thing"] for party in tie["parties"])
        for tie in preview["ties"]["appearing"]["listed"]
    }
    assert preview["graphs"][0]["added"]["count"] == len(held(new_home))

    began = tmp_path / "began.ttl"
    began.write_text(BEGAN, "utf-8")
    refused(new_home, began)
    before = rows(live, STATES)
    added(new_home, live, began)
    replaced(new_home)
    until(lambda: rows(live, STATES) == before)


def looked_ahead(home: Path, live: httpx.Client) -> dict[str, Any]:
    """What a load would change, which every door says alike."""
    trial = told(home, "load", FILE, "--dry-run")
    assert trial["changes"] == []
    preview: dict[str, Any] = trial["preview"]
    assert told(home, "validate", FILE)["preview"] == preview
    answer = live.post("/validate?lang=en", content=FILE.read_bytes(), headers=TURTLE).json()
    assert answer["preview"] == preview
    assert PreviewModel.model_validate(preview).model_dump() == preview, "as OpenAPI has it"
    return preview


def refused(home: Path, part: Path) -> None:
    """A part of a source in its place is refused, with what would be lost; nothing is written."""
    whole = held(home)
    result = command(home, "load", part, "--graph", NAME)
    assert isinstance(result.exception, UnusableInput)
    assert f"{NAME} ({len(whole)}/{len(whole)})" in result.exception.sentence()
    assert "\n  No longer partners\n    East Municipality " in result.stdout
    assert result.stdout.endswith("\nNothing was changed.\n")
    assert held(home) == whole


def added(home: Path, live: httpx.Client, part: Path) -> None:
    """Added, it is one statement more; the server says the same of it beforehand."""
    whole, before = held(home), rows(live, STATES)
    trial = told(home, "load", part, "--graph", NAME, "--add", "--dry-run")
    address = f"/validate?lang=en&add=true&graph={NAME}"
    answer = live.post(address, content=part.read_bytes(), headers=TURTLE).json()
    assert answer["preview"] == trial["preview"]
    assert told(home, "load", part, "--graph", NAME, "--add")["changes"]
    assert set(held(home)) > set(whole)
    assert len(held(home)) == len(whole) + 1
    until(lambda: rows(live, STATES) != before)
    changed = {one["thing"] for one in trial["preview"]["states"]["listed"]}
    assert {row[0] for row in rows(live, STATES) ^ before} == changed


def replaced(home: Path) -> None:
    """It is replaced by what it was first, as was asked for."""
    trial = told(home, "load", FILE, "--replace", "--dry-run")
    assert trial["refused"] is None
    assert trial["preview"]["removes"] is True
    assert told(home, "load", FILE, "--replace")["changes"]
    assert len(held(home)) == trial["preview"]["graphs"][0]["held"] - 1


def test_the_page_tells_it_in_the_readers_language(client: httpx.Client) -> None:
    fields = {"data": FILE.read_text("utf-8"), "type": "text/turtle", "graph": ""}
    for lang, words in (
        ("da", ("Det ville en indlæsning ændre", "Nye partnere", "fra 2022-10-01: i kraft")),
        ("en", ("What a load would change", "New partners", "from 2022-10-01: in force")),
    ):
        page = Page(client.post(f"/validate?lang={lang}", data=fields, headers=HTML))
        assert [word for word in words if word not in page.text] == []


def test_a_program_is_told_in_words_too_and_what_was_meant(client: httpx.Client) -> None:
    text = client.post(
        "/validate?lang=en&format=text", content=FILE.read_bytes(), headers=TURTLE
    ).text
    assert "\nWhat a load would change:\n" in text
    assert "from 2022-10-01: in force" in text
    graph = "source/sermersooq-aalborg-2019"
    kind = "https://w3id.org/venskab/ontology#Agreement"
    body = f"<https://w3id.org/venskab/id/agreement/x> a <{kind}> ."
    address = f"/validate?lang=en&graph={graph}"
    answer = client.post(address, content=body, headers=TURTLE).json()
    assert (answer["conforms"], answer["preview"]) == (False, None)
    (advice,) = answer["advice"]
    assert advice.startswith(f"{graph} exists already")
    assert "--add" in advice
    added = client.post(f"{address}&add=true", content=body, headers=TURTLE).json()
    assert added["advice"] == []
    problem(client.post(f"{address}&add=perhaps", content=body, headers=TURTLE), 400)
