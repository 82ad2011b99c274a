"""How long the derivation takes over the synthetic graph: all of it, and after a small change."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from benchmarks.data import Clock
from benchmarks.synthetic import generate
from graph.data.shipped import shipped_graphs
from graph.derivation.changes import Derivation
from graph.derivation.patterns import made, of_inherited, read
from graph.derivation.published import lines_of
from graph.derivation.statement_tables import Tables, statements
from graph.engine.rule_store import OxigraphRuleStore, construct
from graph.prefixes import PREFIXES

CHANGES: Final = 40
_OF_PARTNERSHIPS: Final = tuple(
    f"<{PREFIXES['vid']}{kind}/" for kind in ("partnership", "participation", "agreement", "event")
)
_CHANGING: Final = frozenset(
    f"<{PREFIXES['vsk']}{name}>" for name in ("began", "date", "signed", "inPartnership")
)


@dataclass(frozen=True)
class Step:
    """One step of a derivation.

    Attributes:
        name: what is done.
        seconds: time it takes, s.
        cpu: processor time of the same, which other programs on the machine do not lengthen, s.
        lines: number of triples read or made.
    """

    name: str
    seconds: float
    cpu: float
    lines: int


def store_of(triples: int) -> ox.Store:
    """The shipped graph and about ``triples`` synthetic statements."""
    store = ox.Store()
    for lines in shipped_graphs().values():
        store.bulk_load("\n".join(lines).encode(), ox.RdfFormat.N_QUADS)
    for graph in generate(triples):
        store.bulk_load("\n".join(graph.lines).encode(), ox.RdfFormat.N_QUADS)
    return store


def measure(store: ox.Store) -> list[Step]:
    """Derive everything anew, step by step."""
    clock, cpu = Clock(), Clock(time.process_time)
    counts: dict[str, int] = {}

    def done(name: str, lines: int) -> None:
        clock.lap(name)
        cpu.lap(name)
        counts[name] = lines

    rules, tables = OxigraphRuleStore(store), Tables()
    tables.add(statements(rules.quads()))
    everything = tables.everything()
    done("tables", len(store))
    found = {line for thing in everything for line in lines_of(tables, thing)}
    done("dates, status, inheritance, partners", len(found))
    given = [*read(tables, everything), *of_inherited(found)]
    found.update(made(rules.construct, given))
    done("patterns", len(found))
    sorted(found)
    done("order", len(found))
    return [
        Step(name, seconds, cpu.laps[name], counts[name]) for name, seconds in clock.laps.items()
    ]


def measure_changes(store: ox.Store) -> list[float]:
    """Processor time of changes of one partnership each, s: a statement goes or comes back."""
    kept = Derivation(construct)
    kept.change(OxigraphRuleStore(store).quads())
    found = []
    for line in _spread(store):
        for added, removed in (([], [line]), ([line], [])):
            start = time.process_time()
            kept.change(added, removed)
            found.append(time.process_time() - start)
    return sorted(found)


def _spread(store: ox.Store) -> Iterator[str]:
    """Statements of partnerships, from all over the data."""
    several = [
        line
        for line in OxigraphRuleStore(store).quads()
        if line.startswith(_OF_PARTNERSHIPS) and line.split(" ", 2)[1] in _CHANGING
    ]
    yield from several[:: max(1, len(several) * 2 // CHANGES)][: CHANGES // 2]
