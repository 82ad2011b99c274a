"""``venskab evidence``: is every quotation where the graph says it is?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.language_option import spoken
from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, read_settings, waiting
from api.locale.language import Lang
from api.locale.translation import _
from graph.data.shipped import open_home
from graph.evidence.quotations import Finding, Status, check
from graph.texts import N_

app = command_group("Check the evidence against the documents.")

_STATUSES: Final = {
    Status.FOUND: N_("found"),
    Status.NOT_AT_POSITION: N_("quotation not at its position"),
    Status.NOT_IN_DOCUMENT: N_("quotation not in the document"),
    Status.NO_QUOTATION: N_("no quotation"),
    Status.NO_TEXT: N_("text not at hand"),
    Status.DOCUMENT_MISSING: N_("document missing"),
    Status.DOCUMENT_UNREADABLE: N_("document is not UTF-8 text"),
    Status.CHECKSUM_DIFFERS: N_("checksum of the document differs"),
}


@app.callback()
def group() -> None:
    """Check the evidence against the documents."""


@app.command("check")
def check_command(
    documents: Annotated[
        Path, typer.Option("--documents", metavar="DIR", help="Folder with the sources' texts.")
    ],
    home: HomeOption = None,
) -> None:
    """Look every quotation up in its document; one line a claim, then the counts.

    Exit status: 0 when all were found, 1 when any was not, 2 when the folder cannot be used.
    """
    language = spoken()
    with waiting(N_("Checking the evidence")), open_home(read_settings(home=home).home) as ledger:
        lines = (line for graph in ledger.graphs() for line in ledger.lines(graph.hash))
        findings = check(lines, documents, lang=language)
    for finding in findings:
        typer.echo(_line(finding, language))
    missing = sum(finding.missing for finding in findings)
    untold = sum(finding.status is Status.NO_TEXT for finding in findings)
    total = len(findings)
    found = total - untold - missing
    typer.echo(
        _(
            "{total} claims, {found} found, {untold} with no text at hand, {missing} missing",
            language,
            total=total,
            found=found,
            untold=untold,
            missing=missing,
        )
    )
    raise typer.Exit(1 if missing else 0)


def _line(finding: Finding, language: Lang) -> str:
    """Thing, properties, quotation, file and status, parted by tabs."""
    status = _(_STATUSES[finding.status], language)
    thing = finding.thing_label or finding.thing or finding.evidence
    quotation = " ".join(finding.quotation.split())
    return "\t".join((thing, "; ".join(finding.supports), quotation, finding.file, status))
