"""The inputs of one run of an export: each is made when it is first needed, and once."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Final

from graph.engine.dump import Advance, Dump, DumpedGraph
from graph.engine.sorting import sorted_lines
from graph.errors import VenskabError
from graph.exports.target_folder import TargetFolder
from graph.network.tie_network import Network
from graph.texts import N_

Progress = Callable[[str, int, int], None]
DATABASE: Final = "venskab.sqlite"
# How long steps take beside each other; any other takes one.
WEIGHTS: Final = {
    "statements": 20,
    "sorting": 20,
    DATABASE: 160,
    "venskab.nq.gz": 30,
    "venskab.trig.gz": 40,
    "venskab.ttl.gz": 40,
    "venskab.jsonld.gz": 40,
    "network.gexf": 40,
}
_RESOLUTION: Final = 1000


class Meter:
    """Tells how much of the whole is done.

    Args:
        progress: told what is made now, how much is done, and of how much.
        statements: how many there are.
        total: the weights of all steps together.
    """

    def __init__(self, progress: Progress, statements: int, total: int) -> None:
        self._progress = progress
        self._statements = max(1, statements)
        self._total = total
        self._done = 0.0

    @contextmanager
    def step(self, what: str, weight: int) -> Generator[Advance]:
        """A step of the work, which tells how many of the statements it has passed."""
        begun, passed = self._done, 0

        def advance(statements: int) -> None:
            nonlocal passed
            passed += statements
            self._tell(what, begun + weight * min(1.0, passed / self._statements))

        self._tell(what, begun)
        yield advance
        self._tell(what, begun + weight)

    def _tell(self, what: str, done: float) -> None:
        self._done = done
        self._progress(what, round(done * _RESOLUTION), self._total * _RESOLUTION)


class BuildInputs:
    """The parts.

    Args:
        dump: the state of the ledger.
        folder: where finished files are.
        scratch: a folder for what is thrown away afterwards.
        read_network: reads the network of all partnerships after a change of the ledger.
        meter: told what is done.
        licence: IRI of the licence of the data.
    """

    def __init__(
        self,
        dump: Dump,
        folder: TargetFolder,
        scratch: Path,
        read_network: Callable[[int], Network],
        meter: Meter,
        licence: str,
    ) -> None:
        self.dump = dump
        self.folder = folder
        self.scratch = scratch
        self._read_network = read_network
        self.meter = meter
        self.licence = licence
        self.graphs: list[DumpedGraph] = []

    @cached_property
    def by_graph(self) -> Path:
        """All statements as N-Quads, graph by graph."""
        path = self.scratch / "by-graph.nq"
        with (
            self.meter.step(N_("statements"), WEIGHTS["statements"]) as advance,
            path.open("wb") as out,
        ):
            self.graphs += self.dump.write(out, advance)
        return path

    @cached_property
    def by_subject(self) -> Path:
        """The same, sorted as a whole."""
        path = self.scratch / "by-subject.nq"
        source = self.by_graph
        with (
            self.meter.step(N_("sorting"), WEIGHTS["sorting"]) as advance,
            source.open("rb") as lines,
            path.open("wb") as out,
        ):
            out.writelines(sorted_lines(lines, self.scratch, advance))
        return path

    @property
    def database(self) -> Path:
        """The finished SQLite file."""
        path = self.folder.path(DATABASE)
        if path is None:
            raise VenskabError(N_("The tables were not made yet."))
        return path

    @cached_property
    def network(self) -> Network:
        """The network of all partnerships."""
        return self._read_network(self.dump.state.head)
