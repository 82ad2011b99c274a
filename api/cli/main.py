"""The command line: mounts the groups, and turns errors into one sentence."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated, Final

import typer

from api.cli import (
    catalog,
    check,
    evidence,
    export,
    graph,
    importing,
    load,
    network,
    query,
    release,
    search,
    serve,
    validate,
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
app.command()(serve.serve)
app.command()(query.query)
app.command()(query.queries)
app.command()(search.search)
app.command(name="validate")(validate.validate_files)
app.command()(load.load)
app.command()(check.check)
app.command(name="export")(export.export_files)
app.add_typer(graph.app, name="graph")
app.add_typer(catalog.app, name="catalog")
app.add_typer(evidence.app, name="evidence")
app.add_typer(importing.app, name="import")
app.add_typer(network.app, name="network")
app.add_typer(release.app, name="release")


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
