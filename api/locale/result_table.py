"""Rows of a query result as a person reads them: labels for IRIs, short forms for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from api.locale.column_labels import code, foreign, heading, terms_for
from api.locale.language import Lang
from graph.engine.base import JSON, TURTLE, Engine, Kind, Request
from graph.prefixes import BASE
from graph.sparql_text import term
from graph.terms import Row, Solutions, Term, language_rank, read_solutions, shorten
from graph.time.term_days import sorting_time
from queries.internal_queries import internal

# IRIs a label query names at once; more would pass the endpoint's own limit on a query's size.
BATCH: Final = 200
# A page longer than this helps nobody; the answer is offered as a file in its place, bytes.
LONGEST_PAGE: Final = 2 << 20
# A page with more different things than this shows short forms in place of labels.
MOST_LABELS: Final = 2_000


@dataclass(frozen=True)
class Cell:
    """One cell of a table on a page.

    Attributes:
        text: what is read.
        lang: language of the text, or blank.
        iri: the thing it names, or blank.
        exact: the literal itself, where the text only puts it in words.
        number: the number to order it by, where it is one.
        time: the days to order it by, where it is a date: such as ``2019-12-01/2019-12-31``.
    """

    text: str
    lang: str = ""
    iri: str = ""
    exact: str = ""
    number: str = ""
    time: str = ""

    @property
    def ours(self) -> bool:
        """True if it names a thing, concept or graph of ours."""
        return self.iri.startswith(BASE)


@dataclass(frozen=True)
class ResultAnswer:
    """An answer for a page; just one of its parts is filled.

    Attributes:
        columns: heading and variable name of each shown column.
        rows: a row for each solution, a place for each column, with the cells that stand in it.
        terms: the same rows as the engine gave them.
        boolean: the answer of an ASK.
        turtle: the graph that a CONSTRUCT or DESCRIBE answers with.
        too_long: size of an answer that is too long for a page, bytes.
        seconds: time that the engine took, s.
    """

    columns: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[tuple[Cell, ...], ...], ...] = ()
    terms: tuple[Row, ...] = ()
    boolean: bool | None = None
    turtle: str = ""
    too_long: int = 0
    seconds: float = 0.0


async def select(engine: Engine, text: str) -> Solutions:
    """Ask ``text`` and read the rows.

    Raises:
        VenskabError: the query failed or met a limit.
    """
    return read_solutions((await engine.query(Request(text, formats=(JSON,)))).take())


async def plain_rows(engine: Engine, text: str) -> list[dict[str, str]]:
    """The rows of ``text``, each variable that is bound with its text.

    Raises:
        VenskabError: the query failed or met a limit.
    """
    found = await select(engine, text)
    return [{name: term.value for name, term in row.items()} for row in found.rows]


async def answer(engine: Engine, asked: Request, lang: Lang) -> ResultAnswer:
    """Ask, and make the whole answer ready for a page.

    Args:
        engine: who answers.
        asked: the query; its formats are passed over.
        lang: language of the labels.

    Raises:
        VenskabError: the query failed or met a limit.
    """
    result = await engine.query(replace(asked, formats=(JSON, TURTLE)))
    body = result.take()
    if result.size > LONGEST_PAGE:
        return ResultAnswer(too_long=result.size, seconds=result.seconds)
    if result.kind is Kind.GRAPH:
        return ResultAnswer(turtle=body.decode(), seconds=result.seconds)
    found = await _table(engine, read_solutions(body), lang)
    return replace(found, seconds=result.seconds)


async def _table(engine: Engine, solutions: Solutions, lang: Lang) -> ResultAnswer:
    carried = _carried_labels(solutions.columns)
    shown = [name for name in solutions.columns if name not in carried.values()]
    iris = {iri for row in solutions.rows for term in row.values() for iri in _iris(term)}
    named = await labels(engine, iris | {iri for name in shown for iri in terms_for(name)}, lang)
    rows = tuple(
        tuple(_cells(row.get(name), row.get(carried.get(name, "")), named, lang) for name in shown)
        for row in solutions.rows
    )
    words = {iri: label.value for iri, label in named.items()}
    columns = tuple((heading(name, words, lang), name) for name in shown)
    return ResultAnswer(columns, rows, solutions.rows, solutions.boolean)


def _carried_labels(columns: Sequence[str]) -> dict[str, str]:
    """The columns that only carry the label of another: ``xLabel`` and ``xTitle`` that of ``x``.

    ``label`` alone is that of the first column.
    """
    pairs = {
        c.removesuffix(end): c for c in columns for end in ("Label", "Title") if c.endswith(end)
    }
    pairs = {name: label for name, label in pairs.items() if name in columns}
    if "label" in columns[1:]:
        pairs.setdefault(columns[0], "label")
    return pairs


def _iris(term: Term) -> list[str]:
    """The IRIs in a term: itself, or those that a query has joined into one text."""
    if term.kind == "uri":
        return [term.value]
    parts = term.value.split()
    return parts if parts and all(part.startswith(BASE) for part in parts) else []


def _cells(
    term: Term | None, label: Term | None, named: Mapping[str, Term], lang: Lang
) -> tuple[Cell, ...]:
    if term is None:
        return ()
    iris = _iris(term)
    if not iris:
        text = term.value if term.lang else code(term.value, lang)
        number = term.value if term.is_number else ""
        return (Cell(text, term.lang, number=number, time=sorting_time(term)),)
    return tuple(_named_cell(iri, label if len(iris) == 1 else None, named, lang) for iri in iris)


def _named_cell(iri: str, label: Term | None, named: Mapping[str, Term], lang: Lang) -> Cell:
    # A query that found no label may have bound a blank one.
    carried = label if label and label.value else None
    found = carried or named.get(iri) or Term("literal", foreign(iri, lang) or shorten(iri))
    return Cell(found.value, found.lang, iri)


async def labels(engine: Engine, iris: Iterable[str], lang: Lang) -> dict[str, Term]:
    """One label for each of ``iris`` that has one, in ``lang`` where there is such a label."""
    wanted = sorted(set(iris))[:MOST_LABELS]
    best: dict[str, Term] = {}

    def rank(label: Term) -> tuple[int, str]:
        return language_rank(label.lang, lang), label.value

    for start in range(0, len(wanted), BATCH):
        named = map(term, wanted[start : start + BATCH])
        for row in (await select(engine, internal("labels-of-things", thing=named))).rows:
            iri, label = row["thing"].value, row["label"]
            if iri not in best or rank(label) < rank(best[iri]):
                best[iri] = label
    return best
