"""All tools by name: those that look one thing up, SPARQL, and a tool for each question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from api.mcp.lookup_tools import DESCRIBE, SEARCH, WHY
from api.mcp.question_tools import question_tools
from api.mcp.sparql_tool import SPARQL
from api.mcp.tool import Tool


@cache
def tools() -> Mapping[str, Tool]:
    """The tools, those first that are asked first."""
    every = [SEARCH, DESCRIBE, WHY, *question_tools(), SPARQL]
    return MappingProxyType({each.name: each for each in every})
