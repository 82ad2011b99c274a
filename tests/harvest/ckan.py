"""Reads a feed as CKAN's harvester does, with CKAN's own parser; run in a process of its own.

``python -m tests.harvest.ckan URL`` prints the datasets of each page as JSON. There is no CKAN
site, no database and no configuration: the parser of ckanext-dcat is all that is used. Importing
CKAN changes much of what is global, which is why no test imports it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

import httpx

# What ckanext.dcat.harvesters.base allows a page.
LARGEST: Final = 50 << 20


def pages(url: str | None) -> Iterator[dict[str, Any]]:
    """Each page from ``url`` on, by the links that the parser finds."""
    # It brings the library that CKAN looks for in the system.
    import_module("pylibmagic")
    ckan = import_module("ckanext.dcat.processors")
    with httpx.Client(follow_redirects=True, timeout=60, trust_env=False) as client:
        while url:
            kind, content = _fetched(client, url)
            parser = ckan.RDFParser()
            parser.parse(content, _format=kind)
            datasets = list(parser.datasets())
            yield {"url": url, "kind": kind, "datasets": datasets}
            url = parser.next_page()


def _fetched(client: httpx.Client, url: str) -> tuple[str, str]:
    head = client.head(url)
    head.raise_for_status()
    if int(head.headers.get("content-length", 0)) > LARGEST:
        raise ValueError(f"{url} is larger than CKAN reads")
    answer = client.get(url)
    answer.raise_for_status()
    return answer.headers["content-type"].split(";", 1)[0], answer.content.decode("utf-8")


if __name__ == "__main__":
    json.dump([list(pages(url)) for url in sys.argv[1:]], sys.stdout, default=str)
