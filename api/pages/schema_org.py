"""schema.org JSON-LD of a page, for search engines: only what is sure and short."""

from __future__ import annotations

from typing import Any, Final

from rdflib.namespace import DCTERMS, ORG

from api.pages.maps import point
from api.pages.thing_view import ThingView
from graph.namespaces import VSK

# Type of a thing to the class of schema.org.
_CLASSES: Final = {
    "municipality": "AdministrativeArea",
    "locality": "Place",
    "organisation": "Organization",
    "partnership": "Organization",
    "network": "Organization",
    "agreement": "DigitalDocument",
    "initiative": "Project",
    "exchange": "Project",
    "visit": "Event",
    "meeting": "Event",
    "public-event": "Event",
    "person": "Person",
}
# Type to schema.org property and ours, for links to other things.
_LINKS: Final[dict[str, tuple[tuple[str, tuple[object, ...]], ...]]] = {
    "partnership": (("member", (ORG.hasMember,)),),
    "network": (("member", (ORG.hasMember,)),),
    "agreement": (("about", (VSK.party, VSK.governs)), ("isPartOf", (DCTERMS.isPartOf,))),
    "initiative": (("parentOrganization", (VSK.party,)),),
    "visit": (("organizer", (VSK.host,)), ("attendee", (VSK.visitor,))),
}


def of_thing(folder: ThingView, kind: str, licence: str) -> dict[str, Any]:
    """The page, and the thing that it is about.

    Args:
        folder: the thing.
        kind: its type, as its IRI names it.
        licence: IRI of the licence of what the page says.
    """
    about = _named(folder, folder.iri) | {"@type": _CLASSES.get(kind, "Thing")}
    for name, predicates in _LINKS.get(kind, ()):
        linked = [_named(folder, iri) for iri in folder.linked(*predicates)]
        about |= {name: linked} if linked else {}
    place = point(folder, folder.iri) if kind == "municipality" else None
    if place:
        about["geo"] = {
            "@type": "GeoCoordinates",
            "longitude": place[0],
            "latitude": place[1],
        }
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": about["name"],
        "inLanguage": folder.lang,
        "license": licence,
        "mainEntity": about,
    }


def _named(folder: ThingView, iri: str) -> dict[str, Any]:
    return {"@id": iri, "name": folder.reader.name(iri).text}
