"""The states that a thing can have on each day, found by trying every possible world.

Days are small integers. A *moment* is the set of days that a world may choose from; the first day
looked at stands for all before it, the last for all after it and for never. Nothing here reads RDF
or SPARQL. What is stated of one thing is here, what joins things is in ``partnership_oracle``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations, product

NOT_YET, IN_FORCE, SUSPENDED, ENDED = "not-yet", "in-force", "suspended", "ended"
RANK = {IN_FORCE: 1, SUSPENDED: 2, ENDED: 3}
OPENING = ("joined", "entered-into-force", "inherited")
EFFECTS = {
    "joined": IN_FORCE, "entered-into-force": IN_FORCE, "inherited": IN_FORCE,
    "renewed": IN_FORCE, "resumed": IN_FORCE, "suspended": SUSPENDED, "dormant": SUSPENDED,
    "terminated": ENDED, "left": ENDED,
}  # fmt: skip
WITHOUT_EFFECT = ("proposed", "requested", "decided", "rejected", "abandoned", "not-realised")

Day = int
EARLIEST: Day = 0
LATEST: Day = 11
DAYS = range(EARLIEST + 1, LATEST)
States = frozenset[str]
Moment = frozenset[Day]
ANY_DAY: Moment = frozenset(range(EARLIEST, LATEST + 1))


@dataclass(frozen=True)
class Value:
    """One value of a date: the days it may mean, and whether its source doubts it."""

    days: Moment
    doubtful: bool = False


Dates = tuple[Value, ...]
"""All values that sources give to one date; none where it is not stated."""


@dataclass(frozen=True)
class Act:
    """A lifecycle event; acts of one group (from 1 on) are accounts of which one is true."""

    kinds: tuple[str, ...]
    date: Dates = ()
    group: int = 0
    by: tuple[str, ...] = ()

    def effects(self) -> list[str]:
        """The different effects of its kinds."""
        return sorted({EFFECTS[kind] for kind in self.kinds if kind in EFFECTS})

    def opens(self) -> bool:
        """True where it begins what it concerns."""
        return any(kind in OPENING for kind in self.kinds)


@dataclass(frozen=True)
class Stated:
    """What sources state of one thing."""

    began: Dates = ()
    ended: Dates = ()
    attested: Dates = ()
    signed: Dates = ()
    acts: tuple[Act, ...] = ()
    replaced: Dates = ()


@dataclass(frozen=True)
class Life:
    """A begin, and acts with their effect; every day independent of the others.

    It is consistent if no sign of life lies before the begin that is stated.
    """

    begin: Moment
    acts: tuple[tuple[str, Moment], ...]
    consistent: bool = True


@dataclass(frozen=True)
class Sign:
    """Days of which one shows a thing alive, or that it had been."""

    days: Moment = field(default=ANY_DAY)

    def last(self) -> Day | None:
        """The day by which it had begun, if there is one."""
        return None if LATEST in self.days else max(self.days)

    def first(self) -> Day | None:
        """The first day it can be of, if there is one."""
        return None if EARLIEST in self.days else min(self.days)


def groups(dates: Dates) -> list[Value]:
    """What the largest sets of values that exclude each other not have in common."""
    found: list[tuple[set[int], Value]] = []
    for size in range(len(dates), 0, -1):
        for chosen in combinations(range(len(dates)), size):
            values = [dates[i] for i in chosen]
            common = frozenset.intersection(*(value.days for value in values))
            if common and not any(set(chosen) <= larger for larger, _ in found):
                doubtful = all(value.doubtful for value in values)
                found.append((set(chosen), Value(common, doubtful)))
    return [value for _, value in found]


def begin_moment(dates: Dates) -> Moment:
    """When a begin can be: a doubtful one on any day."""
    return frozenset().union(
        *(ANY_DAY if value.doubtful else value.days for value in groups(dates))
    )


def act_moment(dates: Dates) -> Moment:
    """When an act can be: a doubtful one in its bounds, later, or never; an undated one any day."""
    if not dates:
        return ANY_DAY
    return frozenset().union(
        *(
            range(min(value.days), LATEST + 1) if value.doubtful else value.days
            for value in groups(dates)
        )
    )


def day_after(days: Moment) -> Moment:
    """From possible last days the first days without."""
    return frozenset(min(day + 1, LATEST) for day in days) | (days & {EARLIEST})


def opening(stated: Stated) -> int | None:
    """Index of the event by which it begins: the one that is over first."""
    found = []
    for i, act in enumerate(stated.acts):
        if act.opens() and not stated.began:
            days = opening_moment(act)
            found.append((max(days), min(days), i))
    return min(found)[2] if found else None


def opening_moment(act: Act) -> Moment:
    """When an opening event can be, as a begin."""
    return begin_moment(act.date) if act.date else ANY_DAY


def known_begin(stated: Stated) -> Moment | None:
    """The begin that is stated, by a date, an opening event or else a signing."""
    if stated.began:
        return begin_moment(stated.began)
    first = opening(stated)
    if first is not None:
        return opening_moment(stated.acts[first])
    return begin_moment(stated.signed) if stated.signed else None


def own_acts(stated: Stated) -> list[tuple[str, Moment]]:
    """Effects and moments of what happened to it, but for the event that is its begin."""
    begun_by = opening(stated)
    acts = [
        (act.effects()[0], act_moment(act.date))
        for i, act in enumerate(stated.acts)
        if i != begun_by and act.effects()
    ]
    if stated.ended:
        acts.append((ENDED, day_after(act_moment(stated.ended))))
    if stated.replaced:
        acts.append((ENDED, begin_moment(stated.replaced)))
    return acts


def own_signs(stated: Stated) -> list[Sign]:
    """Each sign that a thing was alive at some time, of those stated of itself."""
    signs = [
        Sign(begin_moment(dates))
        for dates in (stated.began, stated.signed, stated.replaced)
        if dates
    ]
    signs += [sign for told in matters(stated.acts) if (sign := _sign_of(told))]
    if stated.ended:
        signs.append(Sign(act_moment(stated.ended)))
    for value in stated.attested:
        signs.append(Sign(value.days | {LATEST} if value.doubtful else value.days))
    return signs


def matters(acts: Sequence[Act]) -> list[list[Act]]:
    """The acts, with the accounts of one matter together."""
    single = [[act] for act in acts if not act.group]
    return single + [[a for a in acts if a.group == g] for g in {a.group for a in acts} - {0}]


def _sign_of(told: Sequence[Act]) -> Sign | None:
    """The sign that the accounts of one matter are: one of them is true.

    Where one says that nothing happened, the others are a sign of no day.
    """
    if not any(act.effects() for act in told):
        return None
    if not all(act.effects() for act in told):
        return Sign()
    days = (opening_moment(act) if act.opens() else act_moment(act.date) for act in told)
    return Sign(frozenset().union(*days))


def begun_by(signs: Iterable[Sign]) -> Day | None:
    """The first last day of some signs."""
    return min((last for sign in signs if (last := sign.last()) is not None), default=None)


def heard_of(signs: Iterable[Sign]) -> Day | None:
    """The last day that a sign with a last day can be of."""
    return max((last for sign in signs if (last := sign.last()) is not None), default=None)


def cut(begin: Moment, by: Day | None) -> Moment:
    """A begin that lies no later than a day, unless none of its days does."""
    if by is None or min(begin) > by:
        return begin
    return frozenset(day for day in begin if day <= by)


def unknown_begin(by: Day | None) -> Moment:
    """Any day no later than one, or any day at all."""
    return cut(ANY_DAY, by)


def life_of_agreement(stated: Stated, by: Day | None) -> Life | None:
    """What counts for an agreement in one world, or None where nothing tells that it ever began.

    Args:
        stated: what is stated, with what happened in this world.
        by: the day by which it had begun, by all accounts.
    """
    if not own_signs(stated):
        return None
    begin = known_begin(stated)
    acts = tuple(own_acts(stated))
    if begin is None:
        return Life(unknown_begin(by), acts)
    return Life(cut(begin, by), acts, by is None or by >= min(begin))


def accounts(acts: Sequence[Act]) -> Iterator[list[Act | None]]:
    """Each way in which accounts that contradict each other can be settled.

    One act of each group took place and one effect of each act; None is what did not take place.
    """
    members = {act.group: [i for i, a in enumerate(acts) if a.group == act.group] for act in acts}
    members.pop(0, None)
    for true in product(*members.values()):
        happened = [act.group == 0 or i in true for i, act in enumerate(acts)]
        choices = [
            [_with_effect(act, effect) for effect in act.effects()] or [act]
            if took_place
            else [None]
            for act, took_place in zip(acts, happened, strict=True)
        ]
        yield from map(list, product(*choices))


def _with_effect(act: Act, effect: str) -> Act:
    return replace(act, kinds=tuple(kind for kind in act.kinds if EFFECTS.get(kind) == effect))


def agreement_states(stated: Stated) -> dict[Day, States] | None:
    """The states of an agreement over all worlds, or None where it is not known to have begun."""
    # What is signed may enter into force later: no begin that is stated is cut by the signing.
    by = begun_by(own_signs(replace(stated, signed=())))
    lives = [
        life_of_agreement(replace(stated, acts=tuple(act for act in acts if act)), by)
        for acts in accounts(stated.acts)
    ]
    return over_worlds(lives)


def over_worlds(lives: Sequence[Life | None]) -> dict[Day, States] | None:
    """States over several accounts; where one knows no begin, it may be that it never began.

    An account that contradicts itself counts only where all do.
    """
    if not any(lives):
        return None
    consistent = [life for life in lives if life is None or life.consistent]
    sets = [possible_states(life) for life in consistent or lives if life]
    never = {NOT_YET} if None in lives else set()
    return {day: frozenset(never.union(*(found[day] for found in sets))) for day in DAYS}


@cache
def possible_states(life: Life) -> dict[Day, States]:
    """By enumeration of all worlds: the states possible on each day looked at.

    Worlds are walked day by day; those that agree on what has happened so far go on as one.
    """
    order = sorted(range(len(life.acts)), key=lambda i: RANK[life.acts[i][0]])
    worlds = {(False, frozenset(order), IN_FORCE)}
    found: dict[Day, States] = {}
    for day in range(EARLIEST, LATEST):
        worlds = {
            (begun, frozenset(pending), _after(state, [life.acts[i][0] for i in now]))
            for begun_before, waiting, state in worlds
            for begun in _choices(begun_before, day, life.begin)
            for now in _happening(waiting, day, life, order)
            for pending in [waiting - set(now)]
        }
        if day in DAYS:
            found[day] = frozenset(state if begun else NOT_YET for begun, _, state in worlds)
    return found


def _choices(begun: bool, day: Day, begin: Moment) -> list[bool]:
    """Whether it has begun on a day: it may on each day of its moment, and must on the last."""
    if begun or day not in begin:
        return [begun]
    return [True] if day == max(begin) else [False, True]


def _happening(
    waiting: frozenset[int], day: Day, life: Life, order: Sequence[int]
) -> Iterator[list[int]]:
    """Each set of acts that can happen on a day, lower effects first."""
    can = [i for i in order if i in waiting and day in life.acts[i][1]]
    must = {i for i in can if day == max(life.acts[i][1])}
    for chosen in product(*([True] if i in must else [False, True] for i in can)):
        yield [i for i, now in zip(can, chosen, strict=True) if now]


def _after(state: str, effects: Sequence[str]) -> str:
    for effect in effects:
        # What has ended cannot rest; only a resumption brings it back.
        if (effect, state) != (SUSPENDED, ENDED):
            state = effect
    return state
