"""The parameters of lists in the signatures of handlers: made from the table of collections."""

from __future__ import annotations

from inspect import Parameter
from typing import Final

from api.http.declared import in_query
from api.http.library_parameters import schema_of
from graph.collections.collection import Collection, Filter, ListParameter
from graph.collections.collection_parameters import (
    MOST,
    MOST_VALUES,
    PERIODS,
    USUAL,
    days,
    names,
    other_names,
    shown_with,
    sorts,
    usual_name,
)
from graph.collections.cursor import Cursor
from graph.collections.parameter_texts import expected
from graph.collections.standing import filters_of
from graph.identifiers import thing
from graph.search.asked_name import LONGEST
from queries.country_codes import GROUPS

EXAMPLES: Final = {
    "municipalities": "aalborg-kommune",
    "partnerships": "sermersooq-aalborg",
    "agreements": "sermersooq-aalborg-2019",
    "initiatives": "sermersooq-aalborg-2019-schools",
    "visits": "aarhus-kujalleq-2016-05",
    "networks": "compact-of-mayors",
    "persons": "anker-boye",
    "sources": "sermersooq-aalborg-2019",
    "events": "sermersooq-aalborg-2019-signed",
}
"""The slug of a thing of each collection, which a test asks."""
_EITHER: Final = {"type": "string", "pattern": "^[^,]+(,[^,]+)+$", "maxLength": 2048}
_SPAN: Final = {"type": "string", "pattern": r"^[1-9]\d{3}(-(0[1-9]|1[0-2]))?$"}
_GROUP: Final = {"type": "string", "enum": list(GROUPS)}
_NUMBER: Final = r"-?\d{1,3}(\.\d{1,15})?"


def parameters_of(collection: Collection) -> list[Parameter]:
    """The parameters of a list."""
    own = [_filter(each) for each in collection.filters]
    own += [_standing(each.parameter) for each in filters_of(collection)]
    own += [_timely(each, collection) for each in days(collection)]
    known = names(collection)
    return [*own, *(each for each in _common(collection) if each.name[3:] in known)]


def _standing(asked: ListParameter) -> Parameter:
    schema = {"anyOf": [schema_of(asked), _EITHER]}
    told = f"{asked.label}: {expected(asked)}. Parted by commas, either may hold."
    return in_query(asked.name, schema, told, asked.example)


def _timely(asked: ListParameter, collection: Collection) -> Parameter:
    """A parameter that has to do with time."""
    schema, told = schema_of(asked), f"{asked.label}."
    if asked.name in PERIODS:
        schema = {"anyOf": [schema, _SPAN]}
        told += " A year or a month is its first or last day."
    for other in other_names(collection):
        if usual_name(collection, other) == asked.name:
            told += f" {other} is the same."
    return in_query(asked.name, schema, told, asked.example)


def _filter(each: Filter) -> Parameter:
    asked = each.parameter
    one = schema_of(asked)
    if asked.type != "iri":
        groups = [_GROUP] if asked.type == "country" else []
        one = {"anyOf": [one, _EITHER, *groups]}
    schema = {"type": "array", "items": one} | {
        "maxItems": MOST_VALUES,
        "uniqueItems": True,
    }
    commas = "" if asked.type == "iri" else " Parted by commas, either may hold."
    group = " nordic is the Nordic countries." if asked.type == "country" else ""
    about = f"{asked.label}: {expected(asked)}.{commas}{group}"
    told = f"{about} Given several times, all must hold."
    return in_query(each.name, schema, told, [asked.example], several=True)


def _common(collection: Collection) -> list[Parameter]:
    orders = {"type": "string", "enum": [each.name for each in sorts(collection)]}
    field = "|".join(shown_with(collection))
    columns = {"type": "string", "pattern": f"^({field})(,({field}))*$"}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    text = {"type": "string", "pattern": r"\S", "minLength": 1, "maxLength": LONGEST}
    box = {"type": "string", "pattern": f"^{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}$"}
    truth = {"type": "string", "enum": ["true", "false"], "default": "true"}
    slug = thing(collection.types[0], "a")
    place = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": 4096}
    return [
        in_query("bbox", box, "West, south, east, north in degrees.", "-75,59,-10,84"),
        in_query("q", text, "Words of a name, as /search finds it.", "Nuuk"),
        in_query("sort", orders, "Order; a name by the Danish alphabet.", "label"),
        in_query("fields", columns, "What to show, parted by commas.", "type,label"),
        in_query("facets", truth, "Whether values are counted.", "true"),
        in_query("limit", limit, "Things on a page.", "5"),
        in_query(
            "cursor", place, "From 'next' or 'prev'.", Cursor("label", "en", "A", slug).write()
        ),
    ]
