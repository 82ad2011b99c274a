"""Metadata of the tables for programs: CSVW (W3C) and a Data Package (Frictionless)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from graph.exports.column_words import description, title
from graph.exports.table import TABLES, ExportColumn, ExportTable, Text
from graph.licenses import spdx
from graph.prefixes import EDTF

# Where CSVW looks for the description of a table, and of all tables of a folder.
BESIDE: Final = "-metadata.json"
TOGETHER: Final = "csv-metadata.json"
PACKAGE: Final = "datapackage.json"
_CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
_DIALECT: Final = {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]}
_CSVW_TYPES: Final[Mapping[str, Any]] = {"edtf": {"@id": EDTF, "base": "string"}}
_FRICTIONLESS: Final[Mapping[str, Mapping[str, str]]] = {
    "date": {"type": "date"},
    "dateTime": {"type": "datetime", "format": "any"},
    "integer": {"type": "integer"},
    "double": {"type": "number"},
    "boolean": {"type": "boolean"},
}


def csvw(table: ExportTable) -> bytes:
    """The CSVW metadata of one table, which lies beside it."""
    return _json({"@context": _CONTEXT, **_csvw_table(table)})


def csvw_group(licence: str) -> bytes:
    """The CSVW metadata of all tables, with the keys between them; ``licence`` is an IRI."""
    tables = [_csvw_table(table, keys=True) for table in TABLES]
    return _json({"@context": _CONTEXT, "dc:license": {"@id": licence}, "tables": tables})


def _csvw_table(table: ExportTable, *, keys: bool = False) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_csvw_column(table, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table.of_things or table.link:
        schema["aboutUrl"] = f"{{+{table.columns[0].name}}}"
    if keys and (found := list(_csvw_keys(table))):
        schema["foreignKeys"] = found
    return {
        "url": f"{table.name}.csv",
        "dialect": _DIALECT,
        "dc:title": _both(table.title),
        "dc:description": _both(table.description),
        "tableSchema": schema,
    }


def _csvw_column(table: ExportTable, column: ExportColumn) -> dict[str, Any]:
    told: dict[str, Any] = {
        # The first line of the file is compared with this, so it is the name, in no language.
        "titles": column.name,
        "name": column.name,
        "dc:title": _both(title(table, column)),
        "dc:description": _both(description(table, column)),
        "datatype": _CSVW_TYPES.get(column.datatype, column.datatype),
    }
    if column.required:
        told["required"] = True
    if column.predicate and not column.through and column.cell != "has":
        told["propertyUrl"] = column.predicate
    if column.prefix or column.cell in ("thing", "graph", "iri"):
        told["valueUrl"] = f"{column.prefix}{{+{column.name}}}"
    return told | ({"lang": column.lang} if column.lang and column.cell == "text" else {})


def _csvw_keys(table: ExportTable) -> Iterable[dict[str, Any]]:
    for column in table.columns:
        if column.references:
            to, at = column.references
            reference = {"resource": f"{to}.csv", "columnReference": at}
            yield {"columnReference": column.name, "reference": reference}


def data_package(generation: str, files: Mapping[str, Mapping[str, Any]], licence: str) -> bytes:
    """The Data Package of all tables.

    Args:
        generation: name of the state of the graph.
        files: for each CSV file its ``bytes`` and ``sha256``.
        licence: IRI of the licence of the data.
    """
    return _json(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "venskab",
            "title": "Venskab: municipal partnerships, agreements, networks and visits",
            "version": generation,
            "licenses": [({"name": name} if (name := spdx(licence)) else {}) | {"path": licence}],
            "resources": [_resource(table, files[f"tables/{table.name}.csv"]) for table in TABLES],
        }
    )


def _resource(table: ExportTable, file: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_frictionless_field(table, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    keys = [
        {"fields": [column.name], "reference": {"resource": to, "fields": [at]}}
        for column in table.columns
        if column.references
        for to, at in (column.references,)
    ]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title["en"],
        "title_da": table.title["da"],
        "description": table.description["en"],
        "description_da": table.description["da"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _frictionless_field(table: ExportTable, column: ExportColumn) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        **_FRICTIONLESS.get(column.datatype, {"type": "string"}),
        "title": title(table, column)["en"],
        "title_da": title(table, column)["da"],
        "description": description(table, column)["en"],
        "description_da": description(table, column)["da"],
    }
    if column.predicate:
        told["rdfType"] = column.predicate
    return told | ({"constraints": {"required": True}} if column.required else {})


def _both(text: Text) -> list[dict[str, str]]:
    return [{"@value": words, "@language": lang} for lang, words in text.items()]


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
