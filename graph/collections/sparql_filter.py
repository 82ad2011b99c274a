"""The things that fit a selection, asked in one SPARQL query whose values are bound as terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from graph.collections.collection import PROLOGUE
from graph.collections.collection_parameters import CERTAINTIES, IN_FORCE
from graph.collections.query import BoundingBox, CollectionQuery
from graph.identifiers import concept
from graph.terms import Row, text_of

CERTAIN: Final = CERTAINTIES[0]
POSSIBLE: Final = CERTAINTIES[1]
_SPELL: Final = """
?spell vsk:concerns ?thing ; vsk:possibleState %(state)s, ?also .
OPTIONAL { ?spell vsk:spellFrom ?from } OPTIONAL { ?spell vsk:spellEndExclusive ?before }
FILTER ((!BOUND(?from) || ?from <= %(day)s) && (!BOUND(?before) || %(day)s < ?before))
"""
# In force on some day of a period; beyond doubt in a spell that can have no other state.
_HELD: Final = """
?held vsk:concerns ?thing ; vsk:possibleState %(state)s .
OPTIONAL { ?held vsk:spellFrom ?heldFrom } OPTIONAL { ?held vsk:spellEndExclusive ?heldBefore }
FILTER (!BOUND(?heldFrom) || ?heldFrom <= %(until)s)
FILTER (!BOUND(?heldBefore) || %(since)s < ?heldBefore)
OPTIONAL { ?held vsk:possibleState ?else . FILTER (?else != %(state)s) }
"""
# What no source dates has been there all along: that is no doubt.
_NO_SPELL: Final = "FILTER NOT EXISTS { ?any vsk:concerns ?thing ; vsk:possibleState ?ever }"
_BOUNDS: Final = """
OPTIONAL { ?thing vsk:%(name)sEarliest ?earliest } OPTIONAL { ?thing vsk:%(name)sLatest ?latest }
FILTER (BOUND(?earliest) || BOUND(?latest))
"""
# A review that is still owed on the day that is asked for.
_REVIEW: Final = """
?thing vsk:reviewDueEarliest ?due ; vsk:overdueLatest ?overdue . FILTER (?due < %(day)s)
FILTER NOT EXISTS { ?thing vsk:owedEndExclusive ?end . FILTER (?end <= %(day)s) }
"""
_POINT: Final = """
%(place)s
BIND (xsd:double(STRBEFORE(STRAFTER(STR(?wkt), "("), " ")) AS ?x)
BIND (xsd:double(STRBEFORE(STRAFTER(STRAFTER(STR(?wkt), "("), " "), ")")) AS ?y)
FILTER (%(span)s && ?y >= %(south)s && ?y <= %(north)s)
"""


def query(selection: CollectionQuery) -> str:
    """SPARQL for the things that fit, but for the words of their names.

    A row has a thing, with what :func:`certainties` weighs.
    """
    patterns = "\n".join(_patterns(selection))
    return (
        f"{PROLOGUE}SELECT DISTINCT ?thing ?also ?else ?earliest ?latest WHERE {{\n"
        f"{selection.collection.members}\n{patterns}\n}}"
    )


def needs_asking(selection: CollectionQuery) -> bool:
    """True if a query tells more than the words of the names do."""
    return any(_patterns(selection))


def _patterns(selection: CollectionQuery) -> Iterator[str]:
    for each, value in selection.chosen:
        yield each.bound(value)
    if selection.review:
        yield _REVIEW % {"day": _day(selection.review)}
    if selection.on:
        yield _spell(selection)
    if selection.held_asked:
        yield _held(selection)
    if selection.period_asked:
        yield _BOUNDS % {"name": selection.collection.period}
    if selection.box:
        yield " UNION ".join(
            f"{{ {_point(place, selection.box)} }}" for place in selection.collection.places
        )


def _spell(selection: CollectionQuery) -> str:
    state = URIRef(concept("state", selection.status)).n3()
    spell = _SPELL % {"state": state, "day": _day(selection.on)}
    if selection.status != IN_FORCE or "vsk:Municipality" not in selection.collection.classes:
        return spell
    return f"{{ {spell} }} UNION {{ {_NO_SPELL} }}"


def _held(selection: CollectionQuery) -> str:
    first, last = date.min.isoformat(), date.max.isoformat()
    days = _day(selection.held_since or first), _day(selection.held_until or last)
    return _HELD % {
        "state": URIRef(concept("state", IN_FORCE)).n3(),
        "since": days[0],
        "until": days[1],
    }


def _point(place: str, box: BoundingBox) -> str:
    west, south, east, north = (
        Literal(repr(each), datatype=XSD.double).n3()
        for each in (box.west, box.south, box.east, box.north)
    )
    joint = "&&" if box.west <= box.east else "||"
    span = f"(?x >= {west} {joint} ?x <= {east})"
    return _POINT % {"place": place, "span": span, "south": south, "north": north}


def _day(text: str) -> str:
    return Literal(text, datatype=XSD.date).n3()


def certainties(selection: CollectionQuery, rows: Iterable[Row]) -> dict[str, str]:
    """The things that fit, and whether certainly or only possibly.

    A thing whose sources disagree on its date fits certainly when it does by each of them.
    """
    wholly: dict[str, bool] = {}
    partly: set[str] = set()
    held: set[str] = set()
    for row in rows:
        thing = row["thing"].value
        wholly[thing] = wholly.get(thing, True) and _is_certain(selection, row)
        if _is_possible(selection, row):
            partly.add(thing)
        if "else" not in row:  # one spell of certainty in the period is enough
            held.add(thing)
    found = {thing: CERTAIN if wholly[thing] and thing in held else POSSIBLE for thing in partly}
    if not selection.certainty:
        return found
    return {thing: how for thing, how in found.items() if how == selection.certainty}


def _is_possible(selection: CollectionQuery, row: Row) -> bool:
    """True if the bounds of the row's date, where it has one, touch the period."""
    earliest, latest = _bounds(row)
    late = bool(selection.since and latest and latest < selection.since)
    early = bool(selection.until and earliest and earliest > selection.until)
    return not (late or early)


def _is_certain(selection: CollectionQuery, row: Row) -> bool:
    state = concept("state", selection.status)
    if "also" in row and row["also"].value != state:
        return False
    earliest, latest = _bounds(row)
    since = not selection.since or (earliest != "" and earliest >= selection.since)
    until = not selection.until or (latest != "" and latest <= selection.until)
    return since and until


def _bounds(row: Row) -> tuple[str, str]:
    """First and last possible day; blank for an open end."""
    return text_of(row, "earliest"), text_of(row, "latest")
