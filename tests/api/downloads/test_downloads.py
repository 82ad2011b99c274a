"""The files over HTTP: whole or not at all, with sizes and hashes, in parts."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import DCAT, Graph

from graph.engine.dump import Dump
from graph.exports.export import edition_of
from graph.exports.file_lock import held
from graph.exports.manifest import DISTRIBUTIONS
from tests.api.endpoint import ask, downloads, media_type, problem
from tests.api.processes import descendants, gone
from tests.api.serving import running

GRAPH = "/download/venskab.nq.gz"
PARTS = ["bytes=0-9", "bytes=5-", "bytes=-7", "bytes=3-3", "bytes=10-99999999"]


@pytest.fixture(scope="module")
def manifest(client: httpx.Client) -> dict[str, Any]:
    return downloads(client)


def test_every_file_is_served_with_its_size_and_hash(
    client: httpx.Client, manifest: dict[str, Any]
) -> None:
    assert {each.file for each in DISTRIBUTIONS} <= {each["file"] for each in manifest["files"]}
    for each in manifest["files"]:
        response = client.get(f"/download/{each['file']}")
        assert response.status_code == 200
        assert int(response.headers["content-length"]) == len(response.content) == each["bytes"]
        assert hashlib.sha256(response.content).hexdigest() == each["sha256"]
        digest = base64.b64encode(bytes.fromhex(each["sha256"])).decode()
        assert response.headers["repr-digest"] == f"sha-256=:{digest}:"
        assert "content-encoding" not in response.headers
        packed = each["file"].endswith(".gz")
        assert media_type(response) == ("application/gzip" if packed else each["mediaType"])


def test_the_files_hold_what_the_endpoint_answers(
    client: httpx.Client, manifest: dict[str, Any]
) -> None:
    counted = ask(client, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "text/csv")
    lines = gzip.decompress(client.get(GRAPH).content).count(b"\n")
    assert int(counted.text.split()[1]) == lines
    assert manifest["edition"] == edition_of(manifest["generation"])


@pytest.mark.parametrize("asked", PARTS)
def test_a_part_is_sent_alone(client: httpx.Client, manifest: dict[str, Any], asked: str) -> None:
    content = client.get(GRAPH).content
    response = client.get(GRAPH, headers={"Range": asked})
    first, last = asked.removeprefix("bytes=").split("-")
    start = int(first) if first else len(content) - int(last)
    end = min(int(last) + 1, len(content)) if first and last else len(content)
    assert response.status_code == 206
    assert response.content == content[start:end]
    assert response.headers["content-range"] == f"bytes {start}-{end - 1}/{len(content)}"


def test_a_download_that_was_cut_off_goes_on(
    client: httpx.Client, manifest: dict[str, Any]
) -> None:
    response = client.get(GRAPH)
    rest = client.get(GRAPH, headers={"Range": "bytes=1000-", "If-Range": response.headers["etag"]})
    assert rest.status_code == 206
    assert response.content[:1000] + rest.content == response.content
    other = client.get(GRAPH, headers={"Range": "bytes=1000-", "If-Range": '"another"'})
    assert (other.status_code, other.content) == (200, response.content)


def test_a_part_behind_the_end_is_a_problem_and_nonsense_gives_all(
    client: httpx.Client, manifest: dict[str, Any]
) -> None:
    size = int(client.head(GRAPH).headers["content-length"])
    response = client.get(GRAPH, headers={"Range": f"bytes={size}-"})
    problem(response, 416)
    assert response.headers["content-range"] == f"bytes */{size}"
    for nonsense in ("bytes=9-1x", "lines=1-2", "bytes=0-1,5-6", "bytes=-0", "bytes=9-1"):
        response = client.get(GRAPH, headers={"Range": nonsense})
        assert response.status_code == 200
        assert len(response.content) == size


def test_what_the_client_has_is_not_sent_again(
    client: httpx.Client, manifest: dict[str, Any]
) -> None:
    tag = client.get(GRAPH).headers["etag"]
    again = client.get(GRAPH, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_head_tells_what_get_would_send(client: httpx.Client, manifest: dict[str, Any]) -> None:
    for path in (GRAPH, "/download/tables/agreements.csv"):
        got, told = client.get(path), client.head(path)
        assert told.content == b""
        for name in ("content-length", "etag", "repr-digest", "accept-ranges", "content-type"):
            assert told.headers[name] == got.headers[name]


def test_a_table_leads_to_its_description(client: httpx.Client, manifest: dict[str, Any]) -> None:
    response = client.get("/download/tables/agreements.csv")
    link = next(each for each in response.headers["link"].split(", ") if "describedby" in each)
    beside = httpx.URL(f"{client.base_url}/download/tables/").join(link[1 : link.index(">")])
    metadata = client.get(beside)
    assert media_type(metadata) == "application/csvm+json"
    assert metadata.json()["url"] == "agreements.csv"


def test_the_list_is_a_page_in_two_languages_and_the_manifest(
    client: httpx.Client, manifest: dict[str, Any]
) -> None:
    moved = client.get("/download")
    assert (moved.status_code, httpx.URL(moved.headers["location"]).path) == (308, "/download/")
    assert client.get("/download/").json() == manifest
    for lang, words in (("da", "Hent data"), ("en", "Download data")):
        shown = client.get("/download/", params={"lang": lang}, headers={"Accept": "text/html"})
        assert f"<h1>{words}</h1>" in shown.text
        assert shown.text.count('<th scope="row"><a href=') == len(DISTRIBUTIONS)


def test_an_unknown_file_is_not_found(client: httpx.Client, manifest: dict[str, Any]) -> None:
    for path in ("nothing", "../ledger.sqlite", "%2e%2e/ledger.sqlite", "tables/"):
        problem(client.get(f"/download/{path}"), 404)


def test_files_may_be_turned_off(new_home: Path) -> None:
    with (
        running(new_home, VENSKAB_EXPORTS="off") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        problem(client.get("/download/manifest.json"), 404)
        shown = client.get("/download/", headers={"Accept": "text/html"})
        assert "venskab export" in shown.text
        assert not (new_home / "exports").exists()


def test_until_all_is_made_nothing_is_served_and_a_stop_ends_the_work(new_home: Path) -> None:
    # The folder is held, so that its files are not made before the test has looked.
    folder = new_home / "exports" / Dump.of(new_home / "ledger.sqlite").generation
    with held(folder), running(new_home) as server:
        with httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client:
            response = client.get("/download/tables/agreements.csv")
            problem(response, 503)
            shown = client.get("/download/", headers={"Accept": "text/html"})
            assert shown.status_code == 200
            assert 'role="status"' in shown.text
        working = descendants(server.process.pid)
        status, _, err = server.stop()
        assert (status, err) == (0, "")
        assert gone(working)
    assert not list((new_home / "exports").glob("*/manifest.json"))


def test_files_are_made_by_themselves_and_kept_over_a_start(new_home: Path) -> None:
    with (
        running(new_home, VENSKAB_EXPORTS="background") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        listed = new_home / "exports"
        while not list(listed.glob("*/manifest.json")):
            assert server.process.poll() is None
            time.sleep(0.2)
        manifest = client.get("/download/manifest.json").json()
        assert json.loads(next(listed.glob("*/manifest.json")).read_text("utf-8")) == manifest
    with (
        running(new_home, VENSKAB_EXPORTS="background") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        assert client.get("/download/manifest.json").json() == manifest


def test_the_catalogue_lists_each_file_with_its_size(
    client: httpx.Client, manifest: dict[str, Any]
) -> None:
    found = Graph().parse(data=client.get("/catalog.ttl").text, format="turtle")
    sizes = {
        str(found.value(each, DCAT.downloadURL)).partition("/download/")[2]: int(str(size))
        for each, size in found.subject_objects(DCAT.byteSize)
    }
    listed = {each.file for each in DISTRIBUTIONS}
    assert sizes == {e["file"]: e["bytes"] for e in manifest["files"] if e["file"] in listed}
