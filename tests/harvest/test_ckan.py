"""CKAN reads the running feed, whole and in pages, and finds every dataset with what it has."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS

from graph.catalog.contents import contents
from graph.catalog.hydra import PAGE_SIZE
from tests.api.endpoint import downloads
from tests.api.serving import Server, running
from tests.publishing import GOOD, environment
from tests.shared import ROOT, lacking

LICENCE = "http://creativecommons.org/licenses/by/4.0/"
Page = dict[str, Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    # The address in the feed must be the one that the test can reach.
    with running(tmp_path_factory.mktemp("home"), **environment(base_url="")) as server:
        with httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client:
            assert downloads(client)["files"]
        yield server


@pytest.fixture(scope="module")
def harvested(server: Server) -> dict[str, list[Page]]:
    """What CKAN reads from each address, page by page."""
    for name in ("ckan", "ckanext.dcat", "pylibmagic"):
        if not _is_there(name):
            lacking(f"{name}, which the dev extra brings")
    starts = ["/catalog", "/catalog.rdf", "/catalog.jsonld", "/catalog.rdf?page=1"]
    run = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "tests.harvest.ckan"),
            *(server.origin + start for start in starts),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return dict(zip(starts, json.loads(run.stdout), strict=True))


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def datasets(pages: list[Page]) -> dict[str, Page]:
    """The datasets of some pages by IRI; each must be there once."""
    found = [each for page in pages for each in page["datasets"]]
    by_iri = {extra(each, "uri"): each for each in found}
    assert len(by_iri) == len(found)
    return by_iri


def extra(dataset: Page, key: str) -> str:
    (value,) = (each["value"] for each in dataset["extras"] if each["key"] == key)
    return str(value)


def comparable(dataset: Page) -> Page:
    """A dataset whose lists, which RDF does not order, are in order."""
    return {
        key: sorted(value, key=lambda each: json.dumps(each, sort_keys=True))
        if isinstance(value, list)
        else value
        for key, value in dataset.items()
    }


def test_every_address_gives_the_same_datasets(harvested: dict[str, list[Page]]) -> None:
    expected = {each.iri for each in contents().datasets}
    assert {start: set(datasets(pages)) for start, pages in harvested.items()} == dict.fromkeys(
        harvested, expected
    )


def test_the_pages_say_what_the_whole_says(harvested: dict[str, list[Page]]) -> None:
    whole, paged = (datasets(harvested[each]) for each in ("/catalog.rdf", "/catalog.rdf?page=1"))
    languages_apart = {"title", "notes"}  # CKAN takes either language where a text has two
    for iri, each in whole.items():
        one, other = comparable(each), comparable(paged[iri])
        for key in one.keys() - languages_apart - {"resources", "extras"}:
            assert one[key] == other[key], key
        uris = [{resource["uri"] for resource in each["resources"]} for each in (one, other)]
        assert uris[0] == uris[1]
    assert len(harvested["/catalog.rdf?page=1"]) == -(-len(whole) // PAGE_SIZE) > 1
    assert len(harvested["/catalog.rdf"]) == 1


def test_each_dataset_arrives_with_what_it_has(
    harvested: dict[str, list[Page]], server: Server
) -> None:
    feed = Graph().parse(
        data=httpx.get(f"{server.origin}/catalog.ttl", trust_env=False, timeout=60).text
    )
    for iri, read in datasets(harvested["/catalog.rdf"]).items():
        dataset = contents().dataset(iri.rpartition("/")[2])
        assert dataset is not None
        assert read["title"] in (dataset.title.da, dataset.title.en)
        assert read["notes"] in (dataset.description.da, dataset.description.en)
        tags = {each["name"] for each in read["tags"]}
        assert tags >= {*dataset.keywords.da, *dataset.keywords.en}
        assert extra(read, "publisher_uri") == GOOD["publisher_iri"]
        assert extra(read, "contact_email") == GOOD["contact_email"]
        offers = set(feed.objects(URIRef(iri), DCAT.distribution))
        assert {each["uri"] for each in read["resources"]} == set(map(str, offers))
        for resource in read["resources"]:
            offer = URIRef(resource["uri"])
            assert resource["license"] == LICENCE
            assert resource["access_url"] == str(feed.value(offer, DCAT.accessURL))
            assert resource.get("download_url", "") == str(
                feed.value(offer, DCAT.downloadURL) or ""
            )
            assert resource["mimetype"] == str(feed.value(offer, DCAT.mediaType))
            assert resource["format"] == str(feed.value(offer, DCTERMS["format"]))
            size = feed.value(offer, DCAT.byteSize)
            assert str(resource.get("size", "None")) == str(size)


def test_services_arrive_with_the_distributions_that_they_give(
    harvested: dict[str, list[Page]],
) -> None:
    graph = datasets(harvested["/catalog"])[contents().datasets[0].iri]
    services = [
        service
        for resource in graph["resources"]
        for service in json.loads(resource.get("access_services", "[]"))
    ]
    # One gives the endpoint, one the stream of changes, one what a table's rows are.
    assert [each["uri"] for each in services] == [each.iri for each in contents().services]
