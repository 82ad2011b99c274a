"""Answers of the engine as the whole answer of a tool, and the tool that takes any query."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from rdflib import Graph

from api.html.provenance import standing
from api.mcp.row_sources import things_in
from api.mcp.tool import Json, Tool, ToolContext, ToolRow, WholeAnswer
from api.mcp.tool_arguments import argument, both
from api.sparql.protocol import positive
from graph.engine.base import JSON, TURTLE, Engine, Kind, Request
from graph.errors import BadParameter, LimitMet
from graph.prefixes import BASE
from graph.terms import Row, Solutions, Term, read_solutions, text_of
from graph.texts import N_, NN_
from queries.library import RESTS_ON

# What a tool reads to give a page of it, and the triples that it gives at once, bytes.
LONGEST_ROWS: Final = 8 << 20
LONGEST_TURTLE: Final = 128 << 10
_LARGE: Final = 1 << 17
_SOURCES: Final = ("source", "graph", "oneSource", "otherSource")


async def answer_of(engine: Engine, text: str, seconds: float | None = None) -> WholeAnswer:
    """The whole answer to a query.

    Raises:
        VenskabError: the query failed, or a limit was met; nothing of the answer is given then.
    """
    result = await engine.query(Request(text, formats=(JSON, TURTLE), seconds=seconds))
    body = await asyncio.to_thread(result.take) if result.size > _LARGE else result.take()
    if result.kind is Kind.GRAPH:
        _check_size(result.size, LONGEST_TURTLE)
        things = await asyncio.to_thread(_subjects, body)
        return WholeAnswer(turtle=body.decode(), things=things)
    _check_size(result.size, LONGEST_ROWS)
    found = await asyncio.to_thread(read_solutions, body)
    rows = [tool_row(found, row) for row in found.rows]
    return WholeAnswer(found.columns, rows, found.boolean)


def _subjects(turtle: bytes) -> tuple[str, ...]:
    return tuple(sorted({str(each) for each in Graph().parse(data=turtle).subjects()}))


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise LimitMet(
            "result",
            NN_("{n} byte", "{n} bytes", most),
            N_(
                "The answer has {size} bytes, more than a tool gives; nothing of it is given.",
                size=size,
            ),
            hint=N_(
                "Ask for less: name more of the pattern, count, or add LIMIT; or get the file."
            ),
        )


def tool_row(found: Solutions, row: Row) -> ToolRow:
    """A row of solutions, with the things in it whose passages back it."""
    # A question that found no label may have bound a blank one.
    shown = [name for name in found.columns if name != RESTS_ON]
    values = {name: plain(row[name]) for name in shown if text_of(row, name)}
    named = {iri for name in _SOURCES for iri in text_of(row, name).split()}
    graphs = frozenset(iri for iri in named if iri.startswith(f"{BASE}graph/"))
    if "quotation" in found.columns:
        return ToolRow(values, sources=[_of_its_own(row)])
    if rests_on := text_of(row, RESTS_ON).split():
        return ToolRow(values, rests_on, graphs)
    return ToolRow(values, things_in(row.values()), graphs)


def _of_its_own(row: Row) -> Json:
    """The source of a row that quotes it itself."""
    graph = text_of(row, "graph") or text_of(row, "source")
    passage = {name: text_of(row, name) for name in ("quotation", "locator") if text_of(row, name)}
    return {
        "source": text_of(row, "source") or graph,
        "title": text_of(row, "sourceTitle"),
        "graph": graph,
        "standing": text_of(row, "standing") or standing(graph),
        "passages": [passage] if passage else [],
    }


def plain(term: Term) -> object:
    """A term as JSON has it: numbers and truth values as such, all else as text."""
    try:
        if term.datatype.endswith("#integer"):
            return int(term.value)
        if term.is_number:
            return float(term.value)
    except ValueError:
        return term.value
    return term.value == "true" if term.datatype.endswith("#boolean") else term.value


async def _ask(context: ToolContext, values: Mapping[str, str]) -> WholeAnswer:
    text = values["query"]
    found = await answer_of(context.generation.engine, text, _seconds(values.get("seconds")))
    link = f"{context.base}sparql?{urlencode({'query': text})}" if context.base else ""
    return WholeAnswer(
        found.columns,
        found.rows,
        found.boolean,
        found.turtle,
        found.things,
        asked={"query": text},
        link=link,
    )


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    seconds = positive(text)
    if seconds is None:
        raise BadParameter(N_("{text!r} cannot be.", text=text[:80]), where="seconds")
    return seconds


SPARQL: Final = Tool(
    "sparql",
    N_("Ask a query of your own in SPARQL 1.1"),
    N_(
        "For what no other tool answers. Read-only, without SERVICE, within the limits of the "
        "endpoint. Select the IRIs of things, so that each row can carry its sources; begin from "
        "the text of a question (resource venskab://queries/NAME) and the terms of "
        "venskab://ontology."
    ),
    {
        "query": argument(
            N_("The query"),
            "SELECT ?a WHERE { ?a a <https://w3id.org/venskab/ontology#Agreement> }",
            maxLength=65_536,
        ),
        "seconds": {
            "type": "number",
            "exclusiveMinimum": 0,
            "description": both(N_("Longest time, s; at most that of the endpoint")),
        },
    },
    ("query",),
    _ask,
)
