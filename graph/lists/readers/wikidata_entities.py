"""Wikidata's entities in JSON: statements of P190 with qualifiers, references and ranks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.errors import UnreadableFile
from graph.lists.left_outs import Fault, LeftOuts
from graph.lists.points import is_on_earth
from graph.lists.readers.text_files import open_text, plain_name
from graph.lists.readers.wikidata_values import ITEM, edtf_of
from graph.lists.rows import GeoPoint, GivenPlace, GivenTie
from graph.texts import N_

TWINNED: Final = "P190"
_STARTED, _ENDED, _POINT, _REFERENCE = "P580", "P582", "P625", "P854"
_LANGUAGES: Final = ("en", "da", "mul")
# Names in these languages help to find the municipality.
_OTHERS: Final = ("da", "nb", "sv", "fi", "is", "fo", "kl", "de", "fr")
Json = Mapping[str, Any]


@dataclass(frozen=True)
class WikidataEntities:
    """Reads entities: a file of Special:EntityData, or a dump with one entity a line.

    Attributes:
        path: the file, packed or not.
    """

    path: Path

    def __call__(self, left_outs: LeftOuts) -> Iterator[GivenTie]:
        """The statements of P190, entity after entity."""
        name = plain_name(self.path)
        for number, entity in self._entities():
            first = _place(entity, f"{name}:{number}", left_outs)
            for statement in entity.get("claims", {}).get(TWINNED, []):
                row = f"{name}#{statement.get('id', entity['id'])}"
                if tie := _tie(statement, first, row, left_outs):
                    yield tie

    def _entities(self) -> Iterator[tuple[int, Json]]:
        with open_text(self.path) as file:
            head = file.readline()
            # A dump begins with a bracket; a file of Special:EntityData is one object.
            if '"entities"' in head or head.strip() == "{":
                whole = self._read(head + file.read(), 1)
                yield from ((1, each) for each in whole.get("entities", {}).values())
                return
            for number, line in enumerate(_with(head, file), 1):
                # A dump has thousands of entities without a twin to each one with it.
                if f'"{TWINNED}"' in line:
                    yield number, self._read(line.strip().rstrip(","), number)

    def _read(self, text: str, line: int) -> Json:
        try:
            found: Json = json.loads(text)
        except ValueError as error:
            raise UnreadableFile(
                N_("it is not JSON: {reason}.", reason=str(error)),
                where=f"{self.path}:{line}",
                hint=N_("Fetch it again."),
            ) from error
        return found


def _with(head: str, rest: Iterator[str]) -> Iterator[str]:
    yield head
    yield from rest


def _tie(statement: Json, first: GivenPlace, row: str, left_outs: LeftOuts) -> GivenTie | None:
    item = _value(statement.get("mainsnak", {})).get("id", "")
    if not ITEM.fullmatch(item):
        left_outs.add(row, Fault.UNREADABLE, f"{first.item}: {item or '?'}")
        return None
    if statement.get("rank") == "deprecated":
        left_outs.add(row, Fault.DEPRECATED, f"{first.item} {item}")
        return None
    qualifiers = statement.get("qualifiers", {})
    return GivenTie(
        row,
        first,
        GivenPlace("", item=item),
        began=_date(qualifiers.get(_STARTED, [])),
        ended=_date(qualifiers.get(_ENDED, [])),
        references=tuple(_references(statement)),
        rank="preferred" if statement.get("rank") == "preferred" else "",
    )


def _references(statement: Json) -> Iterator[str]:
    for reference in statement.get("references", []):
        for snak in reference.get("snaks", {}).get(_REFERENCE, []):
            address = snak.get("datavalue", {}).get("value")
            if isinstance(address, str):
                yield address


def _date(snaks: list[Json]) -> str:
    value = _value(snaks[0]) if snaks else {}
    return edtf_of(str(value["time"]), value.get("precision")) if "time" in value else ""


def _place(entity: Json, row: str, left_outs: LeftOuts) -> GivenPlace:
    labels = {lang: each["value"] for lang, each in entity.get("labels", {}).items()}
    first = next((labels[lang] for lang in _LANGUAGES if lang in labels), "")
    name = first or next(iter(labels.values()), "")
    others = tuple(labels[lang] for lang in _OTHERS if lang in labels)
    return GivenPlace(name, "", _point(entity, row, left_outs), entity["id"], others)


def _point(entity: Json, row: str, left_outs: LeftOuts) -> GeoPoint | None:
    claims = entity.get("claims", {}).get(_POINT, [])
    value = _value(claims[0].get("mainsnak", {})) if claims else {}
    if "latitude" not in value:
        return None
    point = GeoPoint(float(value["latitude"]), float(value["longitude"]))
    if not is_on_earth(point):
        left_outs.add(row, Fault.BAD_POINT, f"{entity['id']}: {point}")
        return None
    return point


def _value(snak: Json) -> Json:
    """The value of a snak that is an object; empty for one that is unknown or none."""
    value = snak.get("datavalue", {}).get("value", {})
    return value if isinstance(value, dict) else {}
