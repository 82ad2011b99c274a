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


def states_in_words(states: Iterable[State], lang: Lang) -> str:
    """The states that are possible, such as "in force or ended"."""
    possible = set(states)
    return _(" or ", lang).join(_(_WORDS[each], lang) for each in _WORDS if each in possible)
