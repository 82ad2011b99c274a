"""Reads the requests of the W3C's SPARQL 1.1 Protocol tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from tests.shared import SHARED
from tests.w3c.suite import SUITE

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT: Final = Namespace("http://www.w3.org/2011/http#")
CNT: Final = Namespace("http://www.w3.org/2011/content#")


@dataclass(frozen=True)
class Exchange:
    """A request, and the answer that is expected to it.

    Attributes:
        method: such as ``GET``.
        address: path and parameters; the endpoint's own path is ``/sparql/``.
        headers: names and values.
        body: bytes in the encoding that the test names.
        statuses: first digits of the statuses that will do.
        form: ``boolean``, ``tabular`` or ``RDF``; blank where any will do.
        boolean: the answer of an ASK, if one is expected.
    """

    method: str
    address: str
    headers: dict[str, str]
    body: bytes
    statuses: frozenset[str]
    form: str
    boolean: bool | None

    @property
    def is_update(self) -> bool:
        """Whether it wants to change the data."""
        media_type = self.headers.get("content-type", "")
        return media_type.startswith("application/sparql-update") or any(
            part.startswith(("update=", "/sparql/?update="))
            for part in (self.address, self.body.decode("utf-8", "replace"))
        )


def exchanges() -> dict[str, list[Exchange]]:
    """The requests of each test by its name, in order; nothing where there is no suite."""
    path = SHARED / SUITE / "protocol" / "manifest.ttl"
    if not path.exists():
        return {}
    graph = Graph().parse(path)
    (entries,) = graph.objects(None, MF.entries)
    return {
        str(test).rpartition("#")[2]: [_exchange(graph, each) for each in _requests(graph, test)]
        for test in Collection(graph, entries)
    }


def _requests(graph: Graph, test: Node) -> Collection:
    (listed,) = graph.objects(graph.value(test, MF.action), HT.requests)
    return Collection(graph, listed)


def _exchange(graph: Graph, request: Node) -> Exchange:
    headers, body, answer = (graph.value(request, name) for name in (HT.headers, HT.body, HT.resp))
    statuses = graph.objects(answer, MF.expectedStatus)
    boolean = graph.value(answer, MF.expectedBoolean)
    return Exchange(
        method=str(graph.value(request, HT.methodName)),
        address=str(graph.value(request, HT.absolutePath)),
        headers=dict(_header(graph, each) for each in Collection(graph, headers))
        if headers
        else {},
        body=_body(graph, body) if body else b"",
        statuses=frozenset(str(each).rpartition("StatusCode")[2][0] for each in statuses),
        form=str(graph.value(answer, MF.expectedFormat) or ""),
        boolean=None if boolean is None else str(boolean) == "true",
    )


def _header(graph: Graph, header: Node) -> tuple[str, str]:
    return str(graph.value(header, HT.fieldName)), str(graph.value(header, HT.fieldValue))


def _body(graph: Graph, body: Node) -> bytes:
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))
