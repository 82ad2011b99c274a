"""Generated lifecycles for the tests against the oracles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from graph.prefixes import BASE
from tests.graph.derivation.lifecycle_statements import lifecycle_lines
from tests.graph.derivation.partnership_oracle import Agreement, Lifecycle, Merger, Seat
from tests.graph.derivation.status_oracle import (
    EARLIEST,
    EFFECTS,
    LATEST,
    WITHOUT_EFFECT,
    Act,
    Dates,
    Stated,
    Value,
)

# All is drawn by a generator that is given: what is drawn is short to name, and seldom drawn twice.


def some_value(chance: Random, *, bounded: bool = False) -> Value:
    """A day, some days in a row, a day with "about", a set of days; with doubt at times."""
    first = chance.randint(2, LATEST - 4)
    doubtful = chance.random() < 1 / 8
    shape = chance.choice(["day", "day", "day", "two", "about", "set", "open", "open"])
    if shape == "set":
        return Value(frozenset({first, first + chance.randint(2, 3)}), doubtful)
    if shape == "open" and not bounded:
        before = frozenset(range(EARLIEST, first + 1))
        return Value(chance.choice([before, frozenset(range(first, LATEST + 1))]))
    last = first + {"two": 1, "about": 2}.get(shape, 0)
    return Value(frozenset(range(first, last + 1)), doubtful)


def some_dates(chance: Random, *, stated: float = 1.0) -> Dates:
    """No value, with a chance; else one as a rule, at times two or three."""
    if chance.random() >= stated:
        return ()
    return tuple(some_value(chance) for _ in range(chance.choice([1, 1, 1, 2, 3])))


def sure_dates(chance: Random, *, stated: float = 1.0) -> Dates:
    """One value that is bounded and not doubted."""
    if chance.random() >= stated:
        return ()
    return (Value(some_value(chance, bounded=True).days),)


TWO_ACCOUNTS = (("suspended", "terminated"), ("dormant", "left"), ("renewed", "suspended"))


def some_act(chance: Random) -> Act:
    """An event of a kind, at times of none with effect, or of two kinds of different effect."""
    effect = chance.choice(sorted(EFFECTS))
    idle = chance.choice(WITHOUT_EFFECT)
    kinds = chance.choice([(effect,)] * 8 + [(idle,), (effect, idle), chance.choice(TWO_ACCOUNTS)])
    return Act(kinds, some_dates(chance, stated=0.9))


def some_acts(chance: Random, most: int) -> tuple[Act, ...]:
    """No more acts than so many; at times all are accounts of one matter.

    Only one of them is an opening, and none of accounts: which of two that are over on the same day
    is the begin is not settled, and what an opening that is disputed leaves open is told by hand.
    """
    acts = [some_act(chance) for _ in range(chance.randint(0, most))]
    while sum(act.opens() for act in acts) > 1:
        acts[-1] = some_act(chance)
    if len(acts) > 1 and not any(act.opens() for act in acts) and chance.random() < 0.3:
        group = chance.getrandbits(32) + 1
        return tuple(replace(act, group=group) for act in acts)
    return tuple(acts)


def agreement_of(seed: int) -> Stated:
    """What is stated of an agreement."""
    return _agreement(Random(seed))


def _agreement(chance: Random) -> Stated:
    return Stated(
        began=some_dates(chance, stated=0.3),
        ended=some_dates(chance, stated=0.3),
        attested=some_dates(chance, stated=0.3),
        signed=some_dates(chance, stated=0.4),
        acts=some_acts(chance, 2),
        replaced=sure_dates(chance, stated=0.25),
    )


def _stated(chance: Random, begun: float, most: int) -> Stated:
    return Stated(
        began=some_dates(chance, stated=begun),
        ended=some_dates(chance, stated=0.25),
        attested=some_dates(chance, stated=0.25),
        acts=some_acts(chance, most),
    )


def _seat(chance: Random) -> Seat:
    """A seat whose party may have been merged, or which a list alone may name."""
    own = _stated(chance, 0.4, 2)
    party_began = sure_dates(chance, stated=0.3)
    if chance.random() < 0.2:
        refused = some_dates(chance, stated=0.8) if chance.random() < 0.2 else None
        return Seat(own, party_began, merger=Merger(sure_dates(chance), refused))
    day = Value(frozenset({chance.randint(2, LATEST - 3)}))
    return Seat(
        own,
        party_began,
        party_ended=some_dates(chance, stated=0.25),
        listed=chance.random() < 0.15,
        not_listed=(day,) if chance.random() < 0.15 else (),
    )


def lifecycle_of(seed: int) -> Lifecycle:
    """A partnership of one to four seats with what belongs to it."""
    chance = Random(seed)
    taken = tuple(_seat(chance) for _ in range(chance.choice([1, 2, 2, 2, 3, 4])))
    parties = tuple(i for i in range(len(taken)) if chance.random() < 0.5)
    governing = Agreement(
        _agreement(chance),
        parties if chance.random() < 0.5 else (),
        (some_dates(chance, stated=0.8),) if chance.random() < 0.5 else (),
    )
    shared = _stated(chance, 0.5, 2)
    if chance.random() < 0.1 and not any(seat.merger for seat in taken):
        denial = Act(("denied",), some_dates(chance, stated=0.8))
        shared = replace(shared, acts=(*shared.acts, denial))
    return Lifecycle(
        shared=shared,
        seats=taken,
        agreements=(governing,) if chance.random() < 0.35 else (),
        visits=(some_dates(chance, stated=0.8),) if chance.random() < 0.25 else (),
    )


def plan_of(seed: int) -> Lifecycle:
    """A partnership of which little more than plans and refusals is known."""
    chance = Random(seed)

    def stated() -> Stated:
        told = tuple(
            Act(
                (chance.choice((*WITHOUT_EFFECT, "denied")),),
                some_dates(chance),
                by=chance.choice([(), ("a",), ("b",), ("a", "b")]),
            )
            for _ in range(chance.randint(0, 2))
        )
        return Stated(attested=some_dates(chance, stated=0.1), acts=told)

    return Lifecycle(
        shared=stated(),
        seats=tuple(
            Seat(own=stated(), party_ended=some_dates(chance, stated=0.25))
            for _ in range(chance.choice([2, 2, 3]))
        ),
    )


# Sources that change


@dataclass(frozen=True)
class Edited:
    """Statements of several sources, and what becomes of some of the sources one after the other.

    Attributes:
        before: statements by source.
        changes: sources with their new statements; none: withdrawn.
    """

    before: Mapping[str, tuple[str, ...]]
    changes: tuple[tuple[str, tuple[str, ...]], ...]


def edited_of(seed: int) -> Edited:
    """Partnerships that share parties and so mergers, told by sources that are edited."""
    chance = Random(seed)
    sources = [f"{BASE}graph/source/{name}" for name in "abcde"]
    parties = [chance.choice("klmn") for _ in range(12)]
    before, after = _told(chance, sources, parties), _told(chance, sources, parties)
    changes = [
        (source, after[source] if chance.random() < 0.75 else ())
        for source in chance.choices(sources, k=chance.randint(1, 4))
    ]
    return Edited(before, tuple(changes))


def _told(
    chance: Random, sources: Sequence[str], parties: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Statements of a few partnerships, some of one source and some of another."""
    by_source: dict[str, list[str]] = {source: [] for source in sources}
    for i in range(chance.randint(2, 3)):
        make = plan_of if chance.random() < 0.2 else lifecycle_of
        source = sources[0]
        for line in lifecycle_lines(str(i), make(chance.getrandbits(48))):
            source = chance.choice(sources) if chance.random() < 0.2 else source
            by_source[source].append(_shared(line, parties))
    return {source: tuple(lines) for source, lines in by_source.items()}


def _shared(line: str, parties: Sequence[str]) -> str:
    """A line in which municipalities of different partnerships are a few that they share."""
    return re.sub(
        r"/municipality/([0-9])-([0-9])",
        lambda found: f"/municipality/{parties[4 * int(found[1]) % 12 + int(found[2])]}",
        line,
    )
