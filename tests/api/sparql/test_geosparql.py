"""The endpoint measures and relates geometries by every function that it says it has."""

from __future__ import annotations

import csv

import httpx
import pytest
from rdflib import Graph, URIRef

from graph.engine.geosparql_functions import (
    COMBINATIONS,
    DISTANCE,
    FUNCTIONS,
    MEASURES,
    PROPERTIES,
    RELATE,
    RELATIONS,
)
from graph.namespaces import SD
from graph.prefixes import PREFIXES
from tests.api.endpoint import ask, problem
from tests.distances import ELLIPSOID, metres

ONE = '"POLYGON((9 56, 11 56, 11 58, 9 58, 9 56))"^^geo:wktLiteral'
OTHER = '"POLYGON((10 57, 12 57, 12 59, 10 59, 10 57))"^^geo:wktLiteral'
POINTS = ('"POINT(9 56)"^^geo:wktLiteral', '"POINT(12 57)"^^geo:wktLiteral')
PROLOGUE = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("geo", "geof"))
PROLOGUE += "PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>\n"


def arguments() -> dict[str, str]:
    """The arguments of each function, by its local name."""
    two = f"{ONE}, {OTHER}"
    return (
        dict.fromkeys((*RELATIONS, *COMBINATIONS), two)
        | dict.fromkeys(PROPERTIES, ONE)
        | dict.fromkeys(MEASURES, f"{ONE}, uom:metre")
        | {"area": f"{ONE}, uom:square_metre", RELATE: f'{two}, "T*T***T**"'}
        | {DISTANCE: ", ".join((*POINTS, "uom:metre"))}
    )


def test_every_function_that_is_named_answers(client: httpx.Client) -> None:
    description = Graph().parse(data=client.get("/sparql").content, format="turtle")
    endpoint = URIRef(str(client.base_url.join("/sparql")))
    named = {str(each) for each in description.objects(endpoint, SD.extensionFunction)}
    assert named == set(FUNCTIONS)
    given = arguments()
    assert named == {PREFIXES["geof"] + name for name in given}
    bound = " ".join(f"(geof:{name}({words}) AS ?{name})" for name, words in given.items())
    (row,) = ask(client, f"{PROLOGUE}SELECT {bound} {{}}").json()["results"]["bindings"]
    assert set(given) - row.keys() == set()
    assert {row[name]["value"] for name in ("sfOverlaps", "ehOverlap", "rcc8po", RELATE)} == {
        "true"
    }


def test_another_function_is_refused_by_its_name(client: httpx.Client) -> None:
    asked = f"{PROLOGUE}SELECT (geof:buffer({ONE}, 1, uom:metre) AS ?wide) {{}}"
    assert "geosparql/buffer" in str(problem(ask(client, asked), 400)["detail"])


@pytest.mark.parametrize(("unit", "length"), [("metre", 1), ("kilometre", 1000)])
def test_distances_are_those_of_another_library(
    client: httpx.Client, unit: str, length: int
) -> None:
    asked = f"""{PROLOGUE}PREFIX vsk: <https://w3id.org/venskab/ontology#>
        SELECT ?here ?there ?far {{
          <https://w3id.org/venskab/id/municipality/kommuneqarfik-sermersooq>
            geo:hasGeometry/geo:asWKT ?here .
          ?other a vsk:Municipality ; geo:hasGeometry/geo:asWKT ?there .
          BIND(geof:distance(?here, ?there, uom:{unit}) AS ?far)
        }} ORDER BY ?there LIMIT 200"""
    rows = list(csv.DictReader(ask(client, asked, "text/csv").text.splitlines()))
    assert len(rows) == 200
    for row in rows:
        far = float(row["far"]) * length
        assert far == pytest.approx(metres(row["here"], row["there"]), abs=0.01)
        assert far == pytest.approx(metres(row["here"], row["there"], ELLIPSOID), rel=0.006)
