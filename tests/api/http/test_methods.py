"""Every address that is read answers HEAD as GET, and says which methods it takes."""

from __future__ import annotations

import httpx
import pytest

READ = "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "path", ["/", "/about", "/explore", "/timeline", "/sitemap.xml", "/network.gexf", "/reviews"]
)
def test_a_page_says_which_methods_it_takes(client: httpx.Client, path: str) -> None:
    told = client.options(path)
    assert (told.status_code, told.headers["allow"], told.content) == (204, READ, b"")
    refused = client.delete(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, READ)


def test_an_address_of_several_handlers_tells_the_methods_of_all(client: httpx.Client) -> None:
    for path in ("/sparql", "/validate"):
        assert client.options(path).headers["allow"] == f"{READ}, POST"
        assert client.put(path).headers["allow"] == f"{READ}, POST"


def test_no_methods_are_told_of_an_address_that_is_none(client: httpx.Client) -> None:
    assert client.options("/nothing-here").status_code == 404


@pytest.mark.parametrize("path", ["/about", "/agreements.csv", "/network.json", "/ontology.ttl"])
def test_head_has_the_headers_of_get_and_no_body(client: httpx.Client, path: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    whole, head = client.get(path, headers=plain), client.head(path, headers=plain)
    assert head.content == b""
    names = ("content-type", "content-length", "etag", "vary", "cache-control")
    for name in names:
        assert head.headers.get(name) == whole.headers.get(name), name
