"""Decisions as a table of CSV that a person reads and corrects: one file a list, one row a pair."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from graph.errors import UnusableInput
from graph.matching.decisions import DECISIONS, KINDS, RULE, MatchDecision, ordered
from graph.near_names import nearest
from graph.prefixes import BASE
from graph.sheets.cells import coordinate
from graph.sheets.csv_reader import read_file
from graph.texts import N_

COLUMNS: Final = (
    "place", "name", "target", "target_name", "kind", "decision", "score", "reason", "by",
)  # fmt: skip
_NEEDED: Final = ("place", "target", "decision")
_THINGS: Final = BASE + "id/"
_PLACES: Final = "list-place/"

# The name of a place or target by its IRI; blank where there is none.
NameOf = Callable[[str], str]


def short_place(iri: str) -> str:
    """A place or target as people write it: ``pairs-2026-odense-dk``, ``municipality/…``."""
    return iri.removeprefix(_THINGS).removeprefix(_PLACES)


def place_iri(text: str) -> str:
    """The IRI of a place or target that a person wrote short, or whole."""
    if ":" in text:
        return text
    return _THINGS + (text if "/" in text else _PLACES + text)


def written(decisions: Iterable[MatchDecision], name_of: NameOf) -> str:
    """The table of decisions, in their order."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for each in ordered(decisions):
        rows.writerow((
            short_place(each.place), each.name, short_place(each.target), name_of(each.target),
            each.kind, each.decision, f"{each.score:.3f}", each.reason, each.by,
        ))  # fmt: skip
    return out.getvalue()


def read_table(
    path: Path, actor: str, held: Mapping[tuple[str, str], MatchDecision]
) -> list[MatchDecision]:
    """Read a table that a person may have changed.

    Args:
        path: the file.
        actor: who changed it: the author of rows that differ from what is held and name nobody.
        held: the decisions there are, by place and target.

    Raises:
        UnusableInput: a column is missing or a cell cannot be read; says which cell.
        OSError: the file cannot be opened.
    """
    sheet = read_file(path, COLUMNS.__contains__)
    heads, *rows = sorted(sheet.rows.items()) or [(1, {})]
    columns = {cell.text: number for number, cell in heads[1].items()}
    for needed in _NEEDED:
        if needed not in columns:
            raise UnusableInput(
                N_("there is no column {column!r}.", column=needed), where=str(path),
                hint=N_("Begin with a table that venskab match export writes."),
            )  # fmt: skip
    found = []
    for number, cells in rows:
        said = {
            name: cells[column].text if column in cells else "" for name, column in columns.items()
        }
        at = {name: f"{path}, {coordinate(number, column)}" for name, column in columns.items()}
        found.append(_by_whom(_decision(said, at), actor, held))
    return found


def _decision(said: Mapping[str, str], at: Mapping[str, str]) -> MatchDecision:
    for name in ("place", "target"):
        if not said[name]:
            raise UnusableInput(N_("the {column} is missing.", column=name), where=at[name])
    decision = _one_of(said["decision"], DECISIONS, at["decision"])
    kind = _one_of(said.get("kind", ""), KINDS, at.get("kind", ""))
    return MatchDecision(
        place_iri(said["place"]), place_iri(said["target"]), kind, decision,
        _score(said.get("score", ""), at.get("score", "")), said.get("reason", ""),
        said.get("by", ""), said.get("name", ""),
    )  # fmt: skip


def _one_of(text: str, known: tuple[str, ...], at: str) -> str:
    if text in known:
        return text
    near = nearest(text, filter(None, known), 1)
    hint = N_("Did you mean {close}?", close=near[0]) if near else ""
    raise UnusableInput(
        N_("{text!r} is none of {known}.", text=text[:40], known=", ".join(filter(None, known))),
        where=at, hint=hint,
    )  # fmt: skip


def _score(text: str, at: str) -> float:
    try:
        score = float(text.replace(",", ".") or 0)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise UnusableInput(N_("{text!r} is no number from 0 to 1.", text=text[:40]), where=at)
    return score


def _by_whom(
    row: MatchDecision, actor: str, held: Mapping[tuple[str, str], MatchDecision]
) -> MatchDecision:
    """A row that somebody changed is that person's, whatever its last column still says."""
    before = held.get((row.place, row.target))
    told = (row.kind, row.decision, row.reason)
    if before is not None and told == (before.kind, before.decision, before.reason):
        return before
    return row._replace(by=row.by if row.by not in {"", RULE} else actor)
