"""``venskab graph``: what the ledger holds, and changes to it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli import update_command
from api.cli.change_line import tell
from api.cli.language_option import say, spoken
from api.cli.lazy_group import command_group
from api.cli.load_command import (
    NOBODY,
    ActorOption,
    DryRunOption,
    NoteOption,
    ReplaceOption,
)
from api.cli.options import AsOfOption, HomeOption, read_settings, time_of
from api.cli.report_options import FormatOption, ReportFormat
from graph.data.shipped import open_home
from graph.errors import NotFound
from graph.ledger import Change, Diff, Ledger
from graph.ledger.lookup import change_of, known_graph, version_hash
from graph.ledger.short_names import SHORT, did_you_mean, graph_iri, short_graph
from graph.texts import N_

app = command_group("What the ledger holds, and changes to it.")
app.command()(update_command.update)

GraphArgument = Annotated[
    str,
    typer.Argument(
        metavar="GRAPH", help="An IRI, or short: source/sermersooq-aalborg-2019.",
        show_default=False,
    ),
]  # fmt: skip
_VERSION_HELP: Final = N_("First characters of the hash, a change number, or a day.")


class GraphFormat(StrEnum):
    """The forms of a graph."""

    nquads = "nquads"
    turtle = "turtle"


def _open(home: Path | None) -> Ledger:
    return open_home(read_settings(home=home).home)


@app.command()
def put(
    graph: GraphArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    *,
    replace: ReplaceOption = False,
    dry_run: DryRunOption = False,
    shown: FormatOption = ReportFormat.text,
    actor: ActorOption = NOBODY,
    note: NoteOption = "",
    home: HomeOption = None,
) -> None:
    """Make a file the content of a graph, unless a violation keeps it out (exit status 1).

    Where that would remove statements of the graph, it is refused unless --replace is given.
    """
    from api.cli.load_run import run
    from graph.validation.loader import Options

    settings = read_settings(home=home)
    options = Options(graph_iri(graph), dry_run, settings.input_megabytes << 20, replace=replace)
    run([file], settings, options, (actor, note), (spoken(), shown))


@app.command()
def withdraw(
    graph: GraphArgument,
    *,
    actor: ActorOption = NOBODY,
    note: NoteOption = "",
    home: HomeOption = None,
) -> None:
    """Take a graph out; its versions stay in the history. Tells what still mentions its things."""
    from api.cli.removal import dangling_without

    with _open(home) as ledger:
        iri = known_graph(ledger, graph)
        dangling = dangling_without(ledger, iri)
        change = ledger.withdraw(iri, actor=actor, note=note)
    typer.echo(tell(change, spoken()))
    typer.echo(dangling, nl=False)


@app.command()
def restore(
    graph: GraphArgument,
    version: Annotated[
        str, typer.Argument(metavar="VERSION", help=_VERSION_HELP, show_default=False)
    ],
    *,
    replace: ReplaceOption = False,
    actor: ActorOption = NOBODY,
    note: NoteOption = "",
    home: HomeOption = None,
) -> None:
    """Make an older version of a graph its content again.

    Where that would remove statements of the graph, it is refused unless --replace is given.
    """
    with _open(home) as ledger:
        iri = known_graph(ledger, graph)
        found = version_hash(ledger, iri, version)
        seen = {each.graph: each.hash for each in ledger.graphs()}.get(iri)
        if not replace:
            from api.cli.removal import refuse_removal

            refuse_removal(ledger, {iri: ledger.lines(found)})
        change = ledger.restore(iri, found, actor=actor, note=note, based_on={iri: seen})
    typer.echo(tell(change, spoken()))


@app.command(name="list")
def list_graphs(as_of: AsOfOption = None, home: HomeOption = None) -> None:
    """List the graphs."""
    with _open(home) as ledger:
        found = ledger.graphs(change_of(ledger, as_of) if as_of else None)
    rows = [
        (short_graph(each.graph), f"{each.quads:,}", each.hash[:SHORT], time_of(each.changed))
        for each in found
    ]
    from api.cli.terminal_tables import print_table

    heads = (N_("Graph"), N_("Statements"), N_("Version"), N_("Changed (UTC)"))
    print_table(heads, rows, numbers={1})


@app.command()
def show(
    graph: GraphArgument,
    version: Annotated[str | None, typer.Option(metavar="VERSION", help=_VERSION_HELP)] = None,
    as_of: AsOfOption = None,
    written: Annotated[
        GraphFormat, typer.Option("--format", "-f", help="How the graph is written.")
    ] = GraphFormat.turtle,
    home: HomeOption = None,
) -> None:
    """Print a graph."""
    with _open(home) as ledger:
        iri = known_graph(ledger, graph)
        found = version_hash(ledger, iri, version) if version else _current(ledger, iri, as_of)
        lines = ledger.lines(found)
    from graph.engine.writing import to_turtle

    text = (
        to_turtle(lines) if written is GraphFormat.turtle else "".join(f"{one}\n" for one in lines)
    )
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _current(ledger: Ledger, iri: str, as_of: str | None) -> str:
    versions = {
        each.graph: each.hash for each in ledger.graphs(change_of(ledger, as_of) if as_of else None)
    }
    if iri in versions:
        return versions[iri]
    when = N_("as of {moment}", moment=as_of) if as_of else N_("now")
    hint = did_you_mean(iri, versions) or N_(
        "`venskab graph history {short_graph}` tells when it was.", short_graph=short_graph(iri)
    )
    raise NotFound(
        N_("there is no graph {short_graph} {when}.", short_graph=short_graph(iri), when=when),
        hint=hint,
    )


@app.command()
def history(
    graph: Annotated[
        str | None, typer.Argument(metavar="[GRAPH]", help="All graphs without it.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """List the changes, oldest first."""
    with _open(home) as ledger:
        changes = ledger.history(known_graph(ledger, graph) if graph else None)
    from api.cli.terminal_tables import print_table

    heads = (
        N_("No."),
        N_("When (UTC)"),
        N_("Who"),
        N_("What"),
        N_("Graph"),
        N_("Version"),
        N_("Statements"),
        N_("Note"),
    )
    print_table(heads, [_cells(change) for change in changes], numbers={0, 6})


def _cells(change: Change) -> tuple[str, ...]:
    return (
        str(change.sequence),
        time_of(change.when),
        change.actor,
        str(change.action),
        short_graph(change.graph),
        (change.hash or "")[:SHORT],
        f"{change.quads:,}",
        change.note,
    )


@app.command()
def diff(
    graph: GraphArgument,
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="[OLD]",
            help="First characters of the hash, a change number, or a day; "
            "by default the one before NEW.",
        ),
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="By default what the graph is now.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Print what was removed (-) and added (+) between two versions of a graph."""
    with _open(home) as ledger:
        iri = known_graph(ledger, graph)
        versions = [change.hash for change in ledger.history(iri)]
        after = version_hash(ledger, iri, new) if new else versions[-1]
        before = version_hash(ledger, iri, old) if old else _before(versions, after)
        difference = ledger.diff(before, after)
    _print_diff(difference)


def _before(versions: Sequence[str | None], after: str | None) -> str | None:
    """The version in front of the last appearance of ``after``; None is the empty graph."""
    at = len(versions) - 1 - list(reversed(versions)).index(after)
    return versions[at - 1] if at else None


def _print_diff(difference: Diff) -> None:
    signed = [(line, "-") for line in difference.removed]
    signed += [(line, "+") for line in difference.added]
    for line, sign in sorted(signed, key=lambda each: (each[0], each[1] == "+")):
        colour = typer.colors.GREEN if sign == "+" else typer.colors.RED
        typer.secho(f"{sign} {line}", fg=colour)
    counts = {"removed": len(difference.removed), "added": len(difference.added)}
    say("{removed:,} removed, {added:,} added.", err=True, **counts)
