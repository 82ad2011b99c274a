"""The page of a municipality: partners, map, ties through time, before and after, duties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rdflib.namespace import ORG

from api.pages.answers import of_municipality
from api.pages.commitments import promises
from api.pages.life_timeline import LifeRow, drawn, line
from api.pages.maps import partner_map
from api.pages.partnership import only_listed
from api.pages.thing_view import NAME, STATUS, ThingColumn, ThingTable, ThingView, column
from api.svg.time_strips import days_of
from graph.identifiers import concept
from graph.namespaces import VSK
from graph.texts import N_

FACTS = (
    VSK.country, VSK.seat, VSK.population, VSK.populationYear, VSK.areaKm2,
    VSK.began, VSK.ended, VSK.statedPartnerCount, VSK.municipalityCode,
)  # fmt: skip
# Who brings two together is a partner of neither.
_INTERMEDIARY = concept("party-role", "intermediary")
_WHOLE = (str(VSK.inPartnership),)
_PARTNER = column(N_("Partner"), VSK.party)
COLUMNS: tuple[ThingColumn, ...] = (
    _PARTNER,
    column(N_("On behalf of"), VSK.onBehalfOf),
    column(N_("Partnership"), VSK.inPartnership),
    column(N_("From"), VSK.began),
    column(N_("Until"), VSK.ended),
    ThingColumn(N_("The partnership today"), _WHOLE, status=True),
)


def view(folder: ThingView) -> Mapping[str, Any]:
    """The values of a municipality's template."""
    parts = folder.pointing(VSK.party, kind=VSK.Participation)
    found = partners(folder, parts)
    return {
        **found,
        "answer": of_municipality(folder, len(found["partners"].rows)),
        "said": folder.facts(*FACTS),
        "story": drawn(folder, story(folder, parts)),
        "changes": _changes(folder),
        "networks": _networks(folder),
        "people": _people(folder),
        "duties": promises(folder, folder.pointing(VSK.debtor) + _borne_by_posts(folder)),
        "visits": _visits(folder),
    }


def partners(folder: ThingView, parts: list[str]) -> Mapping[str, Any]:
    """The partners today on a map and in a table, the former ones, and plans that never began.

    Those that only lists name are apart, and never counted among the partners.

    Args:
        folder: the page.
        parts: the participations of the thing that the page is about.
    """
    others, now = _others(folder, parts), current(folder, parts)
    plans = [each for each in others if _never_began(folder, each)]
    former = [each for each in others if each not in now and each not in plans]
    listed = [each for each in now if _only_listed(folder, each)]
    return {
        "partners": folder.table([each for each in now if each not in listed], *COLUMNS),
        "listed": folder.table(listed, *COLUMNS[:5]),
        "former": folder.table(former, *COLUMNS),
        "plans": folder.table(plans, *COLUMNS[:3]),
        "map": partner_map(folder, now, frozenset(listed)),
    }


def current(folder: ThingView, parts: list[str]) -> list[str]:
    """The participations of the partners today, by name.

    Args:
        folder: the page.
        parts: the participations whose partners are asked for.
    """
    return [each for each in _others(folder, parts) if _lives(folder, each, parts)]


def _others(folder: ThingView, parts: list[str]) -> list[str]:
    """The participations of the others in the partnerships of the municipality, by name.

    Whose part it took over, and who took over its own, is the same side of the partnership.
    """
    own = {*parts, *_inherited(folder, parts)}
    shared = dict.fromkeys(p for each in parts for p in folder.linked(VSK.inPartnership, of=each))
    found = {
        other: None
        for partnership in shared
        for other in folder.pointing(VSK.inPartnership, at=partnership)
        if other not in own and _INTERMEDIARY not in folder.linked(VSK.partyRole, of=other)
    }
    names = {each: (folder.linked(VSK.party, of=each) or [each])[0] for each in found}
    order = {iri: at for at, iri in enumerate(folder.by_name(set(names.values())))}
    return sorted(found, key=lambda each: order[names[each]])


def _inherited(folder: ThingView, parts: list[str]) -> set[str]:
    """The parts before and after some parts, however far, by what took over from what."""
    found: set[str] = set()
    ahead = list(parts)
    while ahead:
        part = ahead.pop()
        beside = [
            *folder.linked(VSK.inheritedFrom, of=part),
            *folder.pointing(VSK.inheritedFrom, at=part),
        ]
        ahead += [each for each in beside if each not in found]
        found |= set(beside)
    return found


def _never_began(folder: ThingView, part: str) -> bool:
    """True if the partnership of a party's part was only planned."""
    return any(
        "true" in folder.linked(VSK.neverBegan, of=each)
        for each in folder.linked(VSK.inPartnership, of=part)
    )


def _only_listed(folder: ThingView, part: str) -> bool:
    """True if no evidence, but only lists, give the partnership of a party's part."""
    return any(only_listed(folder, each) for each in folder.linked(VSK.inPartnership, of=part))


def _lives(folder: ThingView, part: str, parts: list[str]) -> bool:
    if _never_began(folder, part):
        return False
    partnership = folder.linked(VSK.inPartnership, of=part)
    own = [each for each in parts if folder.linked(VSK.inPartnership, of=each) == partnership]
    return folder.possibly(part) and any(map(folder.possibly, own))


def story(folder: ThingView, parts: list[str]) -> list[LifeRow]:
    """The ties through time, the oldest first."""
    lines = []
    for each in parts:
        whole = (folder.linked(VSK.inPartnership, of=each) or [each])[0]
        dates = (VSK.began, VSK.ended, VSK.attested)
        lines.append(line(folder, each, *dates, name=whole, lasting=True, within=whole))
    return sorted(lines, key=_first_day)


def _first_day(one: LifeRow) -> date:
    return min(days_of(one.shapes), default=date.max)


def _changes(folder: ThingView) -> ThingTable:
    found = folder.pointing(ORG.originalOrganization, ORG.resultingOrganization)
    return folder.table(
        folder.by_date(found, VSK.date),
        NAME,
        column(N_("When"), VSK.date),
        column(N_("Before"), ORG.originalOrganization),
        column(N_("After"), ORG.resultingOrganization),
    )


def _networks(folder: ThingView) -> ThingTable:
    return folder.table(
        folder.pointing(ORG.member, kind=VSK.NetworkMembership),
        column(N_("Network"), ORG.organization),
        column(N_("From"), VSK.began),
        column(N_("Until"), VSK.ended),
        STATUS,
    )


def _people(folder: ThingView) -> ThingTable:
    found = folder.pointing(ORG.organization, kind=ORG.Membership)
    return folder.table(
        folder.by_date(found, VSK.attested, VSK.began),
        column(N_("Person"), ORG.member),
        column(N_("Office"), ORG.role),
        column(N_("From"), VSK.began),
        column(N_("Until"), VSK.ended),
        column(N_("Seen in office"), VSK.attested),
    )


def _borne_by_posts(folder: ThingView) -> list[str]:
    posts = folder.pointing(ORG.postIn)
    return [each for post in posts for each in folder.pointing(VSK.debtor, at=post)]


def _visits(folder: ThingView) -> ThingTable:
    found = folder.pointing(VSK.visitor, VSK.host, VSK.fromParty, VSK.toParty)
    return folder.table(
        folder.by_date(found, VSK.date, VSK.began),
        NAME,
        column(N_("When"), VSK.date, VSK.began),
        column(N_("From"), VSK.visitor, VSK.fromParty),
        column(N_("To"), VSK.host, VSK.toParty),
        column(N_("Status"), VSK.initiativeStatus),
    )
