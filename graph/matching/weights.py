"""The weights and thresholds of matching: the one place where they stand.

A weight is in bits: each doubles (or, below zero, halves) the odds that two places are one. It is
``log2(m / u)``: how often a feature is seen of one place in two lists, against how often of two
places taken at random. ``docs/how-to/matching.md`` shows the table.
"""

from __future__ import annotations

from typing import Final, NamedTuple

# From this chance on a pair is decided by rule, below the other it is not shown. The chance is
# cautious: how often pairs above the threshold are right is measured (docs/how-to/matching.md).
CERTAIN: Final = 0.95
OPEN: Final = 0.05
# Of these a person decides, however high the chance: what they have in common may be their friends.
DOUBTS: Final = frozenset({"name other", "country other", "unit other", "id other"})
# So begins the reason of a municipality that had ended before the list: that is a doubt too.
ENDED: Final = "ended"


# Chance is counted among the places of a register, but a small one is only a part of the world.
PLACES_AT_LEAST: Final = 1000


class NameLevel(NamedTuple):
    """How two names are alike, and how often names of one place in two lists are so.

    Attributes:
        name: as it is said in a reason.
        share: of pairs that are one place, how many have names so alike.
        like: how like two names are at least, from 0 to 1.
        by_chance: of 1,000 other places, how many have a name so like by chance; 0 where it is
            counted in the register itself: a rare name says more than a frequent one.
    """

    name: str
    share: float
    like: float
    by_chance: float


# The first that fits counts. A whole name has a word for a municipality, which tells its language.
NAMES: Final = (
    NameLevel("whole", 0.3, 1.0, 0.002),
    NameLevel("same", 0.62, 1.0, 0),
    NameLevel("sound", 0.14, 1.0, 0),
    NameLevel("part", 0.2, 1.0, 0),
    NameLevel("near", 0.07, 0.90, 0.25),
    NameLevel("like", 0.06, 0.80, 6),
    NameLevel("other", 0.06, 0.0, 990),
)

ID_SAME: Final = 40.0
ID_NEAR: Final = 30.0
CODE_SAME: Final = 40.0

COUNTRY_SAME: Final = 0.95
COUNTRY_OTHER: Final = -6.0
# The only one of its name in a register that has every municipality of the country.
ONLY_ONE: Final = 3.0

FAR: Final = -7.0
UNIT_OTHER: Final = -6.0
QUALIFIER_OTHER: Final = -8.0
ERA_OTHER: Final = -9.0


class Habits(NamedTuple):
    """What two registers usually have in common, by which the same finding weighs differently.

    Attributes:
        kept: of the ties that the one gives between places of both, the share the other gives too.
        tie_most: bits of one tie in common, at most.
        missing: bits of each tie that the other does not give.
        missing_least: bits of all that are missing, at least.
        distances: kilometres, and the bits of a distance up to so many.
        id_other: bits of two different identifiers.
    """

    kept: float
    tie_most: float
    missing: float
    missing_least: float
    distances: tuple[tuple[float, float], ...]
    id_other: float


_OF_TOWNS: Final = ((3.0, 9.0), (10.0, 6.0), (25.0, 1.0), (80.0, -2.0), (200.0, -4.0))
_OF_MUNICIPALITIES: Final = ((3.0, 9.0), (15.0, 7.5), (40.0, 5.0), (80.0, 1.5), (200.0, -3.0))
# Two lists give about the same ties; the evidence is no list; the doubles of a list share few.
LISTS: Final = Habits(0.6, 9.0, -1.3, -4.0, _OF_TOWNS, -20.0)
REGISTER: Final = Habits(0.6, 9.0, 0.0, 0.0, _OF_MUNICIPALITIES, -20.0)
DOUBLES: Final = Habits(0.4, 5.0, 0.0, 0.0, _OF_TOWNS, -6.0)
# So much of all ties together: chances stay numbers that a machine can hold.
TIES_MOST: Final = 600.0
# Two places that are tied to each other are two.
TIED: Final = -20.0
# Names of a list that are only near each other are seldom one place: Prague 4, Prague 5.
NEAR_DOUBLE: Final = -5.0
