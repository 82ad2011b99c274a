"""The point of a municipality, and the map of its partners."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from api.locale.translation import _
from api.pages.thing_view import ThingView
from api.svg.tie_map import Place, draw
from graph.namespaces import GEO, VSK
from graph.terms import point_of


def partner_map(folder: ThingView, parts: Sequence[str]) -> Markup | None:
    """The map of the ties to some participations, numbered from 1; None with nothing to draw.

    Args:
        folder: the municipality.
        parts: participations of its partners, in the order of the list beside the map.
    """
    home = point(folder, folder.iri)
    places = []
    for number, part in enumerate(parts, 1):
        party = (folder.linked(VSK.party, of=part) or [""])[0]
        found = point(folder, party)
        if found:
            places.append(Place(number, *found, certain=folder.certainly(part)))
    if not home or not places:
        return None
    title = _("Map of the partners of", folder.lang)
    return draw(Place(0, *home), places, f"{title} {folder.reader.name(folder.iri).text}")


def point(folder: ThingView, party: str) -> tuple[float, float] | None:
    """Longitude and latitude of a municipality, or of the one that a town lies in."""
    for place in [party, *folder.linked(VSK.within, of=party)]:
        for geometry in folder.linked(GEO.hasGeometry, of=place):
            for wkt in folder.linked(GEO.asWKT, of=geometry):
                return point_of(wkt)
    return None
