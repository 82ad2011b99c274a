"""The application factory: routes, errors, compression and headers around one engine."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from typing import Final

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.staticfiles import StaticFiles

from api import problems
from api.direct import Direct
from api.headers import Compression, EveryAnswer
from api.routes import (
    graphs,
    health,
    home,
    network,
    questions,
    sparql,
    things,
    validation,
    vocabulary,
)
from api.service import ServiceDescription
from api.statistics import Statistics
from graph.engine.base import Engine
from graph.judging import Judge
from graph.network.keeping import Networks
from graph.settings import Settings
from graph.tombstones import Tombstones

# The generated instruments would read the environment on every request.
_NO_TELEMETRY: Final[TelemetryConfig] = {"tracing": False, "metrics": False, "logs": False}
# Level 5 compresses answers nearly as well as 9 in a third of the time.
_GZIP_LEVEL: Final = 5


def create_app(engine: Engine, settings: Settings) -> FastAPI:
    """An application that answers over ``engine``; the caller closes the engine afterwards.

    Setting ``app.state.stopping`` ends the queries that still run with a 503.
    """
    # The generated documentation pages load scripts from elsewhere, so there are none.
    app = FastAPI(title="Venskab", openapi_url=None, telemetry=_NO_TELEMETRY)
    app.state.engine = engine
    app.state.settings = settings
    app.state.stopping = asyncio.Event()
    app.state.statistics = Statistics(engine)
    app.state.networks = Networks(engine)
    app.state.judge = Judge(places=2, queue=settings.queue_length)
    app.state.service_description = ServiceDescription(engine)
    app.state.tombstones = Tombstones(settings.ledger_path)
    problems.install(app)
    for routes in (
        home,
        questions,
        sparql,
        vocabulary,
        graphs,
        things,
        validation,
        health,
        network,
    ):
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")), name="static")
    app.add_middleware(Direct, path="/sparql", methods=sparql.METHODS, endpoint=sparql.sparql)
    app.add_middleware(Compression, minimum_size=1000, compresslevel=_GZIP_LEVEL)
    app.add_middleware(EveryAnswer)
    return app
