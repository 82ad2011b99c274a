"""Matching in the ledger: reads places and decisions from it, and puts decisions into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.errors import NotFound
from graph.identifiers import list_graph
from graph.ledger import Change, Ledger, Put, Withdraw
from graph.matching import match_graph
from graph.matching.compared_places import PlaceRegister
from graph.matching.decisions import MatchDecision
from graph.matching.place_reading import list_register, reference
from graph.matching.replaying import Replay, replay
from graph.texts import N_
from graph.tiers import LIST_GRAPHS, is_listing


def list_names(ledger: Ledger) -> list[str]:
    """The lists that a ledger holds, by name."""
    graphs = (each.graph for each in ledger.graphs())
    return sorted(each.removeprefix(LIST_GRAPHS) for each in graphs if each.startswith(LIST_GRAPHS))


def check_loaded(ledger: Ledger, names: Iterable[str]) -> None:
    """See that lists are loaded.

    Raises:
        NotFound: one is not.
    """
    loaded = list_names(ledger)
    for name in names:
        if name not in loaded:
            raise NotFound(
                N_("there is no list {name!r}.", name=name[:40]),
                hint=N_("Loaded are: {names}.", names=", ".join(loaded) or "-"),
            )


def read_reference(ledger: Ledger) -> PlaceRegister:
    """The municipalities and towns of a ledger, with the ties that its sources give them."""
    return reference(
        line
        for each in ledger.graphs()
        if not is_listing(each.graph)
        for line in ledger.lines(each.hash)
    )


def read_lists(ledger: Ledger, names: Iterable[str] | None = None) -> list[PlaceRegister]:
    """The lists of those names, or all that are loaded."""
    current = {each.graph: each.hash for each in ledger.graphs()}
    wanted = list_names(ledger) if names is None else names
    return [list_register(name, ledger.lines(current[list_graph(name)])) for name in wanted]


def held(ledger: Ledger, name: str) -> list[MatchDecision]:
    """The decisions on the places of a list; none where none are held."""
    current = {each.graph: each.hash for each in ledger.graphs()}
    found = current.get(match_graph.match_graph(name))
    return match_graph.decisions(ledger.lines(found)) if found else []


def save(
    ledger: Ledger, rows: Mapping[str, Sequence[MatchDecision]], *, actor: str, note: str
) -> list[Change]:
    """Make decisions those of their lists, in one step; a list without any keeps no graph."""
    current = {each.graph for each in ledger.graphs()}
    wanted: list[Put | Withdraw] = []
    for name, several in rows.items():
        graph = match_graph.match_graph(name)
        if several:
            wanted.append(Put(graph, match_graph.lines(name, several)))
        elif graph in current:
            wanted.append(Withdraw(graph))
    return ledger.apply(wanted, actor=actor, note=note)


def list_of(ledger: Ledger, place: str) -> str:
    """The list that a place is of, by its IRI.

    Raises:
        NotFound: no list that is loaded has places of such a name.
    """
    key = place.rpartition("/")[2]
    names = [name for name in list_names(ledger) if key.startswith(f"{name}-")]
    if not names:
        raise NotFound(
            N_("it is no place of a list that is loaded."), where=key[:80],
            hint=N_("Write it like pairs-2026-odense-dk."),
        )  # fmt: skip
    return max(names, key=len)


def replayed(ledger: Ledger, reference: PlaceRegister, lists: Sequence[PlaceRegister]) -> Replay:
    """The decisions by hand on the places of lists, carried over to what there is now."""
    places = {iri: place for each in lists for iri, place in each.places.items()}
    by_hand = [row for each in lists for row in held(ledger, each.name) if row.is_by_hand]
    return replay(by_hand, places, [*reference.places, *places])
