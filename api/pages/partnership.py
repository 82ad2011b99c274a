"""The page of a partnership: its life, the status of each party, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rdflib.namespace import DCTERMS

from api.html.why_text import WhyText
from api.locale.result_table import Cell
from api.locale.translation import _
from api.pages.answer import PageAnswer, status_of
from api.pages.ending import of_partnership, unsaid
from api.pages.life_timeline import LifeRow, drawn, line
from api.pages.thing_view import (
    NAME,
    STATUS,
    ThingColumn,
    ThingRow,
    ThingTable,
    ThingView,
    column,
)
from graph.collation import danish_key
from graph.identifiers import concept
from graph.namespaces import VSK
from graph.texts import N_, Text

FACTS = (
    VSK.partnershipKind, VSK.began, VSK.ended, VSK.attested, VSK.area, VSK.coversArea,
    DCTERMS.hasPart, DCTERMS.replaces,
)  # fmt: skip
ROW_OF_LIST: tuple[ThingColumn, ...] = (
    column(N_("The two places"), VSK.listedPlace),
    column(N_("In the entry of"), VSK.mentionedBy),
    column(N_("Row"), VSK.locator),
    column(N_("From"), VSK.began),
    column(N_("Until"), VSK.ended),
)
_ACTIVITIES = (VSK.Visit, VSK.Meeting, VSK.PublicEvent)
_INITIATIVES = (VSK.Initiative, VSK.Exchange)
_ONLY_LISTED = concept("evidence-tier", "lists")
_TERM = (VSK.signed, VSK.inForceFrom, VSK.inForceUntil, VSK.attested)


def view(folder: ThingView) -> Mapping[str, Any]:
    """The values of a partnership's template."""
    return {
        "said": folder.facts(*FACTS),
        "answer": _answer(folder),
        "unsaid": unsaid(folder),
        "listed": _rows_of_lists(folder),
        "parties": parties(folder),
        "whys": _whys(folder),
        "story": drawn(folder, _story(folder)),
        "agreements": _agreements(folder),
        "initiatives": initiatives(folder, of_kinds(folder, *_INITIATIVES)),
        "visits": visits(folder, of_kinds(folder, *_ACTIVITIES)),
        "whole": folder.table(
            folder.pointing(DCTERMS.hasPart, DCTERMS.replaces, kind=VSK.Partnership), NAME, STATUS
        ),
    }


def _answer(folder: ThingView) -> PageAnswer | None:
    """Its status; of what only lists give, that nothing bears it out."""
    found = of_partnership(folder)
    if found is None or not only_listed(folder, folder.iri):
        return found
    say = _("Only lists say so", folder.lang)
    what = _(
        "No document known here says that the two have decided or signed anything.", folder.lang
    )
    return replace(found, say=say, what=what)


def only_listed(folder: ThingView, partnership: str) -> bool:
    """True if no evidence, but only lists, give a partnership."""
    return _ONLY_LISTED in folder.linked(VSK.evidenceTier, of=partnership)


def _rows_of_lists(folder: ThingView) -> ThingTable:
    """The ties of lists that are this partnership, each with the rows that it stands in."""
    return folder.table(
        folder.linked(VSK.listedAs),
        NAME,
        *ROW_OF_LIST,
    )


def of_kinds(folder: ThingView, *kinds: object) -> list[str]:
    """The nodes of the circle of some classes."""
    found = {each: None for kind in kinds for each in folder.reader.of_class(str(kind))}
    return [each for each in found if each != folder.iri]


def parties(folder: ThingView) -> ThingTable:
    """Each party with its part in the partnership and how that stands today."""
    found = folder.pointing(VSK.inPartnership, kind=VSK.Participation)
    names = {each: (folder.linked(VSK.party, of=each) or [each])[0] for each in found}
    order = {iri: at for at, iri in enumerate(folder.by_name(set(names.values())))}
    table = folder.table(
        sorted(found, key=lambda each: (not folder.possibly(each), order[names[each]])),
        column(N_("Party"), VSK.party),
        column(N_("On behalf of"), VSK.onBehalfOf),
        STATUS,
        column(N_("From"), VSK.began),
        column(N_("Until"), VSK.ended),
        column(N_("Mentioned"), VSK.attested),
        column(N_("Taken over from"), VSK.inheritedFrom),
    )
    return replace(table, rows=tuple(_as_left_behind(folder, row) for row in table.rows))


def _as_left_behind(folder: ThingView, row: ThingRow) -> ThingRow:
    """A row that says of a party that stays where all else has ended only what is known of it."""
    whole = status_of(folder, folder.iri)
    if whole is None or whole.tone != "ended" or not folder.certainly(row.iri):
        return row
    known, words = folder.status(row.iri), Cell(_("not said to have left", folder.lang))
    return replace(row, cells=tuple((words,) if cell == known else cell for cell in row.cells))


def _whys(folder: ThingView) -> list[tuple[str, WhyText]]:
    """Why each party takes part as it does, by the name of the party."""
    parts = folder.pointing(VSK.inPartnership, kind=VSK.Participation)
    found = [(folder.reader.name(_party(folder, each)).text, folder.why(each)) for each in parts]
    return sorted(((name, why) for name, why in found if why), key=lambda pair: danish_key(pair[0]))


def _story(folder: ThingView) -> list[LifeRow]:
    """The whole first, then the parties, the agreements, and what happened in its order."""
    dates = (VSK.began, VSK.ended)
    whole = line(folder, folder.iri, *dates, VSK.attested, kind=N_("partnership"), lasting=True)
    parts = [
        line(folder, each, *dates, kind=N_("party"), name=_party(folder, each), lasting=True)
        for each in folder.by_name(folder.pointing(VSK.inPartnership, kind=VSK.Participation))
    ]
    agreements = [
        line(folder, each, *_TERM, kind=N_("agreement"), lasting=True)
        for each in folder.by_date(folder.pointing(VSK.governs), *_TERM)
    ]
    acts = [
        *((each, N_("event")) for each in of_kinds(folder, VSK.LifecycleEvent)),
        *((each, N_("visit")) for each in of_kinds(folder, VSK.Visit)),
        *((each, N_("meeting")) for each in of_kinds(folder, VSK.Meeting, VSK.PublicEvent)),
    ]
    kinds = dict(acts)
    happened = [_act(folder, each, kinds[each]) for each in folder.by_date(kinds, VSK.date)]
    return [whole, *parts, *agreements, *happened]


def _act(folder: ThingView, iri: str, kind: Text) -> LifeRow:
    """What happened: which kind of act it was, who decided it, by which organ and why."""
    row = line(folder, iri, VSK.date, kind=kind)
    named, by, organs, reasons = (
        [cell for each in folder.facts(*found, of=iri) for cell in folder.readable(each.claims)]
        for found in ((VSK.eventKind,), (VSK.decidedBy,), (VSK.organ,), (VSK.endReason, VSK.reason))
    )
    told = [each.text for each in by]
    if organs:
        organ = ", ".join(each.text for each in organs)
        told = [f"{', '.join(told)} ({organ})" if told else organ]
    words = (*row.words, *(Cell(each) for each in told), *reasons)
    name = ", ".join(each.text for each in named)
    return replace(row, kind=name or row.kind, words=tuple(dict.fromkeys(words)))


def _party(folder: ThingView, part: str) -> str:
    return (folder.linked(VSK.party, of=part) or [part])[0]


def _agreements(folder: ThingView) -> ThingTable:
    return folder.table(
        folder.by_date(folder.pointing(VSK.governs), *_TERM),
        NAME,
        column(N_("Kind"), VSK.agreementKind),
        column(N_("The document is"), VSK.documentStatus),
        column(N_("Signed"), VSK.signed),
        column(N_("In force from"), VSK.inForceFrom),
        column(N_("Review due"), VSK.reviewDue),
        STATUS,
    )


def initiatives(folder: ThingView, found: list[str]) -> ThingTable:
    """Initiatives and exchanges with their status."""
    return folder.table(
        folder.by_name(found),
        NAME,
        column(N_("Status"), VSK.initiativeStatus),
        column(N_("From"), VSK.fromParty),
        column(N_("To"), VSK.toParty),
        column(N_("Who"), VSK.participantGroup),
        column(N_("Areas"), VSK.area),
        column(N_("Began"), VSK.began),
        ThingColumn(N_("Under"), (str(VSK.underAgreement),), others=True),
    )


def visits(folder: ThingView, found: list[str]) -> ThingTable:
    """Visits, meetings and events in their order."""
    return folder.table(
        folder.by_date(found, VSK.date),
        NAME,
        column(N_("When"), VSK.date),
        column(N_("Guest"), VSK.visitor),
        column(N_("Host"), VSK.host),
        column(N_("Place"), VSK.destination, VSK.place),
        column(N_("Status"), VSK.initiativeStatus),
        column(N_("Led to"), VSK.ledTo),
    )
