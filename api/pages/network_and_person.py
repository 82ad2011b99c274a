"""The pages of networks and of persons in office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib.namespace import DCTERMS, ORG, SKOS

from api.pages.life_timeline import drawn, line
from api.pages.thing_view import NAME, STATUS, ThingView, column
from graph.namespaces import VSK

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
            kind=("medlem", "member"),
            lasting=True,
        )
        for each in members
    ]
    return {
        "said": folder.facts(*NETWORK),
        "members": folder.table(
            members,
            column("Medlem", "Member", ORG.member),
            column("Fra", "From", VSK.began),
            column("Til", "Until", VSK.ended),
            STATUS,
            column("Overtaget fra", "Taken over from", VSK.inheritedFrom),
        ),
        "story": drawn(folder, lines),
    }


def person(folder: ThingView) -> Mapping[str, Any]:
    """The values of a person's template: offices, signatures, journeys."""
    return {
        "said": folder.facts(SKOS.altLabel),
        "offices": folder.table(
            folder.by_date(folder.pointing(ORG.member), VSK.attested, VSK.began),
            column("Embede", "Office", ORG.role),
            column("Hvor", "Where", ORG.organization),
            column("Fra", "From", VSK.began),
            column("Til", "Until", VSK.ended),
            column("Set i embedet", "Seen in office", VSK.attested),
        ),
        "signatures": folder.table(
            folder.by_date(folder.pointing(VSK.signatory), VSK.date),
            column("Aftale", "Agreement", VSK.signs),
            column("For", "For", VSK.signedFor),
            column("Dato", "Date", VSK.date),
            column("Dokumentet er", "The document is", VSK.documentStatus),
        ),
        "journeys": folder.table(
            folder.by_name(folder.pointing(VSK.attendee)),
            NAME,
            column("Hvad", "What", VSK.attendanceAt),
            column("For", "For", VSK.attendeeFor),
        ),
    }
