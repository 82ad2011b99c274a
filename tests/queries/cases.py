"""Expected answers beside the tests: ``expected/<question>.<case>.csv``.

``#+`` lines at the top hold YAML: ``data`` (``toy``, ``world``, ``lists`` or ``shipped``) and
``parameters``; below them stands the answer as SPARQL CSV, in the order that the question gives, or
the triples of a graph, sorted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph
import yaml

from graph.derivation.rules import derive
from graph.engine.dataset import merge
from graph.engine.rule_store import OxigraphRuleStore

EXPECTED: Final = Path(__file__).parent / "expected"

Rows = list[list[str]]


@dataclass(frozen=True)
class Case:
    """One question with the answer it must give on one of the data sets."""

    query: str
    name: str
    data: str
    parameters: Mapping[str, str]
    rows: Rows


def read_case(path: Path) -> Case:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    head = [line[2:] for line in lines if line.startswith("#+")]
    body = [line for line in lines if not line.startswith("#+")]
    given = yaml.load("".join(head), Loader=yaml.BaseLoader)
    query, name = path.stem.split(".")
    return Case(query, name, given["data"], given.get("parameters") or {}, as_rows("".join(body)))


def as_rows(text: str) -> Rows:
    """CSV text as rows, the header first."""
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]


def ask(store: pyoxigraph.Store, text: str) -> Rows:
    """The answer of a query, the header first."""
    solutions = store.query(text)
    if isinstance(solutions, pyoxigraph.QueryTriples):
        return as_triples(solutions)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    body = solutions.serialize(None, pyoxigraph.QueryResultsFormat.CSV)
    assert body is not None
    return as_rows(body.decode())


def with_derived(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """The store with what the rules derive, merged."""
    lines = derive(OxigraphRuleStore(store))
    store.load("".join(f"{line}\n" for line in lines).encode(), pyoxigraph.RdfFormat.N_QUADS)
    return merged(store)


def merged(store: pyoxigraph.Store) -> pyoxigraph.Store:
    """The store with the merge of its graphs as its default graph, as the engine's index has it."""
    merge(store, store.named_graphs(), store)
    return store


def as_triples(triples: Iterable[Iterable[object]]) -> Rows:
    """Triples of either engine as sorted rows: IRIs as they are, of literals the text."""
    # The terms of rdflib are strings, those of pyoxigraph have one.
    rows = {
        tuple(str(term if isinstance(term, str) else getattr(term, "value", "")) for term in triple)
        for triple in triples
    }
    return [["subject", "predicate", "object"], *sorted(map(list, rows))]


CASES: Final = [read_case(path) for path in sorted(EXPECTED.glob("*.csv"))]
