"""Runs the server, from the command to Ctrl-C."""

from __future__ import annotations

import asyncio
import math
import signal
import socket
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from importlib.metadata import version
from typing import Final

import typer
import uvicorn
from starlette.datastructures import State

from api.app import create_app
from api.cli.language_option import say
from api.cli.options import limits_of, waiting
from api.monitoring.log_format import configure
from api.server.http_protocol import front
from api.server.warm_up import WarmUp
from graph.data.shipped import is_older, open_home
from graph.engine.embedded import EmbeddedEngine
from graph.errors import UnusableInput, reason_of
from graph.settings import Settings
from graph.texts import N_

# Seconds for sending what is ready after running queries were told to end.
LAST_WORDS: Final = 5
BACKLOG: Final = 2048
_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
_FIRST_QUERY: Final = "SELECT+%3Fs+%3Fclass+%7B+%3Fs+a+%3Fclass+%7D+LIMIT+5"


def run_server(settings: Settings) -> None:
    """Serve until Ctrl-C.

    Raises:
        UnusableInput: the address or the port cannot be listened on.
        VenskabError: the ledger cannot be read.
    """
    with _listening(settings) as sock:
        is_new = not settings.ledger_path.exists()
        with waiting(N_("Opening the ledger …")), open_home(settings.home) as ledger:
            older = is_older(ledger)
        with _stopping_quietly() as asked:
            typer.echo(f"Venskab {version('venskab')}")
            if is_new:
                say("Made a new ledger in {folder} with the shipped graph.", folder=settings.home)
            if older:
                say("This version may ship newer graphs; see `venskab graph update --dry-run`.")
            _run(settings, sock, asked)


@contextmanager
def _stopping_quietly() -> Generator[list[int]]:
    """From the first line that is printed, Ctrl-C is an end like any other.

    Gives the signals that came before the event loop took them over: an interruption that is
    raised where nothing can be raised, as while an object is deleted, is lost but for that.
    """
    asked: list[int] = []

    def interrupt(number: int, _frame: object) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield asked
    except (asyncio.CancelledError, KeyboardInterrupt):
        say("Stopped before it was ready.")
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _listening(settings: Settings) -> Generator[socket.socket]:
    """The socket, taken before anything is loaded so that a taken port is told at once."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise UnusableInput(
            N_("There is no address {host}.", host=settings.host), hint=N_("Mend --host.")
        ) from error
    with socket.socket(family, kind) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(address)
            sock.listen(BACKLOG)
        except OSError as error:
            raise UnusableInput(
                N_(
                    "Port {port} on {host} cannot be used: {reason}.",
                    port=settings.port,
                    host=settings.host,
                    reason=reason_of(error),
                ),
                hint=N_("Take another with --port."),
            ) from error
        yield sock


class _Server(uvicorn.Server):
    """Leaves the signals to us, so that Ctrl-C is clean from the first moment to the last."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def _run(settings: Settings, sock: socket.socket, asked: list[int]) -> None:
    configure(settings)
    config = uvicorn.Config(
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
    with (
        asyncio.Runner(loop_factory=config.get_loop_factory()) as runner,
        closing(_serve(settings, sock, config, asked)) as serving,
    ):
        runner.run(serving)


async def _serve(
    settings: Settings, sock: socket.socket, config: uvicorn.Config, asked: list[int]
) -> None:
    loop, this = asyncio.get_running_loop(), asyncio.current_task()
    if this is None:
        raise RuntimeError("runs as a task")
    _on_stop(loop, lambda _: this.cancel())
    with waiting(N_("Building the index …")):
        engine = await EmbeddedEngine.start(settings.ledger_path, limits_of(settings))
    try:
        config.app = app = create_app(engine, settings)
        config.http = front(settings, app.state.metrics)
        server = _Server(config)

        def stop(number: int) -> None:
            server.handle_exit(number, None)
            loop.call_later(settings.stop_seconds, app.state.stopping.set)

        _on_stop(loop, stop)
        if asked or this.cancelling():
            raise asyncio.CancelledError
        _greet(engine, settings, sock)
        await _until_stopped(server, app.state, settings, sock)
    finally:
        await engine.close()
    say("Stopped.")


def _on_stop(loop: asyncio.AbstractEventLoop, act: Callable[[int], object]) -> None:
    for number in _STOP_SIGNALS:
        try:
            loop.add_signal_handler(number, act, number)
        except NotImplementedError:  # the event loop of Windows has no such handlers
            signal.signal(number, lambda got, _: loop.call_soon_threadsafe(act, got))


async def _until_stopped(
    server: uvicorn.Server, state: State, settings: Settings, sock: socket.socket
) -> None:
    warm_up = WarmUp(state.now)
    state.downloads.begin()
    if settings.warm_up:
        warm_up.begin()
    ready = warm_up.ready if settings.warm_up else None
    following = asyncio.create_task(state.follower.follow(ready, state.downloads.begin))
    try:
        await server.serve(sockets=[sock])
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await warm_up.close()
        await state.downloads.close()
        await state.pasts.close()
        await state.judge.close()


def _greet(engine: EmbeddedEngine, settings: Settings, sock: socket.socket) -> None:
    about = engine.about
    address, port = sock.getsockname()[:2]
    origin = f"http://{f'[{address}]' if ':' in address else address}:{port}"
    say(
        "Loaded {graphs:,.0f} graphs, {quads:,.0f} statements from {file} in {seconds:.1f} s.",
        graphs=about["graphs"],
        quads=about["quads"],
        seconds=about["seconds"],
        file=settings.ledger_path,
    )
    say("Listening on {origin} (Ctrl-C ends it).", origin=origin)
    say("Open  {address}", address=f"{origin}/")
    command = f"curl -s '{origin}/sparql?query={_FIRST_QUERY}' -H 'Accept: text/csv'"
    say("Try   {command}", command=command)
