"""The meaning of the columns of a list as CSV: CSVW metadata (W3C), and the words for a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from api.collections.serializers import SEPARATOR, headings
from api.locale.language import Lang
from api.locale.translation import _
from graph.collections.collection import Column
from graph.collections.json_terms import property_of
from graph.collections.query import CollectionQuery
from graph.descriptions.jsonld import context
from graph.exports.column_words import of_property
from graph.exports.metadata import BESIDE
from graph.texts import N_, Text

MEDIA_TYPE: Final = "application/csvm+json"
# What the addresses of lists as CSV have behind their names, and those of their descriptions.
SUFFIX: Final = f"csv{BESIDE}"
_OWN: Final[dict[str, tuple[Text, Text]]] = {
    "id": (N_("Identifier"), N_("The IRI of the thing, which never changes.")),
    "type": (N_("Type"), N_("The classes of the thing.")),
    "label": (N_("Name"), N_("The name of the thing in the language asked for.")),
    "status": (
        N_("Status"),
        N_("The status on the day of statusOn, worked out from dates and events."),
    ),
    "statusOn": (N_("Status on"), N_("The day of the status: the one asked for, else today.")),
    "due": (
        N_("Deadline"),
        N_(
            "How the review that no source tells of stands on that day: overdue, possibly-overdue, "
            "within-a-year, later, or expired where the agreement has ended."
        ),
    ),
    "source": (N_("Sources"), N_("The sources that tell of the thing; what is derived has none.")),
    "certainty": (
        N_("Certainty"),
        N_("Whether the thing fits the days asked for by every meaning of its dates."),
    ),
}


class CsvColumn(NamedTuple):
    """A column: its name in the first line, what it is called, and what it means."""

    name: str
    title: str
    meaning: str
    property: str = ""


def csv_columns(selection: CollectionQuery, lang: Lang) -> list[CsvColumn]:
    """The columns of a list as CSV, with their meaning in a language."""
    known = {each.key: each for each in selection.collection.columns}
    return [_column(name, known, lang) for name in headings(selection)]


def _column(name: str, known: dict[str, Column], lang: Lang) -> CsvColumn:
    if name in _OWN:
        return CsvColumn(name, *(_(words, lang) for words in _OWN[name]))
    key = name.removesuffix("Label")
    if key != name and (key in known or key in _OWN):
        title = _column(key, known, lang).title
        return CsvColumn(
            name,
            _("{title}: names", lang, title=title),
            _("The names of what stands in {key}, in the same order.", lang, key=key),
        )
    if known[name].reverse:
        return CsvColumn(name, name, "")
    predicate = property_of(name)
    title, meaning = of_property(predicate, lang)
    return CsvColumn(name, title or name, meaning, predicate)


def csvw(selection: CollectionQuery, url: str) -> bytes:
    """CSVW metadata of a list.

    Args:
        selection: what is asked of the list.
        url: the address of the CSV, from where the metadata is.
    """
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": _both(*(_(selection.collection.title, lang) for lang in ("da", "en"))),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": list(_described(selection)), "primaryKey": ["id"]},
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _described(selection: CollectionQuery) -> Iterator[dict[str, Any]]:
    danish = csv_columns(selection, "da")
    for each, other in zip(csv_columns(selection, "en"), danish, strict=True):
        told: dict[str, Any] = {
            "titles": each.name,
            "name": each.name,
            "dc:title": _both(other.title, each.title),
            "dc:description": _both(other.meaning, each.meaning),
            "datatype": _datatype(each.name),
        }
        if each.name not in {"id", "label", "status", "statusOn", "due", "certainty"}:
            told["separator"] = SEPARATOR
        yield told | ({"propertyUrl": each.property} if each.property else {})


def _both(da: str, en: str) -> list[dict[str, str]]:
    """A text in Danish and English, as CSVW has it."""
    return [{"@value": da, "@language": "da"}, {"@value": en, "@language": "en"}]


def _datatype(name: str) -> str:
    """The datatype of a column, as CSVW calls it."""
    definition = context().get(name)
    kind = definition.get("@type", "") if isinstance(definition, dict) else ""
    if name == "statusOn" or kind == "xsd:date":
        return "date"
    if name in ("id", "source") or kind == "@id":
        return "anyURI"
    return "integer" if kind == "xsd:integer" else "string"
