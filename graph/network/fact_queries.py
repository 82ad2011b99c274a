"""The queries that facts are read by: plain patterns, so that the engine streams what it finds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from queries.internal_queries import internal

# In the order in which they are asked.
_NAMES: Final = (
    "kinds",
    "names",
    "country",
    "code",
    "wikidata",
    "point",
    "population",
    "population_year",
    "acting",
    "heirs",
    "broader",
    "publishers",
    "relations",
    "relation_names",
    "relation_kinds",
    "relation_areas",
    "agreements",
    "evidence",
    "seats",
    "never_began",
    "denied",
    "listed",
    "parts",
    "agreement_texts",
    "intermediaries",
    "inherited",
    "spells",
    "spells_of_things",
    "days",
)


@cache
def fact_queries() -> Mapping[str, str]:
    """The text of each query by its name, in the order in which they are asked."""
    return {name: internal(f"network/{name.replace('_', '-')}") for name in _NAMES}
