"""The query of a collection: what it selects, and the addresses of others beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlencode

from graph.collections.collection import Collection, Filter, Sort
from graph.collections.collection_parameters import NAME, USUAL, names
from graph.collections.cursor import Cursor

Pair = tuple[str, str]
Pairs = tuple[Pair, ...]
# What says which part of a list is shown; any other list has other parts.
PLACES: Final = frozenset({"cursor", "page"})
# What every link keeps: the language, and the state of the graph.
STATE: Final = frozenset({"lang", "as_of", "tier"})
# What says how a list is shown, and not which things are on it.
LOOKS: Final = frozenset({"sort", "fields", "facets", "limit", "of", "group"}) | STATE | PLACES


def today() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class BoundingBox:
    """A part of the map, degrees; one whose west lies east of its east crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True)
class CollectionQuery:
    """The things that a query of a collection selects, how they are shown, and its address.

    Attributes:
        collection: of which.
        chosen: filters with the values that must hold.
        text: words of a name; blank for all.
        on: the day that ``status`` is meant for; blank for none.
        status: the state that a thing certainly or possibly has on that day.
        certainty: only things that are certainly, or only possibly, as asked; blank for both.
        since: first day of the period in which it took place or began; blank for an open one.
        until: its last day, likewise.
        held_since: first day of the period on some day of which it was in force; blank for an open
            one.
        held_until: its last day, likewise.
        review: the day before which a review falls due; blank for none.
        standing: filters by how a thing stands today, each with the values of which one must hold.
        box: part of the map.
        sort: the order.
        fields: columns to show.
        limit: things on a page.
        facets: whether values are counted.
        after: where the page before ended.
        path: where it is asked.
        pairs: the parameters that it has there, in their order, with those of the page around it;
            without those that say which part of it is shown.
        today: the day it is.
    """

    collection: Collection
    chosen: tuple[tuple[Filter, str], ...] = ()
    text: str = ""
    on: str = ""
    status: str = ""
    certainty: str = ""
    since: str = ""
    until: str = ""
    held_since: str = ""
    held_until: str = ""
    review: str = ""
    standing: tuple[tuple[Filter, tuple[str, ...]], ...] = ()
    box: BoundingBox | None = None
    sort: Sort = NAME
    fields: frozenset[str] = frozenset()
    limit: int = USUAL
    facets: bool = True
    after: Cursor | None = None
    path: str = ""
    pairs: Pairs = ()
    today: date = field(default_factory=today)

    @property
    def day(self) -> date:
        """The day of the status that is shown: the one asked for, else today."""
        return date.fromisoformat(self.on) if self.on else self.today

    @property
    def period_asked(self) -> bool:
        """True if a period is asked in which things took place or began."""
        return bool(self.since or self.until)

    @property
    def held_asked(self) -> bool:
        """True if a period is asked in which things were in force."""
        return bool(self.held_since or self.held_until)

    @property
    def undated(self) -> CollectionQuery:
        """The same without its periods."""
        sure = self.certainty if self.on else ""
        return replace(self, since="", until="", held_since="", held_until="", certainty=sure)

    @property
    def dated(self) -> bool:
        """True if a day or a period is asked, in which a thing fits certainly or possibly."""
        return bool(self.on) or self.period_asked or self.held_asked

    @property
    def narrowing(self) -> Pairs:
        """The parameters that say which things are selected."""
        return tuple(pair for pair in self.pairs if pair[0] not in LOOKS)

    def given(self, name: str) -> list[str]:
        """The values of a parameter."""
        return [value for key, value in self.pairs if key == name]

    def with_(self, name: str, value: str) -> str:
        """The address with one more parameter."""
        return to_url(self.path, (*self.pairs, (name, value)))

    def without(self, name: str, value: str) -> str:
        """The address with one less."""
        return to_url(self.path, (pair for pair in self.pairs if pair != (name, value)))

    def with_only(self, name: str, value: object) -> str:
        """The address with just one value of a parameter; with none where it is blank."""
        others = [pair for pair in self.pairs if pair[0] != name]
        return to_url(self.path, [*others, (name, str(value))] if value else others)

    def lacking(self, *left_out: str) -> str:
        """The address without some parameters."""
        return to_url(self.path, (pair for pair in self.pairs if pair[0] not in left_out))

    def cleared(self) -> str:
        """The address of all things of the collection, shown as they are now."""
        return to_url(self.path, (pair for pair in self.pairs if pair[0] in LOOKS))

    def as_format(self, suffix: str) -> str:
        """The address of the same things as data."""
        known = {*names(self.collection), *STATE} - {"sort"}
        own = self.path == f"/{self.collection.name}"
        kept = [pair for pair in self.pairs if own or pair[0] in known]
        return to_url(f"/{self.collection.name}.{suffix}", kept)


def to_url(path: str, pairs: Iterable[Pair]) -> str:
    """A path with parameters, if there are any."""
    asked = urlencode(list(pairs))
    return f"{path}?{asked}" if asked else path
