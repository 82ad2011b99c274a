"""Evaluates one query on a store and writes the whole answer. Runs inside a worker only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from graph.engine.base import BY_NAME, RDFXML, XML, Format, Kind, Unacceptable
from graph.engine.dataset import QueryDataset, copied, stated_in
from graph.engine.row_count import RowCounter
from graph.engine.spool import Spool
from graph.engine.syntax_place import fault_of
from graph.engine.xml_text import NotXml, XmlGuard
from graph.prefixes import BASE

ROWS: Final[dict[str, ox.QueryResultsFormat]] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
TRIPLES: Final[dict[str, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
}
_MERGED: Final[list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]] = [ox.DefaultGraph()]
_GIVEN: Final = ("default_graphs", "named_graphs")
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def evaluate(store: ox.Store, job: dict[str, Any], spool: Spool) -> dict[str, Any]:
    """Answer ``job`` into ``spool``.

    Args:
        store: the index.
        job: ``text``, ``formats`` (names), ``default_graphs`` and ``named_graphs`` (IRIs).
        spool: where the answer goes.

    Returns:
        The header of the reply: ``kind`` and ``format``, or ``error`` with what is known of it.
    """
    try:
        results = _ask(store, job)
        kind = _kind(results)
        chosen = _choose(kind, [BY_NAME[name] for name in job["formats"]])
        write_answer(results, chosen, spool)
    except Unacceptable as error:
        return {"error": "unacceptable", "kind": error.kind.value, "obstacle": error.obstacle}
    except SyntaxError as error:
        return {"error": "syntax", **_fault(job["text"], str(error))}
    except OverflowError:
        return {"error": "result"}
    except MemoryError:
        return {"error": "memory"}
    except (ValueError, RuntimeError, OSError) as error:
        return {"error": "result"} if "the answer is larger" in str(error) else _failed(error)
    return {"kind": kind.value, "format": chosen.name}


def _fault(text: str, message: str) -> dict[str, Any]:
    empty = ox.Store()
    return fault_of(text, message, partial(empty.query, base_iri=BASE))._asdict()


def _failed(error: Exception) -> dict[str, Any]:
    return {"error": "evaluation", "message": str(error)}


def _ask(store: ox.Store, job: dict[str, Any]) -> Results:
    # A dataset in the protocol takes the place of the query's own (SPARQL 1.1 Protocol 2.1.4).
    wanted = _given(job) or stated_in(job["text"])
    if wanted is None:
        return store.query(job["text"], base_iri=BASE)
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = list(wanted.default)
    if len(default) > 1:
        store = copied(store, wanted)
        default = _MERGED
    return store.query(
        job["text"], base_iri=BASE, default_graph=default, named_graphs=list(wanted.named)
    )


def _given(job: dict[str, Any]) -> QueryDataset | None:
    default, named = ({ox.NamedNode(iri): 0 for iri in job[key]} for key in _GIVEN)
    return QueryDataset(list(default), list(named)) if default or named else None


def _kind(results: Results) -> Kind:
    if isinstance(results, ox.QuerySolutions):
        return Kind.SOLUTIONS
    return Kind.BOOLEAN if isinstance(results, ox.QueryBoolean) else Kind.GRAPH


def _choose(kind: Kind, formats: Sequence[Format]) -> Format:
    for candidate in formats:
        if kind in candidate.kinds:
            return candidate
    raise Unacceptable(kind)


def write_answer(results: Results, chosen: Format, spool: Spool) -> None:
    """Write results in a format that can carry them.

    Raises:
        OverflowError: larger than the spool may be.
        Unacceptable: XML has no way to write them.
    """
    # The engine only calls write() and flush() of what its stub calls IO[bytes].
    is_xml = chosen in (XML, RDFXML)
    output = cast(IO[bytes], XmlGuard(spool, is_rdf=chosen is RDFXML) if is_xml else spool)
    try:
        if isinstance(results, ox.QueryTriples):
            results.serialize(output, TRIPLES[chosen.name])
        else:
            if isinstance(results, ox.QuerySolutions):
                spool.counter = RowCounter(chosen.name)
            results.serialize(output, ROWS[chosen.name])
    except NotXml as error:
        raise Unacceptable(_kind(results), str(error)) from error
    spool.flush()
