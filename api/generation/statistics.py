"""Counts of all that is in the graph, made once for each generation of the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from api.locale.language import DATA_LANGUAGES, Lang
from api.locale.result_table import select
from graph.engine.base import Engine
from graph.engine.once import Once
from graph.namespaces import VSK
from graph.prefixes import BASE
from graph.terms import Solutions, Term
from queries.internal_queries import internal

# How the graph is kept, in place of what it is about.
_INWARD: Final = frozenset({"StatusChange", "Act", "StatusSpell", "Evidence", "GraphChange"})
Words = dict[Lang, Term]


@dataclass(frozen=True)
class Count:
    """The number of things of a class."""

    iri: str
    label: Words
    things: int


@dataclass(frozen=True)
class SourceLine:
    """One source as the start page lists it; fields that it does not state are blank."""

    iri: str
    title: Words
    publisher: Words
    published: str
    url: str


@dataclass(frozen=True)
class Overview:
    """The counts and names that the start page shows of one generation."""

    generation: str
    statements: int
    graphs: int
    classes: tuple[Count, ...]
    sources: tuple[SourceLine, ...]  # documents first, the newest in front


class Statistics:
    """Keeps the overview of one generation; many readers cause one count."""

    def __init__(self, engine: Engine) -> None:
        self._overview = Once(partial(_count, engine))

    async def overview(self) -> Overview:
        """The overview of the engine's generation.

        Raises:
            VenskabError: the engine could not answer.
        """
        return await self._overview.get()


async def _count(engine: Engine) -> Overview:
    totals = (await select(engine, internal("totals"))).rows[0]
    return Overview(
        engine.generation,
        int(totals["statements"].value),
        int(totals["graphs"].value),
        _classes(await select(engine, internal("things-of-classes"))),
        _sources(await select(engine, internal("listed-sources"))),
    )


def _classes(solutions: Solutions) -> tuple[Count, ...]:
    counts: dict[str, Count] = {}
    for row in solutions.rows:
        iri = row["class"].value
        if iri.removeprefix(str(VSK)) not in _INWARD:
            count = counts.setdefault(iri, Count(iri, {}, int(row["things"].value)))
            _word(count.label, row["label"])
    return tuple(counts.values())


def _sources(solutions: Solutions) -> tuple[SourceLine, ...]:
    lines: dict[str, SourceLine] = {}
    for row in solutions.rows:
        iri = row["source"].value
        stated = [row[name].value if name in row else "" for name in ("published", "url")]
        line = lines.setdefault(iri, SourceLine(iri, {}, {}, *stated))
        _word(line.title, row["title"])
        if "publisher" in row:
            _word(line.publisher, row["publisher"])
    newest_first = sorted(lines.values(), key=lambda line: line.published, reverse=True)
    return tuple(sorted(newest_first, key=lambda line: not is_document(line.iri)))


def is_document(iri: str) -> bool:
    """True if a source is a document that was read, not a register's extract."""
    return iri.startswith(BASE + "graph/source/")


def _word(words: Words, term: Term) -> None:
    """Keep a wording for each language; one without a language serves where there is none."""
    for lang in DATA_LANGUAGES:
        if term.lang == lang or lang not in words:
            words[lang] = term
