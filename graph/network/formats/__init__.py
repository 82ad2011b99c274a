"""The formats that a network can be written in, one a file; ``FORMATS`` holds all by suffix."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from graph.errors import BadParameter
from graph.network.formats.cx2 import CX2
from graph.network.formats.delimited import NODES_CSV, NODES_PARQUET, TIES_CSV, TIES_PARQUET
from graph.network.formats.explorer_json import EXPLORER
from graph.network.formats.format import NetworkFormat
from graph.network.formats.geojson_ties import GEOJSON
from graph.network.formats.gexf import GEXF
from graph.network.formats.graphml import GRAPHML
from graph.network.formats.matrix_market import MATRIX_MARKET
from graph.network.formats.pajek import PAJEK
from graph.texts import N_

FORMATS: Final[Mapping[str, NetworkFormat]] = {
    each.suffix: each
    for each in (
        GEXF, GRAPHML, PAJEK, CX2, TIES_CSV, NODES_CSV, TIES_PARQUET, NODES_PARQUET, GEOJSON,
        MATRIX_MARKET, EXPLORER,
    )
}  # fmt: skip


def format_of(path: Path) -> NetworkFormat:
    """The format that a file's name ends with, the longest suffix that fits.

    Raises:
        BadParameter: it ends with none of them.
    """
    fitting = [suffix for suffix in FORMATS if path.name.endswith(f".{suffix}")]
    if not fitting:
        known = ", ".join(f".{suffix}" for suffix in FORMATS)
        raise BadParameter(
            N_("{name}: no format has this suffix.", name=path.name),
            hint=N_("Take {known}.", known=known),
        )
    return FORMATS[max(fitting, key=len)]
