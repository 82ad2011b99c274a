"""The catalogue over HTTP: one graph in all formats, whole and in pages, and where it leads."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, PROF, RDF, VOID, XSD

from graph.catalog.contents import contents
from graph.catalog.hydra import PAGE_SIZE
from graph.identifiers import CATALOG, PROFILE, source_graph
from graph.ledger import Ledger
from graph.namespaces import DCAT
from graph.prefixes import EU
from tests.api.endpoint import media_type, problem
from tests.api.serving import running
from tests.publishing import GOOD, environment

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FORMATS = {
    "ttl": ("text/turtle", "turtle"),
    "rdf": ("application/rdf+xml", "xml"),
    "xml": ("application/rdf+xml", "xml"),
    "jsonld": ("application/ld+json", "json-ld"),
    "nt": ("application/n-triples", "nt"),
}
PAGES = -(-len(contents().datasets) // PAGE_SIZE)


def read(client: httpx.Client, address: str) -> Graph:
    """The graph at an address; rdflib must be able to read it as it calls itself."""
    response = client.get(address)
    assert response.status_code == 200, response.text
    names = dict(FORMATS.values())
    return Graph().parse(data=response.content, format=names[media_type(response)])


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[httpx.Client]:
    """A client of a server without files, which would come in between two requests."""
    with (
        running(home, VENSKAB_EXPORTS="off") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def feed(client: httpx.Client) -> Graph:
    return read(client, "/catalog")


# Formats


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_address_says_the_same(client: httpx.Client, feed: Graph, suffix: str) -> None:
    kind, _ = FORMATS[suffix]
    assert media_type(client.get(f"/catalog.{suffix}")) == kind
    assert set(read(client, f"/catalog.{suffix}")) == set(feed)
    assert client.get("/catalog", headers={"Accept": kind}).headers["content-type"].startswith(kind)


@pytest.mark.parametrize("accept", [None, "*/*", "", "text/turtle, */*;q=0.1"])
def test_a_harvester_gets_rdf_without_asking_for_it(
    client: httpx.Client, accept: str | None
) -> None:
    headers = {} if accept is None else {"Accept": accept}
    request = client.build_request("GET", "/catalog", headers=headers)
    if accept is None:
        del request.headers["accept"]
    assert media_type(client.send(request)) == "text/turtle"


def test_a_browser_gets_a_page_with_schema_org_in_it(client: httpx.Client) -> None:
    for lang, word in (("da", "Hent data"), ("en", "Download the data")):
        page = client.get("/catalog", headers=HTML | {"Accept-Language": lang})
        assert media_type(page) == "text/html"
        assert f"<h1>{word}</h1>" in page.text
        assert {"accept", "accept-language"} <= {
            each.strip().lower() for each in page.headers["vary"].split(",")
        }
    _, _, rest = page.text.partition('<script type="application/ld+json">')
    told = json.loads(rest.partition("</script>")[0])
    assert told["@context"] == "https://schema.org"
    assert told["@type"] == "DataCatalog"
    assert {each["@type"] for each in told["dataset"]} == {"Dataset"}
    assert [each["@id"] for each in told["dataset"]] == [each.iri for each in contents().datasets]


def test_json_ld_has_its_context_inside(client: httpx.Client) -> None:
    document = client.get("/catalog.jsonld").json()
    assert all(isinstance(value, str) for value in document["@context"].values())
    assert document["@graph"][0]["id"] == CATALOG


def test_there_is_no_other_format(client: httpx.Client) -> None:
    problem(client.get("/catalog.pdf"), 404)
    problem(client.get("/catalog", headers={"Accept": "application/pdf"}), 406)


# HTTP


@pytest.mark.parametrize("address", ["/catalog", "/catalog.rdf", "/catalog.ttl?page=1"])
def test_what_has_not_changed_is_not_sent_again(client: httpx.Client, address: str) -> None:
    first = client.get(address)
    for header, value in (
        ("If-None-Match", first.headers["etag"]),
        ("If-Modified-Since", first.headers["last-modified"]),
    ):
        again = client.get(address, headers={header: value})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"].replace("-gzip", "") == first.headers["etag"].replace(
            "-gzip", ""
        )
    older = {"If-Modified-Since": "Thu, 01 Jan 2015 00:00:00 GMT"}
    assert client.get(address, headers=older).status_code == 200
    assert client.get(address, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_head_tells_what_get_would_send(client: httpx.Client) -> None:
    for address in ("/catalog", "/catalog.rdf", "/catalog?page=1", "/doc/dataset/graph.ttl"):
        get, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("content-type", "etag", "last-modified", "link", "vary"):
            assert head.headers[name] == get.headers[name]
    assert client.options("/catalog").headers["allow"] == "GET, HEAD, OPTIONS"


def test_each_document_has_a_tag_of_its_own(client: httpx.Client) -> None:
    addresses = ["/catalog", "/catalog.rdf", "/catalog.html", "/catalog.html?lang=da"]
    addresses += [f"/catalog?page={number}" for number in range(1, PAGES + 1)]
    tags = [client.get(address).headers["etag"] for address in addresses]
    assert len(set(tags)) == len(tags)


# What it says


def test_nothing_is_blank_and_every_text_is_in_both_languages(feed: Graph) -> None:
    assert not [term for triple in feed for term in triple if isinstance(term, BNode)]
    spoken = {
        (subject, predicate): {
            each.language
            for each in feed.objects(subject, predicate)
            if isinstance(each, Literal) and each.language
        }
        for subject, predicate, thing in feed
        if isinstance(thing, Literal) and thing.language
    }
    assert spoken
    assert [each for each, languages in spoken.items() if languages != {"da", "en"}] == []
    for subject in feed.subjects(RDF.type, DCAT.Dataset):
        for predicate in (DCTERMS.title, DCTERMS.description, DCAT.keyword):
            assert (subject, predicate) in spoken


def test_each_dataset_has_what_portals_ask_for(feed: Graph) -> None:
    datasets = set(feed.subjects(RDF.type, DCAT.Dataset))
    assert datasets == {URIRef(each.iri) for each in contents().datasets}
    assert datasets == set(feed.objects(URIRef(CATALOG), DCAT.dataset))
    publisher = feed.value(URIRef(CATALOG), DCTERMS.publisher)
    for dataset in datasets:
        assert feed.value(dataset, DCTERMS.publisher) == publisher
        assert feed.value(dataset, DCAT.contactPoint) is not None
        offers = set(feed.objects(dataset, DCAT.distribution))
        assert offers
        for offer in offers:
            assert (offer, RDF.type, DCAT.Distribution) in feed
            assert feed.value(offer, DCTERMS.license) is not None
            assert feed.value(offer, DCAT.accessURL) is not None
    codes = [str(o) for o in feed.objects(None, DCAT.theme)]
    assert all(code.removeprefix(f"{EU}data-theme/").isupper() for code in codes)


def test_a_service_stands_below_a_distribution_so_that_ckan_sees_it(feed: Graph) -> None:
    services = set(feed.subjects(RDF.type, DCAT.DataService))
    assert services == {URIRef(each.iri) for each in contents().services}
    assert URIRef(f"{CATALOG.removesuffix('catalog')}service/sparql") in set(
        feed.objects(None, DCAT.accessService)
    )
    for service in services:
        assert set(feed.objects(service, DCAT.servesDataset)) <= set(
            feed.subjects(RDF.type, DCAT.Dataset)
        )


def test_every_address_in_it_answers(client: httpx.Client, feed: Graph) -> None:
    leads = (
        DCAT.accessURL,
        DCAT.downloadURL,
        DCAT.endpointURL,
        DCAT.endpointDescription,
        DCAT.landingPage,
        FOAF.homepage,
        FOAF.page,
    )
    addresses = {str(o) for each in leads for o in feed.objects(None, each)}
    assert addresses
    for address in sorted(addresses):
        assert address.startswith(str(client.base_url))
        assert client.head(address).status_code == 200, address


def test_its_iris_lead_to_documents(client: httpx.Client, feed: Graph) -> None:
    datasets, services = contents().datasets, contents().services
    for iri in (*(each.iri for each in datasets), *(each.iri for each in services)):
        path = iri.removeprefix(CATALOG.removesuffix("/catalog"))
        led = client.get(path)
        assert led.status_code == 303
        document = read(client, led.headers["location"])
        about = set(document.predicate_objects(URIRef(iri)))
        assert about
        assert about <= set(feed.predicate_objects(URIRef(iri)))
        asked = client.get(f"{path}.rdf").headers["location"]
        assert media_type(client.get(asked)) == "application/rdf+xml"
        page = client.get(led.headers["location"], headers=HTML)
        assert media_type(page) == "text/html"
    problem(client.get("/dataset/unknown"), 404)
    problem(client.get("/doc/service/unknown.ttl"), 404)


def test_the_whole_is_described_at_the_well_known_address(client: httpx.Client) -> None:
    whole = URIRef(contents().datasets[0].iri)
    told = read(client, "/.well-known/void")
    assert set(told) == set(read(client, "/.well-known/void.rdf"))
    counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    (row,) = counted.json()["results"]["bindings"]
    assert told.value(whole, VOID.triples) == Literal(int(row["n"]["value"]))
    assert (None, FOAF.primaryTopic, whole) in told
    parts = set(told.objects(whole, VOID.classPartition))
    assert parts
    assert all(str(part).startswith(f"{whole}#") for part in parts)
    page = client.get("/.well-known/void", headers=HTML)
    assert (page.status_code, page.headers["location"]) == (
        303,
        str(client.base_url.join("/doc/dataset/graph.html")),
    )
    problem(client.get("/.well-known/void.pdf"), 404)


def test_the_vocabulary_is_described_as_a_profile(client: httpx.Client) -> None:
    profile = URIRef(PROFILE)
    told = read(client, "/profile")
    assert set(told) == set(read(client, "/profile.jsonld"))
    assert (profile, RDF.type, PROF.Profile) in told
    standards = set(told.objects(profile, PROF.isProfileOf))
    assert standards
    assert standards <= set(told.subjects(RDF.type, DCTERMS.Standard))
    parts = set(told.objects(profile, PROF.hasResource))
    roles = {str(told.value(part, PROF.hasRole)).rpartition("/")[2] for part in parts}
    assert {"vocabulary", "validation", "guidance"} <= roles
    for part in parts:
        answer = client.head(str(told.value(part, PROF.hasArtifact)))
        assert answer.status_code == 200
        kind = str(told.value(part, DCTERMS["format"])).partition("media-types/")[2]
        assert media_type(answer) == kind
    conforming = set(read(client, "/catalog").subjects(DCTERMS.conformsTo, profile))
    assert len(conforming) == 4
    page = client.get("/profile", headers=HTML)
    assert page.headers["location"].endswith("/doc/dataset/vocabulary.html")


# Pages


def paged(client: httpx.Client, address: str) -> Iterator[tuple[str, Graph]]:
    """Each page and its address, by the links that the feed itself gives."""
    while address:
        graph = read(client, address)
        yield address, graph
        (view,) = graph.subjects(RDF.type, HYDRA.PartialCollectionView)
        following = {str(each) for each in graph.objects(view, HYDRA.next)}
        assert following == {str(each) for each in graph.objects(view, HYDRA.nextPage)}
        address = following.pop() if following else ""


@pytest.mark.parametrize("place", ["/catalog", "/catalog.rdf", "/catalog.jsonld"])
def test_the_pages_together_are_the_whole(client: httpx.Client, feed: Graph, place: str) -> None:
    start = f"{str(client.base_url).rstrip('/')}{place}"
    whole: set[object] = set()
    addresses = []
    for address, graph in paged(client, f"{start}?page=1"):
        assert address.partition("?")[0] == start
        addresses.append(address)
        whole |= {each for each in graph if not str(each[1]).startswith(str(HYDRA))}
    assert addresses == [f"{start}?page={number}" for number in range(1, PAGES + 1)]
    views = {(URIRef(address), RDF.type, HYDRA[kind]) for address in addresses
             for kind in ("PartialCollectionView", "PagedCollection")}  # fmt: skip
    assert whole - views == set(feed)


def test_a_page_stands_alone(client: httpx.Client) -> None:
    start = str(client.base_url.join("/catalog.ttl"))
    for address, graph in paged(client, f"{start}?page=1"):
        view = URIRef(address)
        assert {HYDRA.PartialCollectionView, HYDRA.PagedCollection} <= set(
            graph.objects(view, RDF.type)
        )
        total = graph.value(view, HYDRA.totalItems)
        assert isinstance(total, Literal)
        assert total.toPython() == len(contents().datasets)
        for old, new in (
            ("firstPage", "first"),
            ("lastPage", "last"),
            ("previousPage", "previous"),
        ):
            assert list(graph.objects(view, HYDRA[old])) == list(graph.objects(view, HYDRA[new]))
        for named in (DCAT.dataset, DCAT.service, DCTERMS.publisher, DCAT.contactPoint):
            for thing in graph.objects(URIRef(CATALOG), named):
                assert (thing, RDF.type, None) in graph
        served = set(graph.objects(None, DCAT.servesDataset))
        assert served <= set(graph.objects(URIRef(CATALOG), DCAT.dataset))


def test_there_are_no_more_pages_than_there_are(client: httpx.Client) -> None:
    problem(client.get(f"/catalog?page={PAGES + 1}"), 404)
    problem(client.get("/catalog?page=0"), 404)
    problem(client.get(f"/catalog?page={'9' * 5000}"), 404)
    for wrong in ("x", "-1", "1.5", "²", ""):
        problem(client.get("/catalog", params={"page": wrong}), 400)


# Settings


def test_the_settings_stand_in_it(small_home: Path) -> None:
    base = GOOD["base_url"]
    with (
        running(small_home, **environment()) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        feed = read(client, "/catalog.rdf")
        publisher = URIRef(GOOD["publisher_iri"])
        assert feed.value(URIRef(CATALOG), DCTERMS.publisher) == publisher
        assert set(feed.objects(publisher, FOAF.name)) == {
            Literal(GOOD["publisher_name_da"], lang="da"),
            Literal(GOOD["publisher_name_en"], lang="en"),
        }
        assert {str(o).startswith(f"{base}/") for o in feed.objects(None, DCAT.accessURL)} == {True}
        view = next(read(client, "/catalog?page=1").subjects(RDF.type, HYDRA.PagedCollection))
        assert str(view) == f"{base}/catalog?page=1"


def test_what_cannot_stand_in_it_is_a_problem_and_no_part_of_a_feed(small_home: Path) -> None:
    wrong = environment(publisher_iri="organisation 1", contact_email="data")
    with (
        running(small_home, **wrong) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        for address in ("/catalog", "/catalog.rdf?page=1", "/doc/dataset/graph"):
            told = str(problem(client.get(address), 503)["detail"])
            assert "VENSKAB_PUBLISHER_IRI, VENSKAB_CONTACT_EMAIL" in told
        assert client.get("/").status_code == 200


def test_what_cannot_be_counted_is_a_problem_and_no_part_of_a_feed(tmp_path: Path) -> None:
    # The list of properties is longer than an answer may be here.
    graph, name = source_graph("wordy"), "x" * 400
    lines = [f'<e:a> <e:{name}{number}> "" <{graph}> .' for number in range(3000)]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(graph, lines, actor="test")
    with (
        running(tmp_path, VENSKAB_RESULT_MEGABYTES="1") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        assert problem(client.get("/catalog"), 507)["limit"] == "result"


def test_the_latest_release_is_offered_and_names_the_version(
    small_home: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(small_home, tmp_path / "home")
    graph = URIRef(contents().datasets[0].iri)
    with Ledger.open(home / "ledger.sqlite") as ledger:
        release = ledger.releases.make(actor="test")
        with (
            running(home, VENSKAB_EXPORTS="off") as server,
            httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
        ):
            feed = read(client, "/catalog")
            assert feed.value(graph, DCAT.version) == Literal(release.name)
            offer = URIRef(f"{graph}#release-{release.name}")
            assert (graph, DCAT.distribution, offer) in feed
            taken = client.get(str(feed.value(offer, DCAT.downloadURL))).content
            assert hashlib.sha256(taken).hexdigest() == release.hash
            assert feed.value(offer, DCAT.byteSize) == Literal(
                len(taken), datatype=XSD.nonNegativeInteger
            )
            tag = client.head("/catalog").headers["etag"]
            later = ledger.releases.make("later", actor="test")
            again = read(client, "/catalog")
            assert client.head("/catalog").headers["etag"] != tag
            assert again.value(graph, DCAT.version) == Literal(later.name)
