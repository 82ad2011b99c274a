"""The values of properties as the protocol has them (section 7 of the specification)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from api.locale.language import Lang
from api.locale.result_table import labels
from api.locale.translation import _
from api.reconciliation.entity_ids import SPACE, id_of
from api.reconciliation.entity_words import type_as_json
from api.reconciliation.messages import ExtensionQuery
from graph.engine.base import Engine
from graph.reconciliation.candidates import identifier
from graph.reconciliation.entity_properties import EntityProperty, PropertyKind, fetched
from graph.reconciliation.property_values import values_of
from graph.search.name_index import NameIndex
from graph.terms import Term, point_of
from queries.country_codes import ALPHA2_OF, COUNTRY

_ITEM: Final = "http://www.wikidata.org/entity/"
Cell = dict[str, Any]


async def extension(
    engine: Engine, names: NameIndex, query: ExtensionQuery, lang: Lang
) -> dict[str, Any]:
    """The values that are wanted; of a thing that there is not, none.

    Args:
        engine: who answers.
        names: the names of the same generation.
        query: what is wanted.
        lang: the reader's language.

    Raises:
        BadParameter: a property that cannot be fetched.
        VenskabError: the engine could not answer, or a limit was met.
    """
    wanted = [fetched(name) for name in dict.fromkeys(each.id for each in query.properties)]
    iris = {each: iri for each in query.ids if (iri := identifier(each))}
    things = sorted(set(iris.values()))
    found = {each.id: await values_of(engine, each.id, things) for each in wanted} if things else {}
    own = names.own_names(_values(wanted, found, PropertyKind.THING))
    concepts = await labels(engine, _values(wanted, found, PropertyKind.CONCEPT), lang)
    words = {iri: each.thing.label(lang)[0] for iri, each in own.items()}
    words |= {iri: each.value for iri, each in concepts.items()}
    rows = {
        each: {
            one.id: _cells(one, found.get(one.id, {}).get(iris.get(each, ""), ()), words)
            for one in wanted
        }
        for each in query.ids
    }
    return {"meta": [_column(each, lang) for each in wanted], "rows": rows}


def proposal(known: EntityProperty, lang: Lang) -> dict[str, str]:
    """A property that can be fetched."""
    return {
        "id": known.id,
        "name": _(known.label, lang),
        "description": _(known.about, lang),
    }


def _column(known: EntityProperty, lang: Lang) -> dict[str, Any]:
    column: dict[str, Any] = {"id": known.id, "name": _(known.label, lang)}
    return column | ({"type": type_as_json(known.leads_to, lang)} if known.leads_to else {})


def _values(
    wanted: Iterable[EntityProperty],
    found: Mapping[str, Mapping[str, Sequence[Term]]],
    kind: PropertyKind,
) -> set[str]:
    """All values of one kind."""
    columns = [found.get(each.id, {}) for each in wanted if each.value is kind]
    return {term.value for column in columns for terms in column.values() for term in terms}


def _cells(known: EntityProperty, terms: Sequence[Term], words: Mapping[str, str]) -> list[Cell]:
    shown = terms[:1] if known.single else terms
    return [_CELLS[known.value](term.value, words) for term in shown]


def _text(value: str, _words: Mapping[str, str]) -> Cell:
    return {"str": value}


def _country(value: str, _words: Mapping[str, str]) -> Cell:
    return {"str": ALPHA2_OF.get(value.removeprefix(COUNTRY), value)}


def _wikidata(value: str, _words: Mapping[str, str]) -> Cell:
    return {"str": value.removeprefix(_ITEM)}


def _point(value: str, _words: Mapping[str, str]) -> Cell:
    """Latitude before longitude, as Wikidata's service and OpenRefine have it."""
    point = point_of(value)
    return {"str": f"{point[1]:g},{point[0]:g}"} if point else {}


def _number(value: str, _words: Mapping[str, str]) -> Cell:
    number = float(value)
    return {"int": int(number)} if number.is_integer() else {"float": number}


def _thing(value: str, words: Mapping[str, str]) -> Cell:
    name = words.get(value, value)
    return {"id": id_of(value), "name": name} if value.startswith(SPACE) else {"str": name}


_CELLS: Final[Mapping[PropertyKind, Callable[[str, Mapping[str, str]], Cell]]] = {
    PropertyKind.TEXT: _text,
    PropertyKind.NUMBER: _number,
    PropertyKind.COUNTRY: _country,
    PropertyKind.POINT: _point,
    PropertyKind.WIKIDATA: _wikidata,
    PropertyKind.THING: _thing,
    PropertyKind.CONCEPT: _thing,
    PropertyKind.SOURCE: _text,
}
