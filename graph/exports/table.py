"""The flat tables: what each is, read from ``tables.yaml``, the one place that defines them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, Final

import yaml

from graph.prefixes import PREFIXES

Text = Mapping[str, str]
# By how a cell is read, the datatype of the column.
_DATATYPES: Final = {
    "key": "anyURI",
    "thing": "anyURI",
    "graph": "anyURI",
    "iri": "anyURI",
    "date": "edtf",
    "edtf": "edtf",
    "earliest": "date",
    "latest": "date",
    "day": "date",
    "moment": "dateTime",
    "integer": "integer",
    "number": "double",
    "longitude": "double",
    "latitude": "double",
    "boolean": "boolean",
    "has": "boolean",
}
_REFERENCES: Final = {"thing": ("things", "id"), "graph": ("graphs", "graph")}
_READER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class ExportColumn:
    """One column of a table.

    Attributes:
        name: its name, an identifier in every format.
        cell: how a cell is read; see the head of ``tables.yaml``.
        predicate: IRI of the property that it holds values of; blank where there is none.
        key: whether it is part of the table's primary key.
        prefix: beginning of the IRIs that cells hold the rest of; blank for whole values.
        lang: language of the texts; blank where cells are no texts in a language.
        through: IRI of the property that leads to the thing whose ``predicate`` it is.
        value: IRI of the value that cells say of whether it is there.
        references: table and column of the foreign key.
    """

    name: str
    cell: str
    predicate: str = ""
    key: bool = False
    prefix: str = ""
    lang: str = ""
    through: str = ""
    value: str = ""
    references: tuple[str, str] | None = None

    @property
    def datatype(self) -> str:
        """The type of its values; the names are those of XML Schema, beside ``edtf``."""
        return _DATATYPES.get(self.cell, "string")

    @property
    def required(self) -> bool:
        """True if every row has a value."""
        return self.key or self.cell == "has" or self.name == "statements"


@dataclass(frozen=True)
class Link:
    """A table of links: the two columns that it joins.

    Attributes:
        properties: IRI of each property, with the role that its rows get; blank for no role.
    """

    properties: Mapping[str, str]

    @property
    def has_roles(self) -> bool:
        """True if there is a column that tells the property."""
        return any(self.properties.values())


@dataclass(frozen=True, eq=False)
class ExportTable:
    """One flat table.

    Attributes:
        name: its name, which is also that of its files.
        dataset: slug of the dataset that it is a form of.
        title: what it is, ``da`` and ``en``.
        description: what a row of it is, ``da`` and ``en``.
        classes: IRIs of the classes whose things have rows; empty for any, or for none at all.
        columns: its columns.
        named: whether its rows are things with names.
        link: the properties whose values have a row each, if it is a table of links.
    """

    name: str
    dataset: str
    title: Text
    description: Text
    classes: tuple[str, ...]
    columns: tuple[ExportColumn, ...]
    named: bool
    link: Link | None

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Names of the columns of the primary key, in which order rows stand."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def of_things(self) -> bool:
        """True if each row is one thing of the classes."""
        return bool(self.classes) and self.link is None


def iri(name: str) -> str:
    """The IRI that a prefixed name in ``tables.yaml`` means."""
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def _table(entry: Mapping[str, Any]) -> ExportTable:
    classes = tuple(map(iri, entry.get("of", ())))
    properties = entry.get("link", {}).get("properties", {})
    link = Link({iri(name): role for name, role in properties.items()}) if properties else None
    named = bool(classes) and link is None and entry.get("named", True)
    return ExportTable(
        entry["name"],
        entry["dataset"],
        entry["title"],
        entry["description"],
        classes,
        tuple(_columns(entry, named=named)),
        named,
        link,
    )


def _columns(entry: Mapping[str, Any], *, named: bool) -> Iterator[ExportColumn]:
    if "link" in entry:
        yield from _link_columns(entry["link"])
    elif "of" in entry:
        yield ExportColumn("id", "key", key=True, references=("things", "id") if named else None)
        if named:
            yield ExportColumn("name_da", "name", lang="da")
            yield ExportColumn("name_en", "name", lang="en")
    for given in entry.get("columns", ()):
        yield from _given(given)


def _link_columns(link: Mapping[str, Any]) -> Iterator[ExportColumn]:
    properties = [*link["properties"]]
    has_roles = any(link["properties"].values())
    parent = ("evidence", "id") if link["from"] == "evidence" else _REFERENCES["thing"]
    yield ExportColumn(link["from"], "thing", key=True, references=parent)
    if has_roles:
        yield ExportColumn("role", "string", key=True)
    cell = "iri" if link["to"] in ("supports", "goal") else "thing"
    target = ("evidence", "id") if link["to"] == "evidence" else _REFERENCES.get(cell)
    held = "" if has_roles else iri(properties[0])
    yield ExportColumn(link["to"], cell, held, key=True, references=target)
    yield ExportColumn("graph", "graph", key=True, references=_REFERENCES["graph"])


def _given(given: Mapping[str, Any]) -> Iterator[ExportColumn]:
    cell, held = given["cell"], iri(given["property"]) if "property" in given else ""
    more = {name: iri(given[name]) for name in ("prefix", "through", "value") if name in given}
    yield ExportColumn(
        given["name"],
        cell,
        held,
        key=cell == "key" or given.get("key", False),
        lang=given.get("lang", given["name"][-2:] if cell == "name" else ""),
        references=_REFERENCES.get(cell),
        **more,
    )
    if cell == "date":
        for end in ("earliest", "latest"):
            yield ExportColumn(f"{given['name']}_{end}", end, held + end.capitalize())


def _read() -> Mapping[str, Any]:
    text = (files("graph.exports") / "tables.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_READER)  # noqa: S506 (a safe loader)
    return found


_FOUND: Final = _read()
TABLES: Final = tuple(_table(entry) for entry in _FOUND["tables"])
TEXTS: Final[Mapping[str, Mapping[str, Text]]] = _FOUND["texts"]
