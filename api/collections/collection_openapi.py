"""The collections in OpenAPI: made from their table, so that it cannot fall behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from api.collections.list_formats import formats
from api.http.negotiation import HTML, JSON_DOCUMENT, RDF
from api.http.openapi_operations import (
    LANGUAGE,
    NOT_MODIFIED,
    get,
    in_path,
    in_query,
    ok,
    problems,
    schema_of,
)
from graph.collections.collection import Collection, Column, Filter
from graph.collections.cursor import Cursor
from graph.collections.json_terms import is_worded
from graph.collections.query import (
    LONGEST_TEXT,
    MOST,
    MOST_VALUES,
    USUAL,
    days,
    names,
    shown_with,
    sorts,
)
from graph.collections.registry import COLLECTIONS
from graph.descriptions.jsonld import context
from graph.engine.base import JSONLD
from graph.identifiers import thing

_EXAMPLES: Final = {
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
_TEXT: Final = {"type": "string"}
_IRI: Final = {"type": "string", "format": "iri"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_NUMBER: Final = r"-?\d{1,3}(\.\d{1,15})?"


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(required: Iterable[str], /, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": {name.replace("at_", "@"): told for name, told in properties.items()},
        "additionalProperties": False,
    }


def _several(told: Any) -> dict[str, Any]:
    return {"type": "array", "items": told}


SCHEMAS: Final = {
    "Labels": {
        "type": "object",
        "description": "Texts by language; @none for a name without one.",
        "additionalProperties": _TEXT,
    },
    "Link": _object(["id"], id=_IRI, label=_ref("Labels"), prefLabel=_ref("Labels")),
    "Literal": _object(["@value"], at_value=_TEXT, at_language=_TEXT, at_type=_IRI),
    "Facet": _object(
        ["name", "label", "values", "more"],
        name=_TEXT,
        label=_ref("Labels"),
        values=_several(
            _object(
                ["value", "id", "count"],
                value=_TEXT | {"description": "To send as the parameter."},
                id=_IRI,
                label=_ref("Labels"),
                count=_COUNT,
            )
        ),
        more=_COUNT | {"description": "Values that are left out."},
    ),
    "Saying": _object(
        ["by", "standing"],
        by=_IRI | {"description": "The graph that says so."},
        standing={"type": "string", "enum": ["stated", "reference", "curated", "derived"]},
        passages=_several(_object(["id"], id=_IRI, quotation=_TEXT, locator=_TEXT)),
    ),
    "Claim": _object(
        ["said"],
        of=_IRI,
        property=_TEXT,
        id=_IRI,
        value=_TEXT,
        language=_TEXT,
        said=_several(_ref("Saying")),
    ),
    "Conflict": _object(
        ["of", "property", "values"], of=_IRI, property=_TEXT, values=_several(_ref("Claim"))
    ),
    "Thing": {
        "type": "object",
        "description": "A thing as JSON-LD; claims and conflicts are no statements of the graph.",
        "required": ["@context", "id", "self", "claims", "conflicts", "included"],
        "properties": {
            "@context": {"type": "object"},
            "id": _IRI,
            "type": _several(_TEXT),
            "label": _ref("Labels"),
            "self": _IRI,
            "claims": _several(_ref("Claim")),
            "conflicts": _several(_ref("Conflict")),
            "included": _several({"type": "object", "required": ["id"]}),
        },
    },
}  # fmt: skip


def paths() -> dict[str, Any]:
    """Every collection, and one thing of each."""
    told: dict[str, Any] = {}
    for each in COLLECTIONS.values():
        told[f"/{each.name}"] = _listed(each)
        told[f"/{each.name}/{{slug}}"] = _one(each)
    return told


def _listed(collection: Collection) -> dict[str, Any]:
    offered = formats(mapped=bool(collection.places))
    answers = ok([*(each.media_type for each in offered), HTML.media_type])
    for form in (JSONLD, JSON_DOCUMENT):
        answers["200"]["content"][form.media_type] = {"schema": _page(collection)}
    title = collection.title["en"]
    told = get(
        collection.name,
        f"{title}: a page of those that fit, and what tells them apart",
        _parameters(collection),
        answers | NOT_MODIFIED | problems(400, 406, 503, 504, 507),
    )
    told["get"]["tags"] = ["collections"]
    return told


def _one(collection: Collection) -> dict[str, Any]:
    schema = {"schema": _ref("Thing")}
    content = {form.media_type: schema for form in (JSONLD, JSON_DOCUMENT)}
    answers = {"200": {"description": "Everything about the thing.", "content": content}}
    leads = {"303": {"description": "Its page or another format, in the header Location."}}
    told = get(
        f"{collection.name}-one",
        f"{collection.title['en']}: everything about one, with evidence and conflicts",
        (in_path("slug", _EXAMPLES[collection.name]), LANGUAGE),
        answers | leads | NOT_MODIFIED | problems(404, 406, 410, 503, 504),
    )
    told["get"]["tags"] = ["collections"]
    others = ", ".join(each.suffix for each in RDF if each is not JSONLD)
    told["get"]["description"] = f"A browser, and who takes {others} only, is led elsewhere."
    return told


def _parameters(collection: Collection) -> list[dict[str, Any]]:
    own = [_filter(each) for each in collection.filters]
    own += [
        in_query(each.name, schema_of(each), each.example, f"{each.label['en']}.")
        for each in days(collection)
    ]
    known = names(collection)
    return [*own, *(each for each in _common(collection) if each["name"] in known), LANGUAGE]


def _filter(each: Filter) -> dict[str, Any]:
    asked = each.parameter
    schema = _several(schema_of(asked)) | {"maxItems": MOST_VALUES, "uniqueItems": True}
    about = f"{asked.label['en']}: {asked.expected()}. Given several times, all must hold."
    told = in_query(each.name, schema, asked.example, about)
    return told | {"example": [asked.example], "style": "form", "explode": True}


def _common(collection: Collection) -> list[dict[str, Any]]:
    orders = {"type": "string", "enum": [each.name for each in sorts(collection)]}
    field = "|".join(shown_with(collection))
    columns = {"type": "string", "pattern": f"^({field})(,({field}))*$"}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    text = {"type": "string", "pattern": r"\S", "minLength": 1, "maxLength": LONGEST_TEXT}
    box = {"type": "string", "pattern": f"^{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}$"}
    truth = {"type": "string", "enum": ["true", "false"], "default": "true"}
    slug = thing(collection.types[0], "a")
    place = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": 4096}
    return [
        in_query("bbox", box, "-75,59,-10,84", "West, south, east, north in degrees."),
        in_query("q", text, "Nuuk", "Words of a name, as /search finds it."),
        in_query("sort", orders, "label", "Order; a name by the Danish alphabet."),
        in_query("fields", columns, "type,label", "What to show, parted by commas."),
        in_query("facets", truth, "true", "Whether values are counted."),
        in_query("limit", limit, "5", "Things on a page."),
        in_query(
            "cursor", place, Cursor("label", "en", "A", slug).write(), "From 'next' or 'prev'."
        ),
    ]


def _page(collection: Collection) -> dict[str, Any]:
    """The schema of a page."""
    item = _object(
        ["id", "self"],
        id=_IRI,
        type=_several(_TEXT),
        label=_ref("Labels"),
        self=_IRI,
        certainty={"type": "string", "enum": ["certain", "possible"]},
        **{each.key: _values(each) for each in collection.columns},
    )
    return _object(
        ["@context", "collection", "total", "count", "items"],
        at_context={"type": "object"},
        collection={"const": collection.name},
        total=_COUNT,
        count=_COUNT,
        next=_IRI,
        prev=_IRI,
        facets=_several(_ref("Facet")),
        items=_several(item),
    )


def _values(column: Column) -> dict[str, Any]:
    if column.link:
        return _several(_ref("Link"))
    if is_worded(column.key):
        return {"type": "object", "additionalProperties": _several(_TEXT)}
    definition = context()[column.key]
    number = isinstance(definition, dict) and definition.get("@type") == "xsd:integer"
    usual = {"type": "integer"} if number else _TEXT
    return _several({"anyOf": [usual, _ref("Literal")]})
