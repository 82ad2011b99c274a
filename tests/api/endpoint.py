"""Asks the endpoint, and the queries that several tests ask."""

from __future__ import annotations

import time
from typing import Any

import httpx

from api.problems.problem_types import meaning
from graph.prefixes import BASE

SOURCES = """
PREFIX vsk: <https://w3id.org/venskab/ontology#>
SELECT ?s { ?s a vsk:Source } ORDER BY ?s
"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PROBLEM = "application/problem+json"


def ask(client: httpx.Client, query: str, accept: str = "*/*", **more: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


def problem(response: httpx.Response, status: int) -> dict[str, object]:
    """The problem document of a response, after checking that it is one."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == PROBLEM
    document: dict[str, object] = response.json()
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    place, _, kind = str(document["type"]).rpartition("/")
    assert place == f"{BASE}problem"
    assert meaning(kind), "the type's IRI says what it means"
    return document


def media_type(response: httpx.Response) -> str:
    return response.headers["content-type"].split(";")[0]


def downloads(client: httpx.Client) -> dict[str, Any]:
    """The manifest of the files below ``/download/``, when all are made."""
    while (response := client.get("/download/manifest.json")).status_code == 503:
        assert response.headers["retry-after"].isdigit()
        problem(response, 503)
        time.sleep(0.2)
    manifest: dict[str, Any] = response.json()
    return manifest
