"""Plain patterns: what CONSTRUCT rules make of the statements about partnerships and agreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from importlib.resources import files
from typing import Final

from graph.derivation import names
from graph.derivation.statement_tables import Tables, reached
from graph.derivation.store import Construct
from graph.identifiers import DERIVED_GRAPH

# The predicates that each rule reads: it is given these statements and no others.
READS: Final = {
    "90-lineage": (names.REPLACES, names.RENEWS),
    "94-areas": (names.TYPE, names.AREA, names.GOVERNS, names.PART_OF),
    "95-members": (names.IN_PARTNERSHIP, names.PARTY, names.ORGANIZATION, names.MEMBER),
}
_READ: Final = frozenset(predicate for several in READS.values() for predicate in several)
_LINEAGE: Final = (names.REPLACES, names.RENEWS)
_INHERITED: Final = f"<{names.INHERITED_IRI}"
_OF_INHERITED: Final = (f" <{names.IN_PARTNERSHIP}> ", f" <{names.PARTY}> ")


@cache
def rules() -> dict[str, str]:
    """The CONSTRUCT rules, file stem to text, in the order of their names."""
    folder = files("queries") / "rules"
    found = {
        entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".rq")
    }
    return dict(sorted(found.items()))


def made(construct: Construct, lines: Iterable[str]) -> Iterator[str]:
    """N-Quads lines of all that the rules make of some N-Triples lines; some can come twice."""
    given: dict[str, list[str]] = {}
    for line in lines:
        given.setdefault(line.split(" ", 2)[1], []).append(line)
    for name, text in rules().items():
        read = [line for each in READS[name] for line in given.get(f"<{each}>", ())]
        for line in construct(text, read) if read else ():
            yield f"{line.removesuffix('.').rstrip()} <{DERIVED_GRAPH}> ."


def read(tables: Tables, things: Iterable[str]) -> Iterator[str]:
    """N-Triples lines of what the rules read of some things."""
    for thing in things:
        for predicate, value, _ in tables.about(thing):
            # Of classes the rules ask for one alone.
            if predicate in _READ and (predicate != names.TYPE or value == names.PARTNERSHIP):
                yield f"<{thing}> <{predicate}> <{value}> ."


def of_inherited(lines: Iterable[str]) -> Iterator[str]:
    """N-Triples lines of what the rules read of derived lines: the inherited participations."""
    for line in lines:
        if line.startswith(_INHERITED) and any(part in line for part in _OF_INHERITED):
            yield line.rsplit(" ", 2)[0] + " ."


def around(tables: Tables, things: Iterable[str]) -> set[str]:
    """The things whose statements decide what the rules make of some."""
    return reached(things, partial(_beside, tables))


def _beside(tables: Tables, thing: str) -> Iterator[str]:
    for link in (names.IN_PARTNERSHIP, names.ORGANIZATION, names.GOVERNS, names.PART_OF):
        yield from tables.subjects(link, thing)
    for link in _LINEAGE:
        yield from tables.subjects(link, thing)
        yield from tables.values(thing, link)
