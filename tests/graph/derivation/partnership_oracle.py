"""The states of participations and partnerships, found by trying every possible world.

A ``Lifecycle`` is one component: a partnership, its seats and the lives of their parties, its
agreements and visits, a merger, and the lists that name a seat or leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tests.graph.derivation.seat_oracle import partnership_states
from tests.graph.derivation.status_oracle import (
    ANY_DAY,
    DAYS,
    ENDED,
    IN_FORCE,
    LATEST,
    NOT_YET,
    Act,
    Dates,
    Day,
    Life,
    Moment,
    Sign,
    Stated,
    States,
    accounts,
    act_moment,
    begin_moment,
    begun_by,
    cut,
    day_after,
    known_begin,
    matters,
    over_worlds,
    own_acts,
    own_signs,
)

PLANS = ("proposed", "requested", "decided")
REFUSALS = ("rejected", "denied", "abandoned", "not-realised")


@dataclass(frozen=True)
class Merger:
    """The party of a seat goes into a new municipality, of which no participation is stated."""

    when: Dates
    not_inherited: Dates | None = None


@dataclass(frozen=True)
class Seat:
    """One participation as stated, the days of its party, and what lists say of it."""

    own: Stated = field(default_factory=Stated)
    party_began: Dates = ()
    party_ended: Dates = ()
    merger: Merger | None = None
    listed: bool = False
    not_listed: Dates = ()


@dataclass(frozen=True)
class Agreement:
    """An agreement that governs the partnership: the seats it names (none: all), its visits."""

    stated: Stated = field(default_factory=Stated)
    parties: tuple[int, ...] = ()
    visits: tuple[Dates, ...] = ()


@dataclass(frozen=True)
class Lifecycle:
    """All that is stated of one partnership and of what belongs to it."""

    shared: Stated
    seats: tuple[Seat, ...]
    agreements: tuple[Agreement, ...] = ()
    visits: tuple[Dates, ...] = ()


@dataclass(frozen=True)
class Signs:
    """The signs of life of one seat: its own, and those of the whole that reach all seats."""

    own: tuple[Sign, ...]
    shared: tuple[Sign, ...]

    def by(self) -> Day | None:
        """The day by which the seat had been taken."""
        own = begun_by(self.own)
        return begun_by(self.shared) if own is None else own


def settled(lifecycle: Lifecycle) -> Iterator[Lifecycle]:
    """The lifecycle in each way of settling the accounts that contradict each other."""
    for acts in accounts(acts_of(lifecycle)):
        yield with_acts(lifecycle, acts)


def acts_of(lifecycle: Lifecycle) -> list[Act]:
    """The acts of all that belongs to a lifecycle."""
    return [act for part in _parts(lifecycle) for act in part.acts]


def with_acts(lifecycle: Lifecycle, acts: Sequence[Act | None]) -> Lifecycle:
    """The lifecycle with other acts in place of its own, None for none."""
    left = iter(acts)
    kept = [_only(part, [next(left) for _ in part.acts]) for part in _parts(lifecycle)]
    end = 1 + len(lifecycle.seats)
    return replace(
        lifecycle,
        shared=kept[0],
        seats=tuple(
            replace(seat, own=own) for seat, own in zip(lifecycle.seats, kept[1:end], strict=True)
        ),
        agreements=tuple(
            replace(agreement, stated=stated)
            for agreement, stated in zip(lifecycle.agreements, kept[end:], strict=True)
        ),
    )


def _parts(lifecycle: Lifecycle) -> list[Stated]:
    return [
        lifecycle.shared,
        *(seat.own for seat in lifecycle.seats),
        *(agreement.stated for agreement in lifecycle.agreements),
    ]


def _only(stated: Stated, acts: Sequence[Act | None]) -> Stated:
    return replace(stated, acts=tuple(act for act in acts if act))


def signs_of(lifecycle: Lifecycle) -> list[Signs]:
    """The signs of life of each seat."""
    own: list[list[Sign]] = [own_signs(seat.own) for seat in lifecycle.seats]
    shared = [*own_signs(lifecycle.shared), *map(sign_of_visit, lifecycle.visits)]
    for agreement in lifecycle.agreements:
        signs = own_signs(agreement.stated)
        for party in agreement.parties:
            own[party] += signs
        shared += [] if agreement.parties else signs
        shared += map(sign_of_visit, agreement.visits)
    for seat in lifecycle.seats:
        shared += [Sign(act_moment(act.date)) for act in seat.own.acts if "inherited" in act.kinds]
    if len(own) == 2:
        # A relation needs two: what shows one of them shows the other.
        together = (*own[0], *own[1], *shared)
        return [Signs(together, ()), Signs(together, ())]
    return [Signs(tuple(signs), tuple(shared)) for signs in own]


def sign_of_visit(dates: Dates) -> Sign:
    """A visit, meeting or initiative: one that is not dated was on some day."""
    return Sign(act_moment(dates))


def lives_of_seat(
    lifecycle: Lifecycle, index: int, signs: Signs, *, passes_on: bool
) -> tuple[Life, Life, Life | None] | None:
    """What counts for a participation, for its seat, and for the heir's participation."""
    seat, shared = lifecycle.seats[index], lifecycle.shared
    taken = seat_begin(lifecycle, index, signs.by())
    if taken is None:
        return None
    acts = own_acts(seat.own)
    party_ends = _party_end(seat)
    with_party = _with_shared([*acts, *party_ends], shared)
    begin = taken
    party_began = begin_moment(seat.party_began) if seat.party_began else None
    if known_begin(seat.own) is None and party_began:
        begin = frozenset(max(one, two) for one in taken for two in party_began)
    consistent = not contradicted(lifecycle, index, signs.by())
    own = Life(begin, with_party, consistent)
    if any("inherited" in act.kinds for act in seat.own.acts):
        taken = earlier(taken, older_seat(lifecycle, signs.by()))
    if seat.merger is None or not passes_on:
        return own, Life(taken, with_party, consistent), None
    continued = _with_shared(acts, shared)
    merged = begin_moment(seat.merger.when)
    held = Life(earlier(taken, merged), continued, consistent)
    return own, held, Life(merged, continued, consistent)


def seat_begin(lifecycle: Lifecycle, index: int, by: Day | None) -> Moment | None:
    """When a seat was first taken, or None where nothing tells that it ever was."""
    seat, signs = lifecycle.seats[index], signs_of(lifecycle)[index]
    known = known_begin(seat.own) or known_begin(lifecycle.shared)
    if known is None and not (signs.own or signs.shared):
        return None
    begin = cut(ANY_DAY if known is None else known, by)
    # A party's end is no sign, but nothing begins after it.
    return cut(begin, _last_of_party(seat))


def contradicted(lifecycle: Lifecycle, index: int, by: Day | None) -> bool:
    """True where a sign of life, or the end of the party, lies before the begin that is known."""
    seat = lifecycle.seats[index]
    known = known_begin(seat.own) or known_begin(lifecycle.shared)
    limits = (by, _last_of_party(seat))
    return known is not None and any(day is not None and day < min(known) for day in limits)


def _last_of_party(seat: Seat) -> Day | None:
    last = act_moment(seat.party_ended) if seat.party_ended else ANY_DAY
    if seat.merger and not seat.party_ended:
        last = begin_moment(seat.merger.when)
    return None if LATEST in last else max(last)


def earlier(one: Moment, other: Moment) -> Moment:
    """The earlier of two independent days."""
    return frozenset(min(a, b) for a in one for b in other)


def older_seat(lifecycle: Lifecycle, by: Day | None) -> Moment:
    """When a seat was first taken that its holder inherited, from whom is not known."""
    known = known_begin(lifecycle.shared)
    return cut(ANY_DAY if known is None else known, by)


def _party_end(seat: Seat) -> list[tuple[str, Moment]]:
    if seat.party_ended:
        return [(ENDED, day_after(act_moment(seat.party_ended)))]
    return [(ENDED, act_moment(seat.merger.when))] if seat.merger else []


def _with_shared(
    own: Sequence[tuple[str, Moment]], shared: Stated
) -> tuple[tuple[str, Moment], ...]:
    """Own acts and the partnership's; a renewal does not reach who may have left before."""
    left = min((min(days) for effect, days in own if effect == ENDED), default=None)
    passed_on = [
        (effect, days)
        for effect, days in own_acts(shared)
        if effect != IN_FORCE or left is None or max(days) < left
    ]
    return (*own, *passed_on)


def barred(seat: Seat, shared: Stated) -> bool:
    """True where the merger passes the seat on to nobody."""
    if seat.merger is None:
        return True
    merged = begin_moment(seat.merger.when)
    refused = seat.merger.not_inherited
    if refused is not None and min(act_moment(refused)) <= max(merged):
        return True
    over = [day for stated in (seat.own, shared) for day in _certain_ends(stated, min(merged))]
    if not over:
        return False
    return not any(_certainly_resumed(stated, max(over)) for stated in (seat.own, shared))


def _certainly_resumed(stated: Stated, over: Day) -> bool:
    return any(min(days) > over and LATEST not in days for days in _certain_acts(stated, IN_FORCE))


def _certain_ends(stated: Stated, merged: Day) -> Iterator[Day]:
    """Last possible day of each end that had certainly come by the day of the merger."""
    ends = list(_certain_acts(stated, ENDED))
    ends += [act_moment(stated.ended)] if stated.ended else []
    return (max(days) for days in ends if max(days) <= merged)


def _certain_acts(stated: Stated, effect: str) -> Iterator[Moment]:
    """The days of what has an effect by all accounts."""
    for told in matters(stated.acts):
        if all(act.effects() == [effect] for act in told):
            yield frozenset().union(*(act_moment(act.date) for act in told))


@dataclass(frozen=True)
class Found:
    """Possible states of each participation, of each heir's and of the whole; None: no spells."""

    seats: tuple[dict[Day, States] | None, ...]
    heirs: tuple[dict[Day, States] | None, ...]
    whole: dict[Day, States] | None


def states_of(lifecycle: Lifecycle) -> Found:
    """The states of all of a component over all worlds."""
    worlds, signs = list(settled(lifecycle)), signs_of(lifecycle)
    own, taken, heirs = [], [], []
    for i, seat in enumerate(lifecycle.seats):
        passes_on = not barred(seat, lifecycle.shared)
        lives = [lives_of_seat(world, i, signs[i], passes_on=passes_on) for world in worlds]
        own.append(_with_lists(over_worlds([one and one[0] for one in lives]), lifecycle, i))
        taken.append(_with_lists(over_worlds([one and one[1] for one in lives]), lifecycle, i))
        heirs.append(over_worlds([one and one[2] for one in lives]) if passes_on else None)
    held = [states for states in taken if states]
    whole = partnership_states(held) if len(held) >= 2 else None
    return Found(tuple(own), tuple(heirs), whole)


def _with_lists(
    states: dict[Day, States] | None, lifecycle: Lifecycle, index: int
) -> dict[Day, States] | None:
    """What a list claims or somebody denies may never have begun; what one leaves out, ended."""
    if states is None:
        return None
    seat, signs = lifecycle.seats[index], signs_of(lifecycle)[index].own
    added: dict[Day, set[str]] = {day: set() for day in DAYS}
    if seat.listed and not _supported(lifecycle, index):
        added = {day: {NOT_YET} for day in DAYS}
    if seat.not_listed:
        since = min(min(value.days) for value in seat.not_listed)
        for day in range(since, _heard_again(signs, since)):
            added[day].add(ENDED)
    for act in (*seat.own.acts, *lifecycle.shared.acts):
        if "denied" in act.kinds:
            for day in range(min(DAYS), _heard_again(signs, max(act_moment(act.date)) + 1)):
                added[day].add(NOT_YET)
    return {day: states[day] | added[day] for day in DAYS}


def _supported(lifecycle: Lifecycle, index: int) -> bool:
    """True where a sign of the seat stands somewhere else than in a list."""
    others = [replace(seat, own=Stated()) if seat.listed else seat for seat in lifecycle.seats]
    return bool(signs_of(replace(lifecycle, seats=tuple(others)))[index].own)


def _heard_again(signs: Sequence[Sign], since: Day) -> Day:
    """The last day of the next sign of life that cannot lie before a day; else one after all."""
    again = [
        max(sign.days) for sign in signs if (first := sign.first()) is not None and first >= since
    ]
    return min([*again, max(DAYS) + 1])


def never_began(lifecycle: Lifecycle) -> bool:
    """True where there are plans or refusals, and no sign of life of any kind."""
    parts = [lifecycle.shared, *(seat.own for seat in lifecycle.seats)]
    if any(signs.own or signs.shared for signs in signs_of(lifecycle)):
        return False
    kinds = [(kind, act) for part in parts for act in part.acts for kind in act.kinds]
    if any(kind in REFUSALS for kind, _ in kinds):
        return True
    # What two have decided is more than a plan: nobody knows what came of it.
    deciders = {by for kind, act in kinds if kind == "decided" for by in act.by}
    return any(kind in PLANS for kind, _ in kinds) and len(deciders) < 2
