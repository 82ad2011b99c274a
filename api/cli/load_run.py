"""Takes files through the gate into the ledger, and tells what became of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import typer

from api.cli.change_line import tell
from api.cli.progress_bar import progress_bar
from api.cli.report_options import ReportFormat
from api.cli.taken_names import names_in_json, taken_names
from api.locale.language import Lang
from api.locale.translation import _, in_every_language, translator
from api.validation.preview_text import advice, as_text
from graph.data.shipped import open_home
from graph.settings import Settings
from graph.validation import loader
from graph.validation.loader import LoadOutcome, Options
from graph.validation.report import ValidationReport

KEPT_OUT: Final = 1


def run(
    files: Sequence[Path],
    settings: Settings,
    options: Options,
    by: tuple[str, str],
    telling: tuple[Lang, ReportFormat],
) -> None:
    """Load files and tell what became of them; exits with status 1 after a violation.

    Raises:
        UnusableInput: statements would be lost, which was not asked for; what, has been told.

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
            ledger,
            files,
            actor=actor,
            note=note,
            lang=lang,
            translate=translator(lang),
            options=options,
            progress=progress,
        )
    typer.echo(_TELL[shown](outcome, lang, dry_run=options.dry_run), nl=False)
    if not outcome.conforms:
        raise typer.Exit(KEPT_OUT)
    if outcome.refused:
        raise outcome.refused


def _text(outcome: LoadOutcome, lang: Lang, *, dry_run: bool) -> str:
    reports = [report.as_text(lang, translator(lang)) for report in outcome.reports]
    gap = "\n" if any(report.results for report in outcome.reports) else ""
    ends = "".join(f"{line}\n" for line in _ends(outcome, lang, dry_run))
    names = taken_names(outcome.documents, lang)
    preview = _preview(outcome, lang, dry_run=dry_run)
    if preview or names:
        return "\n".join(part for part in (gap.join(reports), *names, preview, ends) if part)
    return gap.join(reports) + gap + ends


def _preview(outcome: LoadOutcome, lang: Lang, *, dry_run: bool) -> str:
    """What a load would change that is not made."""
    if outcome.preview and (dry_run or outcome.refused):
        return as_text(outcome.preview.as_dict(lang), lang)
    return ""


def _ends(outcome: LoadOutcome, lang: Lang, dry_run: bool) -> list[str]:
    if not outcome.changes:
        return [*advice(outcome.to_add, lang), _("Nothing was changed.", lang)]
    return [tell(change, lang) for change in outcome.changes]


def _json(outcome: LoadOutcome, lang: Lang, *, dry_run: bool) -> str:
    told = {
        "conforms": outcome.conforms,
        "dryRun": dry_run,
        "refused": outcome.refused and outcome.refused.sentence(translator(lang)),
        "advice": advice(outcome.to_add, lang),
        "reports": [report.as_dict(lang, translator(lang)) for report in outcome.reports],
        "names": names_in_json(outcome.documents, lang),
        "preview": outcome.preview and outcome.preview.as_dict(lang),
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
    del lang, dry_run  # the graph has every language, and only what was found
    results = [result for report in outcome.reports for result in report.results]
    return ValidationReport(outcome.conforms, results).as_graph(in_every_language)


_TELL: Final = {ReportFormat.text: _text, ReportFormat.json: _json, ReportFormat.turtle: _turtle}
