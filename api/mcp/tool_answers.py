"""Answers of tools as documents: a page of the whole, nothing found, or refused with the reason.

``outcome`` tells them apart: ``rows``, ``nothing-found``, ``boolean``, ``graph`` or ``refused``.
``complete`` says whether this document and those before it hold all; ``next`` is the cursor of the
next page, and ``unfinished`` says why there may be more than was looked at.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from api.locale.translation import _
from api.mcp.row_sources import with_sources
from api.mcp.tool import Json, Tool, ToolContext, ToolRow, WholeAnswer
from api.mcp.tool_arguments import MOST, PAGING, USUAL, read
from api.problems.problem import problem_of
from graph.errors import BadParameter
from graph.prefixes import BASE
from graph.texts import N_

_CURSOR: Final = re.compile(r"([0-9]{1,9})-([0-9a-f]{16})")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")

SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "outcome": {"enum": ["rows", "nothing-found", "boolean", "graph", "refused"]},
        "complete": {"type": "boolean"},
        "next": {"type": ["string", "null"]},
        "rows": {"type": "array", "items": {"required": ["values", "sources"]}},
    },
    "required": ["outcome", "complete"],
}
"""The JSON schema of every answer, in short: clients read it once for each tool."""


async def answer(tool: Tool, context: ToolContext, given: Mapping[str, Any]) -> Json:
    """The page of a tool's answer that is asked for.

    Args:
        tool: the tool.
        context: what it is asked in.
        given: the arguments, as the client sent them.

    Raises:
        VenskabError: an argument does not fit, or nothing was found out.
    """
    values = read(tool, given)
    limit, cursor = _limit(values.get("limit")), values.get("cursor", "")
    asked = {name: value for name, value in values.items() if name not in PAGING}
    mark = _mark(tool, context, asked)
    start = _start(cursor, mark)
    whole = await tool.run(context, asked)
    document: dict[str, Any] = {"tool": tool.name, "asked": dict(whole.asked)}
    if whole.boolean is not None:
        document |= {"outcome": "boolean", "complete": True, "boolean": whole.boolean}
    elif whole.turtle is not None:
        document |= await _graph(context, whole)
    else:
        document |= await _page(context, whole, start, limit, mark)
    if whole.summary:
        document["summary"] = whole.summary
    if whole.link:
        document["link"] = whole.link
    return document


async def _graph(context: ToolContext, whole: WholeAnswer) -> Json:
    about = [ToolRow({}, (iri,)) for iri in whole.things if iri.startswith(BASE)]
    rows = await with_sources(context.generation.engine, about, context.lang)
    return {
        "outcome": "graph" if whole.things else "nothing-found",
        "complete": True,
        "turtle": whole.turtle,
        "sources": [source for row in rows for source in row["sources"]],
    }


async def _page(
    context: ToolContext, whole: WholeAnswer, start: int, limit: int, mark: str
) -> Json:
    page, end = whole.rows[start : start + limit], start + limit
    more = end < len(whole.rows)
    found = await with_sources(context.generation.engine, page, context.lang)
    document: dict[str, Any] = {
        "outcome": "rows" if whole.rows else "nothing-found",
        "complete": not more and whole.unfinished is None,
        "total": len(whole.rows),
        "first": start + 1 if page else 0,
        "next": f"{end}-{mark}" if more else None,
        "columns": list(whole.columns),
        "rows": found,
    }
    if whole.unfinished is not None:
        document["unfinished"] = _(whole.unfinished, context.lang)
    return document


def refusal(error: Exception, context_lang: str) -> Json:
    """The document in place of an answer: what is wrong, and how to mend it.

    Args:
        error: what was met.
        context_lang: language of its sentences.
    """
    return {
        "outcome": "refused",
        "complete": False,
        "problem": problem_of(error).document(context_lang),
    }


def as_text(document: Json) -> str:
    """A document as the text that goes with it, for clients that read text alone."""
    return json.dumps(document, ensure_ascii=False)


def _limit(text: str | None) -> int:
    if text is None:
        return USUAL
    if not (_NUMBER.fullmatch(text) and 1 <= int(text) <= MOST):
        hint = N_("Take a whole number from 1 to {most}.", most=MOST)
        raise BadParameter(N_("{text!r} cannot be.", text=text[:80]), where="limit", hint=hint)
    return int(text)


def _mark(tool: Tool, context: ToolContext, asked: Mapping[str, str]) -> str:
    """What a cursor belongs to: a tool, its arguments, and a state of the graph."""
    engine = context.generation.engine
    parts = [tool.name, context.lang, engine.generation, *sorted(map(str, asked.items()))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _start(cursor: str, mark: str) -> int:
    if not cursor:
        return 0
    found = _CURSOR.fullmatch(cursor)
    if found is None or found[2] != mark:
        raise BadParameter(
            N_("The cursor belongs to another question, or to the graph before it changed."),
            where="cursor",
            hint=N_("Begin again without it."),
        )
    return int(found[1])
