"""A view as a graph of rdflib, for pySHACL."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from rdflib import Graph
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor
from rdflib.query import Result as Answer
from rdflib.term import Identifier

from graph.engine.rdflib_adapter import Selector
from graph.validation.quad_lines import nodes
from graph.validation.view import View


class DataGraph(Graph):
    """A graph that rdflib reads and Oxigraph queries.

    pySHACL asks a query for each node; over a store of Oxigraph it would be slower still, for it
    counts the graph again and again.

    Args:
        view: what the graph holds.
    """

    def __init__(self, view: View) -> None:
        super().__init__()
        for triple in nodes(view.triples):
            self.add(triple)

    @cached_property
    def _selector(self) -> Selector:
        return Selector(self)

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Answer] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803  # rdflib's names
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> Answer:
        """As rdflib's own, for the SELECT queries that pySHACL asks; nothing is added after."""
        del processor, result, initNs, use_store_provided, kwargs
        return self._selector.select(str(query_object), initBindings or {})


@contextmanager
def unheard() -> Generator[None]:
    """Keeps rdflib quiet: not for two threads at a time.

    It logs literals it cannot read, which the shapes report, and warns of its own old methods,
    which it and pySHACL use.
    """
    log = logging.getLogger("rdflib.term")
    before = log.disabled
    log.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.disabled = before
