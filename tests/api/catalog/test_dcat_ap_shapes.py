"""The feed by the official shapes of DCAT-AP 3.0.1: no violation, and the warnings that we know."""

from __future__ import annotations

from collections import Counter

import httpx
import pytest
from rdflib import Graph, Literal
from rdflib.namespace import DCAT, DCTERMS, RDF, XSD

from graph.exports.manifest import DISTRIBUTIONS
from graph.validation.dcat_ap import DCAT_AP, danish_findings, expected, findings
from tests.api.endpoint import downloads
from tests.shared import ROOT, shared

NO_CORPORATE_BODY = "The publisher is no body of the EU."
NO_BOX = "A country is named by the EU's IRI; where it lies is for the EU to say."
COVER_NOTHING = "The vocabulary and the questions cover no place and no days of their own."


@pytest.fixture(scope="module")
def feed(client: httpx.Client) -> bytes:
    """The feed with everything in it that there can be."""
    files = downloads(client)["files"]
    assert files
    return client.get("/catalog.ttl").content


def test_no_shape_is_violated_and_only_known_warnings_are_given(feed: bytes) -> None:
    found = findings(feed, shared("standards"))
    assert [each for each in found if each.severity == "Violation"] == []
    graph = Graph().parse(data=feed, format="turtle")
    published = len(set(graph.subjects(DCTERMS.publisher)))
    places = len(set(graph.subjects(RDF.type, DCTERMS.Location)))
    # A publisher of which nothing is set has no type.
    unexpected = [(each.shapes, each.path) for each in found if not expected(each)]
    assert unexpected == [("shapes_recommended.ttl", str(DCTERMS.type))]
    assert Counter(filter(None, map(expected, found))) == {
        NO_CORPORATE_BODY: published,
        NO_BOX: 2 * places,
        COVER_NOTHING: 4,
    }
    assert published == 11


def test_every_file_is_listed_with_its_size_and_answers(client: httpx.Client, feed: bytes) -> None:
    made = {each["file"]: each["bytes"] for each in downloads(client)["files"]}
    graph = Graph().parse(data=feed, format="turtle")
    place = str(client.base_url.join("/download/"))
    listed = {
        str(address).removeprefix(place): offer
        for offer, address in graph.subject_objects(DCAT.downloadURL)
        if str(address).startswith(place)
    }
    assert set(listed) == {each.file for each in DISTRIBUTIONS}
    for file, offer in listed.items():
        assert graph.value(offer, DCAT.byteSize) == Literal(
            made[file], datatype=XSD.nonNegativeInteger
        )
        assert client.head(place + file).headers["content-length"] == str(made[file])


def test_a_page_by_itself_violates_no_shape(client: httpx.Client) -> None:
    page = client.get("/catalog.ttl?page=2").content
    found = findings(page, shared("standards"), ("shapes.ttl", "range.ttl"))
    assert found == []


@pytest.mark.parametrize(
    ("shapes", "old", "new"),
    [
        ("shapes.ttl", b"dcterms:publisher", b"dcterms:contributor"),
        ("range.ttl", b"a dcterms:LicenseDocument", b"a dcterms:Policy"),
        ("ranges-full.ttl", b"a foaf:Document", b"a foaf:Image"),
        ("mdr-vocabularies.shape.ttl", b"lang:DAN", b"lang:da"),
        ("shapes_recommended.ttl", b"dcterms:license", b"dcterms:rights"),
    ],
)
def test_a_planted_fault_is_found(feed: bytes, shapes: str, old: bytes, new: bytes) -> None:
    assert shapes in DCAT_AP
    assert old in feed
    found = findings(feed.replace(old, new), shared("standards"), (shapes,))
    assert [each for each in found if not expected(each) and each.path != str(DCTERMS.type)]


def test_the_older_danish_shapes_differ_where_we_say(feed: bytes) -> None:
    found = danish_findings(feed, shared("standards"))
    differing = {
        str(DCAT.byteSize): "dcat:byteSize",
        str(DCTERMS.language): "dct:language",
        "http://data.europa.eu/r5r/availability": "dcatap:availability",
        "https://data.gov.dk/model/core/dcat-dk/personalDataCategory": (
            "dcatdk:personalDataCategory"
        ),
    }
    assert {each.path for each in found if each.severity == "Violation"} == set(differing)
    page = (ROOT / "docs/how-to/catalog.md").read_text("utf-8")
    rows = {line.split("|")[2] for line in page.splitlines() if line.startswith("| DK 2.0.2")}
    assert {name for name in differing.values() for row in rows if f"`{name}`" in row} == set(
        differing.values()
    )
