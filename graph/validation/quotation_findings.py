"""Quotations that are not where their evidence says, as findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rdflib import Literal
from rdflib.namespace import SH

from graph.evidence.quotations import Finding, QuotationStatus
from graph.namespaces import VSK
from graph.prefixes import BASE
from graph.texts import N_, Text
from graph.validation.report import Severity, ValidationResult

_ADVICE: Final[Mapping[QuotationStatus, Text]] = {
    QuotationStatus.NOT_AT_POSITION: N_(
        "The quotation is in the document, but not at the position given. Correct that."
    ),
    QuotationStatus.NOT_IN_DOCUMENT: N_(
        "The quotation is not in the document. Correct it, or find the right document."
    ),
    QuotationStatus.NO_QUOTATION: N_(
        "The document is at hand, but the evidence has no quotation. Add one."
    ),
    QuotationStatus.DOCUMENT_MISSING: N_(
        "The source names a document that is not in the folder. Put it there."
    ),
    QuotationStatus.DOCUMENT_UNREADABLE: N_("The document is not text in UTF-8. Save it as UTF-8."),
    QuotationStatus.CHECKSUM_DIFFERS: N_(
        "The document is not the one the quotations were taken from. Find the right one."
    ),
}


def as_finding(found: Finding) -> ValidationResult:
    """A quotation that was not found, with what to do about it."""
    return ValidationResult(
        focus=found.evidence,
        focus_label={"": found.thing_label} if found.thing_label else {},
        path=str(VSK.evidence),
        path_label=N_("quotation"),
        value=Literal(found.quotation),
        value_label={},
        message=_ADVICE[found.status],
        severity=Severity.VIOLATION,
        shape=BASE + "query/quotations",
        component=str(SH.SPARQLConstraintComponent),
        file=found.file,
    )
