"""Short names of graphs, and points of time, as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from graph.errors import BadDate, UnusableInput
from graph.ledger.versions import is_iri
from graph.near_names import nearest
from graph.prefixes import BASE
from graph.texts import N_

PREFIX: Final = BASE + "graph/"
SHORT: Final = 12
NUMBER: Final = re.compile(r"[0-9]{1,6}")


def short_graph(iri: str) -> str:
    """A graph's name for people: ``source/x`` for one of ours, the IRI for others."""
    return iri.removeprefix(PREFIX)


def graph_iri(name: str) -> str:
    """The IRI of a graph from its IRI or short name, whether or not there is such a graph.

    Raises:
        UnusableInput: no IRI can be made of it.
    """
    iri = name if ":" in name else PREFIX + name.strip("/")
    if not is_iri(iri) or iri == PREFIX:
        raise UnusableInput(
            N_("{name!r} names no graph.", name=name), hint=N_("Write source/name or a whole IRI.")
        )
    return iri


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence with the known graphs whose names are nearest to ``name``; empty for none."""
    close = nearest(short_graph(name), map(short_graph, known))
    return N_("Did you mean {close}?", close=" or ".join(close)) if close else ""


def moment(name: str) -> datetime | date | int:
    """A point in the ledger's history: a change's number, a day, or a moment (ISO 8601).

    Raises:
        BadDate: it is none of these.
    """
    try:
        if NUMBER.fullmatch(name):
            return int(name)
        return date.fromisoformat(name) if "T" not in name else datetime.fromisoformat(name)
    except ValueError:
        raise BadDate(
            N_("{name} is no day, no moment and no number of a change.", name=name),
            hint=N_("Write a day as 2026-11-22."),
        ) from None
