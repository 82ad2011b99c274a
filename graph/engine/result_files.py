"""Answers of queries that lie in files, read row after row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions
from pyoxigraph import parse_query_results as parse

from graph.errors import UnreadableFile
from graph.lists.readers.text_files import open_text
from graph.texts import N_


def solutions_in(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of an answer in SPARQL's JSON: texts by the names of the variables.

    Raises:
        UnreadableFile: it cannot be read, or is no such answer.
    """
    try:
        with open_text(path) as file:
            yield from _rows(file, path)
    except (SyntaxError, ValueError) as error:
        raise UnreadableFile(
            N_("it is no answer in SPARQL's JSON: {reason}.", reason=str(error)), where=str(path)
        ) from error


def _rows(file: IO[str], path: Path) -> Iterator[Mapping[str, str]]:
    found = parse(file, format=QueryResultsFormat.JSON)
    if not isinstance(found, QuerySolutions):
        raise UnreadableFile(N_("the answer has no rows."), where=str(path))
    names = [each.value for each in found.variables]
    for solution in found:
        yield {
            name: value.value
            for name, value in zip(names, solution, strict=True)
            if isinstance(value, NamedNode | Literal | BlankNode)
        }
