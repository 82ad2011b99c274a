"""The licence of the settings is the licence everywhere: in headers, data, pages and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.api.serving import running

LICENCE = "http://creativecommons.org/licenses/by-sa/4.0/"
ELSEWHERE = re.compile(r"CC BY 4\.0|creativecommons\.org/licenses/by/")
AGREEMENT = "doc/agreement/kujalleq-aarhus-2016"


@pytest.fixture(scope="module")
def client(small_home: Path) -> Iterator[httpx.Client]:
    with (
        running(small_home, VENSKAB_LICENCE=LICENCE) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "about", "download/", f"{AGREEMENT}.html", f"{AGREEMENT}.ttl", "openapi.json",
        "network.gexf", "catalog.ttl",
    ],
)  # fmt: skip
def test_every_address_names_it_and_no_other(client: httpx.Client, path: str) -> None:
    response = client.get(f"/{path}", headers={"Accept": "text/html"})
    assert response.status_code == 200
    assert LICENCE in response.text
    assert not ELSEWHERE.search(response.text)


def test_the_link_of_a_document_names_it(client: httpx.Client) -> None:
    link = client.get(f"/{AGREEMENT}.ttl").headers["link"]
    assert f'<{LICENCE}>; rel="license"' in link
    assert not ELSEWHERE.search(link)
