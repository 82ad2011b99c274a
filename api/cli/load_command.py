"""``venskab load``: files through the gate into the ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.options import HomeOption, read_settings
from api.cli.progress_bar import progress_bar
from api.cli.report_options import FormatOption, LangOption, Shown
from api.locale.language import Lang, from_locale
from graph.data.shipped import open_home
from graph.ledger import Change
from graph.ledger.short_names import SHORT, graph_iri, short_graph
from graph.settings import Settings
from graph.validation import loader
from graph.validation.gate import Report
from graph.validation.loader import LoadOutcome, Options

KEPT_OUT: Final = 1

ActorOption = Annotated[
    str, typer.Option("--actor", metavar="NAME", help="Who makes the change; kept in the ledger.")
]
NoteOption = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept in the ledger.")]
NOBODY: Final = "local"
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Judge only; change nothing.")]


def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", show_default=False)],
    *,
    graph: Annotated[
        str | None,
        typer.Option(metavar="GRAPH", help="Graph for statements that name none."),
    ] = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    shown: FormatOption = Shown.text,
    actor: ActorOption = NOBODY,
    note: NoteOption = "",
    home: HomeOption = None,
) -> None:
    """Load files: all of them, or none when one is kept out.

    Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML, by the end of the name. Exit status 0:
    loaded; 1: a violation keeps them out; 2: a file that cannot be read.
    """
    settings = read_settings(home=home)
    options = Options(
        default_graph=graph_iri(graph) if graph else None,
        dry_run=dry_run,
        limit_bytes=settings.input_megabytes << 20,
    )
    run(files, settings, options, (actor, note), (lang.value if lang else from_locale(), shown))


def run(
    files: Sequence[Path],
    settings: Settings,
    options: Options,
    by: tuple[str, str],
    telling: tuple[Lang, Shown],
) -> None:
    """Load files and tell what became of them; exits with status 1 after a violation.

    Args:
        files: the files.
        settings: for the home folder.
        options: how they are loaded.
        by: actor and note.
        telling: language and format of the report.
    """
    lang, shown = telling
    actor, note = by
    with open_home(settings.home) as ledger, progress_bar() as progress:
        outcome = loader.load(
            ledger, files, actor=actor, note=note, lang=lang, options=options, progress=progress
        )
    typer.echo(_TELL[shown](outcome, lang, dry_run=options.dry_run), nl=False)
    if not outcome.conforms:
        raise typer.Exit(KEPT_OUT)


def _text(outcome: LoadOutcome, lang: Lang, *, dry_run: bool) -> str:
    reports = [report.as_text(lang) for report in outcome.reports]
    gap = "\n" if any(report.results for report in outcome.reports) else ""
    return gap.join(reports) + gap + "".join(f"{line}\n" for line in _ends(outcome, lang, dry_run))


def _ends(outcome: LoadOutcome, lang: Lang, dry_run: bool) -> list[str]:
    if not outcome.conforms or dry_run:
        return [_NOTHING_CHANGED[lang]]
    return [tell(change, lang) for change in outcome.changes]


def tell(change: Change, lang: Lang) -> str:
    """One line on what a change did, or that it did nothing."""
    graph, version = short_graph(change.graph), (change.hash or "")[:SHORT]
    if not change.new:
        return f"{graph}: {_ALREADY[lang]} ({version})."
    if change.hash is None:
        return f"{graph}: {_GONE[lang]} {change.sequence}."
    statements = f"{change.quads:,} {_STATEMENTS[lang]}"
    return f"{graph}: {statements}, version {version}, {_CHANGE[lang]} {change.sequence}."


_NOTHING_CHANGED: Final = {"da": "Intet er ændret.", "en": "Nothing was changed."}
_ALREADY: Final = {
    "da": "uændret, indholdet er der allerede",
    "en": "unchanged, it is there already",
}
_GONE: Final = {"da": "trukket tilbage, ændring", "en": "withdrawn, change"}
_STATEMENTS: Final = {"da": "udsagn", "en": "statements"}
_CHANGE: Final = {"da": "ændring", "en": "change"}


def _json(outcome: LoadOutcome, lang: Lang, *, dry_run: bool) -> str:
    told = {
        "conforms": outcome.conforms,
        "dryRun": dry_run,
        "reports": [report.as_dict(lang) for report in outcome.reports],
        "changes": [
            {
                "sequence": change.sequence,
                "graph": change.graph,
                "version": change.hash,
                "statements": change.quads,
                "new": change.new,
            }
            for change in outcome.changes
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _turtle(outcome: LoadOutcome, lang: Lang, *, dry_run: bool) -> str:
    del lang, dry_run  # the graph has both languages, and only what was found
    results = [result for report in outcome.reports for result in report.results]
    return Report(outcome.conforms, results).as_graph()


_TELL: Final = {Shown.text: _text, Shown.json: _json, Shown.turtle: _turtle}
