"""The marker: one triple in a remote engine that names the state of the data in it.

It stands in the graph of changes, where the state belongs, so that no graph is there that the
embedded engine has not. Its text is JSON. A feeder writes it first, with no generation, and last:
whoever finds the same marker after an answer as before was answered from that state alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.identifiers import CHANGES_GRAPH
from graph.prefixes import BASE, PREFIXES

# Where the merge of all graphs is kept in an engine that has no default graph of its own.
MERGE_GRAPH: Final = BASE + "graph/merged"
PROPERTY: Final = PREFIXES["owl"] + "versionInfo"
_PATTERN: Final = f"GRAPH <{CHANGES_GRAPH}> {{ <{CHANGES_GRAPH}> <{PROPERTY}> ?marker }}"
QUERY: Final = f"SELECT ?marker {{ {_PATTERN} }}"
# Where the default graph of an engine comes from.
Merge = Literal["default", "named", "union"]


class Marker(BaseModel):
    """The state of the data in a remote engine.

    Attributes:
        serial: grows with every feeding, so that no state is taken for an earlier one.
        generation: name of the state, as of the embedded engine; blank while it is being written.
        head: number of the ledger's change that is in it, or is being written.
        series: SHA-256 of the changes up to that one, which tells one ledger from another.
        since: while it is written, the change that was in it whole before; 0 for none.
        feeder: a word by which a feeder knows its own marker.
        merge: ``default``: the default graph holds the merge of all graphs; ``named``: a named
            graph does; ``union``: the engine makes it itself.
        graphs: number of named graphs.
        quads: number of quads in them.
        damaged: IRIs of graphs that the ledger cannot read any more.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    serial: int
    generation: str = ""
    head: int = 0
    series: str = ""
    since: int = 0
    feeder: str = ""
    merge: Merge = "default"
    graphs: int = 0
    quads: int = 0
    damaged: Sequence[str] = ()

    @property
    def whole(self) -> bool:
        """False while a feeder writes."""
        return bool(self.generation)


def of_values(values: Sequence[str]) -> Marker | None:
    """The marker of what :data:`QUERY` found; None where there is none yet.

    Two are being exchanged, and one that cannot be read was not written here: both are no state
    that anything is answered from.
    """
    if not values:
        return None
    try:
        first, *others = map(Marker.model_validate_json, values)
    except ValidationError:
        return Marker(serial=0)
    if others:
        newest = max((first, *others), key=lambda each: each.serial)
        return newest.model_copy(update={"generation": ""})
    return first


def exchange(new: Marker) -> str:
    """The update that puts a marker in the place of the one that is there."""
    text = new.model_dump_json(exclude_defaults=True).replace("\\", "\\\\").replace('"', '\\"')
    graph = f"GRAPH <{CHANGES_GRAPH}>"
    return (
        f"DELETE WHERE {{ {_PATTERN} }} ;\n"
        f'INSERT DATA {{ {graph} {{ <{CHANGES_GRAPH}> <{PROPERTY}> "{text}" }} }}'
    )
