"""The states that a life can have on each day, over all worlds.

A world gives the begin and every act one day, independent of each other. Which states are possible
on a day is decided without going through the worlds: an act can be the last one if it can lie so
late that every other act can be kept out of the days after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.derivation.acts import Act, Choice, acts_of
from graph.derivation.moments import FIRST, LAST, Stretch, latest
from graph.time.intervals import State

States = frozenset[State]
Reasons = frozenset[str]


@dataclass(frozen=True, slots=True)
class Life:
    """A begin, and the acts that count.

    Attributes:
        begin: first and last day on which it can have begun.
        choices: acts, of which a world takes one of each choice.
        reasons: what tells of the begin.
        by_accounts: true where only acts that other accounts deny tell that it ever began.
    """

    begin: Stretch
    choices: tuple[Choice, ...]
    reasons: Reasons
    by_accounts: bool = False


class Spell(NamedTuple):
    """Days with one set of possible states, until the next spell.

    Attributes:
        start: first day; the first there is for an open start.
        states: the possible states.
        reasons: IRIs of what begins, ends or suspends it, or leaves it open.
    """

    start: int
    states: States
    reasons: Reasons


Spells = tuple[Spell, ...]
"""Spells in order; the first has an open start, the last an open end."""

_NOTHING_COUNTS: Final[Mapping[State, int]] = {
    State.IN_FORCE: FIRST, State.SUSPENDED: FIRST, State.ENDED: FIRST,
}  # fmt: skip


def spells_of(life: Life) -> Spells:
    """The spells of a life."""
    return joined(Spell(day, *_on(life, day)) for day in _days(life))


def joined(spells: Iterable[Spell]) -> Spells:
    """Neighbours with the same states made one, with the reasons of both."""
    made: list[Spell] = []
    for spell in spells:
        if made and made[-1].states == spell.states:
            made[-1] = made[-1]._replace(reasons=made[-1].reasons | spell.reasons)
        else:
            made.append(spell)
    return tuple(made)


def at(spells: Spells, day: int) -> Spell:
    """The spell that a day lies in."""
    return spells[bisect_right(spells, day, key=lambda spell: spell.start) - 1]


def days_of(several: Iterable[Spells]) -> list[int]:
    """Every day on which one of some runs of spells starts."""
    return sorted({spell.start for spells in several for spell in spells})


def _days(life: Life) -> list[int]:
    """The days on which the possible states can change."""
    ends = {*life.begin}
    for act in acts_of(life.choices):
        for stretch in act.days:
            ends.update(stretch)
    # The day after an end too: an act on a fixed day beats one that can lie on the same.
    return [FIRST, *sorted(d for day in ends for d in {day, day + 1} if FIRST < d < LAST)]


def _on(life: Life, day: int) -> tuple[States, Reasons]:
    first, last = life.begin
    states = {State.NOT_YET} if day < last else set()
    reasons = set(life.reasons)
    if first <= day:
        for state, witnesses in _after_begin(life, day):
            states.add(state)
            reasons |= witnesses
    return frozenset(states), frozenset(reasons)


def _after_begin(life: Life, day: int) -> Iterator[tuple[State, Reasons]]:
    """The states that are possible once it has begun, each with the acts that can lead to it."""
    choices = life.choices
    if all(_avoids(choice, _NOTHING_COUNTS, day) for choice in choices) and _began(life, day):
        yield State.IN_FORCE, frozenset()
    for number, choice in enumerate(choices):
        others = [*choices[:number], *choices[number + 1 :]]
        for act in choice:
            if isinstance(act, Act) and _can_be_last(act, others, day):
                yield act.effect, _told(choice, act)


def _began(life: Life, day: int) -> bool:
    """True if it can have begun without an act by a day; by accounts alone one must follow."""
    return not life.by_accounts or any(act.days[-1][1] > day for act in acts_of(life.choices))


def _told(choice: Choice, act: Act) -> Reasons:
    """The reasons of an act, and of the accounts that say that nothing happened."""
    denials = (each.reasons for each in choice if not isinstance(each, Act))
    return act.reasons.union(*denials)


def _can_be_last(act: Act, others: Sequence[Choice], day: int) -> bool:
    when = latest(act.days, day)
    if when is None:
        return False
    if act.effect is State.ENDED:  # beats a resumption on the same day
        return _all_avoid(others, {State.IN_FORCE: when + 1}, day)
    if act.effect is State.IN_FORCE:
        return _all_avoid(others, {State.SUSPENDED: when, State.ENDED: when}, day)
    return _can_be_suspended(when, others, day)


def _can_be_suspended(when: int, others: Sequence[Choice], day: int) -> bool:
    """True if it can be suspended since a day: what has ended cannot, until it is resumed."""
    if _all_avoid(others, {State.IN_FORCE: when + 1, State.ENDED: FIRST}, day):
        return True
    for number, choice in enumerate(others):
        rest = [*others[:number], *others[number + 1 :]]
        for act in choice:
            if isinstance(act, Act) and act.effect is State.IN_FORCE:
                again = latest(act.days, when)
                banned = {State.IN_FORCE: when + 1, State.ENDED: again or FIRST}
                if again is not None and _all_avoid(rest, banned, day):
                    return True
    return False


def _all_avoid(choices: Iterable[Choice], banned: Mapping[State, int], day: int) -> bool:
    return all(_avoids(choice, banned, day) for choice in choices)


def _avoids(choice: Choice, banned: Mapping[State, int], day: int) -> bool:
    """True if a choice has an alternative outside what is banned.

    Args:
        choice: the alternatives.
        banned: effects that must not lie on the days from the one given to ``day``.
        day: the last of these days.
    """
    for act in choice:
        if not isinstance(act, Act):
            return True
        since = banned.get(act.effect)
        if since is None or act.days[0][0] < since or act.days[-1][1] > day:
            return True
    return False
