"""What the states of a tie are called, wherever one is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from api.locale.language import Lang
from api.locale.translation import _
from graph.texts import N_, Text
from graph.time.intervals import State

# In the order of a life.
_WORDS: Final[Mapping[State, Text]] = {
    State.NOT_YET: N_("not yet begun"),
    State.IN_FORCE: N_("in force"),
    State.SUSPENDED: N_("suspended"),
    State.ENDED: N_("ended"),
}


# How a thing stands on a day: its status, and whether what it owes is due.
_STANDINGS: Final[Mapping[str, Text]] = {
    "not-yet": N_("Not yet begun"),
    "in-force": N_("In force"),
    "suspended": N_("Suspended"),
    "ended": N_("Ended"),
    "possibly-in-force": N_("Possibly in force"),
    "possibly-suspended": N_("Possibly suspended"),
    "possibly-ended": N_("Possibly ended"),
    "overdue": N_("Overdue"),
    "possibly-overdue": N_("Possibly overdue"),
    "within-a-year": N_("Falls due within a year"),
    "later": N_("Falls due later"),
    "expired": N_("Ended without a known review"),
    "none": N_("No deadline named"),
}


def standing_words(standing: str) -> Text:
    """What a status on a day, or how a deadline stands, is called."""
    return _STANDINGS[standing]


def states_in_words(states: Iterable[State], lang: Lang) -> str:
    """The states that are possible, such as "in force or ended"."""
    possible = set(states)
    return _(" or ", lang).join(_(_WORDS[each], lang) for each in _WORDS if each in possible)
