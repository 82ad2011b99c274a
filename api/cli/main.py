"""The command line: mounts the groups, and turns errors into one sentence."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated, Final

import typer

from api.cli import (
    catalog_commands,
    check_command,
    evidence_commands,
    export_command,
    graph_commands,
    imports,
    load_command,
    network_commands,
    query_commands,
    release_commands,
    search_command,
    serve_command,
    validate_command,
)
from graph.errors import VenskabError

UNUSABLE: Final = 2
INTERRUPTED: Final = 130

app = typer.Typer(
    name="venskab",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The knowledge graph of municipal partnerships, and who says so.",
)
app.command()(serve_command.serve)
app.command()(query_commands.query)
app.command()(query_commands.queries)
app.command()(search_command.search)
app.command(name="validate")(validate_command.validate_files)
app.command()(load_command.load)
app.command()(check_command.check)
app.command(name="export")(export_command.export_files)
app.add_typer(graph_commands.app, name="graph")
app.add_typer(catalog_commands.app, name="catalog")
app.add_typer(evidence_commands.app, name="evidence")
app.add_typer(imports.app, name="import")
app.add_typer(network_commands.app, name="network")
app.add_typer(release_commands.app, name="release")


def _print_version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"venskab {version('venskab')}")
        raise typer.Exit


@app.callback()
def main(
    *,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Ask, load, check and serve the graph."""


def run() -> None:
    """Run the command line; an expected error is one sentence on stderr and exit status 2."""
    try:
        app()
    except VenskabError as error:
        _fail(error.sentence(), UNUSABLE)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}.", UNUSABLE)
    except KeyboardInterrupt:
        _fail("Interrupted.", INTERRUPTED)


def _fail(sentence: str, status: int) -> None:
    typer.echo(sentence, err=True)
    sys.exit(status)


if __name__ == "__main__":
    run()
