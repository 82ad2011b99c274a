"""The parameters of ``/network.gexf``, ``/explore`` and the like, in the signatures of handlers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from inspect import Parameter
from typing import Any, Final

from api.http.declared import in_query
from graph.network.selection import Selection
from graph.network.tie_facts import Layer

_TEXT: Final = {"type": "string"}
# Left blank, a form's field sets nothing.
_DAY: Final = {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}


def _choice(name: str, about: str) -> Parameter:
    default = getattr(Selection(), name)
    values = [choice.value for choice in type(default)]
    schema: dict[str, Any] = {"type": "string", "enum": values, "default": default.value}
    return in_query(name, schema, about)


def _several(name: str, about: str, values: Iterable[str], shown: str | None = None) -> Parameter:
    one = "|".join(map(re.escape, values))
    # Left blank, a value sets nothing.
    pattern = {"pattern": f"^({one})?(,({one})?)*$"} if one else {}
    return in_query(name, _TEXT | pattern, f"{about} Several values stand apart by commas.", shown)


NETWORK_PARAMETERS: Final = (
    _several("layer", "What ties.", [layer.value for layer in Layer], "visit"),
    _choice("form", "How what many have in common becomes ties."),
    _several("area", "Notations of cooperation areas.", []),
    _several("kind", "Notations of kinds of partnership, agreement or exchange.", []),
    _several("country", "ISO 3166 codes of countries that a tie touches.", [], "DK,GL"),
    _choice("ends", "How many ends must lie in those countries."),
    in_query("since", _DAY, "First day of a period, instead of on."),
    in_query("until", _DAY, "Last day of a period, instead of on."),
    in_query("on", _DAY, "Only ties of this day.", "2012-06-01"),
    _choice("status", "Status that a tie must have then."),
    _choice("certainty", "How sure that must be."),
    _choice("mention", "Also what only one side mentions, or a party denies."),
    _choice("municipalities", "As the parties were, or carried to today's successors."),
    _choice("parties", "Municipalities only, or everyone as they stand."),
    _choice("lang", "Language of names."),
    in_query("focus", _TEXT, "Only the ties of the municipality with this name."),
    in_query("from", _TEXT, "With to: only the ties of the shortest path between two."),
    in_query("to", _TEXT, "The other end of that path."),
    in_query("group", _TEXT, "Only the ties of a group, such as country:DK or community:1."),
)
