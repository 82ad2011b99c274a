"""The parameters of ``/network.gexf`` and the like, as OpenAPI describes them."""

from __future__ import annotations

from typing import Any, Final

from graph.network.selection import Selection
from graph.network.tie_facts import Layer

_TEXT: Final = {"type": "string"}
# Left blank, a form's field sets nothing.
_DAY: Final = {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}


def _one(name: str, about: str, schema: dict[str, Any], **example: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": about, "schema": schema, **example}


def _choice(name: str, about: str) -> dict[str, Any]:
    default = getattr(Selection(), name)
    values = [choice.value for choice in type(default)]
    return _one(name, about, {"type": "string", "enum": values, "default": default.value})


def _several(name: str, about: str, values: dict[str, Any], *example: str) -> dict[str, Any]:
    told = _one(name, f"{about} Several values stand apart by commas.", _TEXT)
    shown = {"example": list(example)} if example else {}
    schema = {"type": "array", "items": values}
    return told | {"style": "form", "explode": False, "schema": schema} | shown


NETWORK_PARAMETERS: Final = (
    _several("layer", "What ties.", _TEXT | {"enum": [layer.value for layer in Layer]}, "visit"),
    _choice("form", "How what many have in common becomes ties."),
    _several("area", "Notations of cooperation areas.", _TEXT),
    _several("kind", "Notations of kinds of partnership, agreement or exchange.", _TEXT),
    _several("country", "ISO 3166 codes of countries that a tie touches.", _TEXT, "DK", "GL"),
    _choice("ends", "How many ends must lie in those countries."),
    _one("since", "First day of a period, instead of on.", _DAY),
    _one("until", "Last day of a period, instead of on.", _DAY),
    _one("on", "Only ties of this day.", _DAY, example="2012-06-01"),
    _choice("status", "Status that a tie must have then."),
    _choice("certainty", "How sure that must be."),
    _choice("municipalities", "As the parties were, or carried to today's successors."),
    _choice("parties", "Municipalities only, or everyone as they stand."),
    _choice("lang", "Language of names."),
    _one("focus", "Only the ties of the municipality with this name.", _TEXT),
    _one("from", "With to: only the ties of the shortest path between two.", _TEXT),
    _one("to", "The other end of that path.", _TEXT),
    _one("group", "Only the ties of a group, such as country:DK or community:1.", _TEXT),
)
