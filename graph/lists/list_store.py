"""Lists in the ledger: put in, replaced by a new edition, counted, taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graph.errors import NotFound
from graph.identifiers import list_graph
from graph.ledger import Change, Ledger, Put, Withdraw
from graph.lists.building import BuiltList
from graph.prefixes import PREFIXES
from graph.texts import N_
from graph.tiers import LIST_GRAPHS, MATCH_GRAPHS

_VSK: Final = PREFIXES["vsk"]
_PLACE: Final = f"type> <{_VSK}ListPlace> "
_TIE: Final = f"type> <{_VSK}ListTie> "
_FACT: Final = re.compile(r"<[^>]*> <([^>]*)> (?:<([^>]*)>|\"((?:[^\"\\]|\\.)*)\")")


@dataclass(frozen=True)
class LoadedList:
    """A list that the ledger holds.

    Attributes:
        name: its name.
        published: the day or month of its edition, EDTF; blank where it says none.
        licence: IRI of its licence; blank where it says none.
        places: number of places.
        ties: number of ties.
        statements: number of statements.
        version: hash of its version.
        matches: number of statements of decisions on its places.
    """

    name: str
    published: str
    licence: str
    places: int
    ties: int
    statements: int
    version: str
    matches: int


def loaded_lists(ledger: Ledger) -> list[LoadedList]:
    """The lists that a ledger holds, by name."""
    current = {each.graph: each for each in ledger.graphs()}
    found = []
    for graph, version in sorted(current.items()):
        if graph.startswith(LIST_GRAPHS):
            name = graph.removeprefix(LIST_GRAPHS)
            matches = current.get(MATCH_GRAPHS + name)
            lines = ledger.lines(version.hash)
            places, ties = counted(lines)
            facts = _facts(graph, lines)
            found.append(
                LoadedList(
                    name,
                    facts.get(_VSK + "published", ""),
                    facts.get(PREFIXES["dcterms"] + "license", ""),
                    places,
                    ties,
                    version.quads,
                    version.hash,
                    matches.quads if matches else 0,
                )
            )
    return found


def edition_in(ledger: Ledger, name: str) -> list[str]:
    """The lines of the edition of a list that a ledger holds; none where it holds no such list."""
    found = (each.hash for each in ledger.graphs() if each.graph == list_graph(name))
    return [line for each in found for line in ledger.lines(each)]


def put_lists(ledger: Ledger, built: Sequence[BuiltList], *, actor: str) -> list[Change]:
    """Put lists into a ledger in one step, each in the place of its older edition.

    What the ledger has already is not changed. In one step, a running server reads them once.
    """
    wanted = [Put(each.source.graph, each.lines) for each in built]
    return ledger.apply(wanted, actor=actor, note="; ".join(map(note_of, built)))


def note_of(built: BuiltList) -> str:
    """What the ledger keeps of where a list is from: its edition and its licence."""
    source = built.source
    licence = f", {source.licence}" if source.licence else ""
    return f"list {source.name}, edition {source.published}{licence}"


def remove_lists(ledger: Ledger, names: Iterable[str], *, actor: str) -> list[Change]:
    """Take lists out, with the decisions on their places, in one step.

    Raises:
        NotFound: a list of that name is not there; nothing is changed.
    """
    current = {each.graph for each in ledger.graphs()}
    wanted: list[Withdraw] = []
    for name in dict.fromkeys(names):
        if list_graph(name) not in current:
            loaded = [each.removeprefix(LIST_GRAPHS) for each in current
                      if each.startswith(LIST_GRAPHS)]  # fmt: skip
            raise NotFound(
                N_("there is no list {name!r}.", name=name[:40]),
                hint=N_("Loaded are: {names}.", names=", ".join(sorted(loaded)) or "-"),
            )
        wanted += [
            Withdraw(graph) for graph in (list_graph(name), MATCH_GRAPHS + name) if graph in current
        ]
    return ledger.apply(wanted, actor=actor, note="list removed")


def counted(lines: Iterable[str]) -> tuple[int, int]:
    """The places and the ties among the lines of a list."""
    places = ties = 0
    for line in lines:
        if _TIE in line:
            ties += 1
        elif _PLACE in line:
            places += 1
    return places, ties


def _facts(graph: str, lines: Iterable[str]) -> dict[str, str]:
    """What a list says of itself, one value for each property."""
    start = f"<{graph}> "
    found = (_FACT.match(line) for line in lines if line.startswith(start))
    return {each[1]: each[2] or each[3] or "" for each in found if each}
