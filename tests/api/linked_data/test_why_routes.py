"""``/why``: the reasons of a status as JSON, and what is said of an address that cannot be."""

from __future__ import annotations

import httpx
import pytest

from graph.identifiers import thing
from tests.api.endpoint import problem

ASKED = {"thing": "agreement/sermersooq-aalborg-2019", "on": "2026-01-01"}


def test_what_holds_since_when_and_why(client: httpx.Client) -> None:
    response = client.get("/why", params=ASKED | {"lang": "en"})
    assert response.headers["content-type"].startswith("application/json")
    found = response.json()
    assert found["id"] == thing("agreement", "sermersooq-aalborg-2019")
    assert (found["states"], found["certain"]) == (["ended", "in-force"], False)
    assert (found["since"], found["lastHeardOf"]) == ("2024-08-02", "2019-12-31")
    act = found["reasons"][0]
    assert (act["kind"], act["days"][0]["value"]) == ("event", "2019-12-XX")
    assert act["days"][0]["asStated"] == "ved underskrivelsen"
    assert act["sources"][0]["quotation"] == "træder i kraft ved underskrivelsen"
    assert found["text"][0] == "On 1 January 2026: possibly in force or ended."
    tag = response.headers["etag"]
    again = client.get("/why", params=ASKED | {"lang": "en"}, headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_it_speaks_danish_and_its_iri_is_a_name_too(client: httpx.Client) -> None:
    whole = ASKED | {"thing": thing("agreement", "sermersooq-aalborg-2019"), "lang": "da"}
    response = client.get("/why", params=whole)
    assert response.headers["content-language"] == "da"
    assert response.json()["text"][0] == "Den 1. januar 2026: måske i kraft eller ophørt."


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({}, 400, "names no thing"),
        ({"thing": "aalborg"}, 400, "names no thing"),
        ({"thing": "agreement/none"}, 404, "No graph says anything of"),
        (ASKED | {"on": "2026-02-30"}, 400, "on is not a day"),
        (ASKED | {"on": "20260101"}, 400, "on is not a day"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(
    client: httpx.Client, asked: dict[str, str], status: int, words: str
) -> None:
    found = problem(client.get("/why", params=asked, headers={"Accept-Language": "en"}), status)
    assert words in str(found["detail"])


def test_it_is_json_alone(client: httpx.Client) -> None:
    problem(client.get("/why", params=ASKED, headers={"Accept": "text/turtle"}), 406)
    assert client.options("/why").headers["allow"] == "GET, HEAD, OPTIONS"
