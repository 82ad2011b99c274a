"""The findings of the quality queries, which look at all graphs and what is derived of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SH

from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.engine.results import rows
from graph.ledger.short_names import short_graph
from graph.prefixes import BASE
from graph.sparql_text import term
from graph.terms import Row
from graph.texts import N_
from graph.validation.report import Severity, ValidationResult
from queries.internal_queries import internal
from queries.library import Query, violations
from queries.parameters import Wording

# A finding names the query that made it as the shape that it violates.
QUERY: Final = BASE + "query/"
# Things named by one label query.
_BATCH: Final = 200


async def ask_all(
    path: Path, limits: Limits, begins: Callable[[str], None]
) -> list[ValidationResult]:
    """The findings of the quality queries.

    Args:
        path: of the ledger.
        limits: those of a query.
        begins: told the name of each query when it is asked.

    Raises:
        LimitMet: a query needs more than the limits allow.
    """
    engine = await EmbeddedEngine.start(path, limits, merged=False)
    try:
        found = []
        for name, query in violations().items():
            begins(name)
            violating = await rows(engine, query.text)
            names = await _names(engine, {row["thing"].value for row in violating})
            found += [_result(query, row, names) for row in violating]
        return found
    finally:
        await engine.close()


async def _names(engine: EmbeddedEngine, things: Iterable[str]) -> dict[str, dict[str, str]]:
    """The names of things, by language; a blank language for a name without one."""
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    ordered = sorted(things)
    for start in range(0, len(ordered), _BATCH):
        some = map(term, ordered[start : start + _BATCH])
        for row in await rows(engine, internal("names-of-things", thing=some)):
            name = row["name"]
            names[row["thing"].value].setdefault(name.lang, name.value)
    return names


def _result(query: Query, row: Row, names: Mapping[str, Mapping[str, str]]) -> ValidationResult:
    thing, value = row["thing"].value, row.get("value")
    shown = None
    if value is not None:
        shown = (URIRef if value.kind == "uri" else Literal)(value.value)
    return ValidationResult(
        focus=thing,
        focus_label=names.get(thing, {}),
        path=str(RDF.value) if shown is not None else None,
        path_label=N_("value") if shown is not None else {},
        value=shown,
        value_label={},
        message=_by_language(query.description),
        severity=Severity.VIOLATION,
        shape=QUERY + query.name,
        component=str(SH.SPARQLConstraintComponent),
        file=short_graph(row["graph"].value),
    )


def _by_language(words: Wording) -> Mapping[str, str]:
    return {lang: str(text) for lang, text in words.items()}
