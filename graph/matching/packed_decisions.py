"""The decisions that come with the package, beside its lists, and the command that makes them."""

from __future__ import annotations

import csv
import lzma
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from graph.data.shipped import shipped_graphs
from graph.ledger import Change, Ledger
from graph.lists.packaged_lists import SHIPPED, build_shipped
from graph.matching.compared_places import PlaceRegister
from graph.matching.decision_table import place_iri, written
from graph.matching.decisions import MatchDecision
from graph.matching.editing import replaced
from graph.matching.match_store import held, list_names, save
from graph.matching.place_reading import list_register, reference
from graph.matching.run import run
from graph.tiers import is_listing

FOLDER: Final = Path(__file__).parent / "packed"
BY_HAND: Final = FOLDER / "by_hand.csv"
# Packed the same everywhere: no time and no name of a file is in it.
_PRESET: Final = 9 | lzma.PRESET_EXTREME


def shipped_registers() -> tuple[PlaceRegister, list[PlaceRegister]]:
    """The reference data and the lists of the package."""
    graphs = shipped_graphs()
    lines = (line for graph, lines in graphs.items() if not is_listing(graph) for line in lines)
    lists = [list_register(name, build_shipped(name).lines) for name in SHIPPED]
    return reference(lines), lists


def made() -> dict[str, str]:
    """The tables of decisions by list, as a run of the package's own rules gives them."""
    register, lists = shipped_registers()
    names = {
        iri: place.names[0] for each in (register, *lists) for iri, place in each.places.items()
    }
    return {
        name: written(rows, lambda iri: names.get(iri, ""))
        for name, rows in run(register, lists, decided_by_hand()).items()
    }


def decided_by_hand() -> list[MatchDecision]:
    """What people decided on places of the package's lists, which its rules start from."""
    with BY_HAND.open(encoding="utf-8", newline="") as file:
        return _rows(file)


def shipped_decisions(name: str) -> list[MatchDecision]:
    """The decisions that come with a list of the package; none where none do."""
    path = FOLDER / f"{name}.csv.xz"
    if not path.exists():
        return []
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        return _rows(file)


def _rows(file: Iterable[str]) -> list[MatchDecision]:
    return [
        MatchDecision(
            place_iri(row["place"]), place_iri(row["target"]), row["kind"], row["decision"],
            float(row["score"]), row["reason"], row["by"], row["name"],
        )
        for row in csv.DictReader(file)
    ]  # fmt: skip


def take_shipped(ledger: Ledger, *, actor: str) -> list[Change]:
    """Put the package's decisions beside its lists that a ledger holds; those by hand stay.

    A decision that leads to a place of a list that is not loaded waits until it is.
    """
    names = set(list_names(ledger))
    rows: dict[str, list[MatchDecision]] = {}
    for name in sorted(names & set(SHIPPED)):
        before = held(ledger, name)
        by_hand = [row for row in before if row.is_by_hand]
        rule = [row for row in shipped_decisions(name) if _leads_to_loaded(row, names)]
        rows[name] = replaced(rule, by_hand)
    return save(ledger, rows, actor=actor, note="decisions that come with the package")


def without_lists(ledger: Ledger, gone: Iterable[str], *, actor: str) -> list[Change]:
    """Take out the decisions on other lists that lead to places of lists that are gone."""
    names = [f"{name}-" for name in gone]
    rows: dict[str, list[MatchDecision]] = {}
    for name in list_names(ledger):
        before = held(ledger, name)
        kept = [row for row in before if not _list_part(row.target).startswith(tuple(names))]
        if len(kept) < len(before):
            rows[name] = kept
    return save(ledger, rows, actor=actor, note="list removed") if rows else []


def _leads_to_loaded(row: MatchDecision, names: Iterable[str]) -> bool:
    part = _list_part(row.target)
    return not part or part.startswith(tuple(f"{name}-" for name in names))


def _list_part(iri: str) -> str:
    """Of a place of a list the last part of its IRI, which begins with the list's name."""
    return iri.rpartition("/list-place/")[2] if "/list-place/" in iri else ""


def write(tables: Mapping[str, str], folder: Path = FOLDER) -> list[Path]:
    """Write tables of decisions, packed; the same bytes every time."""
    written_files = []
    for name, text in sorted(tables.items()):
        path = folder / f"{name}.csv.xz"
        path.write_bytes(lzma.compress(text.encode(), preset=_PRESET))
        written_files.append(path)
    return written_files


def main() -> None:
    """Make the decisions anew; ``make matches`` runs it."""
    write(made())


if __name__ == "__main__":
    main()
