"""The application factory: routes, errors, compression and headers around one engine."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from typing import Final

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.staticfiles import StaticFiles

from api.catalog import catalog_routes
from api.catalog.publication_files import CatalogPublisher
from api.collections import collection_routes, timeline_routes
from api.downloads import download_routes, quickstatements_routes
from api.downloads.export_job import Downloads
from api.feeds import changes_routes, event_stream_routes, feed_routes
from api.generation.generations import PastGenerations, PresentGeneration
from api.generation.live_tiers import LiveTiers
from api.guide import guide_routes
from api.home import about_routes, home_routes, llms_routes, sitemap_routes
from api.linked_data import (
    graph_routes,
    record_schema_routes,
    thing_routes,
    vocabulary_routes,
    why_routes,
)
from api.locale.catalogues import add_folder
from api.matching import match_routes
from api.mcp import mcp_routes
from api.monitoring.metrics import Metrics
from api.monitoring.request_log import RequestLog
from api.network import explore_routes, network_routes
from api.openapi import docs_routes, openapi_routes
from api.problems import problem, problem_routes
from api.processes.membership import Membership
from api.questions import question_routes
from api.reconciliation import preview_routes, reconcile_routes, suggest_routes
from api.registers import register_routes
from api.releases import release_routes
from api.releases.comparisons import Comparisons
from api.releases.release_markup import ReleasePeriods
from api.reviews import conflict_routes, review_routes
from api.search import search_routes
from api.server import health_routes, memento_routes, metrics_routes
from api.server.asked_state import AskedState
from api.server.common_state import CommonState
from api.server.known_hosts import KnownHosts
from api.server.ledger_follower import Follower
from api.server.rate_limit import RateLimit
from api.server.response_headers import Compression, ResponseHeaders
from api.sparql import autocomplete_routes, check_routes, sparql_routes
from api.sparql.fast_path import FastPath
from api.validation import validation_routes
from graph.documents.folder import Documents
from graph.engine.base import LiveEngine
from graph.ledger.tombstones import Tombstones
from graph.settings import Settings
from graph.validation.validator_pool import ValidatorPool

# The generated instruments would read the environment on every request.
_NO_TELEMETRY: Final[TelemetryConfig] = {"tracing": False, "metrics": False, "logs": False}
# Level 5 compresses answers nearly as well as 9 in a third of the time.
_GZIP_LEVEL: Final = 5
# The first that fits a path answers.
_PAGES: Final = (
    home_routes,
    question_routes,
    release_routes,
    search_routes,
    sparql_routes,
    collection_routes,
    autocomplete_routes,
    check_routes,
    vocabulary_routes,
    record_schema_routes,
    graph_routes,
    catalog_routes,
    download_routes,
    thing_routes,
    why_routes,
    validation_routes,
    openapi_routes,
    docs_routes,
    problem_routes,
    feed_routes,
    health_routes,
    explore_routes,
    timeline_routes,
    network_routes,
    metrics_routes,
    about_routes,
    guide_routes,
    changes_routes,
    event_stream_routes,
    conflict_routes,
    review_routes,
    match_routes,
    sitemap_routes,
    llms_routes,
    mcp_routes,
    memento_routes,
    reconcile_routes,
    suggest_routes,
    preview_routes,
    quickstatements_routes,
    register_routes,
)
ROUTERS: Final = (*(page.router for page in _PAGES), question_routes.each)


def create_app(engine: LiveEngine, settings: Settings, member: Membership | None = None) -> FastAPI:
    """An application that answers over ``engine``.

    Args:
        engine: who answers.
        settings: the application's.
        member: the place of this process among those that share its port; None for one alone.

    The caller closes ``app.state.downloads``, ``app.state.pasts`` and ``app.state.tiers``, then the
    engine. Setting ``app.state.stopping`` ends the queries that still run with a 503.
    """
    # The generated documentation pages load scripts from elsewhere, so there are none.
    app = FastAPI(title="Venskab", openapi_url=None, telemetry=_NO_TELEMETRY)
    if settings.locale_dir is not None:
        add_folder(settings.locale_dir)
    app.state.engine = engine
    app.state.settings = settings
    app.state.stopping = asyncio.Event()
    app.state.now = _present(engine, settings, member)
    app.state.comparisons = Comparisons(settings)
    app.state.release_periods = ReleasePeriods(settings)
    app.state.pasts = PastGenerations(app.state.now, settings)
    app.state.tiers = LiveTiers(app.state.now, settings)
    app.state.downloads = Downloads(engine, settings)
    app.state.catalogues = CatalogPublisher(settings, app.state.downloads)
    app.state.judge = ValidatorPool(
        settings.ledger_path,
        places=2,
        queue=settings.queue_length,
        program="api.validation.validator_main",
        locale_dir=str(settings.locale_dir or ""),
    )
    app.state.documents = Documents(settings.documents)
    app.state.tombstones = Tombstones(settings.ledger_path)
    app.state.follower = Follower(
        engine,
        settings,
        CommonState(engine, app.state.now, member) if member else None,
        app.state.tiers.changed,
    )
    problem.install(app)
    app.state.served = _segments()
    app.state.metrics = Metrics(engine, app.state.served, member)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")), name="static")
    app.add_middleware(
        FastPath, path="/sparql", methods={"GET", "HEAD", "POST"}, endpoint=sparql_routes.sparql
    )
    app.add_middleware(AskedState, now=app.state.now, pasts=app.state.pasts, tiers=app.state.tiers)
    app.add_middleware(Compression, minimum_size=1000, compresslevel=_GZIP_LEVEL)
    app.add_middleware(
        RateLimit,
        per_minute=settings.requests_per_minute,
        window=member.clients if member else None,
    )
    app.add_middleware(KnownHosts, settings=settings)
    app.add_middleware(ResponseHeaders)
    app.add_middleware(RequestLog, metrics=app.state.metrics, addresses=settings.log_addresses)
    return app


def _present(
    engine: LiveEngine, settings: Settings, member: Membership | None
) -> PresentGeneration:
    if member is None:
        return PresentGeneration(engine, settings)
    return PresentGeneration(engine, settings, lambda: member.turned)


def _segments() -> set[str]:
    """The first segments of the paths that there are."""
    paths = [getattr(route, "path", "") for router in ROUTERS for route in router.routes]
    return {path.split("/")[1].partition("{")[0] for path in paths if path} | {"static"}
