"""The pages of what takes place: initiatives, exchanges, visits, meetings and events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib.namespace import DCTERMS

from api.pages.commitments import promises
from api.pages.partnership import initiatives, visits
from api.pages.thing_view import ThingTable, ThingView, column
from graph.namespaces import SCHEMA, VSK
from graph.texts import N_
from graph.time.intervals import PLANNED

INITIATIVE = (
    VSK.initiativeStatus, VSK.party, VSK.fromParty, VSK.toParty, VSK.participantGroup, VSK.area,
    VSK.place, VSK.began, VSK.ended, VSK.date, VSK.sdg, VSK.underAgreement, DCTERMS.isPartOf,
)  # fmt: skip
VISIT = (
    VSK.date, VSK.initiativeStatus, VSK.visitor, VSK.host, VSK.party, VSK.destination, VSK.place,
    VSK.purpose, VSK.area, VSK.ledTo, SCHEMA.superEvent, DCTERMS.relation,
)  # fmt: skip


def initiative(folder: ThingView) -> Mapping[str, Any]:
    """The values of the template of an initiative or an exchange."""
    parts = folder.pointing(DCTERMS.isPartOf)
    return {
        "said": folder.facts(*INITIATIVE),
        "duties": promises(folder, folder.pointing(DCTERMS.relation, kind=VSK.Commitment)),
        "parts": initiatives(folder, parts),
    }


def visit(folder: ThingView) -> Mapping[str, Any]:
    """The values of the template of a visit, a meeting or an event."""
    related = folder.linked(VSK.ledTo, DCTERMS.relation) + folder.pointing(DCTERMS.relation)
    return {
        "said": folder.facts(*VISIT),
        "attendance": _attendance(folder),
        "planned": _planned(folder),
        "related": visits(folder, list(dict.fromkeys(related))),
    }


def _planned(folder: ThingView) -> bool:
    """True if sources tell only of the plan, and none that it came about."""
    status = folder.linked(VSK.initiativeStatus)
    return bool(status) and all(each.rpartition("/")[2] in PLANNED for each in status)


def _attendance(folder: ThingView) -> ThingTable:
    return folder.table(
        folder.by_name(folder.pointing(VSK.attendanceAt)),
        column(N_("Who"), VSK.attendee, VSK.attendeeGroup),
        column(N_("Office"), VSK.attendeeRole),
        column(N_("For"), VSK.attendeeFor),
    )
