"""What lists and things look like in JSON: made from the table of collections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from graph.collections.collection import Collection, Column
from graph.collections.collection_parameters import worked_out
from graph.collections.json_terms import is_worded
from graph.collections.standing import DUES, NO_DUE, STATUSES
from graph.descriptions.jsonld import context

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


THING: Final = _ref("Thing")
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
                ["value", "count"],
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


def page_schema(collection: Collection) -> dict[str, Any]:
    """The schema of a page."""
    item = _object(
        ["id", "self"],
        id=_IRI,
        type=_several(_TEXT),
        label=_ref("Labels"),
        self=_IRI,
        **_worked_out(collection),
        certainty={"type": "string", "enum": ["certain", "possible"]},
        **{each.key: _values(each) for each in collection.columns},
    )
    return _object(
        ["@context", "collection", "total", "count", "items"],
        at_context={"type": "object"},
        collection={"const": collection.name},
        total=_COUNT,
        count=_COUNT,
        undated=_COUNT | {"description": "Things that fall out since no source dates them."},
        next=_IRI,
        prev=_IRI,
        facets=_several(_ref("Facet")),
        items=_several(item),
    )


def _worked_out(collection: Collection) -> dict[str, Any]:
    told: dict[str, Any] = {
        "status": {"type": "string", "enum": list(STATUSES), "description": "On statusOn."},
        "statusOn": {"type": "string", "format": "date"},
        "due": {"type": "string", "enum": [each for each in DUES if each != NO_DUE]},
        "source": _several(_ref("Link")),
    }
    return {name: told[name] for name in worked_out(collection)}


def _values(column: Column) -> dict[str, Any]:
    if column.link:
        return _several(_ref("Link"))
    if is_worded(column.key):
        return {"type": "object", "additionalProperties": _several(_TEXT)}
    definition = context()[column.key]
    number = isinstance(definition, dict) and definition.get("@type") == "xsd:integer"
    usual = {"type": "integer"} if number else _TEXT
    return _several({"anyOf": [usual, _ref("Literal")]})
