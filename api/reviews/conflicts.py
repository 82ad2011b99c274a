"""What sources say of a thing that cannot both be, side by side."""

from __future__ import annotations

from typing import NamedTuple

from api.html.page_cache import ask
from api.html.provenance import DescriptionView, Property, predicates
from api.locale.language import Lang
from api.locale.result_table import Cell, labels
from graph.collation import danish_key
from graph.descriptions.describe import Description
from graph.descriptions.related import about
from graph.engine.base import Engine
from graph.search.match import TYPES, type_of


class ValueConflict(NamedTuple):
    """A thing, and a property of it that sources give different values."""

    thing: Cell
    said: Property


async def conflicts(engine: Engine, lang: Lang, most: int | None = None) -> list[ValueConflict]:
    """The conflicts of the graph in the order of the things' names.

    Args:
        engine: who answers.
        lang: of the names.
        most: of how many conflicts at most, those of what is sought most; None for all.

    Raises:
        VenskabError: the engine could not answer.
    """
    pairs = sorted(await pairs_in_conflict(engine, lang), key=_place)[:most]
    things = list(dict.fromkeys(thing for thing, _ in pairs))
    told = Description("", tuple(sorted(await about(engine, things))), engine.generation)
    named = await labels(engine, predicates(told), lang)
    reader = DescriptionView(told, {i: Cell(t.value, t.lang, i) for i, t in named.items()}, lang)
    found = [
        ValueConflict(reader.name(thing), said)
        for thing, property in pairs
        for said in reader.properties(thing)
        if said.name.iri == property
    ]
    return sorted(found, key=lambda each: danish_key(each.thing.text))


async def pairs_in_conflict(engine: Engine, lang: Lang) -> list[tuple[str, str]]:
    """Thing and property of each conflict, by their IRIs.

    Raises:
        VenskabError: the engine could not answer.
    """
    rows = await ask(engine, "source-conflicts", lang=lang)
    return list(dict.fromkeys((row["thing"], row["property"]) for row in rows))


def _place(pair: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    kind = type_of(pair[0])
    return TYPES.index(kind) if kind else len(TYPES), pair
