"""Names that a person types into a form, in place of the addresses of things."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from graph.search.match import How, NamedThing
from graph.search.name_search import NameSearch
from queries.parameters import BASE, expand

# The class of the things that a parameter takes, and their type in the search.
_TYPES: Final = {
    "vsk:Agreement": "agreement",
    "vsk:Locality": "locality",
    "vsk:Municipality": "municipality",
    "vsk:Network": "network",
    "vsk:Organisation": "organisation",
    "vsk:Partnership": "partnership",
    "vsk:Source": "source",
    "schema:EventSeries": "event-series",
}
MOST: Final = 6
"""The most things that a form asks back about."""
# Hits looked through for those that a form takes, where it does not take them all.
_AMONG: Final = 100


async def meant(
    text: str, kind: str, names: NameSearch, among: Collection[str] | None = None
) -> list[NamedThing]:
    """The things that a name may mean: just one where one alone has it as a name of its own.

    Args:
        text: what was typed.
        kind: only things of this type; blank for all.
        names: where names are looked up.
        among: IRIs of the only things that the form takes; None for all.

    Raises:
        VenskabError: the engine could not answer.
    """
    limit = MOST if among is None else _AMONG
    hits = (await names.search(text, kind=kind, limit=limit)).hits
    hits = [each for each in hits if among is None or each.thing.iri in among]
    exact = [each for each in hits if each.how is How.EXACT]
    own = [each for each in exact if each.via is None]
    best = next((each for each in (own, exact) if len(each) == 1), hits)
    return [each.thing for each in best[:MOST]]


def type_of_class(name: str | None) -> str:
    """The type in the search of the things of a class; blank, for all, where it has none."""
    return _TYPES.get(name or "", "")


def short(iri: str) -> str:
    """The form of an IRI that parameters take.

    >>> short("https://w3id.org/venskab/id/municipality/odense-kommune")
    'municipality/odense-kommune'
    """
    tail = iri.removeprefix(f"{BASE}id/")
    return tail if expand(tail) == iri else iri
