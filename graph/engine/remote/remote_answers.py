"""Reads what a remote engine answered, to its end, and writes it in the format that is wanted.

An answer is asked for in a format that shows where it ends, and read whole before anything of it is
given: a status of 200 says nothing of what comes behind it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from graph.engine.base import JSON, RDFXML, Format, Kind, Unacceptable
from graph.engine.evaluate import TRIPLES, write_answer
from graph.engine.spool import Spool
from graph.engine.xml_text import NotXml, XmlGuard

_TRUE: Final = ("1", "true")


def asked_as(kind: Kind, graph: Format) -> Format:
    """The format to ask for an answer of a kind.

    Args:
        kind: solutions, boolean or graph.
        graph: the format that this engine is asked for a graph in.
    """
    return graph if kind is Kind.GRAPH else JSON


def convert(
    source: Path,
    kind: Kind,
    graph: Format,
    wanted: Format,
    spool: Spool,
    mended: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    """Write an answer in another format, or the same with each term as the embedded engine has it.

    Args:
        source: what the engine answered.
        kind: what it is.
        graph: the format of a graph.
        wanted: the format to write.
        spool: where to.
        mended: pieces of it that are put right, each with its replacement.

    Raises:
        ValueError: it is not whole, or not of that format.
        OverflowError: it is larger than the spool may be.
        Unacceptable: the format cannot carry it.
    """
    body = source.read_bytes()
    for old, new in mended:
        body = body.replace(old, new)
    if kind is Kind.GRAPH:
        _write_graph(body, graph, wanted, spool)
        return
    if kind is Kind.BOOLEAN:
        body = json.dumps({"head": {}, "boolean": _is_true(body)}).encode()
    write_answer(ox.parse_query_results(body, ox.QueryResultsFormat.JSON), wanted, spool)


def _is_true(body: bytes) -> bool:
    """The answer of an ASK; Virtuoso gives one as a row with a number."""
    document = json.loads(body)
    if "boolean" in document:
        return bool(document["boolean"])
    rows = document["results"]["bindings"]
    return any(term["value"] in _TRUE for row in rows for term in row.values())


def _write_graph(body: bytes, form: Format, wanted: Format, spool: Spool) -> None:
    # The engine only calls write() and flush() of what its stub calls IO[bytes].
    is_xml = wanted is RDFXML
    output = cast(IO[bytes], XmlGuard(spool, is_rdf=True) if is_xml else spool)
    try:
        ox.serialize(ox.parse(body, TRIPLES[form.name]), output, TRIPLES[wanted.name])
    except NotXml as error:
        raise Unacceptable(Kind.GRAPH, str(error)) from error
    spool.flush()
