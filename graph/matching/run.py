"""A run of matching: every list against the reference data, the lists before it, and itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from graph.matching import weights
from graph.matching.compared_places import ComparedPlace, PlaceRegister
from graph.matching.decisions import (
    MUNICIPALITY,
    RULE,
    TOWN,
    UNDECIDED,
    YES,
    MatchDecision,
    classes_of,
    ordered,
)
from graph.matching.doubles import doubles, merged
from graph.matching.name_forms import name_form
from graph.matching.rounds import BY_HAND, Chance, Settled, match

# A person is shown no more candidates of one place in one register.
_SHOWN: Final = 3
_DOUBLES_DOUBTS: Final = weights.DOUBTS | {"name near"}


def run(
    reference: PlaceRegister, lists: Sequence[PlaceRegister], by_hand: Iterable[MatchDecision] = ()
) -> dict[str, list[MatchDecision]]:
    """Decide on the places of lists, beside one another.

    Args:
        reference: the municipalities and towns of the graph.
        lists: the lists; each is compared to those of an earlier day too.
        by_hand: what people have decided, which stays.

    Returns:
        For each list its decisions, those by hand and those by rule, and the open ones.
    """
    return Run(reference, lists, list(by_hand)).decided()


class Run:
    """One run: holds the registers, and what is decided so far."""

    def __init__(
        self, reference: PlaceRegister, lists: Sequence[PlaceRegister], by_hand: list[MatchDecision]
    ) -> None:
        self.reference = reference
        self.lists = sorted(lists, key=lambda each: (each.issued, each.name))
        self.by_hand = by_hand
        self.rows: dict[str, list[MatchDecision]] = {each.name: [] for each in lists}
        self._list_of = {iri: each.name for each in lists for iri in each.places}
        self._places = {iri: place for each in lists for iri, place in each.places.items()}
        for row in by_hand:
            if row.place in self._list_of:
                self.rows[self._list_of[row.place]].append(row)

    def decided(self) -> dict[str, list[MatchDecision]]:
        """Run, and give the decisions of each list in their order."""
        whole = [self._without_doubles(each) for each in self.lists]
        for register in whole:
            self._take(match(register, self.reference, self._settled(register, self.reference)))
        for place, register in enumerate(whole):
            for earlier in whole[:place]:
                found = match(earlier, register, self._settled(earlier, register))
                self._take(map(_turned, found))
        self._doubt_contradictions()
        self._by_way_of_others()
        return {name: ordered(rows) for name, rows in self.rows.items()}

    def _without_doubles(self, register: PlaceRegister) -> PlaceRegister:
        denied = {frozenset((row.place, row.target)) for row in self.by_hand}
        found = [
            each
            for each in doubles(register)
            if frozenset((each.score.left, each.score.right)) not in denied
        ]
        self._take(found, _DOUBLES_DOUBTS)
        same = [
            (row.place, row.target)
            for row in self.rows[register.name]
            if row.decision == YES and row.target in register.places
        ]
        return merged(register, classes_of(same))

    def _settled(self, left: PlaceRegister, right: PlaceRegister) -> Settled:
        """What people decided on places of two registers, whichever they began with."""
        same: dict[str, set[str]] = defaultdict(set)
        other: set[tuple[str, str]] = set()
        for row in self.by_hand:
            for one, two in ((row.place, row.target), (row.target, row.place)):
                if one in left.places and two in right.places:
                    if row.decision == YES:
                        same[one].add(two)
                    else:
                        other.add((one, two))
        return Settled({one: frozenset(two) for one, two in same.items()}, frozenset(other))

    def _take(self, found: Iterable[Chance], doubts: frozenset[str] = weights.DOUBTS) -> None:
        """Keep the certain pairs as decided, and the best of the others as open."""
        of_place: dict[str, list[MatchDecision]] = defaultdict(list)
        for each in found:
            if BY_HAND not in each.score.reasons:
                of_place[each.score.left].append(self._row(each, doubts))
        for place, rows in of_place.items():
            sure = self._one_of_a_seat(row for row in rows if row.decision == YES)
            best = sorted(rows, key=lambda row: (-row.score, row.target))[:_SHOWN]
            self.rows[self._list_of[place]] += sure or best

    def _one_of_a_seat(self, sure: Iterable[MatchDecision]) -> list[MatchDecision]:
        """Of a municipality and its town only one: the town where both are as likely."""
        best: dict[str, tuple[float, bool, MatchDecision]] = {}
        for row in sure:
            found = self.reference.places.get(row.target)
            seat = (found.within or found.iri) if found else row.target
            ranked = (row.score, found is not None and found.kind == TOWN, row)
            best[seat] = max(best.get(seat, ranked), ranked, key=lambda each: each[:2])
        return [row for *_, row in best.values()]

    def _row(self, each: Chance, doubts: frozenset[str]) -> MatchDecision:
        place, reasons = self._places[each.score.left], each.score.reasons
        ended = any(reason.startswith(weights.ENDED) for reason in reasons)
        certain = each.chance >= weights.CERTAIN and not ended and not doubts & set(reasons)
        return MatchDecision(
            each.score.left, each.score.right, self._kind(place, each.score.right, reasons),
            YES if certain else UNDECIDED, round(each.chance, 3), "; ".join(reasons), RULE,
            place.names[0],
        )  # fmt: skip

    def _kind(self, place: ComparedPlace, target: str, reasons: Sequence[str]) -> str:
        """Whether the list means the town or the municipality; blank where nothing tells."""
        found = self.reference.places.get(target)
        unit = name_form(place.names[0]).unit
        if (found and found.kind == TOWN) or "name part" in reasons or unit == TOWN:
            return TOWN
        if unit == MUNICIPALITY or (found and "id same" in reasons):
            return MUNICIPALITY
        return ""

    def _seats(self) -> dict[str, set[str]]:
        """The municipalities that each class of places is said to be, by the class's place."""
        heads = self._heads()
        seats: dict[str, set[str]] = defaultdict(set)
        for row in self._sure():
            if found := self.reference.places.get(row.target):
                seats[heads[row.place]].add(found.within or found.iri)
        return seats

    def _heads(self) -> dict[str, str]:
        """The class of each place, by what the lists have in common alone."""
        same = [(row.place, row.target) for row in self._sure() if row.target in self._places]
        alone = [(row.place, row.place) for row in self._sure()]
        return classes_of(same + alone)

    def _sure(self) -> list[MatchDecision]:
        return [row for rows in self.rows.values() for row in rows if row.decision == YES]

    def _doubt_contradictions(self) -> None:
        """A class that is said to be two municipalities: what joins it is open again."""
        heads, seats = self._heads(), self._seats()
        torn = {head for head, found in seats.items() if len(found) > 1}
        for name, rows in self.rows.items():
            self.rows[name] = [
                _opened(row) if heads.get(row.place) in torn and row.target in self._places else row
                for row in rows
            ]

    def _by_way_of_others(self) -> None:
        """A place that is one with a place of another list is the municipality that that is."""
        heads = self._heads()
        direct: dict[str, MatchDecision] = {}
        for row in sorted(self._sure(), key=lambda each: (-each.score, each.place)):
            if row.target in self.reference.places:
                direct.setdefault(heads[row.place], row)
        has_own = {row.place for row in self._sure() if row.target in self.reference.places}
        for place, head in heads.items():
            if place in has_own or head not in direct:
                continue
            via = direct[head]
            kind = self._kind(self._places[place], via.target, ())
            reason = f"by way of {via.name} ({self._list_of[via.place]})"
            row = MatchDecision(
                place, via.target, kind, YES, via.score, reason, RULE, self._places[place].names[0]
            )
            rows = self.rows[self._list_of[place]]
            self.rows[self._list_of[place]] = [
                each for each in rows if not self._same_seat(each, row)
            ] + [row]

    def _same_seat(self, open_row: MatchDecision, row: MatchDecision) -> bool:
        return (
            open_row.decision == UNDECIDED
            and not open_row.is_by_hand
            and (open_row.place, open_row.target) == (row.place, row.target)
        )


def _turned(each: Chance) -> Chance:
    """The same pair, said of the later list's place."""
    score = each.score
    return replace(each, score=replace(score, left=score.right, right=score.left))


def _opened(row: MatchDecision) -> MatchDecision:
    """The decision as open, unless a person made it."""
    if row.is_by_hand or row.decision != YES:
        return row
    return row._replace(decision=UNDECIDED, reason=f"{row.reason}; reference other")
