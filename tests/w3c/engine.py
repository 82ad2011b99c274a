"""The suite's data in one store, asked as the endpoint asks: first the checks, then the engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from graph.engine.base import Format, Limits
from graph.engine.dataset import stated_in
from graph.engine.evaluate import evaluate
from graph.engine.query_check import check
from graph.engine.spool import Spool
from tests.w3c.suite import Case, path_of


def load(cases: Iterable[Case]) -> ox.Store:
    """A store with the files of all cases, each in a graph that is named for it."""
    store = ox.Store()
    for iri in {iri for case in cases for iri in (case.data, *case.graphs) if iri}:
        kind = ox.RdfFormat.from_extension(path_of(iri).suffix[1:])
        store.bulk_load(path=path_of(iri), format=kind, base_iri=iri, to_graph=ox.NamedNode(iri))
    return store


def ask(store: ox.Store, case: Case, text: str, form: Format) -> tuple[dict[str, Any], bytes]:
    """What the engine says of ``text`` over the data of ``case``, and the answer.

    Raises:
        VenskabError: the checks refuse the query.
    """
    check(text, Limits())
    # A dataset in the request would take the place of the one that the query states.
    stated = stated_in(text) is not None
    job = {
        "text": text,
        "formats": [form.name],
        "default_graphs": [case.data] if case.data and not stated else [],
        "named_graphs": [] if stated else list(case.graphs),
    }
    with tempfile.TemporaryFile() as file:
        spool = Spool(file, short=1 << 24, most=1 << 24)
        return evaluate(store, job, spool), spool.body()
