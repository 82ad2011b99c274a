"""The numbers of the start page: each is that of the list that it leads to."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.locale.language import Lang, of_data
from graph.collections.page import CollectionPages
from graph.collections.query_reader import read
from graph.collections.registry import COLLECTIONS

# What a number counts: the list, and what narrows it; the day is filled in.
_COUNTED: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "municipalities": ("municipalities", {"has": "partnership"}),
    "in_force": ("partnerships", {"on": "{day}"}),
    "possibly": ("partnerships", {"on": "{day}", "certainty": "possible"}),
    "agreements": ("agreements", {"type": "agreement"}),
    "drafts": ("agreements", {"type": "agreement", "document": "draft-form"}),
    "sources": ("sources", {}),
}
# A number needs no more of its list.
_SHORT: Final = [("limit", "1"), ("facets", "false")]


@dataclass(frozen=True)
class ListCount:
    """How many things a list holds.

    Attributes:
        count: how many.
        place: the list's path.
        asked: the parameters that narrow it.
    """

    count: int
    place: str
    asked: Mapping[str, str]


async def list_counts(pages: CollectionPages, day: date, lang: Lang) -> dict[str, ListCount]:
    """The numbers by what they count.

    Args:
        pages: the lists of the generation.
        day: the day for which it is told what is in force.
        lang: of the page, whose lists are those that are read next.

    Raises:
        VenskabError: the engine could not answer.
    """
    asked = [
        (place, {name: value.format(day=day) for name, value in narrowed.items()})
        for place, narrowed in _COUNTED.values()
    ]
    totals = await asyncio.gather(*(_total(pages, *each, lang) for each in asked))
    return {
        name: ListCount(total, f"/{place}", narrowed)
        for name, total, (place, narrowed) in zip(_COUNTED, totals, asked, strict=True)
    }


async def _total(
    pages: CollectionPages, place: str, narrowed: Mapping[str, str], lang: Lang
) -> int:
    selection = read(COLLECTIONS[place], [*narrowed.items(), *_SHORT])
    return (await pages.page(selection, of_data(lang))).total
