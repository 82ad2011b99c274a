"""The endpoint asked by programs that others wrote: every form, method and format of the table."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import ResultRow

from graph.engine.base import BY_NAME
from graph.namespaces import VSK
from graph.prefixes import BASE
from tests.api.serving import Server
from tests.npm import node_with
from tests.shared import lacking

HERE: Final = Path(__file__).parent
COMUNICA: Final = HERE / "comunica"
TABLE: Final[Mapping[str, Any]] = yaml.safe_load((HERE / "clients.yaml").read_text("utf-8"))
SOURCE: Final = URIRef(BASE + "graph/source/sermersooq-aalborg-2019")
COUNT: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
FORMS: Final = {
    "SELECT": f"SELECT ?class WHERE {{ <{SOURCE}> a ?class }}",
    "ASK": f"ASK {{ <{SOURCE}> a <{VSK.Source}> }}",
    "CONSTRUCT": f"CONSTRUCT {{ <{SOURCE}> a ?class }} WHERE {{ <{SOURCE}> a ?class }}",
    "DESCRIBE": f"DESCRIBE <{SOURCE}>",
}
METHODS: Final = {"get": "GET", "form": "POST_FORM", "direct": "POST"}


class Cell(NamedTuple):
    """One way to ask: the form of the query, the method, and the name of the format."""

    form: str
    method: str
    format: str

    @property
    def media_type(self) -> str:
        return BY_NAME[self.format].media_type


def cells(client: str) -> list[Cell]:
    """All that the table says a client asks."""
    told = TABLE[client]
    return [
        Cell(form, method, name)
        for form, method in product(FORMS, told["methods"])
        for name in told.get(form, ())
    ]


def says(cell: Cell, text: str) -> None:
    """Check that an answer holds what was asked, in the words that its format has for it."""
    wanted = "true" if cell.form == "ASK" else "Source"
    assert wanted in text, cell


def test_curl(server: Server) -> None:
    if shutil.which("curl") is None:
        lacking("curl")
    for cell in cells("curl"):
        query = FORMS[cell.form]
        how = {
            "get": ["--get", "--data-urlencode", f"query={query}"],
            "form": ["--data-urlencode", f"query={query}"],
            "direct": ["--data-binary", query, "-H", "Content-Type: application/sparql-query"],
        }[cell.method]
        words = ["-s", "-w", "\n%{content_type}", "-H", f"Accept: {cell.media_type}"]
        done = subprocess.run(
            ["curl", *words, *how, f"{server.origin}/sparql"],
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        text, _, told = done.stdout.rpartition("\n")
        assert told.split(";")[0] == cell.media_type, cell
        says(cell, text)


def store(server: Server, method: str, form: str = "xml") -> SPARQLStore:
    return SPARQLStore(f"{server.origin}/sparql", method=METHODS[method], returnFormat=form)


def test_rdflib(server: Server) -> None:
    for cell in cells("rdflib"):
        name = "xml" if cell.format == "rdfxml" else cell.format
        found = Graph(store(server, cell.method, name)).query(FORMS[cell.form])
        if cell.form == "ASK":
            assert found.askAnswer is True, cell
        elif cell.form == "SELECT":
            assert [list(row) for row in found if isinstance(row, ResultRow)] == [[VSK.Source]]
        else:
            assert found.graph is not None
            assert (SOURCE, RDF.type, VSK.Source) in found.graph, cell
    labels = set(Graph(store(server, "get")).objects(VSK.Agreement, RDFS.label))
    assert {label.language for label in labels if isinstance(label, Literal)} == {"da", "en"}


@pytest.mark.parametrize("method", METHODS)
def test_rdflib_asks_one_graph_by_its_name(server: Server, method: str) -> None:
    def triples(graph: Graph) -> int:
        (row,) = graph.query(COUNT)
        assert isinstance(row, ResultRow)
        return int(row.n)

    one = triples(Graph(store(server, method), identifier=SOURCE))
    everything = triples(Graph(store(server, method)))
    assert 0 < one < everything


def test_sparql_dataframe(server: Server) -> None:
    import sparql_dataframe

    for cell in cells("sparql-dataframe"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = sparql_dataframe.get(
                f"{server.origin}/sparql", FORMS[cell.form], post=cell.method == "direct"
            )
        assert frame["class"].tolist() == [str(VSK.Source)], cell


def test_httr(server: Server) -> None:
    if shutil.which("Rscript") is None:
        lacking("Rscript with httr and jsonlite")
    every = cells("httr")
    asked = [
        {"method": each.method, "type": each.media_type, "query": FORMS[each.form]}
        for each in every
    ]
    done = subprocess.run(
        ["Rscript", HERE / "ask.R"],
        input=json.dumps({"endpoint": f"{server.origin}/sparql", "cells": asked}),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if "there is no package called" in done.stderr:
        lacking("Rscript with httr and jsonlite")
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert len(answers) == len(every)
    for cell, answer in zip(every, answers, strict=True):
        assert answer["type"] == cell.media_type, cell
        says(cell, answer["text"])


def test_comunica(server: Server, together: Path) -> None:
    node = node_with(COMUNICA, together)
    every = cells("Comunica")
    asked = {
        "endpoint": f"{server.origin}/sparql",
        "queries": [_long_or_short(each) for each in every],
    }
    done = subprocess.run(
        [node, COMUNICA / "ask.mjs"],
        input=json.dumps(asked), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for cell, answer in zip(every, json.loads(done.stdout), strict=True):
        method = "GET" if cell.method == "get" else "POST"
        assert [method, cell.media_type] in answer["seen"], (cell, answer["seen"])
        says(cell, answer["text"])


def _long_or_short(cell: Cell) -> str:
    """A query that Comunica asks by the method: a long one by form."""
    if cell.method == "get":
        return FORMS[cell.form]
    pad = f'FILTER(?class != "{"x" * 700}")'
    pattern = f"<{SOURCE}> a ?class {pad}"
    return {
        "SELECT": f"SELECT ?class WHERE {{ {pattern} }}",
        "ASK": f"ASK {{ {pattern} }}",
        "CONSTRUCT": f"CONSTRUCT {{ <{SOURCE}> a ?class }} WHERE {{ {pattern} }}",
        "DESCRIBE": f"DESCRIBE <{SOURCE}> ?class WHERE {{ {pattern} }}",
    }[cell.form]


def test_the_documentation_has_the_table() -> None:
    from docs.generated import clients as documented

    shown = "\n".join(documented())
    assert set(TABLE) == set(_names(shown))


def _names(table: str) -> Iterator[str]:
    for line in table.splitlines()[2:]:
        yield line.split("|")[1].split("(")[0].strip()
