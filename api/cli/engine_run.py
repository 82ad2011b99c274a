"""Feeds a remote engine for ``venskab engine sync``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from filelock import Timeout

from api.cli.options import waiting
from graph.data.shipped import open_home
from graph.engine.remote_loader import need_client
from graph.errors import EngineUnavailable
from graph.settings import Settings
from graph.texts import N_

if TYPE_CHECKING:
    from graph.engine.remote.feeder import Fed


def sync_engine(settings: Settings, *, replace: bool) -> Fed:
    """Make the engine that the settings name hold the newest state of the ledger.

    Args:
        settings: where the engine and the ledger are.
        replace: whether whatever else is in it goes, and all is written anew.

    Raises:
        LibraryMissing: the HTTP client is not installed.
        EngineUnavailable: it cannot be fed, or a server of the ledger does that.
        VenskabError: the ledger cannot be read.
    """
    need_client()
    from graph.engine.remote.connection import connection_of
    from graph.engine.remote.feeder import Feeder
    from graph.engine.remote.feeding import feeding_lock

    open_home(settings.home).close()
    connection = connection_of(settings)
    try:
        with (
            closing(connection),
            waiting(N_("Feeding the engine …")),
            feeding_lock(settings.ledger_path, connection).acquire(timeout=0),
        ):
            return Feeder(settings.ledger_path, connection).feed(replace=replace)
    except Timeout as error:
        raise EngineUnavailable(
            N_("A running server of this ledger feeds the engine."),
            hint=N_("It takes up every change by itself; stop it to feed by hand."),
        ) from error
    except EngineUnavailable as error:
        raise EngineUnavailable(error.what, where=settings.engine, hint=error.hint) from error
