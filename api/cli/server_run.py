"""Runs the server, from the command to Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Final

import typer

from api.cli.language_option import say
from api.cli.options import waiting
from api.cli.web_process import WebProcess
from api.monitoring.log_format import configure
from graph.data.shipped import is_older, open_home
from graph.errors import UnusableInput, reason_of
from graph.settings import Settings
from graph.texts import N_

BACKLOG: Final = 2048
_FIRST_QUERY: Final = "SELECT+%3Fs+%3Fclass+%7B+%3Fs+a+%3Fclass+%7D+LIMIT+5"


def run_server(settings: Settings) -> None:
    """Serve until Ctrl-C.

    Raises:
        UnusableInput: the address or the port cannot be listened on.
        VenskabError: the ledger cannot be read.
    """
    with listening(settings) as sock:
        tell = opened(settings)
        with _stopping_quietly() as asked:
            tell()
            configure(settings)
            WebProcess(
                settings, sock, lambda about: greet(about, settings, sock), asked=asked
            ).run()
            say("Stopped.")


def opened(settings: Settings) -> Callable[[], None]:
    """Open the ledger, or make one; what prints the first lines of a server.

    Raises:
        VenskabError: the ledger cannot be read.
    """
    is_new = not settings.ledger_path.exists()
    with waiting(N_("Opening the ledger …")), open_home(settings.home) as ledger:
        older = is_older(ledger)

    def tell() -> None:
        typer.echo(f"Venskab {version('venskab')}")
        if is_new:
            say("Made a new ledger in {folder} with the shipped graph.", folder=settings.home)
        if older:
            say("This version may ship newer graphs; see `venskab graph update --dry-run`.")

    return tell


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
def listening(settings: Settings) -> Generator[socket.socket]:
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


def greet(about: Mapping[str, float], settings: Settings, sock: socket.socket) -> None:
    """Say what is loaded, where the server listens, and what to try.

    Args:
        about: ``graphs``, ``quads``, and the ``seconds`` it took to load them.
        settings: where the ledger is.
        sock: the listening socket.
    """
    address, port = sock.getsockname()[:2]
    origin = f"http://{f'[{address}]' if ':' in address else address}:{port}"
    say(
        "Loaded {graphs:,.0f} graphs, {quads:,.0f} statements from {file} in {seconds:.1f} s.",
        graphs=about["graphs"],
        quads=about["quads"],
        seconds=about["seconds"],
        file=settings.ledger_path,
    )
    if settings.engine:
        say("Answers come from {address}.", address=settings.engine)
    say("Listening on {origin} (Ctrl-C ends it).", origin=origin)
    say("Open  {address}", address=f"{origin}/")
    command = f"curl -s '{origin}/sparql?query={_FIRST_QUERY}' -H 'Accept: text/csv'"
    say("Try   {command}", command=command)
