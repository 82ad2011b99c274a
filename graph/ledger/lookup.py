"""Finds the graph, the change or the version of a ledger that a name which people type means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from graph.errors import BadDate, NotFound
from graph.ledger.entries import Change
from graph.ledger.ledger import Ledger
from graph.ledger.release_log import told
from graph.ledger.short_names import NUMBER, did_you_mean, graph_iri, moment, short_graph
from graph.texts import N_

_SHOWN: Final = 60
_HASH: Final = re.compile(r"[0-9a-f]{7,64}")
_YEAR: Final = re.compile(r"[0-9]{4}-")


def known_graph(ledger: Ledger, name: str) -> str:
    """The IRI of a graph that is or was in the ledger.

    Raises:
        NotFound: there never was such a graph; names the nearest.
    """
    iri, known = graph_iri(name), ledger.known()
    if iri in known:
        return iri
    hint = did_you_mean(iri, known) or N_("`venskab graph list` names them all.")
    raise NotFound(N_("there is no graph {name}.", name=name), hint=hint)


def change_of(ledger: Ledger, name: str) -> int:
    """Number of the last change at a point of the history; 0 before the first.

    Args:
        ledger: the ledger.
        name: a release's name, or what :func:`moment` reads. A release goes in front: a day on
            which one was made names the graph as it was released.

    Raises:
        BadDate: it begins like a day and is none.
        NotFound: it is none of these; both say which releases there are.
    """
    releases = {each.name: each.sequence for each in ledger.releases.all()}
    if name in releases:
        return releases[name]
    try:
        when = moment(name)
    except BadDate:
        what = N_("{name!a} is no release, no day and no number of a change.", name=name[:_SHOWN])
        hint = N_("Write a day as 2026-11-22. {told}", told=told(list(releases), name))
        raise (BadDate if _YEAR.match(name) else NotFound)(what, hint=hint) from None
    return ledger.last_change(when)


def version_hash(ledger: Ledger, graph: str, name: str) -> str:
    """The hash of a version of ``graph``.

    Args:
        ledger: the ledger.
        graph: the graph's IRI.
        name: the first seven or more characters of the hash, the number of a change, or a day
            (YYYY-MM-DD): the version the graph had after it.

    Raises:
        NotFound: no such version.
        BadDate: it looks like a day and is none.
    """
    history = ledger.history(graph)
    found = _by_number(history, name, ledger) if _is_number(name) else _by_hash(history, name)
    if len(found) == 1:
        return found.pop()
    short = short_graph(graph)
    what = N_("{graph} has no version {name}.", graph=short, name=name)
    if found:
        what = N_("several versions of {graph} begin with {name}.", graph=short, name=name)
    raise NotFound(
        what,
        hint=N_("`venskab graph history {graph}` names them all.", graph=short),
    )


def _is_number(name: str) -> bool:
    return bool(NUMBER.fullmatch(name)) or "-" in name


def _by_hash(history: Sequence[Change], name: str) -> set[str]:
    if not _HASH.fullmatch(name):
        return set()
    return {change.hash for change in history if change.hash and change.hash.startswith(name)}


def _by_number(history: Sequence[Change], name: str, ledger: Ledger) -> set[str]:
    when = moment(name)
    last = when if isinstance(when, int) else ledger.at(when)
    before = [change for change in history if change.sequence <= last]
    return {before[-1].hash} - {None} if before and before[-1].hash else set()
