"""Checks what somebody looks for by name, at whichever door it is asked."""

from __future__ import annotations

from typing import Final

from graph.errors import BadParameter
from graph.search.match import TYPES
from graph.texts import N_

# The longest name in the graph is about 150 characters.
LONGEST: Final = 300


def check_length(text: str, where: str) -> None:
    """Refuse what is longer than any name.

    Args:
        text: what is looked for.
        where: the parameter that it is the value of.

    Raises:
        BadParameter: it is too long.
    """
    if len(text) > LONGEST:
        what = N_(
            "{text} characters are no name; at most {most} are taken.",
            text=len(text),
            most=LONGEST,
        )
        raise BadParameter(what, where=where, hint=N_("Ask for a few words of the name."))


def check_type(kind: str) -> None:
    """Refuse a type that no thing has; blank stands for any.

    Raises:
        BadParameter: there is no such type.
    """
    if kind and kind not in TYPES:
        raise BadParameter(
            N_("There is no type {kind!r}.", kind=kind[:80]),
            where="type",
            hint=N_("Take {known}.", known=", ".join(TYPES)),
        )
