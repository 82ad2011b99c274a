"""A release with the small files that go with it, and the links between them and its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from api.http.negotiation import RDF
from api.http.signposting import LINKSET, Signposts, TypedAddress
from api.locale.translation import in_every_language
from graph.catalog.publication import Publication, publication
from graph.engine.base import NQUADS
from graph.ledger import Release
from graph.releases.citation import CITATION_FILES, citation_of
from graph.releases.research_packages import (
    CROISSANT,
    CROISSANT_PROFILE,
    RO_CRATE,
    RO_CRATE_PROFILE,
    Package,
    PackageFile,
    croissant,
    ro_crate,
)
from graph.settings import Settings

_JSONLD: Final = "application/ld+json"
# The files that describe a release as a whole: who writes each, and the form that it keeps to.
_PACKAGES: Final[Mapping[str, tuple[Callable[[Package], str], str]]] = {
    RO_CRATE: (ro_crate, RO_CRATE_PROFILE),
    CROISSANT: (croissant, CROISSANT_PROFILE),
}
_LINKSET_FILE: Final = "linkset.json"
# The media type of each file of a release beside its N-Quads.
FILES: Final[Mapping[str, str]] = {
    **{name: media_type for name, (_, media_type, _) in CITATION_FILES.items()},
    **dict.fromkeys(_PACKAGES, _JSONLD),
    _LINKSET_FILE: LINKSET,
}


def publication_of(settings: Settings, base: str) -> Publication:
    """The publisher and the terms, as every document about a release names them."""
    return publication(settings, base, in_every_language)


def written(name: str, release: Release, settings: Settings, base: str) -> str:
    """The text of one of the files of a release.

    Args:
        name: one of those in ``FILES``.
        release: the release.
        settings: of the deployment.
        base: its address, with a slash at the end.
    """
    if name == _LINKSET_FILE:
        return signposts_of(release, settings, base).as_linkset()
    if name in CITATION_FILES:
        return CITATION_FILES[name][0](citation_of(release, settings, in_every_language))
    return _PACKAGES[name][0](_package(release, settings, base))


def _package(release: Release, settings: Settings, base: str) -> Package:
    citation, here = citation_of(release, settings, in_every_language), _address(release, base)
    others = [
        PackageFile(f"{here}/{name}", media_type, about, len(write(citation).encode()))
        for name, (write, media_type, about) in CITATION_FILES.items()
    ]
    by = publication_of(settings, base)
    return Package(
        citation, f"{here}.nq", others, f"{here}/{RO_CRATE}", by.publisher, by.contact_url
    )


def signposts_of(release: Release, settings: Settings, base: str) -> Signposts:
    """The links between a release's page, its metadata and its N-Quads.

    Args:
        release: the release.
        settings: of the deployment.
        base: its address, with a slash at the end.
    """
    by, here = publication_of(settings, base), _address(release, base)
    return Signposts(
        page=here,
        cite_as=citation_of(release, settings, in_every_language).iri,
        licence=by.licence,
        kind="https://schema.org/Dataset",
        author=by.publisher,
        metadata=[
            *(TypedAddress(f"{here}.{form.suffix}", form.media_type) for form in RDF),
            *(TypedAddress(f"{here}/{name}", told[1]) for name, told in CITATION_FILES.items()),
            *(
                TypedAddress(f"{here}/{name}", _JSONLD, profile)
                for name, (_, profile) in _PACKAGES.items()
            ),
        ],
        files=[TypedAddress(f"{here}.nq", NQUADS.media_type)],
        linkset=f"{here}/{_LINKSET_FILE}",
    )


def _address(release: Release, base: str) -> str:
    return f"{base}releases/{release.name}"
