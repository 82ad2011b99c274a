"""``venskab mcp``: the tools for an assistant that starts the command itself."""

from __future__ import annotations

from api.cli.options import HomeOption, read_settings


def mcp(home: HomeOption = None) -> None:
    """Answer an assistant over the Model Context Protocol, by standard input and output."""
    from api.cli.mcp_run import run

    run(read_settings(home=home))
