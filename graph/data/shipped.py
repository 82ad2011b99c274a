"""The graph that comes with the package: loaded into a new ledger, offered to an older one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from graph.engine.formats import TRIG, TURTLE
from graph.errors import UnreadableFile
from graph.identifiers import ONTOLOGY_GRAPH, source_graph
from graph.ledger import Change, Ledger, Put
from graph.ledger.versions import version_of
from graph.settings import Settings
from ontology import ROOT, SCHEMES, SHAPES

DATA: Final = Path(__file__).parent
ACTOR: Final = "venskab"


@dataclass(frozen=True)
class ShippedOffer:
    """A graph of the package that the ledger has never had in this version.

    Attributes:
        graph: its IRI.
        lines: its lines in the package.
        current: hash of the version in the ledger; None where it has none.
        added: number of statements that are new.
        removed: number of statements that go.
        edited: the version in the ledger is not one that a package brought.
    """

    graph: str
    lines: list[str]
    current: str | None
    added: int
    removed: int
    edited: bool


def open_home(home: Path) -> Ledger:
    """Open the ledger of a home folder; a new one gets the shipped graph.

    Args:
        home: the folder; made where it is missing.

    Raises:
        UnreadableFile: the ledger cannot be opened; see :meth:`graph.ledger.Ledger.open`.
    """
    ledger = Ledger.open(Settings(home=home).ledger_path)
    try:
        # Two processes may both find it new: then the second finds nothing left to change.
        if ledger.head() == 0:
            load_shipped(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def shipped_graphs() -> dict[str, list[str]]:
    """The package's graphs: IRI to sorted N-Quads lines."""
    graphs = _named_graphs(DATA.rglob("*.trig"))
    ontology: set[str] = set()
    for path in _ontology_files():
        ontology.update(_lines(path, TURTLE.media_type, ONTOLOGY_GRAPH))
    graphs[ONTOLOGY_GRAPH] = sorted(ontology)
    return dict(sorted(graphs.items()))


def shipped_reference() -> dict[str, list[str]]:
    """The package's graphs of places and parties: IRI to sorted N-Quads lines."""
    return _named_graphs((DATA / "reference").glob("*.trig"))


def shipped_source(name: str) -> list[str]:
    """The graph of one of the package's sources: sorted N-Quads lines."""
    return _named_graphs([DATA / "sources" / f"{name}.trig"])[source_graph(name)]


def _named_graphs(files: Iterable[Path]) -> dict[str, list[str]]:
    """The graphs of TriG files: IRI to sorted N-Quads lines."""
    graphs: defaultdict[str, set[str]] = defaultdict(set)
    for path in files:
        for line in _lines(path, TRIG.media_type, None):
            graphs[_graph_of(line)].add(line)
    return {graph: sorted(lines) for graph, lines in graphs.items()}


def load_shipped(ledger: Ledger) -> list[Change]:
    """Put the package's graphs into a ledger, in one step.

    They are not validated here: the package's tests do that.
    """
    puts = [Put(graph, lines) for graph, lines in shipped_graphs().items()]
    return ledger.apply(puts, actor=ACTOR, note=_note())


def offer(ledger: Ledger) -> list[ShippedOffer]:
    """The graphs of this package that the ledger never had.

    A version that somebody replaced or withdrew is not offered again.
    """
    current = {found.graph: found.hash for found in ledger.graphs()}
    history = ledger.history()
    past = {(change.graph, change.hash) for change in history}
    brought = {(change.graph, change.hash) for change in history if change.actor == ACTOR}
    last = {change.graph for change in history}
    offers = []
    for graph, lines in shipped_graphs().items():
        if (graph, version_of(graph, lines).hash) in past:
            continue
        now = current.get(graph)
        held = set(ledger.lines(now)) if now else set()
        new = set(lines)
        edited = graph in last and (graph, now) not in brought
        offers.append(ShippedOffer(graph, lines, now, len(new - held), len(held - new), edited))
    return offers


def is_older(ledger: Ledger) -> bool:
    """Another version of the package than this one was the last to bring anything."""
    notes = [change.note for change in ledger.history() if change.actor == ACTOR]
    return bool(notes) and notes[-1] != _note()


def take(ledger: Ledger, offers: list[ShippedOffer]) -> list[Change]:
    """Put offered graphs into a ledger, in one step."""
    puts = [Put(each.graph, each.lines) for each in offers]
    return ledger.apply(puts, actor=ACTOR, note=_note())


def _note() -> str:
    return f"shipped with Venskab {version('venskab')}"


def _ontology_files() -> Iterator[Path]:
    for folder in (ROOT, SCHEMES, SHAPES):
        yield from sorted(folder.glob("*.ttl"))


def _lines(path: Path, media_type: str, graph: str | None) -> list[str]:
    # A ledger that is there already is opened without the parser.
    from graph.engine.safe_parser import read_quads  # noqa: PLC0415

    try:
        return read_quads(path.read_bytes(), media_type, base=None, default_graph=graph)
    except UnreadableFile as error:
        raise UnreadableFile(error.sentence(), where=str(path)) from error


def _graph_of(line: str) -> str:
    # A line ends in " <graph> .", and an IRI holds no space.
    return line[line.rindex(" <") + 2 : -len("> .")]
