"""Reads the W3C's SPARQL 1.1 test suite: its manifests, and what is not expected to pass."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox
import pytest

from tests.shared import SHARED

SUITE: Final = "standards/w3c/sparql/sparql11"
_EXCEPTIONS: Final = Path(__file__).with_name("exceptions.toml")
_CASES: Final = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
PREFIX ut: <http://www.w3.org/2009/sparql/tests/test-update#>
SELECT ?test ?kind ?text (SAMPLE(?given) AS ?data) (SAMPLE(?wanted) AS ?result)
       (GROUP_CONCAT(DISTINCT STR(?named); separator=" ") AS ?graphs)
WHERE {
  ?test a ?kind ; mf:action ?action .
  OPTIONAL { ?action qt:query | ut:request ?request }
  BIND(COALESCE(?request, ?action) AS ?text) FILTER isIRI(?text)
  OPTIONAL { ?action qt:data ?given }
  OPTIONAL { ?action qt:graphData ?named FILTER isIRI(?named) }
  OPTIONAL { ?test mf:result ?wanted FILTER isIRI(?wanted) }
}
GROUP BY ?test ?kind ?text
ORDER BY ?test
"""


@dataclass(frozen=True)
class Case:
    """One test of the suite.

    Attributes:
        name: folder and name, such as ``aggregates/agg01``.
        kind: its class without the namespace, such as ``QueryEvaluationTest``.
        text: the query or update.
        base: IRI of its file.
        data: IRI of the file that fills the default graph; blank for an empty one.
        graphs: IRIs of the files that are named graphs.
        result: file with the expected answer, if there is one.
    """

    name: str
    kind: str
    text: str
    base: str
    data: str
    graphs: tuple[str, ...]
    result: Path | None


def cases(kinds: Iterable[str]) -> list[Any]:
    """The suite's tests of these kinds, ready to be parameters; none where there is no suite."""
    reasons = exceptions()
    return [
        pytest.param(case, id=case.name, marks=_marks(reasons.get(case.name)))
        for case in all_cases()
        if case.kind in kinds
    ]


def _marks(reason: str | None) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def exceptions() -> dict[str, str]:
    """The tests that are known not to pass, with the reason."""
    listed = tomllib.loads(_EXCEPTIONS.read_text(encoding="utf-8"))
    return {name: reason for group in listed.values() for name, reason in group.items()}


@cache
def all_cases() -> tuple[Case, ...]:
    """Every test that has a query or an update."""
    manifests = sorted((SHARED / SUITE).glob("*/manifest.ttl"))
    return tuple(_case(each.parent.name, row) for each in manifests for row in solutions(each))


def _case(folder: str, row: ox.QuerySolution) -> Case:
    return Case(
        name=f"{folder}/{_fragment(row['test'])}",
        kind=_fragment(row["kind"]),
        text=path_of(row["text"].value).read_text(encoding="utf-8"),
        base=row["text"].value,
        data=row["data"].value if row["data"] else "",
        graphs=tuple(row["graphs"].value.split()) if row["graphs"] else (),
        result=path_of(row["result"].value) if row["result"] else None,
    )


def solutions(manifest: Path) -> Iterable[ox.QuerySolution]:
    """The cases of a manifest; relative IRIs in it are those of files beside it."""
    store = ox.Store()
    store.bulk_load(path=manifest, format=ox.RdfFormat.TURTLE, base_iri=manifest.as_uri())
    found = store.query(_CASES)
    assert isinstance(found, ox.QuerySolutions)
    return found


def path_of(iri: str) -> Path:
    """The file that a ``file:`` IRI names."""
    return Path(unquote(urlsplit(iri).path))


def _fragment(term: Any) -> str:
    return str(term.value).rpartition("#")[2]
