"""Runs a server of several web processes, from the command to Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import socket
from math import ceil

import typer

from api.cli.language_option import say, translate
from api.cli.server_run import greet, listening, opened
from api.cli.web_process import LAST_WORDS, WebProcess
from api.monitoring.log_format import configure
from api.processes.board import Board
from api.processes.client_table import ClientTable
from api.processes.membership import Membership
from api.processes.supervisor import Supervisor
from api.server.rate_limit import MINUTE
from graph.errors import UnusableInput, VenskabError
from graph.settings import Settings
from graph.texts import N_


def run_processes(settings: Settings) -> None:
    """Serve by as many processes as the settings say until Ctrl-C.

    Raises:
        UnusableInput: the address or the port cannot be listened on, or this system has no
            processes that can share one.
        VenskabError: the ledger cannot be read.
    """
    if not hasattr(os, "fork"):
        raise UnusableInput(
            N_("Several web processes need a system that can fork, such as Linux or macOS."),
            hint=N_("Leave out --processes."),
        )
    with listening(settings) as sock:
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened(settings)()
        _supervise(settings, sock)


def _supervise(settings: Settings, sock: socket.socket) -> None:
    board = Board(settings.processes, settings.catch_up_seconds)
    clients = ClientTable(settings.processes, settings.requests_per_minute, MINUTE)
    configure(settings)

    def work(number: int) -> int:
        return _work(share_of(settings, number), sock, Membership(board, number, clients))

    def ended(number: int) -> None:
        board.leave(number)
        clients.leave(number)

    supervisor = Supervisor(board, work, ended, settings.stop_seconds + 2 * LAST_WORDS)
    status = supervisor.run(lambda: _greet(board, settings, sock), sock.close)
    if status:
        raise typer.Exit(status)
    if supervisor.served:
        say("Stopped.")
    else:
        say("Stopped before it was ready.")


def share_of(settings: Settings, number: int) -> Settings:
    """The settings of one process: its share of what the server may use in all.

    Args:
        settings: those of the server.
        number: the process, from 0.
    """
    of = settings.processes
    shared: dict[str, object] = {
        "query_workers": ceil(settings.query_workers / of),
        "queue_length": ceil(settings.queue_length / of),
        "cache_megabytes": settings.cache_megabytes // of,
        "past_states": ceil(settings.past_states / of),
    }
    if number and settings.exports == "background":
        # One makes them; all serve what lies in the folder.
        shared["exports"] = "on-demand"
    return settings.model_copy(update=shared)


def _work(settings: Settings, sock: socket.socket, member: Membership) -> int:
    def loaded(about: dict[str, float]) -> None:
        member.tell_loaded(about["graphs"], about["quads"], about["seconds"])

    configure(settings, process=member.number + 1)
    try:
        WebProcess(settings, sock, loaded, member).run()
    except VenskabError as error:
        typer.echo(error.sentence(translate), err=True)
        return 2
    except (asyncio.CancelledError, KeyboardInterrupt):
        pass  # told to stop before it was ready; its parent says so
    return 0


def _greet(board: Board, settings: Settings, sock: socket.socket) -> None:
    first = board.slots[0]
    about = {"graphs": first.graphs, "quads": first.quads, "seconds": first.seconds}
    say("{processes} web processes share the port.", processes=settings.processes)
    greet(about, settings, sock)
