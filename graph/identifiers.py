"""The one place that mints IRIs. The forms: docs/explanation/model.md."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from graph.prefixes import BASE

ONTOLOGY_GRAPH: Final = BASE + "graph/ontology"
DERIVED_GRAPH: Final = BASE + "graph/derived"
CHANGES_GRAPH: Final = BASE + "graph/changes"
CATALOG_GRAPH: Final = BASE + "graph/catalog"
CATALOG: Final = BASE + "catalog"
PROFILE: Final = BASE + "profile"
GENID: Final = BASE + ".well-known/genid/"
# Where the documents lie of what is no document itself; things come last, they take any address.
_DOCUMENTS: Final = (
    (BASE + "concept/", BASE + "doc/concept/"),
    (BASE + "release/", BASE + "releases/"),
    (BASE + "dataset/", BASE + "doc/dataset/"),
    (BASE + "service/", BASE + "doc/service/"),
    (GENID, BASE + "doc/genid/"),
    (BASE + "id/", BASE + "doc/"),
)

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "ß": "ss", "ð": "d",
     "þ": "th", "ł": "l", "đ": "d"}
)  # fmt: skip


def slugify(name: str) -> str:
    """The slug of a name: ASCII, lower case, words joined by hyphens.

    Raises:
        ValueError: the name holds no letter or digit that ASCII can carry.
    """
    folded = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    slug = re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode()).strip("-")
    if not slug:
        raise ValueError(f"no slug can be made of {name!r}")
    return slug


def thing(kind: str, slug: str) -> str:
    """IRI of a thing, such as ``…/id/municipality/aarhus-kommune``."""
    return f"{BASE}id/{kind}/{slug}"


def concept(scheme: str, notation: str) -> str:
    """IRI of a concept, such as ``…/concept/event-kind/signed``."""
    return f"{BASE}concept/{scheme}/{notation}"


def source_graph(slug: str) -> str:
    """IRI of a source, which is also the IRI of the graph of its claims."""
    return f"{BASE}graph/source/{slug}"


def reference_graph(name: str) -> str:
    """IRI of a reference graph, such as municipalities of one country."""
    return f"{BASE}graph/reference/{name}"


def list_graph(name: str) -> str:
    """IRI of a list of ties, which is also the IRI of the graph of its rows."""
    return f"{BASE}graph/list/{name}"


def list_place(list_name: str, key: str) -> str:
    """IRI of a place as a list names it."""
    return thing("list-place", f"{list_name}-{key}")


def list_tie(list_name: str, key: str) -> str:
    """IRI of a tie as a list gives it."""
    return thing("list-tie", f"{list_name}-{key}")


def release(name: str) -> str:
    """IRI of a release of the whole, such as ``…/release/2026-11-22``."""
    return f"{BASE}release/{name}"


def release_diff(old: str, new: str) -> str:
    """IRI of what makes the release ``new`` out of ``old``."""
    return f"{BASE}releases/{old}/diff/{new}"


def dataset_iri(slug: str) -> str:
    """IRI of a dataset, such as ``…/dataset/partnerships``."""
    return f"{BASE}dataset/{slug}"


def service_iri(slug: str) -> str:
    """IRI of a service, such as ``…/service/sparql``."""
    return f"{BASE}service/{slug}"


def document_of(iri: str) -> str:
    """IRI of the document about a thing, such as ``…/doc/municipality/aarhus-kommune``.

    What is a document itself, such as a graph, comes back as it is.
    """
    for prefix, documents in _DOCUMENTS:
        if iri.startswith(prefix):
            return documents + iri.removeprefix(prefix)
    return iri


def topic_of(document: str) -> str:
    """IRI of what a document is about: the other way round of :func:`document_of`."""
    for prefix, documents in _DOCUMENTS:
        if document.startswith(documents):
            return prefix + document.removeprefix(documents)
    return document
