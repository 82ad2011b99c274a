"""The page of an agreement: parties, signatories, areas, term, review, annexes, commitments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib.namespace import DCTERMS

from api.pages.answer import Review, review_of
from api.pages.answers import of_agreement
from api.pages.commitments import promises
from api.pages.life_timeline import LifeRow, drawn, line
from api.pages.partnership import initiatives, of_kinds, visits
from api.pages.thing_view import NAME, STATUS, ThingTable, ThingView, column
from graph.namespaces import VSK
from graph.texts import N_

FACTS = (
    VSK.agreementKind, VSK.documentStatus, VSK.governs, VSK.party, VSK.purpose, VSK.area,
    VSK.permitsOtherAreas, DCTERMS.isPartOf, DCTERMS.relation,
)  # fmt: skip
TERM = (
    VSK.signed, VSK.inForceFrom, VSK.inForceUntil, VSK.duration, VSK.reviewDue,
    VSK.inForceUntilEarliest, VSK.inForceUntilLatest, VSK.reviewDueEarliest,
    VSK.reviewDueLatest, VSK.attested,
)  # fmt: skip
_LINEAGE = (VSK.replaces, VSK.renews, VSK.amends)


def view(folder: ThingView) -> Mapping[str, Any]:
    """The values of an agreement's template."""
    kinds = (VSK.Visit, VSK.Meeting, VSK.PublicEvent)
    due = review_of(folder, folder.iri)
    return {
        "said": folder.facts(*FACTS),
        "term": _term(folder),
        "answer": of_agreement(folder, due),
        "signatures": _signatures(folder),
        "story": drawn(folder, _story(folder, due)),
        "annexes": _agreements(folder, folder.pointing(DCTERMS.isPartOf, kind=VSK.Annex)),
        "before": _agreements(folder, folder.linked(*_LINEAGE)),
        "after": _agreements(folder, folder.pointing(*_LINEAGE)),
        "duties": promises(folder, of_kinds(folder, VSK.Commitment)),
        "initiatives": initiatives(folder, of_kinds(folder, VSK.Initiative, VSK.Exchange)),
        "visits": visits(folder, of_kinds(folder, *kinds)),
    }


def _term(folder: ThingView) -> list[Any]:
    """The dates; those that rules compute stand only where no source gives the date itself."""
    stated = {str(each) for each in TERM[:5] if folder.linked(each)}
    hidden = {
        f"{name}{end}" for name in stated for end in ("Earliest", "Latest")
    }  # what is stated needs no bounds
    return [each for each in folder.facts(*TERM) if each.name.iri not in hidden]


def _signatures(folder: ThingView) -> ThingTable:
    return folder.table(
        folder.by_name(folder.pointing(VSK.signs)),
        column(N_("Signatory"), VSK.signatory),
        column(N_("As"), VSK.signedAs),
        column(N_("For"), VSK.signedFor),
        column(N_("Date"), VSK.date),
        column(N_("Place"), VSK.place),
        column(N_("The document is"), VSK.documentStatus),
    )


def _agreements(folder: ThingView, found: list[str]) -> ThingTable:
    return folder.table(
        folder.by_date(found, VSK.signed, VSK.inForceFrom),
        NAME,
        column(N_("Kind"), VSK.agreementKind),
        column(N_("Signed"), VSK.signed),
        column(N_("In force from"), VSK.inForceFrom),
        column(N_("The document is"), VSK.documentStatus),
        STATUS,
    )


def _story(folder: ThingView, due: Review | None) -> list[LifeRow]:
    """The agreements before, the agreement itself, its acts, and those after."""
    dates, kind = (VSK.signed, VSK.inForceFrom, VSK.inForceUntil), N_("agreement")
    family = [*folder.linked(*_LINEAGE), folder.iri, *folder.pointing(*_LINEAGE)]
    lines = [line(folder, each, *dates, kind=kind, lasting=True) for each in family]
    acts = folder.pointing(VSK.concerns, kind=VSK.LifecycleEvent)
    for each in folder.by_date(acts, VSK.date):
        lines.append(line(folder, each, VSK.date, kind=N_("event")))
    owed = due is not None and due.overdue
    kind = N_("review, overdue") if owed else N_("review")
    review = line(folder, folder.iri, VSK.reviewDue, kind=kind, awaited=True, owed=owed)
    return [*lines, *([review] if review.shapes else [])]
