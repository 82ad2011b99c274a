"""Decisions that people make: one at a time, or a table of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import NotFound
from graph.matching.compared_places import PlaceRegister
from graph.matching.decision_table import short_place
from graph.matching.decisions import NO, UNDECIDED, YES, MatchDecision, ordered
from graph.near_names import nearest
from graph.texts import N_


@dataclass(frozen=True)
class PlaceChoice:
    """What a person decides of a place.

    Attributes:
        place: IRI of the place of a list.
        target: IRI of what it is or is not; blank: it is none of its candidates.
        decision: yes, no or undecided.
        kind: municipality, town or blank.
        reason: why, in the person's words.
        by: who decides.
    """

    place: str
    target: str
    decision: str
    kind: str
    reason: str
    by: str


def decided(
    choice: PlaceChoice,
    rows: Sequence[MatchDecision],
    registers: Iterable[PlaceRegister],
    name: str,
) -> list[MatchDecision]:
    """The decisions of a list after a person's choice.

    A yes puts aside what a rule had found for the same place in the same register.

    Raises:
        NotFound: there is no such place, no such target, or no candidate to say no to.
    """
    known = {iri: each for each in registers for iri in each.places}
    _check(choice.place, known)
    if not choice.target:
        return _none_of_them(choice, rows)
    _check(choice.target, known)
    beside = known[choice.target].places
    kept = [
        row
        for row in rows
        if (row.place, row.target) != (choice.place, choice.target)
        and not (
            choice.decision == YES
            and row.place == choice.place
            and row.target in beside
            and not row.is_by_hand
        )
    ]
    score = {YES: 1.0, NO: 0.0}.get(choice.decision, 0.5)
    label = known[choice.place].places[choice.place].names[0]
    row = MatchDecision(
        choice.place, choice.target, choice.kind, choice.decision, score, choice.reason,
        choice.by, label or name,
    )  # fmt: skip
    return ordered([*kept, row])


def _none_of_them(choice: PlaceChoice, rows: Sequence[MatchDecision]) -> list[MatchDecision]:
    found = [row for row in rows if row.place == choice.place and row.decision != NO]
    if not found:
        raise NotFound(
            N_("it has no candidate."), where=short_place(choice.place),
            hint=N_("Say what it is not: decide PLACE TARGET --answer no."),
        )  # fmt: skip
    denied = [
        row._replace(decision=NO, score=0.0, reason=choice.reason, by=choice.by) for row in found
    ]
    return ordered([row for row in rows if row not in found] + denied)


def _check(iri: str, known: Mapping[str, PlaceRegister]) -> None:
    if iri in known:
        return
    near = nearest(short_place(iri), (short_place(each) for each in known))
    hint = N_("Did you mean {close}?", close=" or ".join(near)) if near else ""
    raise NotFound(N_("there is no such place."), where=short_place(iri), hint=hint)


def replaced(rows: Sequence[MatchDecision], table: Iterable[MatchDecision]) -> list[MatchDecision]:
    """Decisions with those of a table in the place of those of the same pairs."""
    new = {(row.place, row.target): row for row in table}
    kept = [row for row in rows if (row.place, row.target) not in new]
    return ordered([*kept, *new.values()])


def open_count(rows: Iterable[MatchDecision]) -> int:
    """How many places have an open decision and no yes."""
    every = list(rows)
    sure = {row.place for row in every if row.decision == YES}
    return len({row.place for row in every if row.decision == UNDECIDED} - sure)
