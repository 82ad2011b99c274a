"""``/releases``: each release as a page, as data, as its bytes; and what changed between two."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml
from datacite import schema45
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.data.shipped import shipped_graphs
from graph.identifiers import dataset_iri
from graph.ledger import Ledger
from graph.namespaces import DCAT, SPDX, VSK
from graph.releases import rdf_patch
from graph.validation.dcat_ap import findings
from tests.api.few_graphs import FEW_GRAPHS
from tests.api.serving import running
from tests.shared import shared

ONTOLOGY, SOURCE, OTHER = FEW_GRAPHS
HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
AGREEMENT = "agreement/sermersooq-aalborg-2019"
IRI = "https://w3id.org/venskab/release/1.1"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three releases: a source comes, is mended, and another goes."""
    folder = tmp_path_factory.mktemp("home")
    shipped = shipped_graphs()
    mended = [line.replace("Main agreement", "First agreement") for line in shipped[SOURCE]]
    assert mended != shipped[SOURCE]
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        ledger.put(ONTOLOGY, shipped[ONTOLOGY], actor="a person")
        ledger.put(OTHER, shipped[OTHER], actor="a person")
        ledger.releases.make("1.0", title="Den første & bedste", actor="a person")
        ledger.put(SOURCE, shipped[SOURCE], actor="a person")
        ledger.releases.make("1.1", actor="a person")
        ledger.put(SOURCE, mended, actor="a person")
        ledger.withdraw(OTHER, actor="a person")
        ledger.releases.make("1.2", actor="a person")
    return folder


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[httpx.Client]:
    with (
        running(home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client
        assert server.stop() == (0, "Stopped.\n", "")


def quads(home: Path, name: str) -> bytes:
    with Ledger.open(home / "ledger.sqlite") as ledger:
        return b"".join(ledger.releases.text(ledger.releases.find(name)))


def test_the_list_has_the_newest_first(client: httpx.Client) -> None:
    told = client.get("/releases", headers=JSON).json()["releases"]
    assert [each["name"] for each in told] == ["1.2", "1.1", "1.0"]
    assert told[1]["iri"] == IRI
    page = client.get("/releases?lang=da", headers=HTML).text
    assert page.index("1.2</a>") < page.index("1.0</a>")
    assert "Den første &amp; bedste" in page
    assert 'href="/releases/1.1/diff/1.2?lang=da"' in page


def test_the_iri_leads_to_the_release(client: httpx.Client) -> None:
    # Who asked for a question in the same formats before must not matter.
    assert client.get("/queries/who-says-so", headers=JSON).status_code == 200
    answer = client.get("/release/1.1")
    assert answer.status_code == 303
    assert httpx.URL(answer.headers["location"]).path == "/releases/1.1"
    told = client.get(answer.headers["location"], headers=JSON).json()
    assert (told["iri"], told["previous"]) == (IRI, "1.0")
    assert "a person" not in json.dumps(told)


def test_the_page_tells_what_changed_and_how_to_cite(client: httpx.Client, home: Path) -> None:
    page = client.get("/releases/1.2?lang=en", headers=HTML).text
    assert '<link rel="alternate" type="text/turtle" href="/releases/1.2.ttl">' in page
    assert hashlib.sha256(quads(home, "1.2")).hexdigest() in page
    assert "changed: <code>source/sermersooq-aalborg-2019</code>" in page
    assert "withdrawn: <code>source/kujalleq-aarhus-2016</code>" in page
    assert "release 1.2. https://w3id.org/venskab/release/1.2" in page
    assert "a person" not in page


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_the_file_is_the_bytes_of_the_hash(client: httpx.Client, home: Path, coding: str) -> None:
    told = client.get("/releases/1.1", headers=JSON).json()
    answer = client.get(told["nquads"], headers={"Accept-Encoding": coding})
    assert answer.content == quads(home, "1.1")
    digest = hashlib.sha256(answer.content)
    assert told["sha256"] == digest.hexdigest()
    assert told["bytes"] == len(answer.content)
    assert "immutable" in answer.headers["cache-control"]
    said = f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert answer.headers.get("repr-digest") == (said if coding == "identity" else None)
    known = {"If-None-Match": answer.headers["etag"]}
    assert client.get(told["nquads"], headers=known).status_code == 304
    head = client.head(told["nquads"], headers={"Accept-Encoding": "identity"})
    assert head.headers["content-length"] == str(told["bytes"])


def test_the_patch_makes_the_new_file_of_the_old_and_back(client: httpx.Client, home: Path) -> None:
    for old, new in (("1.0", "1.2"), ("1.2", "1.0")):
        accept = {"Accept": rdf_patch.MEDIA_TYPE}
        answer = client.get(f"/releases/{old}/diff/{new}", headers=accept)
        assert answer.headers["content-type"] == rdf_patch.MEDIA_TYPE
        assert answer.content == client.get(f"/releases/{old}/diff/{new}.rdfp").content
        read = rdf_patch.read(answer.text.split("\n"))
        lines = quads(home, old).decode().split("\n")[:-1]
        made = "".join(f"{each}\n" for each in rdf_patch.ordered(read.diff.apply(lines)))
        assert made.encode() == quads(home, new)
        assert read.header["to"] == f"<https://w3id.org/venskab/release/{new}>"
        known = {"If-None-Match": answer.headers["etag"]}
        assert client.get(f"/releases/{old}/diff/{new}.rdfp", headers=known).status_code == 304


def test_the_difference_is_told_thing_by_thing(client: httpx.Client) -> None:
    page = client.get("/releases/1.1/diff/1.2?lang=en", headers=HTML).text
    assert re.search(r'<a href="/doc/agreement/sermersooq-aalborg-2019\?lang=en"[^>]*>First ', page)
    assert re.search(r"<del><span[^>]*>Main agreement|<del>Main agreement", page)
    assert re.search(r"<ins><span[^>]*>First agreement|<ins>First agreement", page)
    assert page.count("withdrawn") > 1
    text = client.get("/releases/1.1/diff/1.2?format=text&lang=en").text
    assert re.search(
        r"^changed: First agreement.*\(vid:agreement/sermersooq-aalborg-2019\)$", text, re.MULTILINE
    )
    assert re.search(r'^  - name: "Main agreement.*\[.+\]$', text, re.MULTILINE)
    danish = client.get("/releases/1.1/diff/1.2.txt", headers={"Accept-Language": "da"}).text
    assert "\nændret: " in danish


def test_a_catalogue_can_take_what_is_said_of_it(client: httpx.Client, home: Path) -> None:
    answer = client.get("/releases/1.1.ttl")
    assert answer.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(data=answer.content, format="turtle")
    iri = URIRef(IRI)
    assert graph.value(iri, DCAT.version) == Literal("1.1")
    assert graph.value(iri, DCAT.previousVersion) == URIRef(IRI.replace("1.1", "1.0"))
    assert graph.value(iri, DCAT.isVersionOf) == URIRef(dataset_iri("graph"))
    file = graph.value(iri, DCAT.distribution)
    checksum = graph.value(graph.value(file, SPDX.checksum), SPDX.checksumValue)
    assert str(checksum).lower() == hashlib.sha256(quads(home, "1.1")).hexdigest()
    download = str(graph.value(file, DCAT.downloadURL))
    assert client.get(download).content == quads(home, "1.1")
    assert [node for node in graph.all_nodes() if isinstance(node, BNode)] == []
    for accept in ("application/ld+json", "application/rdf+xml", "application/n-triples"):
        other = client.get("/releases/1.1", headers={"Accept": accept})
        assert other.headers["content-type"].startswith(accept)
        read = Graph().parse(data=other.content, format=accept)
        assert isomorphic(read, graph), accept


def test_what_is_said_of_it_violates_no_shape_of_dcat_ap(client: httpx.Client) -> None:
    said = client.get("/releases/1.1.ttl").content
    found = findings(said, shared("standards"), ("shapes.ttl", "range.ttl"))
    assert [each for each in found if each.severity == "Violation"] == []


def test_the_citations_say_the_same(client: httpx.Client, home: Path) -> None:
    told = client.get("/releases/1.1", headers=JSON).json()
    cff = yaml.safe_load(client.get(told["citationFile"]).text)
    assert (cff["cff-version"], cff["type"], cff["version"]) == ("1.2.0", "dataset", "1.1")
    assert cff["url"] == IRI
    assert cff["identifiers"][0]["value"] == f"sha256:{told['sha256']}"
    datacite = client.get(told["datacite"]).json()
    assert not list(schema45.validator.iter_errors(datacite))
    assert datacite["version"] == "1.1"
    assert datacite["publicationYear"] == told["made"][:4]
    assert datacite["relatedIdentifiers"][0]["relatedIdentifier"].endswith("/release/1.0")
    titles = {each["lang"]: each["title"] for each in datacite["titles"]}
    assert titles["en"] == cff["title"]
    assert "udgivelse 1.1" in titles["da"]
    bibtex = client.get(told["bibtex"]).text
    assert bibtex.startswith("@dataset{venskab-1.1,\n")
    assert f"  url = {{{IRI}}},\n" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


def links(response: httpx.Response) -> dict[str, list[str]]:
    """Relation to targets."""
    found: dict[str, list[str]] = {}
    for target, relation in re.findall(r'<([^>]+)>; rel="([^"]+)"', response.headers["link"]):
        found.setdefault(relation, []).append(target)
    return found


def test_typed_links_lead_from_the_page_to_all_and_back(client: httpx.Client) -> None:
    here = f"{client.base_url}/releases/1.1"
    page = links(client.head("/releases/1.1", headers=HTML))
    assert page == links(client.head("/releases/1.1"))
    assert (page["cite-as"], page["item"]) == ([IRI], [f"{here}.nq"])
    assert page["type"] == ["https://schema.org/AboutPage", "https://schema.org/Dataset"]
    assert f"{here}/croissant.json" in page["describedby"]
    for address in page["describedby"]:
        assert links(client.head(address))["describes"][0] == here
    for address in page["item"]:
        assert links(client.head(address))["collection"] == [here]
    (told,) = page["linkset"]
    contexts = {each["anchor"]: each for each in client.get(told).json()["linkset"]}
    assert contexts.keys() == {here, *page["describedby"], *page["item"]}
    for each in (*contexts[here]["describedby"], *contexts[here]["item"]):
        assert client.head(each["href"]).headers["content-type"].startswith(each["type"])


def test_the_page_says_what_it_is_for_search_engines(client: httpx.Client, home: Path) -> None:
    page = client.get("/releases/1.1", headers=HTML).text
    _, _, rest = page.partition('<script type="application/ld+json">')
    told = json.loads(rest.partition("</script>")[0])
    assert (told["@type"], told["@id"], told["version"]) == ("Dataset", IRI, "1.1")
    (download,) = told["distribution"]
    assert download["sha256"] == hashlib.sha256(quads(home, "1.1")).hexdigest()
    assert client.head(download["contentUrl"]).status_code == 200
    first, last = told["temporalCoverage"].split("/")
    assert first < "2016-05-02" <= last
    measured = {each["propertyID"]: each["name"] for each in told["variableMeasured"]}
    assert {"@language": "en", "@value": "signed"} in measured[str(VSK.signed)]
    assert IRI in told["citation"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/releases/2.0", 404, r"there is no release '2\.0'"),
        ("/releases/2.0.nq", 404, r"there is no release '2\.0'"),
        ("/release/2.0", 404, r"there is no release '2\.0'"),
        ("/releases/1.0/diff/2.0", 404, r"there is no release '2\.0'"),
        ("/releases/1.0/other.txt", 404, "has no file 'other.txt'"),
        ("/releases/1.0/diff/1.1?format=pdf", 400, "no such format"),
    ],
)
def test_what_is_not_there_is_a_problem(
    client: httpx.Client, path: str, status: int, said: str
) -> None:
    answer = client.get(path, headers=JSON)
    assert answer.status_code == status
    assert re.search(said, answer.json()["detail"])
    assert answer.headers["content-type"] == "application/problem+json"
    if "no release" in said:
        assert "1.1" in answer.json()["advice"] or "1.0" in answer.json()["advice"]


def test_the_advice_of_a_406_names_only_ways_that_lead_somewhere(client: httpx.Client) -> None:
    asked = {"Accept": "image/png"}
    one, every = (client.get(path, headers=asked).json() for path in ("/releases/1.0", "/releases"))
    assert "let the address end in" not in every["advice"]
    endings = re.findall(r"\.[a-z]+\b", one["advice"])
    assert len(endings) == len(one["offered"]) > len(every["offered"])
    for ending in endings:
        assert client.get(f"/releases/1.0{ending}").status_code == 200
