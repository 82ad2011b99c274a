"""One export of the shipped graph, and the index it must agree with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.data.shipped import open_home, shipped_graphs
from graph.engine.dump import Dump
from graph.engine.index import build
from graph.exports.export import export
from graph.exports.network_export import read_network
from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.network.selection import Selection
from graph.network.tie_network import Network

SOURCE = source_graph("kujalleq-aarhus-2016")


@dataclass(frozen=True)
class Exported:
    """An export.

    Attributes:
        home: the home folder it was made from.
        folder: its files.
        store: the index of the same ledger.
        generation: its name.
        network: the network that it holds.
    """

    home: Path
    folder: Path
    store: ox.Store
    generation: str
    network: Network


@dataclass(frozen=True)
class Small:
    """A home folder with one source, and an export of it without any tie.

    Attributes:
        home: the home folder.
        folder: the files.
        network: the network that they hold.
    """

    home: Path
    folder: Path
    network: Network

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.home / "ledger.sqlite"

    def export(self, folder: Path) -> None:
        """Make the files in another folder."""
        export(self.ledger, folder, lambda _: self.network)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    home, folder = tmp_path_factory.mktemp("small-home"), tmp_path_factory.mktemp("small-export")
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.put(SOURCE, shipped_graphs()[SOURCE], actor="test")
    generation = Dump.of(home / "ledger.sqlite").generation
    made = Small(home, folder, Network({}, [], [], Selection(), generation))
    made.export(folder)
    return made


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("export")
    open_home(home).close()
    network = read_network(home / "ledger.sqlite", head=len(shipped_graphs()))
    export(home / "ledger.sqlite", folder, lambda _: network)
    index = build(home / "ledger.sqlite")
    assert index.content.generation == network.generation
    # The index has the merge in its default graph, which no file of named graphs has.
    named = ox.Store()
    named.bulk_extend(
        quad for quad in index.store if not isinstance(quad.graph_name, ox.DefaultGraph)
    )
    return Exported(home, folder, named, index.content.generation, network)
