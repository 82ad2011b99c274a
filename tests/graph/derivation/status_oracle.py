"""What the status of a thing can be on each day, found by trying every possible world.

Days are small integers; ``None`` is an open side. Nothing here reads RDF or SPARQL: a life is
described in Python, once as what sources state (``Stated``) and once as what counts (``Life``), and
the possible states come from enumeration. Decision 0002 is the definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

NOT_YET, IN_FORCE, SUSPENDED, ENDED = "not-yet", "in-force", "suspended", "ended"
RANK = {IN_FORCE: 1, SUSPENDED: 2, ENDED: 3}
OPENING = ("joined", "entered-into-force", "inherited")
EFFECTS = {
    "joined": IN_FORCE, "entered-into-force": IN_FORCE, "inherited": IN_FORCE,
    "renewed": IN_FORCE, "resumed": IN_FORCE, "suspended": SUSPENDED, "dormant": SUSPENDED,
    "terminated": ENDED, "left": ENDED,
}  # fmt: skip

Day = int
EARLIEST: Day = 0
LATEST: Day = 11
DAYS = range(EARLIEST + 1, LATEST)
States = frozenset[str]


@dataclass(frozen=True)
class Span:
    """First and last possible day of something."""

    first: Day | None
    last: Day | None

    def days(self) -> range:
        """Every possible day; one day outside the range looked at stands for all beyond."""
        first = EARLIEST if self.first is None else self.first
        last = LATEST if self.last is None else self.last
        return range(first, last + 1)

    def after(self) -> Span:
        """The day after."""
        return Span(
            None if self.first is None else self.first + 1,
            None if self.last is None else self.last + 1,
        )


UNKNOWN = Span(None, None)


@dataclass(frozen=True)
class Event:
    """A lifecycle event of a kind with an effect, with its date if it is known."""

    kind: str
    when: Span | None


@dataclass(frozen=True)
class Stated:
    """What sources state of one thing."""

    began: Span | None = None
    ended: Span | None = None
    attested: Span | None = None
    events: tuple[Event, ...] = ()
    replaced: Span | None = None


@dataclass(frozen=True)
class Seat:
    """One participation as stated, and the days of the party it is of."""

    own: Stated = field(default_factory=Stated)
    party_began: Span | None = None
    party_ended: Span | None = None


@dataclass(frozen=True)
class Life:
    """A begin, and acts with their effect; every day independent of the others."""

    begin: Span
    acts: tuple[tuple[str, Span], ...]


def later(one: Span, other: Span) -> Span:
    """The later of two independent days."""
    return Span(max(one.days()[0], other.days()[0]), max(one.days()[-1], other.days()[-1]))


def _opening(stated: Stated) -> int | None:
    """Index of the event by which it begins: the one that is over first."""
    openings = []
    for i, event in enumerate(stated.events):
        if event.kind in OPENING:
            days = (event.when or UNKNOWN).days()
            openings.append((days[-1], days[0], i))
    return min(openings)[2] if openings and stated.began is None else None


def _known_begin(stated: Stated) -> Span | None:
    opening = _opening(stated)
    if opening is not None:
        return stated.events[opening].when or UNKNOWN
    return stated.began


def _own_acts(stated: Stated, *, with_opening: bool) -> list[tuple[str, Span]]:
    opening = None if with_opening else _opening(stated)
    acts = [
        (EFFECTS[e.kind], e.when or UNKNOWN) for i, e in enumerate(stated.events) if i != opening
    ]
    if stated.ended:
        acts.append((ENDED, stated.ended.after()))
    if stated.replaced:
        acts.append((ENDED, stated.replaced))
    return acts


def _acted_by(stated: Stated, extra: Sequence[Span] = ()) -> Day | None:
    """The day by which something had happened to it, so that it had begun."""
    spans = [span for _, span in _own_acts(stated, with_opening=True)] + list(extra)
    if stated.ended:
        spans.append(stated.ended)
    return min((span.days()[-1] for span in spans), default=None)


def _cut(begin: Span, acted: Day | None) -> Span:
    days = begin.days()
    if acted is not None and days[0] <= acted < days[-1]:
        return Span(begin.first, acted)
    return begin


def _unknown_begin(*latest: Day | None) -> Span | None:
    known = [day for day in latest if day is not None]
    return Span(None, known[0]) if known else None


def _attested(stated: Stated) -> Day | None:
    return stated.attested.last if stated.attested else None


def life_of_agreement(stated: Stated) -> Life | None:
    """What counts for an agreement, or None where nothing tells that it ever began."""
    acted = _acted_by(stated)
    begin = _known_begin(stated) or _unknown_begin(_attested(stated), acted)
    if begin is None:
        return None
    return Life(_cut(begin, acted), tuple(_own_acts(stated, with_opening=False)))


def lives_of_participation(seat: Seat, partnership: Stated) -> tuple[Life, Life] | None:
    """What counts for a participation, and for its seat in the partnership."""
    party_ends = [seat.party_ended.after()] if seat.party_ended else []
    acted = _acted_by(seat.own, party_ends)
    own_begin = _known_begin(seat.own)
    begin = (
        own_begin
        or _known_begin(partnership)
        or _unknown_begin(
            _attested(seat.own), _attested(partnership), acted, _acted_by(partnership)
        )
    )
    if begin is None:
        return None
    acts = _own_acts(seat.own, with_opening=False) + [(ENDED, span) for span in party_ends]
    acts += _passed_on(partnership, acts)
    seated = _cut(begin, acted)
    clipped = seated
    if own_begin is None and seat.party_began:
        clipped = later(seated, seat.party_began)
    return Life(clipped, tuple(acts)), Life(seated, tuple(acts))


def _passed_on(partnership: Stated, own: Sequence[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    left = min((span.days()[0] for effect, span in own if effect == ENDED), default=None)
    for effect, span in _own_acts(partnership, with_opening=False):
        if effect != IN_FORCE or left is None or span.days()[-1] < left:
            yield effect, span


@cache
def possible_states(life: Life) -> dict[Day, States]:
    """By enumeration of all worlds: the states possible on each day looked at."""
    found: dict[Day, set[str]] = {day: set() for day in DAYS}
    effects = [effect for effect, _ in life.acts]
    for days in product(*(span.days() for _, span in life.acts)):
        world = sorted(zip(days, (RANK[e] for e in effects), effects, strict=True))
        for begin in life.begin.days():
            for day in DAYS:
                found[day].add(_state(day, begin, world))
    return {day: frozenset(states) for day, states in found.items()}


def _state(day: Day, begin: Day, world: Sequence[tuple[Day, int, str]]) -> str:
    if begin > day:
        return NOT_YET
    state = IN_FORCE
    for when, _, effect in world:
        # What has ended cannot rest; only a resumption brings it back.
        if when <= day and (effect, state) != (SUSPENDED, ENDED):
            state = effect
    return state


def partnership_states(seats: Sequence[dict[Day, States]]) -> dict[Day, States]:
    """By enumeration over the independent seats: the partnership's states on each day."""
    return {
        day: frozenset(_together(world) for world in product(*(seat[day] for seat in seats)))
        for day in DAYS
    }


def _together(world: Sequence[str]) -> str:
    in_force = sum(state == IN_FORCE for state in world)
    alive = sum(state in (IN_FORCE, SUSPENDED) for state in world)
    begun = sum(state != NOT_YET for state in world)
    if in_force >= 2:
        return IN_FORCE
    if alive >= 2:
        return SUSPENDED
    return ENDED if begun >= 2 else NOT_YET
