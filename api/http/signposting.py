"""FAIR Signposting level 2: typed links that lead programs from a page to what it is about.

The links of a page say how to cite what it shows, and which addresses are its metadata and its
files; those lead back. They are in the header ``Link`` of each, and all of them together in a set
of links (RFC 9264). See https://signposting.org/FAIR/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

LINKSET: Final = "application/linkset+json"
# Proxies refuse long headers; programs that want all of many files read the set of links.
_MOST_IN_HEADER: Final = 12
_HTML: Final = "text/html"
_ABOUT_PAGE: Final = "https://schema.org/AboutPage"


@dataclass(frozen=True)
class TypedAddress:
    """An address and the media type of what is there.

    Attributes:
        address: the address.
        media_type: as it is sent.
        profile: IRI of the form that it keeps to, if any.
    """

    address: str
    media_type: str
    profile: str = ""


@dataclass(frozen=True)
class Signposts:
    """The links between a page, its metadata and its files.

    Attributes:
        page: address of the page.
        cite_as: the IRI to cite.
        licence: IRI of the licence.
        kind: IRI of the class of schema.org of what it shows; blank where none is told.
        author: IRI of who publishes it.
        metadata: documents that describe it.
        files: what it consists of.
        linkset: address of the set of links; blank where there is none.
    """

    page: str
    cite_as: str
    licence: str
    kind: str = ""
    author: str = ""
    metadata: Sequence[TypedAddress] = ()
    files: Sequence[TypedAddress] = ()
    linkset: str = ""

    def of_page(self) -> tuple[str, ...]:
        """The links of the page, as values of the header ``Link``; without files if many."""
        files = self.files if len(self.files) <= _MOST_IN_HEADER else ()
        return tuple(_value(*link) for link in replace(self, files=files)._of_page())

    def of_metadata(self) -> tuple[str, ...]:
        """The links of a document that describes it."""
        return tuple(_value(*link) for link in self._of_metadata())

    def of_file(self) -> tuple[str, ...]:
        """The links of a file."""
        return tuple(_value(*link) for link in self._of_file())

    def as_linkset(self) -> str:
        """All links as a set of links in JSON (RFC 9264)."""
        contexts = [_context(self.page, self._of_page())]
        contexts += [_context(each.address, self._of_metadata()) for each in self.metadata]
        contexts += [_context(each.address, self._of_file()) for each in self.files]
        return json.dumps({"linkset": contexts}, ensure_ascii=False, indent=1) + "\n"

    def _of_page(self) -> Iterator[_Link]:
        yield "cite-as", TypedAddress(self.cite_as, "")
        yield "type", TypedAddress(_ABOUT_PAGE, "")
        if self.kind:
            yield "type", TypedAddress(self.kind, "")
        yield "license", TypedAddress(self.licence, "")
        if self.author:
            yield "author", TypedAddress(self.author, "")
        yield from (("describedby", each) for each in self.metadata)
        yield from (("item", each) for each in self.files)
        yield from self._set()

    def _of_metadata(self) -> Iterator[_Link]:
        yield "describes", TypedAddress(self.page, _HTML)
        yield "license", TypedAddress(self.licence, "")
        yield from self._set()

    def _of_file(self) -> Iterator[_Link]:
        yield "collection", TypedAddress(self.page, _HTML)
        yield "license", TypedAddress(self.licence, "")
        yield from self._set()

    def _set(self) -> Iterator[_Link]:
        if self.linkset:
            yield "linkset", TypedAddress(self.linkset, LINKSET)


_Link = tuple[str, TypedAddress]


def _value(relation: str, target: TypedAddress) -> str:
    told = f'<{target.address}>; rel="{relation}"'
    told += f'; type="{target.media_type}"' if target.media_type else ""
    return told + (f'; profile="{target.profile}"' if target.profile else "")


def _context(anchor: str, links: Iterator[_Link]) -> Mapping[str, Any]:
    told: dict[str, Any] = {"anchor": anchor}
    for relation, target in links:
        said = {"href": target.address, "type": target.media_type, "profile": target.profile}
        told.setdefault(relation, []).append({name: each for name, each in said.items() if each})
    return told
