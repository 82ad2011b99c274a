"""Members of a network, as JSON or as a table: one place each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.errors import UnreadableFile, UnusableInput
from graph.lists.left_outs import Fault, LeftOuts
from graph.lists.readers.pairs import checked
from graph.lists.readers.text_files import named_rows, open_text, plain_name
from graph.lists.readers.wikidata_values import item_of
from graph.lists.rows import GivenPlace, GivenTie
from graph.texts import N_

# The names that a fact goes by, the first that is there and not empty is taken.
_NAME: Final = ("name", "name_on_website", "member", "city", "wikidata_name", "label")
_ITEM: Final = ("item", "wikidata_id", "wikidata", "qid")
_COUNTRY: Final = ("country_name", "country")
_LATITUDE: Final = ("latitude", "lat")
_LONGITUDE: Final = ("longitude", "lng", "lon")
_SINCE: Final = ("since", "began", "joined")
_UNTIL: Final = ("until", "ended", "left")


@dataclass(frozen=True)
class Members:
    """Reads the members of a network from JSON (a list, or an object that holds one) or a table.

    Attributes:
        path: the file.
        network: the network's name.
    """

    path: Path
    network: str

    def __call__(self, left_outs: LeftOuts) -> Iterator[GivenTie]:
        """The members, in the order of the file."""
        file = plain_name(self.path)
        for number, facts in self._facts():
            row = f"{file}:{number}"
            name, item = _first(facts, _NAME), item_of(_first(facts, _ITEM))
            if not (name or item):
                left_outs.add(row, Fault.UNREADABLE, str(dict(facts))[:200])
                continue
            point = checked(
                (_first(facts, _LATITUDE), _first(facts, _LONGITUDE)), name, row, left_outs
            )
            others = (_first(facts, ("wikidata_name",)),)
            country = _first(facts, _COUNTRY)
            place = GivenPlace(name, "" if item_of(country) else country, point, item, others)
            yield GivenTie(
                row, place, None, self.network, began=_first(facts, _SINCE),
                ended=_first(facts, _UNTIL),
            )  # fmt: skip

    def _facts(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        if not plain_name(self.path).endswith(".json"):
            yield from named_rows(self.path)
            return
        with open_text(self.path) as file:
            try:
                found = json.load(file)
            except ValueError as error:
                raise UnreadableFile(
                    N_("it is not JSON: {reason}.", reason=str(error)), where=str(self.path)
                ) from error
        yield from enumerate(self._list_in(found), 1)

    def _list_in(self, found: Any) -> list[Mapping[str, Any]]:
        inside = found.values() if isinstance(found, dict) else [found]
        for each in inside:
            if isinstance(each, list) and all(isinstance(one, dict) for one in each):
                return each
        raise UnusableInput(
            N_("there is no list of members in it."),
            where=str(self.path),
            hint=N_("Members are a list of objects, each with a name."),
        )


def _first(facts: Mapping[str, Any], names: tuple[str, ...]) -> str:
    found = (facts.get(name) for name in names)
    return next((str(each).strip() for each in found if each not in (None, "")), "")
