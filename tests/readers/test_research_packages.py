"""Releases are what validators of RO-Crate and Croissant take, and their links are found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from graph.prefixes import BASE
from tests.api.cli import command_line
from tests.api.serving import Server, running
from tests.readers.conftest import Reader, npm_pack

# What is recommended and not met: an IRI of this deployment's that the test cannot resolve, an
# identifier that only research organisations have, a contact that no setting tells, and a shape
# that asks of each class of a format that it is the same one, of which the validator adds more.
UNMET = {"ro-crate-1.2_51.1", "ro-crate-1.2_89.0", "ro-crate-1.2_90.1", "ro-crate-1.2_93.0"}
UNMET_SHAPE = "ro-crate-1.2_81.1"
# The validator reads the context from the network; here it is given what npm has of it.
SEED = """
import io, sys, requests
from requests.adapters import BaseAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse

class Given(BaseAdapter):
    def send(self, request, **more):
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = 200, request.url, request
        answer.headers["Content-Type"] = "application/ld+json"
        body = open(sys.argv[2], "rb")
        answer.raw = HTTPResponse(body, answer.headers, status=200, preload_content=False)
        return answer

    def close(self):
        pass

session = CachedSession(cache_name=sys.argv[1], expire_after=-1, backend="sqlite")
session.mount("https://", Given())
session.get("https://w3id.org/ro/crate/1.2/context",
            headers={"Accept": "application/ld+json, application/json, */*;q=0.1"})
"""


@pytest.fixture(scope="module")
def home(shipped_home: Callable[[str], Path]) -> Path:
    """A home with a release."""
    made = shipped_home("released")
    venskab(made, "release", "create", "1.0", "--title", "Første & bedste")
    return made


def venskab(home: Path, *words: str) -> None:
    """Run a command that must succeed over a home."""
    done = command_line.run(*words, "--home", home)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def server(programs: Path, home: Path) -> Iterator[Server]:
    """A server with a release; only where the readers are."""
    with running(home) as server:
        yield server


def unmet(read: Reader, crate: Path, *words: str) -> set[str]:
    """The checks of RO-Crate 1.2 that a crate does not meet, required or recommended."""
    folder = crate.parent
    context = npm_pack("ro-crate@3.7.2", folder) / "lib" / "context.json"
    read("python", "-c", SEED, folder / "cache", context)
    told = folder / "told.json"
    read(
        "rocrate-validator", "-y", "validate", crate, *words, "--profile-identifier",
        "ro-crate-1.2", "--requirement-severity", "recommended", "--offline", "--cache-path",
        folder / "cache", "--output-format", "json", "--output-file", told, status=1,
    )  # fmt: skip
    return {each["check"]["identifier"] for each in json.loads(told.read_text("utf-8"))["issues"]}


def test_an_exported_release_is_an_ro_crate_and_a_data_set_of_croissant(
    read: Reader, home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "release"
    venskab(home, "release", "export", "1.0", str(folder))
    read("mlcroissant", "validate", "--jsonld", folder / "croissant.json")
    assert unmet(read, folder) == UNMET | {UNMET_SHAPE}


def test_so_is_one_at_its_address(read: Reader, server: Server, tmp_path: Path) -> None:
    for name in ("croissant.json", "ro-crate-metadata.json"):
        body = httpx.get(f"{server.origin}/releases/1.0/{name}", timeout=60).content
        (tmp_path / name).write_bytes(body)
    read("mlcroissant", "validate", "--jsonld", tmp_path / "croissant.json")
    detached = ("--metadata-only", "--packaging-mode", "detached")
    found = unmet(read, tmp_path / "ro-crate-metadata.json", *detached)
    assert found == {UNMET_SHAPE, "ro-crate-1.2_89.0"}


@pytest.mark.parametrize(
    ("path", "iri"),
    [
        ("releases/1.0", "release/1.0"),
        ("doc/dataset/graph", "dataset/graph"),
        ("doc/municipality/nuuk-kommune", "id/municipality/nuuk-kommune"),
    ],
)
def test_signposting_finds_the_links(read: Reader, server: Server, path: str, iri: str) -> None:
    told = read("signposting", "--http", f"{server.origin}/{path}")
    assert f"CiteAs: <{BASE}{iri}>" in told
    described = told.partition("DescribedBy: ")[2]
    assert f"<{server.origin}/{path}.ttl> text/turtle" in described
    assert "License: <http://creativecommons.org/licenses/by/4.0/>" in told


@pytest.mark.parametrize("page", ["releases/1.0", "doc/dataset/graph"])
def test_signposting_finds_the_same_links_in_the_set(
    read: Reader, server: Server, page: str
) -> None:
    told = read("signposting", "--http", f"{server.origin}/{page}")
    (linkset,) = re.findall(r"Linkset: <([^>]+)> application/linkset\+json", told)
    found = read("signposting", "--linkset", "--any-context", linkset)
    assert set(re.findall(r"<[^>]+>", told)) <= set(re.findall(r"<[^>]+>", found))
    assert f"<{server.origin}/releases/1.0.nq>" in found
