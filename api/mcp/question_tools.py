"""The questions of the library as tools: parameters typed, names taken in place of IRIs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from api.linked_data.thing_routes import absent
from api.mcp.sparql_tool import answer_of
from api.mcp.thing_names import unclear
from api.mcp.tool import Tool, ToolContext, WholeAnswer
from api.mcp.tool_arguments import LANGUAGE, of_parameter
from api.questions.form_input import read
from api.questions.question import address, bound_with
from graph.descriptions.describe import exists, graph_exists
from graph.prefixes import BASE
from queries.library import RESTS_ON, Query, library
from queries.parameters import QuestionParameter, expand

_TIES: Final = ("vsk:Agreement", "vsk:Network", "vsk:Partnership")


def question_tools() -> list[Tool]:
    """A tool for each question."""
    return [_tool(query) for query in library().values()]


def _tool(query: Query) -> Tool:
    declared = [each for each in query.parameters if each.name != LANGUAGE]
    return Tool(
        query.name,
        query.title,
        query.description,
        {each.name: of_parameter(each) for each in declared},
        # What a question is about by default is an example of it, and nobody's question.
        [each.name for each in declared if each.type == "iri" and not each.optional],
        partial(_ask, query),
    )


async def _ask(query: Query, context: ToolContext, values: Mapping[str, str]) -> WholeAnswer:
    generation = context.generation
    typed = await read(query, {n: v for n, v in values.items() if v.strip()}, generation.names)
    for name, (text, things) in typed.unclear.items():
        raise unclear(name, text, things, context.lang)
    text = bound_with(query, typed.values, context.lang, resting=True)
    found = await answer_of(generation.engine, text)
    if not found.rows and found.turtle is None:
        await _check_known(query, context, typed.values)
    asked = {each.name: each.default or "" for each in query.parameters} | dict(typed.values)
    asked |= {LANGUAGE: context.lang} if LANGUAGE in asked else {}
    asked = {name: value for name, value in asked.items() if value}
    rows = [replace(row, things=(*row.things, *_about(query, typed.values))) for row in found.rows]
    link = address(query, context.base, asked) if context.base else ""
    return WholeAnswer(
        [name for name in found.columns if name != RESTS_ON],
        rows,
        found.boolean,
        found.turtle,
        found.things,
        asked=asked,
        link=link,
    )


def _about(query: Query, values: Mapping[str, str]) -> list[str]:
    """The ties that a question is about: what tells of those backs rows that name parties only."""
    return [
        expand(values[each.name].strip())
        for each in query.parameters
        if each.of_class in _TIES and values.get(each.name, "").strip()
    ]


async def _check_known(query: Query, context: ToolContext, values: Mapping[str, str]) -> None:
    """That nothing was found says something only of things that there are.

    Raises:
        NotFound: no graph ever said anything of a thing that is asked about.
        HttpError: it was withdrawn.
    """
    for each in query.parameters:
        value = values.get(each.name, "").strip()
        iri = _named(each, value) if value else ""
        if iri and not await _is_there(context, iri):
            raise await absent(iri, context.tombstones)


def _named(parameter: QuestionParameter, value: str) -> str:
    """The IRI of ours that a value names; blank for none."""
    if parameter.type == "concept":
        scheme = f"{BASE}concept/{parameter.scheme}/"
        return scheme + value.removeprefix(scheme)
    iri = expand(value) if parameter.type == "iri" else ""
    return iri if iri.startswith(BASE) else ""


async def _is_there(context: ToolContext, iri: str) -> bool:
    engine = context.generation.engine
    return await exists(engine, iri) or await graph_exists(engine, iri)
