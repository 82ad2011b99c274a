"""``/reconcile`` over HTTP, asked as OpenRefine asks it."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import jsonschema
import pytest

from graph.prefixes import BASE
from tests.api.endpoint import problem
from tests.api.html_page import Page
from tests.api.reconciliation.message_shapes import (
    EXTENSION,
    FLYOUT,
    MANIFEST,
    PROPOSALS,
    RESULTS,
    SUGGESTED,
)

WANTED = (
    "code", "country", "point", "population", "partners", "partner-count", "kind", "began",
)  # fmt: skip


def checked(response: httpx.Response, shape: dict[str, Any]) -> dict[str, Any]:
    """The JSON of an answer that any page may read, after checking its shape."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert response.headers["access-control-allow-origin"] == "*"
    document: dict[str, Any] = response.json()
    jsonschema.validate(document, shape)
    return document


def reconciled(client: httpx.Client, **rows: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The candidates of some rows, sent as OpenRefine sends them."""
    response = client.post("/reconcile?lang=en", data={"queries": json.dumps(rows)})
    found = checked(response, RESULTS)
    assert list(found) == list(rows)
    return {name: each["result"] for name, each in found.items()}


def matched(candidates: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in candidates if each["match"]]


def row(query: str, *properties: tuple[str, Any], **more: Any) -> dict[str, Any]:
    """A row for municipalities, as OpenRefine asks it once the type was chosen."""
    given = [{"pid": pid, "v": value} for pid, value in properties]
    asked = {"query": query, "type": "municipality", "type_strict": "should"}
    return asked | ({"properties": given} if given else {}) | more


def test_the_manifest_leads_to_all_that_it_offers(client: httpx.Client) -> None:
    told = checked(client.get("/reconcile?lang=da"), MANIFEST)
    assert {"id": "municipality", "name": "kommune"} in told["defaultTypes"]
    thing = "municipality/aalborg-kommune"
    assert told["identifierSpace"] + thing == f"{BASE}id/municipality/aalborg-kommune"
    escaped = thing.replace("/", "%2F")
    view = client.get(told["view"]["url"].replace("{{id}}", escaped))
    assert view.status_code == 303
    assert view.headers["location"] == f"/doc/{thing}?lang=da"
    proposed = told["extend"]["propose_properties"]
    url = f"{proposed['service_url']}{proposed['service_path']}?type=municipality"
    names = {each["id"]: each["name"] for each in checked(client.get(url), PROPOSALS)["properties"]}
    assert (names["country"], "parties" in names) == ("Land", False)
    for what, service in told["suggest"].items():
        found = client.get(
            service["service_url"] + service["service_path"], params={"prefix": "kommune"}
        )

        checked(found, SUGGESTED[what])
        flyout = service["flyout_service_url"] + service["flyout_service_path"]
        one = {"entity": escaped, "property": "country", "type": "municipality"}[what]
        shown = checked(client.get(flyout.replace("${id}", one)), FLYOUT)
        assert {"entity": "Aalborg Kommune", "property": "Land", "type": "kommune"}[what] in shown[
            "html"
        ]
    documentation = told["documentation"].removeprefix(str(client.base_url).rstrip("/"))
    assert documentation == "/guide/how-to/openrefine/"


def test_a_name_alone_is_no_certain_place_and_its_country_makes_it_one(
    client: httpx.Client,
) -> None:
    found = reconciled(
        client,
        alone=row("Viborg"),
        official=row("Viborg Kommune"),
        danish=row("Viborg", ("country", "Danmark")),
        russian=row("Viborg", ("country", "RU")),
        spelled=row("Arhus", ("country", {"id": "Q35", "name": "Denmark"})),
        nearby=row("Aalborg", ("point", "57.05, 9.92")),
        far=row("Aalborg", ("point", "POINT(-51.7 64.2)")),
        unlike=row("Viborrg", ("country", "DK")),
    )
    viborg = ["municipality/viborg-kommune"]
    assert {name: matched(each) for name, each in found.items()} == {
        "alone": [],
        "official": viborg,
        "danish": viborg,
        "russian": [],
        "spelled": ["municipality/aarhus-kommune"],
        "nearby": ["municipality/aalborg-kommune"],
        "far": [],
        "unlike": [],
    }
    first = {name: each[0] for name, each in found.items()}
    assert first["alone"]["score"] == 100
    assert first["russian"]["score"] == 30
    assert first["far"]["id"] == "municipality/aalborg-kommune"
    features = {each["id"]: each["value"] for each in first["far"]["features"]}
    assert features["name"] == 1 and features["point"] > 2000
    assert first["unlike"]["id"] == viborg[0]
    assert first["danish"]["description"] == "municipality · Denmark · 791"


def test_town_and_municipality_and_a_municipality_that_is_gone_are_told_apart(
    client: httpx.Client,
) -> None:
    found = reconciled(
        client,
        town=row("Nuuk", ("country", "GL"), type="town", type_strict="any"),
        either={"query": "Nuuk", "properties": [{"pid": "country", "v": "GL"}]},
        municipality=row("Nuuk", ("country", "GL")),
        then=row("Nuuk", ("country", "GL"), ("on", "1990")),
        norwegian=row("Sandefjord", ("country", "NO")),
        now=row("Sandefjord", ("country", "NO"), ("on", "2021-06-01")),
    )
    assert matched(found["town"]) == ["locality/nuuk"]
    assert matched(found["either"]) == []
    assert [each["id"] for each in found["municipality"][:2]] == [
        "municipality/nuuk-kommune",
        "municipality/kommuneqarfik-sermersooq",
    ]
    assert matched(found["municipality"]) == [], "the name may be meant for what came after"
    assert "seat: Nuuk" in found["municipality"][1]["description"]
    assert matched(found["then"]) == ["municipality/nuuk-kommune"]
    assert matched(found["norwegian"]) == []
    assert matched(found["now"]) == ["municipality/no-0710-sandefjord"]


def test_identifiers_find_without_a_name_and_never_against_one(client: httpx.Client) -> None:
    aalborg = "municipality/aalborg-kommune"
    found = reconciled(
        client,
        identifier=row(aalborg, type=[]),
        iri=row(f"{BASE}id/{aalborg}", type=[]),
        code=row("", ("code", 851), ("country", "dnk")),
        zeros=row("", ("code", "0301"), ("country", "NO"), ("on", "2021")),
        other=row("Odense", ("code", "851"), ("country", "DK")),
        item=row("http://www.wikidata.org/entity/Q211218", type="locality"),
        given=row("", ("wikidata", "Q211218"), type="locality"),
        nothing=row("Xyzzy Qwghlm"),
        long=row("x" * 2000),
    )
    assert matched(found["identifier"]) == matched(found["iri"]) == [aalborg]
    assert matched(found["code"]) == [aalborg]
    assert matched(found["zeros"]) == ["municipality/no-0301-oslo"]
    assert matched(found["other"]) == []
    assert matched(found["item"]) == matched(found["given"]) != []
    assert found["nothing"] == found["long"] == []


def test_other_types_and_limits(client: httpx.Client) -> None:
    found = reconciled(
        client,
        partnership={"query": "Aalborg", "type": "partnership"},
        any={"query": "Aalborg", "limit": 1},
        every={"query": "Aalborg", "type": ["municipality", "locality"], "type_strict": "all"},
        two={"query": "Aalborg", "type": ["municipality", "locality"]},
    )
    assert {each["type"][0]["id"] for each in found["partnership"]} == {"partnership"}
    assert len(found["any"]) == 1
    assert found["every"] == []
    assert {each["type"][0]["id"] for each in found["two"]} == {"municipality", "locality"}


def test_values_are_fetched_of_what_was_chosen(client: httpx.Client) -> None:
    wanted: dict[str, Any] = {
        "ids": ["municipality/aalborg-kommune", "partnership/sermersooq-aalborg", "locality/none"],
        "properties": [
            {"id": each}
            for each in [
                "code",
                "country",
                "point",
                "population",
                "partners",
                "partner-count",
                "kind",
                "began",
            ]
        ],
    }
    sent = client.post("/reconcile?lang=en", data={"extend": json.dumps(wanted)})
    told = checked(sent, EXTENSION)
    assert [each["name"] for each in told["meta"]][:2] == ["Official code", "Country"]
    aalborg, partnership, none = (told["rows"][each] for each in wanted["ids"])
    assert aalborg["code"] == [{"str": "851"}]
    assert aalborg["country"] == [{"str": "DK"}]
    assert aalborg["point"] == [{"str": "57.048,9.9187"}]
    assert aalborg["population"] == [{"int": 217075}]
    assert aalborg["partner-count"] == [{"int": len(aalborg["partners"])}]
    sermersooq = {
        "id": "municipality/kommuneqarfik-sermersooq",
        "name": "Kommuneqarfik Sermersooq",
    }
    assert sermersooq in aalborg["partners"]
    assert partnership["kind"] == [{"str": "twinning"}]
    assert set(none) == {each["id"] for each in wanted["properties"]}
    assert not any(none.values())
    again = client.get("/reconcile", params={"lang": "en", "extend": json.dumps(wanted)})
    assert again.json() == told
    known = {"If-None-Match": again.headers["etag"]}
    assert client.get(str(again.request.url), headers=known).status_code == 304


def test_suggestions_go_on_where_they_ended_and_know_identifiers(client: httpx.Client) -> None:
    def ids(what: str, **asked: str) -> list[str]:
        found = client.get(f"/reconcile/suggest/{what}", params=asked)
        return [each["id"] for each in checked(found, SUGGESTED[what])["result"]]

    first = ids("entity", prefix="a", type="municipality")
    second = ids("entity", prefix="a", type="municipality", cursor="20")
    assert len(first) == len(second) == 20
    assert not set(first) & set(second)
    assert ids("entity", prefix="municipality/aalborg-kommune") == ["municipality/aalborg-kommune"]
    assert ids("property", prefix="land") == ["country"]
    assert ids("property", prefix="") == ids("property")
    assert ids("type", prefix="kommu") == ["municipality"]


def test_a_preview_may_be_framed_and_tells_namesakes_apart(client: httpx.Client) -> None:
    response = client.get("/reconcile/preview?id=municipality/aalborg-kommune&lang=da")
    assert "frame-ancestors *" in response.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in client.get("/about").headers["content-security-policy"]
    page = Page(response)
    assert page.all("a", "href") == ["/doc/municipality/aalborg-kommune?lang=da"]
    assert re.search("kommune · Danmark.*851.*Kommuneqarfik Sermersooq", page.text, re.DOTALL)
    problem(client.get("/reconcile/preview?id=municipality/none"), 404)


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({}, 400, "neither queries nor extend"),
        ({"queries": "{"}, 400, "queries: "),
        ({"queries": '{"q0": {"query": ""}}'}, 400, "queries: q0"),
        ({"queries": '{"q0": {"query": "x", "limit": 0}}'}, 400, "queries: q0 / limit"),
        ({"queries": '{"q0": {"query": "x", "tpye": "a"}}'}, 400, "queries: q0 / tpye"),
        ({"queries": '{"q0": {"query": "x", "type": "municipalty"}}'}, 400, "municipality"),
        (
            {"queries": '{"q0": {"query": "x", "properties": [{"pid": "contry", "v": "DK"}]}}'},
            400,
            "country",
        ),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(51)})}, 413, "batchSize"),
        ({"queries": " " * 1_000_000 + "{}"}, 413, "too large"),
        ({"extend": '{"ids": [], "properties": [{"id": "colour"}]}'}, 400, "extend: "),
        ({"extend": '{"ids": "x", "properties": []}'}, 400, "extend: ids"),
        ({"extend": "{}", "queries": "{}"}, 400, "one at a time"),
    ],
)
def test_what_does_not_fit_is_a_problem_that_says_where(
    client: httpx.Client, sent: dict[str, str], status: int, told: str
) -> None:
    found = problem(client.post("/reconcile?lang=en", data=sent or {"other": "x"}), status)
    assert told in f"{found['detail']} {found['advice']}"


def test_a_cell_that_cannot_be_read_says_nothing(client: httpx.Client) -> None:
    found = reconciled(
        client,
        q=row(
            "Viborg Kommune", ("country", "?"), ("point", "north"), ("on", "lately"), ("code", "")
        ),
    )
    assert matched(found["q"]) == ["municipality/viborg-kommune"]


def test_other_programs_and_past_states(client: httpx.Client) -> None:
    problem(client.post("/reconcile", json={"q0": {"query": "x"}}), 415)
    allowed = client.options("/reconcile").headers
    assert allowed["allow"] == "GET, HEAD, OPTIONS, POST"
    assert allowed["access-control-allow-origin"] == "*"
    problem(client.post("/reconcile?as_of=1900-01-01", data={"queries": "{}"}), 404)
