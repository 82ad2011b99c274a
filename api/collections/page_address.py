"""The address of a list, with other parameters than it has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from fastapi import Request

from api.generation.generation import generation_of
from graph.collections.collection import Collection
from graph.collections.query import names

Pairs = tuple[tuple[str, str], ...]
# What says which part of a list is shown; any other list has other parts.
PLACES: Final = frozenset({"cursor", "page"})
# What says how a list is shown, and not which things are on it.
LOOKS: Final = frozenset(
    {"lang", "as_of", "sort", "fields", "facets", "limit", "of", "group", *PLACES}
)


@dataclass(frozen=True)
class PageAddress:
    """An address of things of a collection.

    Attributes:
        path: where.
        pairs: names and values of its parameters.
        collection: the things.
    """

    path: str
    pairs: Pairs
    collection: Collection

    @classmethod
    def asked(cls, request: Request, pairs: Pairs, collection: Collection) -> PageAddress:
        """The address that was asked for, in the state of the graph that was."""
        past = generation_of(request).as_of
        kept = [pair for pair in pairs if pair[0] not in {*PLACES, "as_of"} and pair[1].strip()]
        return cls(
            request.url.path.partition(".")[0],
            tuple([*kept, ("as_of", past)] if past else kept),
            collection,
        )

    @property
    def filters(self) -> Pairs:
        """The parameters that say which things are on the list."""
        return tuple(pair for pair in self.pairs if pair[0] not in LOOKS)

    def given(self, name: str) -> list[str]:
        """The values of a parameter."""
        return [value for key, value in self.pairs if key == name]

    def with_(self, name: str, value: str) -> str:
        """The list with one more parameter."""
        return self._to((*self.pairs, (name, value)))

    def without(self, name: str, value: str) -> str:
        """The list with one less."""
        return self._to(tuple(pair for pair in self.pairs if pair != (name, value)))

    def with_only(self, name: str, value: str) -> str:
        """The list with just one value of a parameter; with none where it is blank."""
        others = tuple(pair for pair in self.pairs if pair[0] != name)
        return self._to((*others, (name, value)) if value else others)

    def lacking(self, *left_out: str) -> str:
        """The list without some parameters."""
        return self._to(tuple(pair for pair in self.pairs if pair[0] not in left_out))

    def cleared(self) -> str:
        """All things of the collection, shown as they are now."""
        return self._to(tuple(pair for pair in self.pairs if pair[0] in LOOKS))

    def as_format(self, suffix: str) -> str:
        """The same things as data."""
        known = {*names(self.collection), "lang", "as_of"} - {"sort"}
        pairs = tuple(pair for pair in self.pairs if pair[0] in known)
        kept = self.pairs if self.path == f"/{self.collection.name}" else pairs
        return replace(self, path=f"/{self.collection.name}.{suffix}")._to(kept)

    def _to(self, pairs: Pairs) -> str:
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path
