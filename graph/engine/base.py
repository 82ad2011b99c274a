"""The protocol of an engine, for the embedded store and for remote SPARQL servers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol


class Kind(Enum):
    """The kind of a query's answer."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    GRAPH = "graph"


@dataclass(frozen=True)
class Format:
    """A serialisation that an engine can write.

    Attributes:
        name: the name on the command line, such as ``csv``.
        media_type: the media type, without parameters.
        suffix: file name suffix without the dot.
        kinds: the kinds of results it can carry.
    """

    name: str
    media_type: str
    suffix: str
    kinds: frozenset[Kind]


_ROWS = frozenset({Kind.SOLUTIONS})
_RESULTS = frozenset({Kind.SOLUTIONS, Kind.BOOLEAN})
_GRAPH = frozenset({Kind.GRAPH})

JSON = Format("json", "application/sparql-results+json", "srj", _RESULTS)
XML = Format("xml", "application/sparql-results+xml", "srx", _RESULTS)
CSV = Format("csv", "text/csv", "csv", _RESULTS)
TSV = Format("tsv", "text/tab-separated-values", "tsv", _RESULTS)
TURTLE = Format("turtle", "text/turtle", "ttl", _GRAPH)
NTRIPLES = Format("ntriples", "application/n-triples", "nt", _GRAPH)
RDFXML = Format("rdfxml", "application/rdf+xml", "rdf", _GRAPH)
JSONLD = Format("jsonld", "application/ld+json", "jsonld", _GRAPH)
TRIG = Format("trig", "application/trig", "trig", _GRAPH)
NQUADS = Format("nquads", "application/n-quads", "nq", _GRAPH)

FORMATS: tuple[Format, ...] = (
    JSON, XML, CSV, TSV, TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS,
)  # fmt: skip
BY_NAME: dict[str, Format] = {f.name: f for f in FORMATS}
BY_MEDIA_TYPE: dict[str, Format] = {f.media_type: f for f in FORMATS}


@dataclass(frozen=True)
class Request:
    """One query to answer.

    Attributes:
        text: SPARQL 1.1 query text.
        formats: acceptable formats, best first; the first that can carry the result is used.
        default_graphs: protocol's ``default-graph-uri``; empty means the union of all graphs.
        named_graphs: protocol's ``named-graph-uri``; empty means all graphs.
        seconds: time limit asked for, at most the engine's own; None means the engine's own.
    """

    text: str
    formats: Sequence[Format] = FORMATS
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    seconds: float | None = None


@dataclass(frozen=True)
class Result:
    """A complete answer.

    Attributes:
        kind: solutions, boolean or graph.
        format: the serialisation of ``body`` or ``path``.
        body: the whole answer, if it is short; else None.
        path: the spool file that holds the whole answer, if it is long; else None.
        size: bytes of the answer.
        seconds: time the engine took, s.
        generation: the state of the data that was asked.
        rows: rows of solutions, where they are known.
    """

    kind: Kind
    format: Format
    body: bytes | None
    path: Path | None
    size: int
    seconds: float
    generation: str
    rows: int | None = None

    def read(self) -> bytes:
        """The whole answer, from memory or from the spool."""
        if self.body is not None:
            return self.body
        if self.path is None:
            raise ValueError("a result holds a body or a path")
        return self.path.read_bytes()

    def take(self) -> bytes:
        """The whole answer; its spool file is removed, so it can be taken once."""
        try:
            return self.read()
        finally:
            if self.path:
                self.path.unlink(missing_ok=True)


class Unacceptable(Exception):
    """No format of the request can carry the result.

    Args:
        kind: what the query answers with.
        obstacle: what in this very answer XML cannot carry; blank when it is the kind.
    """

    def __init__(self, kind: Kind, obstacle: str = "") -> None:
        self.kind = kind
        self.obstacle = obstacle
        super().__init__(f"none of the accepted formats can carry {obstacle or kind.value}")


@dataclass(frozen=True)
class Limits:
    """Limits of every query; see ``graph.settings`` for the defaults.

    Attributes:
        seconds: longest time, s.
        memory: memory beyond the index, bytes.
        result: largest answer, bytes.
        text: longest query, bytes.
        depth: deepest nesting.
        patterns: most triple patterns and clauses.
        workers: queries at the same time.
        queue: queries that may wait.
        short: answers up to this size stay in memory, bytes.
        cache: answers kept for the next to ask, bytes.
        in_memory: statements of the ledger up to which the index is in memory; that of a larger
            one is on disk beside it.
    """

    seconds: float = 30.0
    memory: int = 1 << 30
    result: int = 512 << 20
    text: int = 65_536
    depth: int = 60
    patterns: int = 300
    workers: int = 2
    queue: int = 32
    short: int = 1 << 20
    cache: int = 256 << 20
    in_memory: int = 75_000


@dataclass(frozen=True)
class EngineState:
    """The load of an engine at the moment.

    Attributes:
        busy: workers that answer a query or are being ended.
        idle: workers that wait for one.
        waiting: queries that wait for a worker.
        hits: answers given from the cache since the start.
        misses: answers that had to be evaluated since the start.
        kept: bytes in the cache.
        quads: statements in the index.
        graphs: graphs in the index.
        damaged: IRIs of graphs that the ledger cannot read any more, and that are not in the index.
    """

    busy: int
    idle: int
    waiting: int
    hits: int
    misses: int
    kept: int
    quads: int
    graphs: int
    damaged: Sequence[str] = ()


class Engine(Protocol):
    """Answers queries; raises ``BadQuery``, ``LimitMet`` or ``Unacceptable``."""

    limits: Limits

    @property
    def state(self) -> EngineState:
        """The load of the engine at the moment."""

    @property
    def generation(self) -> str:
        """Name of the state of the data; changes with every change."""

    @property
    def head(self) -> int:
        """Number of the last change of the ledger that it holds."""

    @property
    def gone(self) -> bool:
        """True when this state of the data cannot be asked any more, as of a remote engine."""

    async def query(self, request: Request) -> Result:
        """Answer one query, whole, or raise."""

    def cached(self, request: Request) -> Result | None:
        """The short answer to a query that is kept of this generation, without asking anybody."""


class PinnableEngine(Engine, Protocol):
    """An engine of one generation."""

    def held(self) -> AbstractContextManager[Engine]:
        """Keep it for as long as the block lasts."""


Prepare = Callable[[PinnableEngine], Awaitable[None]]


class LiveEngine(Engine, Protocol):
    """An engine of a ledger that changes."""

    def pinned(self) -> AbstractContextManager[Engine]:
        """The generation of now, which stays the same for as long as the block lasts."""

    async def newest(self) -> tuple[int, str]:
        """Number of the ledger's last change that concerns this engine, and when it was made."""

    async def refresh(
        self, ready: Prepare | None = None, *, to: tuple[int, str] | None = None
    ) -> bool:
        """Take up what changed in the ledger since then; whether anything did.

        Args:
            ready: what is done with the new generation before it answers anybody else.
            to: the state that is taken up, as :meth:`newest` tells of one; default: the newest.
        """

    async def close(self) -> None:
        """End all processes and remove the spool."""
