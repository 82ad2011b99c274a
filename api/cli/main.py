"""The command line: lists the commands, and turns errors into one sentence."""

from __future__ import annotations

import gc
import sys
from typing import Annotated, Final

import typer

from api.cli.language_option import translate
from api.cli.lazy_group import Lazy, LazyGroup, command_group
from graph.errors import VenskabError, reason_of
from graph.texts import N_

UNUSABLE: Final = 2
INTERRUPTED: Final = 130
# Looking for garbage each time that some hundred objects are made takes a fifth of a start, in
# which thousands of modules and classes are made to stay.
_GARBAGE_AFTER: Final = 20_000

COMMANDS: Final = {
    "serve": Lazy(
        "api.cli.serve_command", "serve", "Serve the graph: pages and a SPARQL endpoint."
    ),
    "query": Lazy("api.cli.query_command", "query", "Ask one query and print its answer."),
    "queries": Lazy("api.cli.queries_command", "queries", "List the questions of the library."),
    "search": Lazy(
        "api.cli.search_command",
        "search",
        "Find things by any name that the graph gives them, also misspelled; best first.",
    ),
    "why": Lazy(
        "api.cli.why_command",
        "why",
        "Tell why a thing has the status it has on a day, and who says so.",
    ),
    "date": Lazy(
        "api.cli.date_command",
        "date",
        "Tell what a date or a term that somebody wrote is read as, or why it is a question.",
    ),
    "validate": Lazy(
        "api.cli.validate_command",
        "validate_files",
        "Judge files as a load would, beside the ledger's graphs, and tell what it would change.",
    ),
    "load": Lazy(
        "api.cli.load_command", "load", "Load files: all of them, or none when one is kept out."
    ),
    "check": Lazy(
        "api.cli.check_command",
        "check",
        "Look the whole graph over: shapes, evidence, links and quality.",
    ),
    "export": Lazy(
        "api.cli.export_command",
        "export_files",
        "Write the graph as files: RDF, tables (CSV, Parquet, SQLite), network, map, vocabulary.",
    ),
    "quickstatements": Lazy(
        "api.cli.quickstatements_command",
        "quickstatements",
        "Write the ties as QuickStatements for Wikidata, with dates and references; nothing is "
        "sent.",
    ),
    "source": Lazy(
        "api.cli.source_commands",
        "app",
        "Begin the record of a source, empty or proposed from its text.",
    ),
    "record": Lazy(
        "api.cli.record_commands",
        "app",
        "Sources as people write them: check, load, show and tidy records.",
    ),
    "graph": Lazy("api.cli.graph_commands", "app", "What the ledger holds, and changes to it."),
    "ledger": Lazy(
        "api.cli.ledger_commands",
        "app",
        "The ledger itself: back it up, look whether it is whole, save what is.",
    ),
    "engine": Lazy(
        "api.cli.engine_commands",
        "app",
        "A SPARQL server that answers in place of the embedded engine: feed it.",
    ),
    "catalog": Lazy("api.cli.catalog_commands", "app", "The catalogue that data portals harvest."),
    "evidence": Lazy(
        "api.cli.evidence_commands",
        "app",
        "Check the evidence against the documents, and find words in them.",
    ),
    "import": Lazy(
        "api.cli.import_commands",
        "app",
        "Make reference graphs from data sets, and load lists of ties.",
    ),
    "list": Lazy(
        "api.cli.list_commands",
        "app",
        "Lists of ties beside the evidence: what is loaded, add, remove.",
    ),
    "mcp": Lazy(
        "api.cli.mcp_command",
        "mcp",
        "Answer an assistant over the Model Context Protocol, by standard input and output.",
    ),
    "match": Lazy(
        "api.cli.match_commands",
        "app",
        "Match the places of lists: candidates scored, decisions kept and replayed.",
    ),
    "network": Lazy(
        "api.cli.network_commands", "app", "Take the network of ties: measure, export, plot."
    ),
    "sheet": Lazy(
        "api.cli.sheet_commands",
        "app",
        "Sources as workbooks or folders of CSV: empty, checked, loaded, written.",
    ),
    "release": Lazy(
        "api.cli.release_commands", "app", "Dated versions of the whole, kept for ever."
    ),
}

app = command_group(
    N_("The knowledge graph of municipal partnerships, and who says so."),
    add_completion=True,
    name="venskab",
    cls=LazyGroup.holding(COMMANDS),
)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"venskab {version('venskab')}")
        raise typer.Exit


@app.callback()
def main(
    *,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", help=N_("Print the version."), callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Ask, load, check and serve the graph."""


def run() -> None:
    """Run the command line; an expected error is one sentence on stderr and exit status 2."""
    gc.set_threshold(_GARBAGE_AFTER)
    try:
        app()
    except VenskabError as error:
        _fail(error.sentence(translate), UNUSABLE)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{translate(reason_of(error))}.", UNUSABLE)
    except KeyboardInterrupt:
        _fail(translate(N_("Interrupted.")), INTERRUPTED)
    finally:
        # The process ends: nothing is gained by a last search of all that it holds.
        gc.freeze()


def _fail(sentence: str, status: int) -> None:
    typer.echo(sentence, err=True)
    sys.exit(status)


if __name__ == "__main__":
    run()
