"""The records that come with the package, and the TriG that is made from them.

``python -m graph.records.shipped_records`` writes the TriG beside the records.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from graph.data.shipped import DATA, shipped_reference
from graph.errors import UnreadableFile
from graph.records.name_matching import ThingNames
from graph.records.record_surroundings import RecordSurroundings
from graph.records.to_graph import to_graph
from graph.records.tree import Record
from graph.records.trig import write_trig
from graph.records.yaml_reader import read
from graph.validation.quad_lines import GraphContent

FOLDERS: Final = ("sources", "curation")


def record_files() -> list[Path]:
    """The files of the shipped records, in the order of their names."""
    return [path for folder in FOLDERS for path in sorted((DATA / folder).glob("*.yaml"))]


def shipped_record(path: Path) -> Record:
    """A shipped record."""
    return read(path.read_text(encoding="utf-8"), path.name)


@cache
def shipped_surroundings() -> RecordSurroundings:
    """What the shipped records are read beside: the places and municipalities of the package."""
    return RecordSurroundings(ThingNames(map(GraphContent, shipped_reference().values())))


def trig_of(record: Record) -> str:
    """The TriG that is made from a shipped record.

    Raises:
        UnreadableFile: the record has a fault.
    """
    made = to_graph(record, shipped_surroundings())
    if made.findings:
        raise UnreadableFile(made.findings[0].sentence())
    return write_trig(made.graph, made.statements, record.root.above)


def main() -> None:
    """Write the TriG of every shipped record beside it."""
    for path in record_files():
        path.with_suffix(".trig").write_text(trig_of(shipped_record(path)), encoding="utf-8")


if __name__ == "__main__":
    main()
