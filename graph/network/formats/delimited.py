"""Ties and nodes as tables: CSV for spreadsheets, Parquet for data frames."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from graph.network.computing.network_libraries import need
from graph.network.formats.format import NetworkFormat
from graph.network.tie_network import Network, node_attributes, tie_attributes

_NODE_COLUMNS: Final = {
    "id": str, "label": str, "kind": str, "country": str, "code": str, "wikidata": str,
    "longitude": float, "latitude": float, "population": int, "population_year": int,
}  # fmt: skip
_TIE_COLUMNS: Final = {
    "source": str, "target": str, "source_label": str, "target_label": str, "layer": str,
    "relation": str, "label": str, "directed": bool, "certain": bool, "first_earliest": date,
    "first_latest": date, "last_earliest": date, "last_latest": date, "kinds": str, "areas": str,
    "agreements": str, "sources": str, "evidence": int, "said_by_source": bool,
    "said_by_target": bool, "tier": str, "weight": int,
}  # fmt: skip


def node_rows(network: Network) -> list[dict[str, Any]]:
    """A row a node."""
    lang = network.selection.lang
    return [{"id": iri} | node_attributes(agent, lang) for iri, agent in network.nodes.items()]


def tie_rows(network: Network) -> list[dict[str, Any]]:
    """A row a tie."""
    lang = network.selection.lang
    names = {iri: agent.name(lang) for iri, agent in network.nodes.items()}
    return [
        {
            "source": tie.source,
            "target": tie.target,
            "source_label": names[tie.source],
            "target_label": names[tie.target],
        }
        | tie_attributes(tie)
        for tie in network.ties
    ]


def _csv(columns: Mapping[str, type], rows: Sequence[Mapping[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(columns)
    table.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _parquet(
    columns: Mapping[str, type], rows: Sequence[Mapping[str, Any]], network: Network
) -> bytes:
    arrow = need("pyarrow")
    types: dict[type, Any] = {
        str: arrow.string(), bool: arrow.bool_(), int: arrow.int64(), float: arrow.float64(),
        date: arrow.date32(),
    }  # fmt: skip
    arrays = [
        arrow.array([_typed(kind, row.get(name)) for row in rows], types[kind])
        for name, kind in columns.items()
    ]
    metadata = {"venskab": json.dumps(network.about(), ensure_ascii=False)}
    fields = [arrow.field(name, types[kind]) for name, kind in columns.items()]
    table = arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=metadata))
    written = io.BytesIO()
    need("pyarrow.parquet").write_table(table, written)
    return written.getvalue()


def _typed(kind: type, value: Any) -> Any:
    return date.fromisoformat(value) if kind is date and value else value


_PARQUET: Final = "application/vnd.apache.parquet"
TIES_CSV: Final = NetworkFormat(
    "csv", "text/csv", "CSV, a row a tie", lambda net: _csv(_TIE_COLUMNS, tie_rows(net))
)
NODES_CSV: Final = NetworkFormat(
    "nodes.csv", "text/csv", "CSV, a row a node", lambda net: _csv(_NODE_COLUMNS, node_rows(net))
)
TIES_PARQUET: Final = NetworkFormat(
    "parquet",
    _PARQUET,
    "Parquet, a row a tie",
    lambda net: _parquet(_TIE_COLUMNS, tie_rows(net), net),
)
NODES_PARQUET: Final = NetworkFormat(
    "nodes.parquet",
    _PARQUET,
    "Parquet, a row a node",
    lambda net: _parquet(_NODE_COLUMNS, node_rows(net), net),
)
