"""Nothing that a query or a file says makes the server open a connection or a file."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph

from tests.api.serving import COMMAND, ROOT, environment, running
from tests.canary import SECRET, Canary, canary_fixture, secret_file

__all__ = ["canary_fixture"]

DIRECT = {"Content-Type": "application/sparql-query"}
WAYS: dict[str, Callable[[httpx.Client, str], httpx.Response]] = {
    "get": lambda client, query: client.get("/sparql", params={"query": query}),
    "form": lambda client, query: client.post("/sparql", data={"query": query}),
    "direct": lambda client, query: client.post("/sparql", content=query, headers=DIRECT),
    "page": lambda client, query: client.get(
        "/sparql", params={"query": query}, headers={"Accept": "text/html"}
    ),
}
# {iri} is the canary's address, in angle brackets or not as the query needs it.
SERVICES = [
    "SELECT * {{ SERVICE <{iri}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{iri}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?e {{ <{iri}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(IRI('{iri}') AS ?e) service silent ?e {{ ?s ?p ?o }} }}",
    "PREFIX : <{iri}> SELECT * {{ SERVICE: {{ ?s ?p ?o }} }}",
    "PREFIX : <{iri}> SELECT * {{ VALUES ?x {{ 1 }} SERVICESILENT: {{ ?s ?p ?o }} }}",
    "PREFIX service: <x:> PREFIX : <{iri}> SELECT * {{ service: {{ ?s ?p ?o }} }}",
    "SELECT * {{ OPTIONAL {{ ?s <x:a>/<x:b>|^<x:c> ?o }} {{ SERVICE<{iri}>{{ ?s ?p ?o }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{iri}> {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{iri}> {{ ?s ?p ?o }} }}",
]
DATASETS = [
    "SELECT * FROM <{iri}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s <{iri}> ?o }}",
    "DESCRIBE <{iri}>",
    "BASE <{iri}> SELECT * FROM <> {{ ?s ?p ?o }}",
]
LOADS = ["LOAD <{iri}>", "LOAD SILENT <{iri}> INTO GRAPH <x:g>", "CLEAR ALL ; LOAD <{iri}>"]


@pytest.fixture(scope="module")
def client(small_home: Path) -> Iterator[httpx.Client]:
    with (
        running(small_home) as server,
        httpx.Client(base_url=server.origin, timeout=30, trust_env=False) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> str:
    return secret_file(tmp_path_factory.mktemp("secret")).as_uri()


@pytest.mark.parametrize("way", WAYS)
def test_no_query_makes_it_call_or_read(
    client: httpx.Client, canary: Canary, secret: str, way: str
) -> None:
    for iri in (canary.address, secret):
        for query in (*SERVICES, *DATASETS, *LOADS):
            response = WAYS[way](client, query.format(iri=iri))
            assert response.status_code == (200 if query in DATASETS else 400), query
            assert SECRET not in response.text
    assert canary.calls == []


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_no_graph_of_the_protocol_is_fetched(
    client: httpx.Client, canary: Canary, secret: str, name: str
) -> None:
    query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    for iri in (canary.address, secret):
        for response in (
            client.get("/sparql", params={"query": query, name: iri}),
            client.post("/sparql", data={"query": query, name: iri}),
        ):
            assert response.json()["results"]["bindings"] == []
    assert canary.calls == []


def test_no_update_loads(client: httpx.Client, canary: Canary, secret: str) -> None:
    update = {"Content-Type": "application/sparql-update"}
    for iri in (canary.address, secret):
        for load in LOADS:
            text = load.format(iri=iri)
            assert client.post("/sparql", data={"update": text}).status_code == 403
            assert client.post("/sparql", content=text, headers=update).status_code == 403
    assert canary.calls == []


RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/"'
SOURCE = "https://w3id.org/venskab/graph/source/x"


def hostile_files(iri: str) -> dict[str, str]:
    """Files that ask their reader to fetch ``iri``, each in its own way."""
    entity = f'<!DOCTYPE r [<!ENTITY e SYSTEM "{iri}">]><rdf:RDF {RDF}><e:A><e:p>&e;</e:p></e:A>'
    subset = f'<!DOCTYPE r SYSTEM "{iri}"><rdf:RDF {RDF}/>'
    include = f'<rdf:RDF {RDF} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{iri}"'
    imports = f"<{SOURCE}> a <https://w3id.org/venskab/ontology#Source> ; owl:imports <{iri}> ."
    return {
        "context.jsonld": json.dumps({"@context": iri, "@id": SOURCE, "p": "o"}),
        "import.jsonld": json.dumps({"@context": {"@import": iri}, "@id": SOURCE, "p": "o"}),
        "scoped.jsonld": json.dumps({"@context": {"b": {"@id": "e:b", "@context": iri}}, "b": {}}),
        "entity.rdf": entity + "</rdf:RDF>",
        "subset.rdf": subset,
        "include.rdf": include + "/></rdf:RDF>",
        "imports.ttl": f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n{imports}",
        "base.ttl": f"@base <{iri}> . <> a <https://w3id.org/venskab/ontology#Source> .",
    }


@pytest.mark.parametrize("command", ["validate", "load"])
def test_no_file_makes_a_command_call_or_read(
    small_home: Path, tmp_path: Path, canary: Canary, secret: str, command: str
) -> None:
    home = shutil.copytree(small_home, tmp_path / "home")
    for number, iri in enumerate((canary.address, secret)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, text in hostile_files(iri).items():
            (folder / name).write_text(text, encoding="utf-8")
        files = sorted(map(str, folder.iterdir()))
        done = subprocess.run(
            [*COMMAND, command, *files], cwd=ROOT, env=environment(VENSKAB_HOME=str(home)),
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert SECRET not in done.stdout + done.stderr
    assert canary.calls == []


MEDIA_TYPES = {
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".ttl": "text/turtle",
}


def test_no_upload_makes_it_call_or_read(client: httpx.Client, canary: Canary, secret: str) -> None:
    for iri in (canary.address, secret):
        for name, text in hostile_files(iri).items():
            headers = {"Content-Type": MEDIA_TYPES[Path(name).suffix]}
            response = client.post("/validate", content=text, headers=headers)
            assert response.status_code in (200, 400), response.text
            assert SECRET not in response.text
    assert canary.calls == []


# The canaries would sing


def test_the_engine_itself_would_call(canary: Canary) -> None:
    for query in (*SERVICES[:2], *SERVICES[4:7]):
        known = len(canary.calls)
        with contextlib.suppress(OSError):
            list(cast(Iterable[object], ox.Store().query(query.format(iri=canary.address))))
        assert len(canary.calls) > known, query


def test_another_library_would_call_and_read(canary: Canary, secret: str) -> None:
    with pytest.raises(OSError):
        Graph().parse(data=hostile_files(canary.address)["context.jsonld"], format="json-ld")
    assert canary.calls
    found = Dataset().query(DATASETS[0].format(iri=secret))
    assert SECRET in str(list(found))
