"""The data all servers get: a ledger for Venskab, and its whole index as N-Quads for the peers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import pyoxigraph as ox

from benchmarks.nquads import Graph, curie
from benchmarks.synthetic import generate
from graph.engine.index import build
from graph.ledger import Put
from graph.settings import Settings
from graph.shipped import open_home

_SUBJECTS: Final = 200


@dataclass(frozen=True)
class Data:
    """Data on disk.

    Attributes:
        triples: statements of the synthetic graphs.
        home: Venskab's home folder.
        things: IRIs to ask about, by kind.
        seconds: what took how long, s.
    """

    triples: int
    home: Path
    things: Mapping[str, Sequence[str]]
    seconds: Mapping[str, float]


def prepare(folder: Path, triples: int) -> Data:
    """Make a ledger of about ``triples`` synthetic statements and the shipped graph in a folder."""
    things = Things()
    clock = Clock()
    puts = [Put(graph.iri, graph.lines) for graph in things.noting(generate(triples))]
    clock.lap("generate")
    with open_home(folder) as ledger:
        ledger.apply(puts, actor="benchmark")
    clock.lap("ledger")
    stated = sum(len(list(put.lines)) for put in puts)
    return Data(stated, folder, things.sample(), clock.laps)


def dump(home: Path, target: Path) -> int:
    """Write all that Venskab would serve, derived statements too, as N-Quads.

    Returns:
        Number of statements.
    """
    index = build(Settings(home=home).ledger_path)
    index.store.dump(str(target), ox.RdfFormat.N_QUADS)
    return index.quads


class Clock:
    """Notes how long each step took.

    Args:
        now: what tells the time, s.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self.laps: dict[str, float] = {}
        self._now = now
        self._last = now()

    def lap(self, name: str) -> None:
        """End a step."""
        now = self._now()
        self.laps[name] = round(now - self._last, 2)
        self._last = now


class Things:
    """Picks what to ask about: parties, the sought-after ones more often, and agreements."""

    def __init__(self) -> None:
        self._parties: list[str] = []
        self._agreements: list[str] = []

    def noting(self, graphs: Iterable[Graph]) -> Iterator[Graph]:
        """Pass graphs on and note what is in them."""
        party, kind, agreement = curie("vsk:party"), curie("rdf:type"), curie("vsk:Agreement")
        for graph in graphs:
            for line in graph.lines:
                subject, predicate, value, *_ = line.split(" ", 3)
                if predicate == party and "/id/participation/" in subject:
                    self._parties.append(value[1:-1])
                elif predicate == kind and value == agreement:
                    self._agreements.append(subject[1:-1])
            yield graph

    def sample(self) -> dict[str, list[str]]:
        """Some of each kind, always the same ones."""
        rng = Random(1)
        return {
            "municipality": rng.choices(self._parties, k=_SUBJECTS),
            "agreement": rng.choices(self._agreements, k=_SUBJECTS),
        }
