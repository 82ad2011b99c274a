"""``venskab serve``: the endpoint and the pages."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import HomeOption, read_settings
from graph.texts import N_


def serve(
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; 0 takes a free one.", show_default="8000")
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")
    ] = None,
    home: HomeOption = None,
    base_url: Annotated[
        str | None,
        typer.Option(help="Address that readers reach it at.", show_default=N_("as each asks")),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(help="Queries that run at the same time.", min=1, show_default="2"),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            help="Web processes that share the port; about one for each core.",
            min=1,
            show_default="1",
        ),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            help="Address of a SPARQL 1.1 server that answers in place of the embedded engine.",
            metavar="URL",
            show_default=N_("embedded"),
        ),
    ] = None,
) -> None:
    """Serve the graph: pages and a SPARQL endpoint.

    Who runs it, whom to ask, limits and the rest are variables of the environment, such as
    VENSKAB_PUBLISHER_NAME_EN, VENSKAB_CONTACT_EMAIL, VENSKAB_IMPRINT_URL, VENSKAB_REPORT_ADDRESS
    and VENSKAB_SITE_NAME. docs/reference/settings.md lists them all with their defaults.
    """
    settings = read_settings(
        port=port,
        host=host,
        home=home,
        base_url=base_url,
        query_workers=workers,
        processes=processes,
        engine=engine,
    )
    if settings.processes > 1:
        from api.processes.counters import counted_together

        # Before the library that counts is imported.
        with counted_together():
            from api.cli.processes_run import run_processes

            run_processes(settings)
    else:
        from api.cli.server_run import run_server

        run_server(settings)
