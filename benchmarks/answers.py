"""Compares what servers answer: only equal answers make a comparison of their speed."""

from __future__ import annotations

import hashlib
import json
import urllib.request
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from benchmarks.servers import Server


def fetch(server: Server, text: str, seconds: float = 60.0) -> str:
    """A name for the answer to a query: the same for the same rows in any order.

    Raises:
        OSError: no answer, or not of status 200.
    """
    graph = "CONSTRUCT" in text
    accept = "application/n-triples" if graph else "application/sparql-results+json"
    request = urllib.request.Request(
        f"{server.url}?query={quote(text, safe='')}", headers={"Accept": accept}
    )
    with urllib.request.urlopen(request, timeout=seconds) as response:
        body = response.read().decode()
    rows = sorted(set(body.splitlines())) if graph else _rows(json.loads(body))
    digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()[:8]
    return f"{len(rows)} rows ({digest})"


def _rows(answer: dict[str, Any]) -> list[str]:
    if "boolean" in answer:
        return [str(answer["boolean"])]
    return sorted(json.dumps(_row(row), sort_keys=True) for row in answer["results"]["bindings"])


def _row(row: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    # Of a number only its value counts: engines differ in how they write decimals and their types.
    return {name: [term["type"].replace("typed-", ""), _value(term)] for name, term in row.items()}


def _value(term: dict[str, str]) -> str:
    return f"{float(term['value']):g}" if _is_number(term) else term["value"]


def _is_number(term: dict[str, str]) -> bool:
    return term.get("datatype", "").endswith(("#integer", "#decimal", "#double"))


def differences(servers: Sequence[Server], name: str, text: str) -> list[str]:
    """One sentence for each server whose answer differs from the first one's."""
    first, *others = servers
    expected = fetch(first, text)
    sentences = []
    for server in others:
        found = fetch(server, text)
        if found != expected:
            sentences.append(f"{name}: {first.name} {expected}, {server.name} {found}")
    return sentences
