"""The table of collections: what is in each, what tells its things apart, and their orders."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.collections.act_definitions import OF_ACTS
from graph.collections.collection import Collection
from graph.collections.party_definitions import OF_PARTIES

_ORDER: Final = (
    "municipalities", "partnerships", "agreements", "initiatives", "visits", "networks", "persons",
    "sources", "events",
)  # fmt: skip
COLLECTIONS: Final[Mapping[str, Collection]] = MappingProxyType(
    {name: each for name in _ORDER for each in (*OF_PARTIES, *OF_ACTS) if each.name == name}
)
