"""The application factory: routes, errors, compression and headers around one engine."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from typing import Final

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.staticfiles import StaticFiles

from api import problems
from api.as_of import AsOf
from api.catalog import Catalogues
from api.direct import Direct
from api.downloads import Downloads
from api.headers import Compression, EveryAnswer
from api.metrics import Metrics
from api.pasts import Pasts, view
from api.record import Recorder
from api.releases import Comparisons
from api.routes import (
    about,
    catalog,
    changes,
    conflicts,
    description,
    downloads,
    explore,
    feeds,
    graphs,
    health,
    home,
    kinds,
    metrics,
    network,
    queries,
    releases,
    resources,
    reviews,
    search,
    sitemap,
    sparql,
    things,
    timeline,
    validation,
    vocabulary,
    words,
)
from api.throttle import Throttle
from graph.engine.base import Engine
from graph.judging import Judge
from graph.settings import Settings
from graph.tombstones import Tombstones

# The generated instruments would read the environment on every request.
_NO_TELEMETRY: Final[TelemetryConfig] = {"tracing": False, "metrics": False, "logs": False}
# Level 5 compresses answers nearly as well as 9 in a third of the time.
_GZIP_LEVEL: Final = 5
# The first that fits a path answers.
_PAGES: Final = (
    home,
    queries,
    releases,
    search,
    sparql,
    resources,
    words,
    vocabulary,
    graphs,
    catalog,
    downloads,
    things,
    validation,
    description,
    kinds,
    feeds,
    health,
    explore,
    timeline,
    network,
    metrics,
    about,
    changes,
    conflicts,
    reviews,
    sitemap,
)
_ROUTERS: Final = tuple(page.router for page in _PAGES)


def create_app(engine: Engine, settings: Settings) -> FastAPI:
    """An application that answers over ``engine``.

    The caller closes ``app.state.downloads`` and ``app.state.pasts``, then the engine. Setting
    ``app.state.stopping`` ends the queries that still run with a 503.
    """
    # The generated documentation pages load scripts from elsewhere, so there are none.
    app = FastAPI(title="Venskab", openapi_url=None, telemetry=_NO_TELEMETRY)
    app.state.engine = engine
    app.state.settings = settings
    app.state.stopping = asyncio.Event()
    app.state.view = view(engine, settings)
    app.state.comparisons = Comparisons(settings)
    app.state.pasts = Pasts(app.state.view, settings)
    app.state.downloads = Downloads(engine, settings)
    app.state.catalogues = Catalogues(engine, settings, app.state.downloads)
    app.state.judge = Judge(settings.ledger_path, places=2, queue=settings.queue_length)
    app.state.tombstones = Tombstones(settings.ledger_path)
    problems.install(app)
    app.state.served = _segments()
    app.state.metrics = Metrics(engine, app.state.served)
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")), name="static")
    app.add_middleware(Direct, path="/sparql", methods=sparql.METHODS, endpoint=sparql.sparql)
    app.add_middleware(AsOf, pasts=app.state.pasts)
    app.add_middleware(Compression, minimum_size=1000, compresslevel=_GZIP_LEVEL)
    app.add_middleware(Throttle, per_minute=settings.requests_per_minute)
    app.add_middleware(EveryAnswer)
    app.add_middleware(Recorder, metrics=app.state.metrics, addresses=settings.log_addresses)
    return app


def _segments() -> set[str]:
    """The first segments of the paths that there are."""
    paths = [getattr(route, "path", "") for router in _ROUTERS for route in router.routes]
    return {path.split("/")[1].partition("{")[0] for path in paths if path} | {"static"}
