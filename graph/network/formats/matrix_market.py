"""Adjacency in Matrix Market: the number of ties of each pair, for numerical software."""

from __future__ import annotations

import io
from collections import Counter
from typing import Final

from graph.network.computing.network_libraries import need
from graph.network.formats.format import NetworkFormat
from graph.network.tie_network import Network


def write(network: Network) -> bytes:
    """The adjacency matrix; the comment names the node of each row, in order.

    Symmetric, unless every tie has a direction: then the row is where it starts.
    """
    place = {iri: position for position, iri in enumerate(network.nodes)}
    counted: Counter[tuple[int, int]] = Counter()
    for tie in network.ties:
        row, column = place[tie.source], place[tie.target]
        counted[row, column] += 1
        if not network.directed:
            counted[column, row] += 1
    cells = sorted(counted)
    matrix = need("scipy.sparse").coo_array(
        (
            [counted[cell] for cell in cells],
            ([row for row, _ in cells], [column for _, column in cells]),
        ),
        shape=(len(place), len(place)),
        dtype="int64",
    )
    names = [f"{number} {iri}" for number, iri in enumerate(place, start=1)]
    about = [f"{name}: {value}" for name, value in network.about().items()]
    written = io.BytesIO()
    need("scipy.io").mmwrite(
        written,
        matrix,
        comment="\n".join([*about, *names]),
        symmetry="general" if network.directed else "symmetric",
    )
    return written.getvalue()


MATRIX_MARKET: Final = NetworkFormat(
    "mtx", "text/x-matrix-market", "Adjacency in Matrix Market", write
)
