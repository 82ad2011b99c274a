"""Runs matching on a ledger, and tells what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import typer

from api.cli.change_line import tell
from api.cli.language_option import say, spoken
from api.cli.options import waiting
from api.cli.terminal_tables import print_table
from graph.data.shipped import open_home
from graph.errors import NotFound
from graph.ledger import Ledger
from graph.matching.compared_places import PlaceRegister
from graph.matching.decision_table import place_iri, read_table, short_place, written
from graph.matching.decisions import UNDECIDED, YES, MatchDecision, ordered
from graph.matching.editing import PlaceChoice, decided, open_count, replaced
from graph.matching.gains import Gains
from graph.matching.match_store import (
    check_loaded,
    held,
    list_names,
    list_of,
    read_lists,
    read_reference,
    replayed,
    save,
)
from graph.matching.replaying import Replay
from graph.matching.run import run
from graph.texts import N_

_HEADS: Final = (
    N_("Place"), N_("Name"), N_("Compared with"), N_("Decision"), N_("Chance"), N_("Why"), N_("By"),
)  # fmt: skip
_OPEN_HEADS: Final = (
    N_("Gain"), N_("Place"), N_("Name"), N_("Compared with"), N_("Chance"), N_("Why"),
)  # fmt: skip


def run_matching(names: Sequence[str], home: Path, actor: str, report: Path | None) -> None:
    """Match the places of lists, keep what is decided, and tell how much that is."""
    with open_home(home) as ledger:
        wanted = _wanted(ledger, names)
        with waiting(N_("Comparing places")):
            reference, lists = read_reference(ledger), read_lists(ledger)
            told = replayed(ledger, reference, lists)
            rows = run(reference, lists, told.kept)
        note = "matching by rule"
        changes = save(ledger, {name: rows[name] for name in wanted}, actor=actor, note=note)
    for change in changes:
        typer.echo(tell(change, spoken()))
    for name in wanted:
        places = len(next(each for each in lists if each.name == name).places)
        sure = len({row.place for row in rows[name] if row.decision == YES})
        say(
            "{name}: {sure:,} of {places:,} places decided, {open:,} open.",
            name=name, sure=sure, places=places, open=open_count(rows[name]),
        )  # fmt: skip
    _tell_replay(told)
    if report:
        lost = [*told.gone, *told.without_target]
        report.write_text(written(lost, lambda _: ""), encoding="utf-8")


def _wanted(ledger: Ledger, names: Sequence[str]) -> list[str]:
    check_loaded(ledger, names)
    wanted = list(dict.fromkeys(names)) or list_names(ledger)
    if not wanted:
        raise NotFound(
            N_("no list is loaded."), hint=N_("Load one: venskab list add wikidata-2016.")
        )
    return wanted


def _tell_replay(told: Replay) -> None:
    for row in told.renamed:
        say(
            "Decided by hand, and the place has another name now: {place} ({name}).",
            err=True, place=short_place(row.place), name=row.name,
        )  # fmt: skip
    for row in told.gone:
        say(
            "Decided by hand, and the list has the place no more: {place} ({name}).",
            err=True, place=short_place(row.place), name=row.name,
        )  # fmt: skip
    for row in told.without_target:
        say(
            "Decided by hand, and what it was matched to is no more: {place} ({name}).",
            err=True, place=short_place(row.place), name=row.name,
        )  # fmt: skip


def tell_decisions(names: Sequence[str], home: Path, limit: int, *, open_only: bool) -> None:
    """Print decisions of lists, in the order of their places."""
    with open_home(home) as ledger:
        rows = [
            row
            for name in _wanted(ledger, names)
            for row in held(ledger, name)
            if not open_only or row.decision == UNDECIDED
        ]
    _print(rows[:limit])
    _tell_rest(len(rows), limit)


def _print(rows: Iterable[MatchDecision]) -> None:
    print_table(
        _HEADS,
        [
            (
                short_place(row.place),
                row.name,
                short_place(row.target),
                row.decision,
                f"{row.score:.3f}",
                row.reason,
                row.by,
            )
            for row in rows
        ],
        numbers={4},
    )


def _tell_rest(count: int, limit: int) -> None:
    if count > limit:
        say("{count:,} in all; --limit gives more.", count=count)


def tell_open(names: Sequence[str], home: Path, limit: int) -> None:
    """Print the open decisions, those first that make most ties comparable."""
    with open_home(home) as ledger:
        wanted = _wanted(ledger, names)
        registers = _registers(ledger)
        rows = {name: held(ledger, name) for name in list_names(ledger)}
    found = Gains(registers, rows).open_ones(wanted)
    print_table(
        _OPEN_HEADS,
        [
            (
                str(each.gain),
                short_place(each.row.place),
                each.place.names[0],
                short_place(each.row.target),
                f"{each.row.score:.3f}",
                each.row.reason,
            )
            for each in found[:limit]
        ],
        numbers={0, 4},
    )
    _tell_rest(len(found), limit)


def _registers(ledger: Ledger) -> list[PlaceRegister]:
    with waiting(N_("Reading the lists")):
        return [read_reference(ledger), *read_lists(ledger)]


def tell_place(place: str, home: Path) -> None:
    """Print a place of a list and what was decided on it."""
    iri = place_iri(place)
    with open_home(home) as ledger:
        name = list_of(ledger, iri)
        registers = _registers(ledger)
        rows = [
            row
            for each in list_names(ledger)
            for row in held(ledger, each)
            if iri in {row.place, row.target}
        ]
    by_name = {each.name: each for each in registers}
    register = by_name[name]
    found = register.places.get(iri)
    if found is None:
        raise NotFound(N_("the list has no such place."), where=short_place(iri))
    around = sorted(register.places[each].names[0] for each in register.neighbours.get(iri, ()))
    say("{names} ({list})", names=" / ".join(found.names), list=name)
    for east, north in found.points:
        say("Point: {north:.4f}, {east:.4f}", north=north, east=east)
    say("Tied to: {names}", names=", ".join(around) or "-")
    _print(rows)


def decide_place(
    place: str, target: str, words: tuple[str, str, str], home: Path, actor: str
) -> None:
    """Keep a decision by hand; ``words`` are the answer, the kind and the reason."""
    answer, kind, reason = words
    iri = place_iri(place)
    choice = PlaceChoice(
        iri, "" if target == "no" else place_iri(target), answer, kind, reason, actor
    )
    with open_home(home) as ledger:
        name = list_of(ledger, iri)
        rows = decided(choice, held(ledger, name), _registers(ledger), name)
        changes = save(ledger, {name: rows}, actor=actor, note=f"decided on {short_place(iri)}")
    for change in changes:
        typer.echo(tell(change, spoken()))
    say("Other places may be surer now: venskab match run.")


def export_table(name: str, file: Path, home: Path) -> None:
    """Write the decisions of a list as CSV."""
    with open_home(home) as ledger:
        check_loaded(ledger, [name])
        rows = held(ledger, name)
        names = {
            iri: place.names[0]
            for register in _registers(ledger)
            for iri, place in register.places.items()
        }
    file.write_text(written(rows, lambda iri: names.get(iri, "")), encoding="utf-8")
    say("{count:,} decisions: {file}", count=len(rows), file=file)


def load_table(name: str, file: Path, home: Path, actor: str) -> None:
    """Read decisions from CSV into the ledger: rows replace those of the same pair."""
    with open_home(home) as ledger:
        check_loaded(ledger, [name])
        before = held(ledger, name)
        table = read_table(file, actor, {(row.place, row.target): row for row in before})
        known = {iri for each in _registers(ledger) for iri in each.places}
        strange = next((row for row in table if not {row.place, row.target} <= known), None)
        if strange is not None:
            unknown = strange.place if strange.place not in known else strange.target
            raise NotFound(
                N_("there is no such place: {place}.", place=short_place(unknown)), where=str(file)
            )
        rows = replaced(before, table)
        note = f"decisions of {file.name}"
        changes = save(ledger, {name: ordered(rows)}, actor=actor, note=note)
    for change in changes:
        typer.echo(tell(change, spoken()))
