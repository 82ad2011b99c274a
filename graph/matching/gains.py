"""The gain of an open decision: how many ties can be compared once it is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.matching.compared_places import ComparedPlace, PlaceRegister
from graph.matching.decisions import UNDECIDED, YES, MatchDecision, classes_of


@dataclass(frozen=True)
class OpenDecision:
    """An open decision beside what a person needs to make it.

    Attributes:
        row: the decision.
        list_name: the list of its place.
        register: the register of its target.
        place: the place.
        target: what it was compared with.
        gain: ties of the place whose other end is matched to the target's register already.
        common: neighbours of both, as their names in the list.
    """

    row: MatchDecision
    list_name: str
    register: str
    place: ComparedPlace
    target: ComparedPlace
    gain: int
    common: tuple[str, ...]


class Gains:
    """Works out gains.

    Args:
        registers: the reference data and the lists.
        rows: the decisions of each list.
    """

    def __init__(
        self, registers: Sequence[PlaceRegister], rows: Mapping[str, Sequence[MatchDecision]]
    ) -> None:
        self._registers = {each.name: each for each in registers}
        self._rows = rows
        self._of = {iri: each.name for each in registers for iri in each.places}
        self._heads = classes_of(
            (row.place, row.target)
            for several in rows.values()
            for row in several
            if row.decision == YES
        )
        self._known: dict[str, set[str]] = defaultdict(set)
        for iri, head in self._heads.items():
            if iri in self._of:
                self._known[head].add(self._of[iri])

    def open_ones(self, wanted: Iterable[str] | None = None) -> list[OpenDecision]:
        """The open decisions of lists, the best gain first, then the likeliest."""
        names = self._rows if wanted is None else wanted
        found = [
            self._open(name, row)
            for name in names
            for row in self._rows.get(name, ())
            if row.decision == UNDECIDED and row.place in self._of and row.target in self._of
        ]
        return sorted(
            found, key=lambda each: (-each.gain, -each.row.score, each.row.place, each.row.target)
        )

    def _open(self, name: str, row: MatchDecision) -> OpenDecision:
        register = self._of[row.target]
        of_list, of_target = self._registers[name], self._registers[register]
        around = of_list.neighbours.get(row.place, frozenset())
        there = {self._head(each) for each in of_target.neighbours.get(row.target, frozenset())}
        common = sorted(
            of_list.places[each].names[0] for each in around if self._head(each) in there
        )
        gain = sum(register in self._known[self._head(each)] for each in around)
        return OpenDecision(
            row, name, register, of_list.places[row.place], of_target.places[row.target],
            gain, tuple(common),
        )  # fmt: skip

    def _head(self, iri: str) -> str:
        return self._heads.get(iri, iri)
