"""A page of a collection for a person: a form, counts as links, and a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response

from api.claims import here
from api.headings import code, heading
from api.language import Lang
from api.pages import language_of, page
from api.resources.answers import formats
from api.resources.writing import spoken
from api.tables import Cell, shorten
from api.view import view_of
from graph.collation import danish_key
from graph.namespaces import COUNTRY
from graph.resources.asking import CERTAINTIES, STATES, days, sorts
from graph.resources.directory import Directory, Name
from graph.resources.model import Collection, Column, Filter
from graph.resources.pages import Facet, Page, Value
from graph.resources.terms import Item, property_of
from queries.countries import ALPHA3_OF

# Values of a filter that are links; the rest are in the form.
_LINKS: Final = 8
# A state is called as its concept is; these words are the same.
_STATES: Final[dict[str, tuple[str, str]]] = {
    "not-yet": ("endnu ikke", "not yet"),
    "in-force": ("i kraft", "in force"),
    "suspended": ("suspenderet", "suspended"),
    "ended": ("ophørt", "ended"),
}
_ALPHA2_OF: Final = {f"{COUNTRY}{long}": short for short, long in ALPHA3_OF.items()}


@dataclass(frozen=True)
class Choice:
    """One value that can be chosen in the form, or is a link."""

    text: str
    label: str
    lang: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True)
class Field:
    """One field of the form."""

    name: str
    label: str
    value: str
    kind: str
    example: str = ""
    choices: tuple[Choice, ...] = ()


class Address:
    """The address of the list, with other parameters.

    Args:
        request: who asks.
    """

    def __init__(self, request: Request) -> None:
        self._path = request.url.path.partition(".")[0]
        self._pairs = [
            pair
            for pair in request.query_params.multi_items()
            if pair[0] != "cursor" and pair[1].strip()
        ]
        if as_of := view_of(request).as_of:
            self._pairs.append(("as_of", as_of))

    def given(self, name: str) -> list[str]:
        """The values of a parameter."""
        return [value for key, value in self._pairs if key == name]

    def with_(self, name: str, value: str) -> str:
        """The list with one more parameter."""
        return self._to([*self._pairs, (name, value)])

    def without(self, name: str, value: str) -> str:
        """The list with one less."""
        return self._to([pair for pair in self._pairs if pair != (name, value)])

    def as_format(self, suffix: str) -> str:
        """The same list as data."""
        return self._to(self._pairs, f"{self._path}.{suffix}")

    def _to(self, pairs: Sequence[tuple[str, str]], path: str = "") -> str:
        asked = f"?{urlencode(pairs)}" if pairs else ""
        return (path or self._path) + asked


async def list_page(
    request: Request, directory: Directory, found: Page, around: Mapping[str, str], headers: Any
) -> Response:
    """The page.

    Args:
        request: who asks.
        directory: reads of the generation, for the names of properties.
        found: what is on it.
        around: addresses of the pages around it, by relation.
        headers: of the answer.

    Raises:
        VenskabError: the engine could not answer.
    """
    lang, selection, address = language_of(request), found.selection, Address(request)
    columns = [each for each in selection.collection.columns if each.shown]
    terms = {each.key: property_of(each.key) for each in columns if not each.reverse}
    names = await directory.names(terms.values())
    words = {iri: name.said(lang) for iri, name in names.items()}
    return page(
        request,
        "list.html",
        headers=headers,
        collection=selection.collection,
        found=found,
        around=around,
        fields=_fields(selection.collection, found, address, lang),
        chosen=_chosen(found, address, lang),
        facets=[(each, _links(each, address, lang)) for each in found.facets],
        columns=[_heading(each, terms, words, lang) for each in columns],
        rows=[_row(item, columns, lang) for item in found.items],
        formats=formats(mapped=bool(selection.collection.places)),
        address=address,
        here=here,
    )


def _heading(column: Column, terms: Mapping[str, str], words: Mapping[str, str], lang: Lang) -> str:
    if column.reverse:
        return "Embede" if lang == "da" else "Office"
    told = words.get(terms[column.key], "")
    return told[:1].upper() + told[1:] if told else heading(column.key, {}, lang)


def _row(item: Item, columns: Iterable[Column], lang: Lang) -> tuple[Cell, list[list[Cell]], str]:
    text, tongue = spoken(item.get("label", {}), lang)
    name = Cell(text or shorten(item["id"]), tongue, item["id"])
    cells = [_cells(item.get(each.key, []), lang) for each in columns]
    return name, cells, code(item.get("certainty", ""), lang)


def _cells(values: Iterable[Any], lang: Lang) -> list[Cell]:
    cells = [_cell(each, lang) for each in values]
    return sorted(cells, key=lambda cell: danish_key(cell.text)) if len(cells) > 1 else cells


def _cell(value: Any, lang: Lang) -> Cell:
    if not isinstance(value, dict):
        text = str(value)
        return Cell(text, iri=text if text.startswith(("http://", "https://")) else "")
    if "id" not in value:
        return Cell(str(value["@value"]), value.get("@language", ""))
    text, tongue = spoken(value.get("label") or value.get("prefLabel") or {}, lang)
    return Cell(text or _short(value["id"]), tongue, value["id"])


def _short(iri: str) -> str:
    return _ALPHA2_OF.get(iri) or shorten(iri)


def _choices(facet: Facet, address: Address, lang: Lang) -> list[Choice]:
    return [_choice(facet.filter, each, address, lang) for each in facet.values]


def _choice(asked: Filter, value: Value, address: Address, lang: Lang) -> Choice:
    text, tongue = spoken(value.name.labels, lang)
    chosen = value.text in address.given(asked.name)
    to = address.without if chosen else address.with_
    label = text or _short(value.iri)
    return Choice(value.text, label, tongue, value.count, chosen, to(asked.name, value.text))


def _links(facet: Facet, address: Address, lang: Lang) -> list[Choice]:
    return [each for each in _choices(facet, address, lang) if not each.chosen][:_LINKS]


def _chosen(found: Page, address: Address, lang: Lang) -> list[Choice]:
    """What narrows the list now, each with the way to be rid of it."""
    names = {
        (facet.filter.name, each.text): each.name for facet in found.facets for each in facet.values
    }
    chosen = []
    for each, value in found.selection.chosen:
        text, tongue = spoken(names.get((each.name, value), Name()).labels, lang)
        label = f"{each.parameter.label[lang]}: {text or value}"
        chosen.append(Choice(value, label, tongue, 0, True, address.without(each.name, value)))
    return chosen


def _fields(collection: Collection, found: Page, address: Address, lang: Lang) -> list[Field]:
    facets = {each.filter.name: each for each in found.facets}
    made = [_field(each, facets.get(each.name), address, lang) for each in collection.filters]
    for each in days(collection):
        made.append(_day_field(each, address, lang))
    options = tuple(
        Choice(each.name, each.label[lang], "", 0, each == found.selection.sort, "")
        for each in sorts(collection)
    )
    order = "Rækkefølge" if lang == "da" else "Order"
    return [*made, Field("sort", order, found.selection.sort.name, "select", choices=options)]


def _field(asked: Filter, facet: Facet | None, address: Address, lang: Lang) -> Field:
    label, value = asked.parameter.label[lang], (address.given(asked.name) or [""])[0]
    if facet is None or facet.more:
        return Field(asked.name, label, value, "text", asked.parameter.example)
    choices = sorted(_choices(facet, address, lang), key=lambda each: danish_key(each.label))
    return Field(asked.name, label, value, "select", choices=tuple(choices))


def _day_field(asked: Any, address: Address, lang: Lang) -> Field:
    value = (address.given(asked.name) or [""])[0]
    label = asked.label[lang]
    if not asked.choices:
        return Field(asked.name, label, value, "date", asked.example)
    words = {each: code(each, lang) for each in CERTAINTIES}
    words |= {each: _STATES[each][lang == "en"] for each in STATES}
    choices = tuple(Choice(each, words[each], "", 0, each == value, "") for each in asked.choices)
    return Field(asked.name, label, value, "select", choices=choices)
