"""The catalogue page by page, for harvesters that read it so (Hydra, old names and new ones).

CKAN looks for ``PartialCollectionView`` first, piveau for ``PagedCollection``, and udata pairs each
class with its own properties, so one node has both classes and both sets of properties. Addresses
of pages differ by their query, since piveau keeps nothing else of the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib.namespace import RDF

from graph.catalog.dcat import Catalog
from graph.catalog.triples import link, number
from graph.namespaces import HYDRA
from graph.statements import Statement

# Datasets a page: a page stays far below the 50 MB at which CKAN stops reading.
PAGE_SIZE: Final = 5
_NAMES: Final = {
    "first": ("first", "firstPage"),
    "previous": ("previous", "previousPage"),
    "next": ("next", "nextPage"),
    "last": ("last", "lastPage"),
}


def pages(catalogue: Catalog) -> int:
    """The number of pages; at least one."""
    return max(1, -(-len(catalogue.datasets) // PAGE_SIZE))


def page(catalogue: Catalog, number_: int, address: str) -> list[Statement]:
    """One page: the head of the catalogue with some of its datasets.

    Args:
        catalogue: all of it.
        number_: from 1 to :func:`pages`.
        address: the catalogue's address in the same format, without a query.
    """
    start = (number_ - 1) * PAGE_SIZE
    chosen = catalogue.datasets[start : start + PAGE_SIZE]
    return [*_view(catalogue, number_, address), *catalogue.portion(chosen)]


def neighbours(catalogue: Catalog, number_: int, address: str) -> dict[str, str]:
    """Addresses of the pages around a page: first, previous, next and last where they are."""
    last = pages(catalogue)
    numbers = {"first": 1, "previous": number_ - 1, "next": number_ + 1, "last": last}
    return {name: f"{address}?page={each}" for name, each in numbers.items() if 1 <= each <= last}


def _view(catalogue: Catalog, number_: int, address: str) -> Iterator[Statement]:
    view = f"{address}?page={number_}"
    yield link(view, RDF.type, HYDRA.PartialCollectionView)
    yield link(view, RDF.type, HYDRA.PagedCollection)
    yield number(view, HYDRA.totalItems, len(catalogue.datasets))
    yield number(view, HYDRA.itemsPerPage, PAGE_SIZE)
    for name, target in neighbours(catalogue, number_, address).items():
        for term in _NAMES[name]:
            yield link(view, HYDRA[term], target)
