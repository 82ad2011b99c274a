"""Counters for Prometheus: requests, limits met, and the load of the engine."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api.processes.membership import Membership
from graph.engine.base import Engine

_SECONDS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60)
_OTHER: Final = "other"


class Metrics:
    """The counters of one application.

    Args:
        engine: asked for its state at each reading.
        routes: first segments of the paths there are; others are counted together, so that
            nobody can make names without end.
        member: the place of this process among those that share its port, which are counted
            together; None for one alone.
    """

    def __init__(
        self, engine: Engine, routes: Collection[str], member: Membership | None = None
    ) -> None:
        self._routes = routes
        self._member = member
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "venskab_requests",
            "Requests answered, by the first segment of their path and by status.",
            ["route", "status"],
            registry=self._registry,
        )
        self._limits = Counter(
            "venskab_limits_met", "Limits met, by name.", ["limit"], registry=self._registry
        )
        self.query_seconds = Histogram(
            "venskab_query_seconds",
            "Time from a request with a query to the end of its answer, s.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        if member is not None:
            # What the library counts here is this process's own part of files that all write.
            self._registry = CollectorRegistry()
            MultiProcessCollector(self._registry)  # type: ignore[no-untyped-call]
            self._registry.register(_ProcessState(member))
        self._registry.register(_EngineState(engine, member))

    def answered(self, path: str, status: int) -> None:
        """Count one request."""
        segment = path.split("/", 2)[1] if path.startswith("/") else _OTHER
        route = f"/{segment}" if segment in self._routes else _OTHER
        self._requests.labels(route, str(status)).inc()
        if self._member is not None:
            self._member.count_request()

    def met(self, limit: str) -> None:
        """Count a limit that was met."""
        self._limits.labels(limit).inc()

    def text(self) -> bytes:
        """Everything, in the form that Prometheus reads."""
        return generate_latest(self._registry)


class _ProcessState(Collector):
    """Reads what the processes of a server tell of themselves when Prometheus asks."""

    def __init__(self, member: Membership) -> None:
        self._board = member.board

    def collect(self) -> Iterator[Metric]:
        """How many answer, and what each does."""
        slots, serving = self._board.slots, self._board.serving()
        processes = GaugeMetricFamily(
            "venskab_processes", "Web processes, by state.", labels=["state"]
        )
        processes.add_metric(["serving"], serving)
        processes.add_metric(["behind"], len(slots) - serving)
        requests = CounterMetricFamily(
            "venskab_process_requests", "Requests answered by each process.", labels=["process"]
        )
        connections = GaugeMetricFamily(
            "venskab_process_connections", "Connections of each process.", labels=["process"]
        )
        for number, slot in enumerate(slots, 1):
            requests.add_metric([str(number)], slot.requests)
            connections.add_metric([str(number)], slot.connections)
        yield from (processes, requests, connections)


class _EngineState(Collector):
    """Reads the engine's state when Prometheus asks; of all processes where there are several."""

    def __init__(self, engine: Engine, member: Membership | None) -> None:
        self._engine = engine
        self._member = member

    def collect(self) -> Iterator[Metric]:
        """All that the engine says of itself."""
        state = self._engine.state
        if self._member is not None:
            state = self._member.of_all(state)
        workers = GaugeMetricFamily("venskab_workers", "Workers, by state.", labels=["state"])
        workers.add_metric(["busy"], state.busy)
        workers.add_metric(["idle"], state.idle)
        yield workers
        yield GaugeMetricFamily("venskab_queue_length", "Queries that wait.", state.waiting)
        yield CounterMetricFamily("venskab_cache_hits", "Answers from the cache.", state.hits)
        yield CounterMetricFamily("venskab_cache_misses", "Answers evaluated.", state.misses)
        yield GaugeMetricFamily("venskab_cache_bytes", "Bytes of answers kept.", state.kept)
        yield GaugeMetricFamily("venskab_index_quads", "Statements in the index.", state.quads)
        yield GaugeMetricFamily("venskab_index_graphs", "Graphs in the index.", state.graphs)
        generation = {"generation": self._engine.generation}
        yield InfoMetricFamily("venskab_generation", "State of the data.", generation)
