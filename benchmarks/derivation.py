"""How long each rule takes over the synthetic graph: where the time of an index build goes."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pyoxigraph as ox

from benchmarks.data import Clock
from benchmarks.synthetic import generate
from graph.data.shipped import shipped_graphs
from graph.derivation.dated import dated_lines
from graph.derivation.rules import rules
from graph.engine.rule_store import OxigraphRuleStore


@dataclass(frozen=True)
class Step:
    """One step of a derivation.

    Attributes:
        name: the rule's name.
        seconds: time to make its triples and to add them to the working copy, s.
        cpu: processor time of the same, which other programs on the machine do not lengthen, s.
        lines: number of triples it made.
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
    copy = OxigraphRuleStore(store)
    clock.lap("working copy")
    cpu.lap("working copy")
    counts = {"working copy": len(store)}
    for name, text in {"days": "", **rules()}.items():
        made = list(copy.construct(text) if text else dated_lines(copy))
        copy.insert(made)
        clock.lap(name)
        cpu.lap(name)
        counts[name] = len(made)
    return [
        Step(name, seconds, cpu.laps[name], counts[name]) for name, seconds in clock.laps.items()
    ]
