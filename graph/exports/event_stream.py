"""The changes of the graph as a Linked Data Event Stream (LDES 1.0 over TREE).

A member is a change, and so a version of a named graph. The statements of that version stand in a
graph that is named as the member is, as TREE lets a member have its content; ``vsk:changedGraph``
names the graph whose they are. A withdrawal is a member without statements, an ``as:Delete``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.engine.base import TRIG, Format
from graph.identifiers import thing
from graph.ledger.change_pages import ChangePage, GraphEvent
from graph.ledger.history import History
from graph.prefixes import PREFIXES

PLACE: Final = "changes/ldes"
LISTED: Final = 100
"""Pages on a list of pages."""
SPECIFICATION: Final = "https://w3id.org/ldes/specification"
_AS: Final = "https://www.w3.org/ns/activitystreams#"
_PREFIXES: Final = PREFIXES | {
    "as": _AS,
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
}
_WHEN: Final = "prov:endedAtTime"
_NUMBER: Final = "schema:position"
_GRAPH: Final = "vsk:changedGraph"
_POLL: Final = 3600


@dataclass(frozen=True)
class EventStream:
    """What is said of the stream of a deployment, as N-Triples.

    Attributes:
        base: the deployment's address, with a slash at the end.
    """

    base: str

    @property
    def root(self) -> str:
        """Address of the page that leads to all others."""
        return self.base + PLACE

    def address(self, first: int) -> str:
        """Address of the page that begins with a change."""
        return f"{self.root}/{first}"

    def address_of_list(self, first: int) -> str:
        """Address of the list of pages that begins with a change."""
        return f"{self.root}/pages/{first}"

    def overview(self, pages: Sequence[ChangePage], kept_for: Mapping[str, str]) -> Iterator[str]:
        """The root: what the stream is, how it is read, how long it is kept, and its pages.

        Pages that fill a list stand in that, so that the root stays small.

        Args:
            pages: the pages.
            kept_for: language to a sentence on how long changes are kept.
        """
        stream, kept, shape = (f"<{self.root}#{name}>" for name in ("stream", "kept", "member"))
        yield _said(stream, "rdf:type", _iri("ldes:EventStream"))
        yield _said(stream, "tree:view", f"<{self.root}>")
        yield _said(stream, "tree:shape", shape)
        for predicate, path in _PATHS.items():
            yield _said(stream, predicate, _iri(path))
        yield _said(stream, "ldes:pollingInterval", _integer(_POLL))
        yield from _node(self.root, immutable=False)
        yield _said(f"<{self.root}>", "ldes:retentionPolicy", kept)
        yield _said(kept, "rdf:type", _iri("ldes:RetentionPolicy"))
        for lang, words in kept_for.items():
            yield _said(kept, "dcterms:description", f'"{words}"@{lang}')
        yield from _shape(shape)
        *full, last = lists(pages)
        for each in full:
            yield from self._relations(self.root, self.address_of_list(each[0].first), each)
        for page in last:
            yield from self._relations(self.root, self.address(page.first), [page])

    def listed(self, pages: Sequence[ChangePage]) -> Iterator[str]:
        """A full list of pages, which never changes."""
        here = self.address_of_list(pages[0].first)
        yield from _node(here, immutable=True)
        for page in pages:
            yield from self._relations(here, self.address(page.first), [page])

    def _relations(self, source: str, target: str, pages: Sequence[ChangePage]) -> Iterator[str]:
        """What a node leads to begins with its first page and, once it is full, has an end."""
        number, first, last = pages[0].first, pages[0], pages[-1]
        bounds = [("tree:GreaterThanOrEqualTo", first.began)]
        if last.next is not None:
            bounds.append(("tree:LessThanOrEqualTo", last.ended))
        for kind, value in bounds:
            node = f"<{source}#{kind.removeprefix('tree:')}-{number}>"
            yield _said(f"<{source}>", "tree:relation", node)
            yield _said(node, "rdf:type", _iri(f"{kind}Relation"))
            yield _said(node, "tree:node", f"<{target}>")
            yield _said(node, "tree:path", _iri(_WHEN))
            yield _said(node, "tree:value", _moment(value))

    def head(self, page: ChangePage) -> Iterator[str]:
        """What a page says of itself."""
        yield from _node(self.address(page.first), immutable=page.next is not None)

    def member(self, event: GraphEvent) -> Iterator[str]:
        """What a member says of itself, beside the statements in its graph."""
        member = _member(event)
        yield _said(f"<{self.root}#stream>", "tree:member", member)
        yield _said(member, "rdf:type", _iri("vsk:GraphChange"))
        yield _said(member, "rdf:type", _iri(_kind(event)))
        yield _said(member, _GRAPH, f"<{event.graph}>")
        yield _said(member, _WHEN, _moment(event.when))
        yield _said(member, _NUMBER, _integer(event.sequence))


_PATHS: Final = {
    "ldes:timestampPath": _WHEN,
    "ldes:sequencePath": _NUMBER,
    "ldes:versionOfPath": _GRAPH,
    "ldes:versionCreateObject": "as:Create",
    "ldes:versionUpdateObject": "as:Update",
    "ldes:versionDeleteObject": "as:Delete",
    "dcterms:conformsTo": SPECIFICATION,
}
_MUST: Final = {_GRAPH: None, _WHEN: "xsd:dateTime", _NUMBER: "xsd:integer"}


def lists(pages: Sequence[ChangePage]) -> list[Sequence[ChangePage]]:
    """The pages in lists of as many; the last holds the rest, which the root leads to itself."""
    # The page that grows is never in a full list.
    full = max(0, len(pages) - 1) // LISTED
    return [pages[LISTED * each : LISTED * (each + 1)] for each in range(full)] + [
        pages[LISTED * full :]
    ]


def pieces(
    stream: EventStream, page: ChangePage, ledger: History, told: Sequence[GraphEvent], form: Format
) -> Iterator[bytes]:
    """A page with its members, whole.

    Args:
        stream: the stream.
        page: the page.
        ledger: where the versions are.
        told: the changes of the page.
        form: TriG or N-Quads.

    Raises:
        UnreadableFile: a version is damaged.
    """
    yield "".join(stream.head(page)).encode()
    for event in told:
        yield "".join(stream.member(event)).encode()
        if event.hash is not None:
            yield _content(event, ledger.text(event.hash), form)


def _content(event: GraphEvent, text: bytes, form: Format) -> bytes:
    """The statements of a version in the graph that is named as its member."""
    member, ending = _member(event).encode(), f" <{event.graph}> .\n".encode()
    # A line holds no line feed, so the ending is the end of a line and of nothing else.
    if form is TRIG:
        return member + b" {\n" + text.replace(ending, b" .\n") + b"}\n"
    return text.replace(ending, b" " + member + b" .\n")


def _kind(event: GraphEvent) -> str:
    if event.hash is None:
        return "as:Delete"
    return "as:Update" if event.former else "as:Create"


def _member(event: GraphEvent) -> str:
    return f"<{thing('graph-change', str(event.sequence))}>"


def _node(address: str, *, immutable: bool) -> Iterator[str]:
    yield _said(f"<{address}>", "rdf:type", _iri("tree:Node"))
    if immutable:
        yield _said(f"<{address}>", "ldes:immutable", f'"true"^^{_iri("xsd:boolean")}')


def _shape(shape: str) -> Iterator[str]:
    yield _said(shape, "rdf:type", _iri("sh:NodeShape"))
    for path, datatype in _MUST.items():
        part = f"{shape[:-1]}-{path.partition(':')[2]}>"
        yield _said(shape, "sh:property", part)
        yield _said(part, "sh:path", _iri(path))
        yield _said(part, "sh:minCount", _integer(1))
        yield _said(part, "sh:maxCount", _integer(1))
        if datatype:
            yield _said(part, "sh:datatype", _iri(datatype))


def _said(subject: str, predicate: str, value: str) -> str:
    return f"{subject} {_iri(predicate)} {value} .\n"


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{_PREFIXES[prefix]}{local}>" if prefix in _PREFIXES else f"<{name}>"


def _integer(value: int) -> str:
    return f'"{value}"^^{_iri("xsd:integer")}'


def _moment(value: datetime) -> str:
    return f'"{value.isoformat().replace("+00:00", "Z")}"^^{_iri("xsd:dateTime")}'
