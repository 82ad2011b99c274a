"""``venskab load``: files through the gate into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.language_option import spoken
from api.cli.options import HomeOption, read_settings
from api.cli.report_options import FormatOption, GraphOption, ReportFormat

ActorOption = Annotated[
    str, typer.Option("--actor", metavar="NAME", help="Who makes the change; kept in the ledger.")
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept in the ledger.")]
NOBODY: Final = "local"
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Judge and tell what would change; change nothing.")
]
ReplaceOption = Annotated[
    bool,
    typer.Option("--replace", help="Let statements of graphs that exist be lost."),
]
AddOption = Annotated[
    bool, typer.Option("--add", help="Add to what the graphs hold already; remove nothing.")
]


def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", show_default=False)],
    *,
    graph: GraphOption = None,
    add: Annotated[
        bool | None,
        typer.Option(
            "--add/--replace",
            help="Add to what the graphs hold already; or let statements of theirs be lost.",
        ),
    ] = None,
    dry_run: DryRunOption = False,
    shown: FormatOption = ReportFormat.text,
    actor: ActorOption = NOBODY,
    note: NoteOption = "",
    home: HomeOption = None,
) -> None:
    """Load files: all of them, or none when one is kept out.

    A file becomes the content of the graphs that it names. One that would remove statements of a
    graph that exists is refused unless --replace is given; --add keeps what is there.

    Sheets (XLSX, a folder of CSV), records (YAML), Turtle, TriG, N-Triples, N-Quads, JSON-LD and
    RDF/XML, by the end of the name. Exit status 0: loaded; 1: a violation keeps them out; 2: a file
    cannot be read, or removes what was not asked.
    """
    from api.cli.input_reader import read_input
    from api.cli.load_run import run
    from graph.ledger.short_names import graph_iri
    from graph.validation.loader import Options

    settings = read_settings(home=home)
    options = Options(
        default_graph=graph_iri(graph) if graph else None,
        dry_run=dry_run,
        limit_bytes=settings.input_megabytes << 20,
        add=add is True,
        replace=add is False,
        read=read_input,
    )
    run(files, settings, options, (actor, note), (spoken(), shown))
