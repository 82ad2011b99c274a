"""``venskab evidence``: is every quotation where the graph says it is?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, read_settings, waiting
from api.locale.language import LANGUAGES, Lang, from_locale, from_parameter
from graph.data.shipped import open_home
from graph.errors import BadParameter
from graph.evidence.quotations import Finding, Status, check
from graph.texts import N_

app = command_group("Check the evidence against the documents.")

_DANISH: Final = {
    Status.FOUND: "fundet",
    Status.NOT_AT_POSITION: "citatet står ikke på sin plads",
    Status.NOT_IN_DOCUMENT: "citatet står ikke i dokumentet",
    Status.NO_QUOTATION: "intet citat",
    Status.NO_TEXT: "teksten er ikke ved hånden",
    Status.DOCUMENT_MISSING: "dokumentet mangler",
    Status.DOCUMENT_UNREADABLE: "dokumentet er ikke UTF-8-tekst",
    Status.CHECKSUM_DIFFERS: "dokumentets kontrolsum er en anden",
}
_COUNTS: Final = {
    "da": "{} oplysninger, {} fundet, {} uden teksten ved hånden, {} mangler",
    "en": "{} claims, {} found, {} with no text at hand, {} missing",
}


@app.callback()
def group() -> None:
    """Check the evidence against the documents."""


@app.command("check")
def check_command(
    documents: Annotated[
        Path, typer.Option("--documents", metavar="DIR", help="Folder with the sources' texts.")
    ],
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="da|en", help="Language of the lines.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Look every quotation up in its document; one line a claim, then the counts.

    Exit status: 0 when all were found, 1 when any was not, 2 when the folder cannot be used.
    """
    language = _language(lang)
    with waiting("Checking the evidence"), open_home(read_settings(home=home).home) as ledger:
        lines = (line for graph in ledger.graphs() for line in ledger.lines(graph.hash))
        findings = check(lines, documents, lang=language)
    for finding in findings:
        typer.echo(_line(finding, language))
    missing = sum(finding.missing for finding in findings)
    untold = sum(finding.status is Status.NO_TEXT for finding in findings)
    total = len(findings)
    typer.echo(_COUNTS[language].format(total, total - untold - missing, untold, missing))
    raise typer.Exit(1 if missing else 0)


def _language(given: str | None) -> Lang:
    if given is None:
        return from_locale()
    language = from_parameter(given)
    if language is None:
        known = " or ".join(sorted(LANGUAGES))
        raise BadParameter(
            N_("{given!r} is not a language here.", given=given),
            hint=N_("Take --lang {known}.", known=known),
        )
    return language


def _line(finding: Finding, language: Lang) -> str:
    """Thing, properties, quotation, file and status, parted by tabs."""
    status = _DANISH[finding.status] if language == "da" else finding.status.value
    thing = finding.thing_label or finding.thing or finding.evidence
    quotation = " ".join(finding.quotation.split())
    return "\t".join((thing, "; ".join(finding.supports), quotation, finding.file, status))
