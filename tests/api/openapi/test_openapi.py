"""The OpenAPI document is one, it is complete, and every example in it answers as it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.openapi.models import OpenAPI

from api.app import ROUTERS
from api.charts.chart_responses import SVG
from api.http.negotiation import JSON_DOCUMENT, RDF
from api.openapi.document import document
from graph.data.shipped import shipped_graphs
from graph.engine.base import FORMATS, Kind
from graph.ledger import Ledger
from queries.library import library
from tests.api.endpoint import downloads, media_type
from tests.api.few_graphs import FEW_GRAPHS
from tests.api.serving import running

TOLD = document([each for router in ROUTERS for each in router.routes], "http://127.0.0.1/")
DESCRIPTIONS = {JSON_DOCUMENT.media_type, *(form.media_type for form in RDF)}
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5"
GRAPHS = {form.media_type for form in FORMATS if Kind.GRAPH in form.kinds}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in TOLD["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def examples(operation: dict[str, Any], place: str) -> dict[str, str]:
    return {
        each["name"]: each["examples"]["usual"]["value"]
        for each in operation["parameters"]
        if each["in"] == place and each["name"] != "format" and "examples" in each
    }


def test_the_document_is_openapi_and_served(client: httpx.Client) -> None:
    OpenAPI.model_validate(TOLD)
    response = client.get("/openapi.json")
    assert media_type(response) == "application/json"
    assert response.json()["paths"] == TOLD["paths"]
    assert response.json()["servers"] == [{"url": str(client.base_url).rstrip("/")}]


def test_names_are_unique_and_every_question_is_an_operation() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(names) == len(set(names))
    assert {f"query-{name}" for name in library()} <= set(names)


def test_every_operation_stands_below_a_word() -> None:
    assert [told["operationId"] for _, _, told in operations() if not told.get("tags")] == []


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server with two releases."""
    home = tmp_path_factory.mktemp("released")
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.put(FEW_GRAPHS[1], shipped_graphs()[FEW_GRAPHS[1]], actor="test")
        for name in ("1.0", "1.1"):
            ledger.releases.make(name, actor="test")
    with (
        running(home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


def media_types(client: httpx.Client) -> dict[str, str]:
    """A path below ``/download/`` of each media type, when all files are made."""
    return {
        media_type(client.head(f"/download/{each['file']}")): f"/download/{each['file']}"
        for each in downloads(client)["files"]
    }


@pytest.mark.parametrize(
    ("path", "method", "operation"),
    list(operations()),
    ids=[told["operationId"] for _, _, told in operations()],
)
def test_every_example_answers_in_every_media_type(
    request: pytest.FixtureRequest, path: str, method: str, operation: dict[str, Any]
) -> None:
    of_releases = operation["operationId"].startswith("release")
    client: httpx.Client = request.getfixturevalue("released" if of_releases else "client")
    asked = examples(operation, "query")
    for name, value in examples(operation, "path").items():
        path = path.replace(f"{{{name}}}", value)
    files = media_types(client) if operation["operationId"] == "download" else {}
    answers = operation["responses"]
    status = next(each for each in answers if each in {"200", "302", "303"})
    wanted = answers[status].get("content") or {"*/*": {}}
    if path == "/download/":
        downloads(client)
    body: dict[str, Any] = next(
        (
            {"content": given["example"], "headers": {"Content-Type": kind}}
            for kind, given in operation.get("requestBody", {}).get("content", {}).items()
            if "example" in given
        ),
        {"headers": {}},
    )
    for accept in wanted:
        headers = body["headers"] | {"Accept": accept}
        of_itself = operation["operationId"].startswith("query-") and accept in DESCRIPTIONS
        params = {} if of_itself else asked
        if path == "/sparql" and accept in GRAPHS:
            # What it answers in RDF is what was constructed.
            params = {"query": CONSTRUCT} if method == "get" else asked
            body["content"] = CONSTRUCT if method == "post" else None
        if path == "/sparql" and accept == SVG.media_type:
            params = params | {"view": "chart"}
        response = client.request(
            method,
            files.get(accept, path),
            params=params,
            headers=headers,
            content=body.get("content"),
        )
        assert response.status_code == int(status), f"{accept}: {response.text[:300]}"
        if status == "200":
            assert media_type(response) == accept
