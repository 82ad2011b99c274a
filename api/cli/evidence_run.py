"""Looks quotations up and tells of each: what ``venskab evidence check`` does once it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from api.cli.language_option import spoken
from api.cli.options import waiting
from api.locale.language import Lang
from api.locale.translation import _
from graph.data.shipped import open_home
from graph.evidence.quotations import Finding, QuotationStatus, check
from graph.texts import N_
from graph.tiers import is_listing

_STATUSES: Final = {
    QuotationStatus.FOUND: N_("found"),
    QuotationStatus.NOT_AT_POSITION: N_("quotation not at its position"),
    QuotationStatus.NOT_IN_DOCUMENT: N_("quotation not in the document"),
    QuotationStatus.NO_QUOTATION: N_("no quotation"),
    QuotationStatus.NO_TEXT: N_("text not at hand"),
    QuotationStatus.DOCUMENT_MISSING: N_("document missing"),
    QuotationStatus.DOCUMENT_UNREADABLE: N_("document is not UTF-8 text"),
    QuotationStatus.CHECKSUM_DIFFERS: N_("checksum of the document differs"),
}


def run(home: Path, documents: Path) -> bool:
    """Print one line a claim, then the counts; whether none is missing.

    Raises:
        UnreadableFile: there is no such folder of documents.
    """
    language = spoken()
    with waiting(N_("Checking the evidence")), open_home(home) as ledger:
        sources = (each for each in ledger.graphs() if not is_listing(each.graph))
        lines = (line for each in sources for line in ledger.lines(each.hash))
        findings = check(lines, documents, lang=language)
    for finding in findings:
        typer.echo(_line(finding, language))
    missing = sum(finding.missing for finding in findings)
    untold = sum(finding.status is QuotationStatus.NO_TEXT for finding in findings)
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
    return not missing


def _line(finding: Finding, language: Lang) -> str:
    """Thing, properties, quotation, file and status, parted by tabs."""
    status = _(_STATUSES[finding.status], language)
    thing = finding.thing_label or finding.thing or finding.evidence
    quotation = " ".join(finding.quotation.split())
    return "\t".join((thing, "; ".join(finding.supports), quotation, finding.file, status))
