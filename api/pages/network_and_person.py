"""The pages of networks and of persons in office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib.namespace import DCTERMS, ORG, SKOS

from api.pages.life_timeline import drawn, line
from api.pages.thing_view import NAME, STATUS, ThingView, column
from graph.namespaces import VSK
from graph.texts import N_

NETWORK = (SKOS.altLabel, DCTERMS.description, VSK.began, VSK.ended, DCTERMS.isPartOf)


def network(folder: ThingView) -> Mapping[str, Any]:
    """The values of a network's template."""
    members = folder.by_name(folder.pointing(ORG.organization, kind=VSK.NetworkMembership))
    dates = (VSK.began, VSK.ended)
    lines = [
        line(
            folder,
            each,
            *dates,
            name=(folder.linked(ORG.member, of=each) or [each])[0],
            kind=N_("member"),
            lasting=True,
        )
        for each in members
    ]
    return {
        "said": folder.facts(*NETWORK),
        "members": folder.table(
            members,
            column(N_("Member"), ORG.member),
            column(N_("From"), VSK.began),
            column(N_("Until"), VSK.ended),
            STATUS,
            column(N_("Taken over from"), VSK.inheritedFrom),
        ),
        "story": drawn(folder, lines),
    }


def person(folder: ThingView) -> Mapping[str, Any]:
    """The values of a person's template: offices, signatures, journeys."""
    return {
        "said": folder.facts(SKOS.altLabel),
        "offices": folder.table(
            folder.by_date(folder.pointing(ORG.member), VSK.attested, VSK.began),
            column(N_("Office"), ORG.role),
            column(N_("Where"), ORG.organization),
            column(N_("From"), VSK.began),
            column(N_("Until"), VSK.ended),
            column(N_("Seen in office"), VSK.attested),
        ),
        "signatures": folder.table(
            folder.by_date(folder.pointing(VSK.signatory), VSK.date),
            column(N_("Agreement"), VSK.signs),
            column(N_("For"), VSK.signedFor),
            column(N_("Date"), VSK.date),
            column(N_("The document is"), VSK.documentStatus),
        ),
        "journeys": folder.table(
            folder.by_name(folder.pointing(VSK.attendee)),
            NAME,
            column(N_("What"), VSK.attendanceAt),
            column(N_("For"), VSK.attendeeFor),
        ),
    }
