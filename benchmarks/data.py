"""The data all servers get: a ledger for Venskab, and its named graphs as N-Quads for the peers.

Deriving a million statements takes minutes, so data that was made is kept in ``build/benchmarks``
until the code or the files that it is made from change.
"""

from __future__ import annotations

import hashlib
import io
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Final

import pyoxigraph as ox

from benchmarks.nquads import Graph, curie
from benchmarks.synthetic import generate
from graph.data.shipped import open_home
from graph.engine.index import build
from graph.ledger import Put
from graph.settings import Settings

_ROOT: Final = Path(__file__).parents[1]
_BUILD: Final = _ROOT / "build" / "benchmarks"
# What is shipped is left out: it is a hundredth of the data, and changes often.
_MADE_FROM: Final = (
    "benchmarks/claims.py", "benchmarks/data.py", "benchmarks/nquads.py", "benchmarks/places.py",
    "benchmarks/synthetic.py", "graph/derivation/*.py", "graph/time/*.py",
    "queries/rules/*.rq",
)  # fmt: skip
_SUBJECTS: Final = 200


@dataclass(frozen=True)
class Data:
    """Data on disk.

    Attributes:
        triples: statements of the synthetic graphs.
        quads: statements of all named graphs, with what is shipped and derived.
        folder: holds Venskab's home folder and the peers' file.
        things: IRIs to ask about, by kind.
        seconds: what took how long, s.
    """

    triples: int
    quads: int
    folder: str
    things: Mapping[str, Sequence[str]]
    seconds: Mapping[str, float]

    @property
    def home(self) -> Path:
        """Venskab's home folder."""
        return Path(self.folder) / "home"

    @property
    def quads_file(self) -> Path:
        """All named graphs as N-Quads."""
        return Path(self.folder) / "all.nq"


def prepared(triples: int) -> Data:
    """About ``triples`` synthetic statements beside the shipped graph; made where they are not."""
    folder = _BUILD / f"{triples}-{_key()}"
    kept = folder / "data.json"
    if kept.exists():
        # The folder may have been moved since.
        return Data(**json.loads(kept.read_text(encoding="utf-8")) | {"folder": str(folder)})
    # In a process of its own, whose memory is given back.
    with ProcessPoolExecutor(1) as pool:
        data = pool.submit(_prepare, folder, triples).result()
    kept.write_text(json.dumps(asdict(data)), encoding="utf-8")
    return data


def _key() -> str:
    digest = hashlib.sha256()
    for pattern in _MADE_FROM:
        for file in sorted(_ROOT.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _prepare(folder: Path, triples: int) -> Data:
    folder.mkdir(parents=True, exist_ok=True)
    things, clock = Things(), Clock()
    puts = [Put(graph.iri, graph.lines) for graph in things.noting(generate(triples))]
    clock.lap("generate")
    with open_home(folder / "home") as ledger:
        ledger.apply(puts, actor="benchmark")
    clock.lap("ledger")
    stated = sum(len(list(put.lines)) for put in puts)
    quads = _dump(folder / "home", folder / "all.nq")
    clock.lap("derive, build the index and dump")
    return Data(stated, quads, str(folder), things.sample(), clock.laps)


def _dump(home: Path, target: Path) -> int:
    """Write the named graphs that Venskab serves, derived statements too, as N-Quads.

    Returns:
        Number of statements.
    """
    index = build(Settings(home=home).ledger_path)
    with target.open("wb") as file:
        for graph in index.store.named_graphs():
            text = io.BytesIO()
            index.store.dump(text, ox.RdfFormat.N_TRIPLES, from_graph=graph)
            file.write(text.getvalue().replace(b" .\n", f" {graph} .\n".encode()))
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
