"""A page of a collection for a person: what narrows it, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from fastapi import Request, Response

from api.collections.csv_columns import csv_columns
from api.collections.facets import Choice, narrowing
from api.collections.list_formats import formats
from api.collections.serializers import spoken
from api.collections.standing_cells import HEADINGS, standing_cells, with_standing
from api.collections.view_links import seen_as
from api.html.provenance import here
from api.html.rendering import language_of, page
from api.locale.column_labels import code, foreign, heading
from api.locale.countries import country_name
from api.locale.date_format import literal
from api.locale.language import Lang
from api.locale.locale_data import capitalised
from api.locale.result_table import Cell
from api.locale.translation import _
from api.search.field_faults import FieldFault
from graph.collation import danish_key
from graph.collections.collection import Collection, Column, Sort
from graph.collections.collection_index import CollectionIndex
from graph.collections.collection_parameters import NAME, sorts
from graph.collections.json_terms import Item, expanded, property_of
from graph.collections.page import Page
from graph.collections.query import CollectionQuery
from graph.descriptions.jsonld import context
from graph.terms import Term, shorten
from graph.texts import N_

_ENDINGS: Final = ("Earliest", "Latest")
# What a column is called where the vocabulary's own word is about one value, not about a column.
_HEADINGS: Final[dict[str, str]] = {
    "hasMember": N_("Members"),
    "party": N_("Parties"),
    "memberships": N_("Office"),
    "population": N_("Inhabitants"),
    "url": N_("Web address"),
}


@dataclass(frozen=True)
class ColumnHeading:
    """The head of a column.

    Attributes:
        text: what it is called.
        href: the list ordered by it, the other way round where it is so already; blank for none.
        order: how the list is ordered by it: ``ascending``, ``descending`` or blank.
        number: whether its values are numbers.
    """

    text: str
    href: str = ""
    order: str = ""
    number: bool = False


async def list_page(
    request: Request,
    directory: CollectionIndex,
    found: Page,
    around: Mapping[str, str],
    headers: Any,
    faults: Mapping[str, FieldFault],
) -> Response:
    """The page.

    Args:
        request: who asks.
        directory: reads of the generation, for the names of properties.
        found: what is on the page.
        around: addresses of the pages before and behind, by relation.
        headers: headers of the answer.
        faults: what is wrong with fields of the form, by their names.

    Raises:
        VenskabError: the engine could not answer.
    """
    lang, selection = language_of(request), found.selection
    columns = [
        each
        for each in selection.collection.columns
        if each.shown and any(each.key in item for item in found.items)
    ]
    stated = [each for each in columns if not each.reverse]
    names = await directory.names(property_of(each.key) for each in stated)
    columns = with_standing(selection, columns)
    words = {iri: name.said(lang) for iri, name in names.items()}
    offered = formats(mapped=bool(selection.collection.places))
    return page(
        request,
        "list.html",
        status=400 if faults else 200,
        headers=headers,
        collection=selection.collection,
        found=found,
        around=around,
        narrowing=await narrowing(directory, found, lang, faults),
        views=seen_as(selection, lang),
        orders=_orders(selection.collection, selection.sort, lang),
        columns=[
            _heading(NAME.name, _("Name", lang), selection),
            *(_heading(each.key, _word(each, words, lang), selection) for each in columns),
        ],
        rows=[_row(item, columns, lang) for item in found.items],
        formats=offered,
        csv_columns=csv_columns(selection, lang),
        alternates=[(selection.as_format(each.suffix), each.media_type) for each in offered],
        here=here,
    )


def _orders(collection: Collection, chosen: Sort, lang: Lang) -> list[Choice]:
    return [
        Choice(each.name, _(each.label, lang), chosen=each == chosen) for each in sorts(collection)
    ]


def _word(column: Column, words: Mapping[str, str], lang: Lang) -> str:
    """The name of a column."""
    if column.key in HEADINGS:
        return _(HEADINGS[column.key], lang)
    if column.key in _HEADINGS:
        return _(_HEADINGS[column.key], lang)
    iri = property_of(column.key)
    told = words.get(iri, "") or foreign(iri, lang) or heading(column.key, {}, lang)
    return capitalised(told)


def _heading(key: str, text: str, asked: CollectionQuery) -> ColumnHeading:
    """The head of a column, with the way to order the list by it, and then the other way round."""
    stem = key.removesuffix(_ENDINGS[0])
    chosen, known = asked.sort, sorts(asked.collection)
    own = [each for each in known if stem == (each.column or NAME.name)]
    number = _is_number(key)
    if not own:
        return ColumnHeading(text, number=number)
    following = next((each for each in own if each != chosen), None)
    href = asked.with_only("sort", following.name) if following else ""
    if chosen not in own:
        return ColumnHeading(text, href, "", number)
    turned = chosen.name.startswith("-")
    return ColumnHeading(text, href, "descending" if turned else "ascending", number)


def _is_number(key: str) -> bool:
    return key != NAME.name and _datatype(key).endswith("#integer")


def _row(item: Item, columns: Iterable[Column], lang: Lang) -> tuple[Cell, list[list[Cell]], str]:
    text, tongue = spoken(item.get("label", {}), lang)
    name = Cell(text or shorten(item["id"]), tongue, item["id"])
    cells = [
        standing_cells(each, item, lang)
        if each.key in HEADINGS
        else _cells(each.key, item.get(each.key, []), lang)
        for each in columns
    ]
    return name, cells, code(item.get("certainty", ""), lang)


def _cells(key: str, values: Iterable[Any], lang: Lang) -> list[Cell]:
    cells = [_cell(key, each, lang) for each in values]
    return sorted(cells, key=lambda cell: danish_key(cell.text)) if len(cells) > 1 else cells


def _cell(key: str, value: Any, lang: Lang) -> Cell:
    if not isinstance(value, dict):
        return _plain(key, str(value), lang)
    if "id" not in value:
        kind = expanded(str(value.get("@type", "")))
        return literal(
            Term("literal", str(value["@value"]), value.get("@language", ""), kind), lang
        )
    text, tongue = spoken(value.get("label") or value.get("prefLabel") or {}, lang)
    iri = value["id"]
    return Cell(text or country_name(iri, lang) or shorten(iri), tongue, iri)


def _plain(key: str, text: str, lang: Lang) -> Cell:
    """A value of the datatype that a column has: a date in words, a web address by its site."""
    if text.startswith(("http://", "https://")):
        return Cell(urlsplit(text).hostname or text, iri=text)
    return literal(Term("literal", text, "", _datatype(key)), lang)


def _datatype(key: str) -> str:
    definition = context().get(key)
    kind = definition.get("@type") if isinstance(definition, dict) else None
    return expanded(kind) if isinstance(kind, str) else ""
