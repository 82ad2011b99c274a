"""The messages of the Reconciliation Service API 0.2 as JSON schemas.

Written after the text of the W3C Community Group's final report
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/), section by
section, and closed: a field that the report does not name is an error here, which it is not in the
schemas that the group publishes. Those are of third parties, and so are not kept beside the tests.
"""

from __future__ import annotations

from typing import Any, Final

Shape = dict[str, Any]
_TEXT: Final[Shape] = {"type": "string", "minLength": 1}
_URL: Final[Shape] = {"type": "string", "pattern": r"^https?://[^\s{}$]+$"}
_PLACE: Final[Shape] = {"type": "string", "pattern": r"^https?://[^\s]+\{\{id\}\}[^\s]*$"}


def closed(needed: str, **fields: Shape) -> Shape:
    """An object with these fields alone, of which some are needed."""
    return {
        "type": "object",
        "properties": fields,
        "required": needed.split(),
        "additionalProperties": False,
    }


def several(shape: Shape) -> Shape:
    """A list of such values."""
    return {"type": "array", "items": shape}


_NAMED: Final = closed("id name", id=_TEXT, name=_TEXT)
_SERVICE: Final = closed(
    "service_url service_path flyout_service_path",
    service_url=_URL,
    service_path={"type": "string", "pattern": r"^/[^\s{}$]+$"},
    flyout_service_url=_URL,
    flyout_service_path={"type": "string", "pattern": r"^/[^\s{}]+\$\{id\}$"},
)
# Sections 3.1, 5.1, 6.1 and 7.1.
MANIFEST: Final = closed(
    "versions name identifierSpace schemaSpace view",
    versions={"type": "array", "contains": {"const": "0.2"}, "items": _TEXT},
    name=_TEXT,
    identifierSpace=_URL,
    schemaSpace={"type": "string", "pattern": r"^https?://[^\s]+$"},
    documentation=_URL,
    logo=_URL,
    serviceVersion=_TEXT,
    defaultTypes={**several(_NAMED), "uniqueItems": True},
    view=closed("url", url=_PLACE),
    preview=closed(
        "url width height", url=_PLACE, width={"type": "integer"}, height={"type": "integer"}
    ),
    suggest=closed("", entity=_SERVICE, property=_SERVICE, type=_SERVICE),
    extend=closed(
        "",
        propose_properties=closed(
            "service_url service_path",
            service_url=_URL,
            # Clients add a query to it, so that it may have none.
            service_path={"type": "string", "pattern": r"^/[^\s{}?]+$"},
        ),
        property_settings=several({"type": "object"}),
    ),
    batchSize={"type": "integer", "minimum": 1},
)
# Section 4.3.
_CANDIDATE: Final = closed(
    "id name score match type",
    id=_TEXT,
    name=_TEXT,
    description=_TEXT,
    score={"type": "number", "minimum": 0, "maximum": 100},
    match={"type": "boolean"},
    type={**several(_NAMED), "minItems": 1},
    features=several(
        closed("id value", id=_TEXT, value={"type": ["boolean", "number"]}),
    ),
)
RESULTS: Final[Shape] = {
    "type": "object",
    "additionalProperties": closed("result", result=several(_CANDIDATE)),
}
# Section 6.3.
SUGGESTED: Final[dict[str, Shape]] = {
    "entity": closed(
        "result",
        result=several(
            closed("id name", id=_TEXT, name=_TEXT, description=_TEXT, notable=several(_NAMED))
        ),
    ),
    "property": closed(
        "result",
        result=several(closed("id name", id=_TEXT, name=_TEXT, description=_TEXT)),
    ),
    "type": closed("result", result=several(_NAMED)),
}
# Section 6.5.
FLYOUT: Final = closed("id html", id=_TEXT, html=_TEXT)
# Section 7.2.
PROPOSALS: Final = closed(
    "properties",
    properties=several(closed("id name", id=_TEXT, name=_TEXT, description=_TEXT)),
    type=_TEXT,
    limit={"type": "integer"},
)
_VALUE: Final[Shape] = {
    "oneOf": [
        closed("id name", id=_TEXT, name=_TEXT, description=_TEXT),
        closed("str", str=_TEXT),
        closed("int", int={"type": "integer"}),
        closed("float", float={"type": "number"}),
    ]
}
# Section 7.4.
EXTENSION: Final = closed(
    "meta rows",
    meta=several(closed("id name", id=_TEXT, name=_TEXT, type=_NAMED)),
    rows={
        "type": "object",
        "additionalProperties": {"type": "object", "additionalProperties": several(_VALUE)},
    },
)
