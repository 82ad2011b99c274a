"""Answers of queries that lie in files, read row after row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions
from pyoxigraph import parse_query_results as parse

from graph.errors import UnreadableFile, reason_of
from graph.texts import N_


def solutions_in(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of an answer in SPARQL's JSON: texts by the names of the variables.

    Raises:
        UnreadableFile: it cannot be read, or is no such answer.
    """
    try:
        found = parse(path=path, format=QueryResultsFormat.JSON)
        if not isinstance(found, QuerySolutions):
            raise UnreadableFile(N_("the answer has no rows."), where=str(path))
        names = [each.value for each in found.variables]
        for solution in found:
            yield {
                name: value.value
                for name, value in zip(names, solution, strict=True)
                if isinstance(value, NamedNode | Literal | BlankNode)
            }
    except (SyntaxError, ValueError) as error:
        raise UnreadableFile(
            N_("it is no answer in SPARQL's JSON: {reason}.", reason=str(error)), where=str(path)
        ) from error
    except OSError as error:
        raise UnreadableFile(f"{reason_of(error)}.", where=str(path)) from error
