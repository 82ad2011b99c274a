"""How long the derivation takes over the synthetic graph: all of it, and after a small change."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pyoxigraph as ox

from benchmarks.data import Clock
from benchmarks.synthetic import generate
from graph.data.shipped import shipped_graphs
from graph.derivation.patterns import made, of_inherited, read
from graph.derivation.published import lines_of
from graph.derivation.tables import Tables, statements
from graph.engine.rule_store import OxigraphRuleStore


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


def measure(triples: int) -> list[Step]:
    """Derive everything from about ``triples`` synthetic statements, step by step."""
    store = ox.Store()
    for lines in shipped_graphs().values():
        store.bulk_load("\n".join(lines).encode(), ox.RdfFormat.N_QUADS)
    for graph in generate(triples):
        store.bulk_load("\n".join(graph.lines).encode(), ox.RdfFormat.N_QUADS)
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
    done("status, dates, partners", len(found))
    given = {*read(tables, everything), *of_inherited(found)}
    found.update(made(rules.construct, given))
    done("patterns", len(found))
    sorted(found)
    done("sorting", len(found))
    return [
        Step(name, seconds, cpu.laps[name], counts[name]) for name, seconds in clock.laps.items()
    ]
