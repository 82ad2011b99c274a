"""The point of a municipality, and the map of its partners."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Final

from api.html.map_figure import MapFigure, MapParty, PartyTie, figure, point_in, rule_of
from api.locale.translation import _
from api.pages.answer import review_of
from api.pages.thing_view import ThingView
from api.svg.map_frame import MapSize
from graph.namespaces import GEO, VSK

_SIZE: Final = MapSize(width=480, flattest=0.6, tallest=0.9, room=44)


def partner_map(
    folder: ThingView, parts: Sequence[str], listed: Container[str] = ()
) -> MapFigure | None:
    """The map of the ties to some participations; None with nothing to draw.

    Args:
        folder: the municipality or town.
        parts: participations of its partners.
        listed: those of them that only lists give.
    """
    home = _party(folder, folder.iri, home=True)
    ties = [
        replace(_tie(folder, home, part), listed=part in listed)
        for part in parts
        if folder.linked(VSK.party, of=part)
    ]
    title = _("Map of the partners of", folder.lang)
    return figure(ties, f"{title} {home.name.text}", _SIZE, folder.lang)


def _tie(folder: ThingView, home: MapParty, part: str) -> PartyTie:
    whole = folder.linked(VSK.inPartnership, of=part)
    parties = {
        party
        for each in whole
        for other in folder.pointing(VSK.inPartnership, at=each)
        for party in folder.linked(VSK.party, of=other)
        if folder.possibly(other)
    }
    return PartyTie(
        home,
        _party(folder, folder.linked(VSK.party, of=part)[0]),
        certain=folder.certainly(part),
        chain=len(parties) > 2,
        overdue=_overdue(folder, whole),
    )


def _overdue(folder: ThingView, partnerships: Sequence[str]) -> str:
    """The year since which the review of an agreement on a partnership is overdue; or blank."""
    agreements = (each for whole in partnerships for each in folder.pointing(VSK.governs, at=whole))
    late = [
        review.due.latest or review.due.earliest
        for each in agreements
        if (review := review_of(folder, each)) and review.overdue
    ]
    return min((f"{day:%Y}" for day in late if day), default="")


def _party(folder: ThingView, iri: str, *, home: bool = False) -> MapParty:
    own = _point(folder, [iri], GEO.hasGeometry)
    around = _point(folder, folder.linked(VSK.within, of=iri), GEO.hasGeometry)
    seat, middle = (_point(folder, [iri], name) for name in (VSK.seatPoint, GEO.hasCentroid))
    towns = folder.linked(VSK.seat, of=iri)
    return MapParty(
        folder.reader.name(iri),
        point_in(own, around),
        rule_of(own, around, seat, middle, town="/id/locality/" in iri),
        folder.reader.name(towns[0]).text if towns else "",
        home,
    )


def _point(folder: ThingView, places: Sequence[str], name: object) -> str:
    """The first point (WKT) that places have by a property; blank where none has."""
    points = (
        wkt
        for place in places
        for geometry in folder.linked(name, of=place)
        for wkt in folder.linked(GEO.asWKT, of=geometry)
    )
    return next(points, "")


def point(folder: ThingView, party: str) -> tuple[float, float] | None:
    """Longitude and latitude of a municipality, or of the one that a town lies in."""
    return _party(folder, party).point
