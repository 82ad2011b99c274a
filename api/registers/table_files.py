"""A table of figures as CSV, as JSON, and what its columns mean (CSVW)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any, Final

from api.locale.language import Lang
from api.locale.translation import _, in_every_language
from api.registers.cell_texts import column_title
from graph.comparison.figure_tables import CellKind, FigureColumn, FigureTable
from graph.exports.metadata import BESIDE
from graph.prefixes import EDTF
from graph.texts import Text, Words

CSVW: Final = "application/csvm+json"
SUFFIX: Final = f"csv{BESIDE}"
_DATATYPES: Final[Mapping[CellKind, Any]] = {
    CellKind.ADDRESS: "anyURI",
    CellKind.DATE: "date",
    CellKind.EDTF: {"@id": EDTF, "base": "string"},
    CellKind.DECADE: "integer",
    CellKind.COUNT: "integer",
    CellKind.NUMBER: "double",
    CellKind.SHARE: "double",
}


def as_csv(table: FigureTable) -> bytes:
    """The table as CSV (RFC 4180)."""
    file = io.StringIO(newline="")
    names = [column.name for column in table.columns]
    writer = csv.DictWriter(file, names, restval="")
    writer.writeheader()
    writer.writerows(table.rows)
    return file.getvalue().encode()


def as_json(table: FigureTable, generation: str, lang: Lang) -> bytes:
    """The table as JSON, with its method and what is not in it in the reader's language."""
    return _json({"generation": generation, **document(table, lang)})


def document(table: FigureTable, lang: Lang) -> dict[str, Any]:
    """The table as plain values."""
    return {
        "table": table.name,
        "title": _(table.title, lang),
        "method": _(table.method, lang),
        "left_out": _(table.left_out, lang),
        "columns": {column.name: column_title(column, lang) for column in table.columns},
        "rows": [dict(row) for row in table.rows],
    }


def as_csvw(table: FigureTable, url: str) -> bytes:
    """CSVW metadata of the table; ``url`` is the address of its CSV."""
    return _json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "url": url,
            "dc:title": _both(table.title),
            "dc:description": [*_both(table.method), *_both(table.left_out)],
            "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
            "tableSchema": {"columns": [_described(column) for column in table.columns]},
        }
    )


def _described(column: FigureColumn) -> dict[str, Any]:
    return {
        "titles": column.name,
        "name": column.name,
        "dc:title": _both(column.title),
        "datatype": _DATATYPES.get(column.kind, "string"),
    }


def _both(words: Words) -> list[dict[str, str]]:
    said = in_every_language(words) if isinstance(words, Text) else words
    return [
        {"@value": text, **({"@language": lang} if lang else {})} for lang, text in said.items()
    ]


def _json(found: Mapping[str, Any]) -> bytes:
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"
