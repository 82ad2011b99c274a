"""One web process, from the index to its end."""

from __future__ import annotations

import asyncio
import math
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import uvicorn
from starlette.datastructures import State

from api.app import create_app
from api.cli.options import limits_of, waiting
from api.processes.membership import Membership
from api.server.http_protocol import front
from api.server.http_server import HttpServer, SharingServer
from api.server.warm_up import WarmUp, prepare
from graph.engine.base import Engine
from graph.engine.embedded import EmbeddedEngine
from graph.engine.remote_loader import remote_engine
from graph.settings import Settings
from graph.texts import N_

if TYPE_CHECKING:
    from graph.engine.remote.remote_engine import RemoteEngine

# Seconds for sending what is ready after running queries were told to end.
LAST_WORDS: Final = 5
_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class WebProcess:
    """What a web process is told.

    Attributes:
        settings: its settings.
        sock: the listening socket.
        loaded: told what the index holds, before anybody is answered.
        member: its place among those that share the port; None for one alone.
        asked: signals to stop that came before its event loop took them over.
    """

    settings: Settings
    sock: socket.socket
    loaded: Callable[[dict[str, float]], None]
    member: Membership | None = None
    asked: Sequence[int] = field(default_factory=list)

    def run(self) -> None:
        """Serve until a signal tells it to stop.

        Raises:
            VenskabError: the ledger cannot be read.
            CancelledError: it was told to stop before it was ready.
        """
        config = _config(self.settings)
        with (
            asyncio.Runner(loop_factory=config.get_loop_factory()) as runner,
            closing(self._serve(config)) as serving,
        ):
            runner.run(serving)

    async def _serve(self, config: uvicorn.Config) -> None:
        loop, this = asyncio.get_running_loop(), asyncio.current_task()
        if this is None:
            raise RuntimeError("runs as a task")
        _on_stop(loop, lambda _: this.cancel())
        settings = self.settings
        engine = await _engine(settings)
        try:
            config.app = app = create_app(engine, settings, self.member)
            config.http = front(settings, app.state.metrics, self.member)
            server = self._server(config, engine)

            def stop(number: int) -> None:
                server.handle_exit(number, None)
                loop.call_later(settings.stop_seconds, app.state.stopping.set)

            _on_stop(loop, stop)
            if self.asked or this.cancelling():
                raise asyncio.CancelledError
            self.loaded(engine.about)
            await self._until_stopped(server, app.state)
        finally:
            await engine.close()

    def _server(self, config: uvicorn.Config, engine: Engine) -> HttpServer:
        if self.member is None:
            return HttpServer(config)
        return SharingServer(config, self.sock, self.member, engine)

    async def _until_stopped(self, server: HttpServer, state: State) -> None:
        warm_up = WarmUp(state.now, self.settings.warm_up_seconds)
        state.downloads.begin()
        if self.settings.warm_up:
            warm_up.begin()
        ready = warm_up.ready if self.settings.warm_up else None
        following = asyncio.gather(
            state.follower.follow(ready, state.downloads.begin),
            state.tiers.follow(prepare if self.settings.warm_up else None),
        )
        try:
            await server.serve(sockets=[] if self.member else [self.sock])
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await warm_up.close()
            await state.downloads.close()
            await state.pasts.close()
            await state.tiers.close()
            await state.judge.close()


async def _engine(settings: Settings) -> EmbeddedEngine | RemoteEngine:
    """The engine that the settings name: the embedded one, or a SPARQL server."""
    if not settings.engine:
        with waiting(N_("Building the index …")):
            return await EmbeddedEngine.start(settings.ledger_path, limits_of(settings))
    remote = remote_engine()
    with waiting(N_("Feeding the engine …")):
        return await remote.start(settings, limits_of(settings))


def _config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        "unused:app",
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=math.ceil(settings.stop_seconds) + LAST_WORDS,
    )


def _on_stop(loop: asyncio.AbstractEventLoop, act: Callable[[int], object]) -> None:
    for number in _STOP_SIGNALS:
        try:
            loop.add_signal_handler(number, act, number)
        except NotImplementedError:  # the event loop of Windows has no such handlers
            signal.signal(number, lambda got, _: loop.call_soon_threadsafe(act, got))
