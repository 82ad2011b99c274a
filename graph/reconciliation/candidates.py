"""Finds the things that a row may mean, scores them, and says which is certainly meant.

A thing is found by its identifiers and by its names. Its score is 100 times the likeness of the
name, less what the name is not its own, less what the row gives that it is known not to have. It
is certainly meant where an identifier says so, or where it alone has the name and more than the
name speaks for it; see :func:`_certain`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.matching.name_forms import name_form
from graph.prefixes import BASE
from graph.reconciliation.entity_properties import PLACES, RECONCILED
from graph.reconciliation.identities import Identities
from graph.reconciliation.row_agreement import (
    GivenValues,
    RowAgreement,
    agreement,
    other_likeness,
    place_likeness,
)
from graph.search.asked_name import LONGEST
from graph.search.folding import fold
from graph.search.match import Hit, NamedThing, type_of
from graph.search.name_index import NameIndex, OwnNames

USUAL: Final = 10
MOST: Final = 50
# Names of a type looked through for each candidate that is wanted.
_LOOKED_AT: Final = 3
# What is left of the likeness of a name that is another thing's; a party's name finds its
# partnerships, which only who asks for partnerships wants.
_LENT: Final[Mapping[str, float]] = {
    "seat": 0.9,
    "acts-for": 0.9,
    "contains": 0.8,
    "succeeds": 0.8,
    "became": 0.8,
    "party": 0.7,
}
# The likeness that an identifier counts as, where the name says nothing for it.
_IDENTIFIED: Final = 0.6
# A name this unlike speaks against an identifier.
_SAME_NAME: Final = 0.8
# Of what is not of a type asked for, only names so like help anybody.
_LEAST_LIKE: Final = 0.5
_ENDED: Final = 0.98
_OTHER_TYPE: Final = 0.5
_ITEM: Final = re.compile(r"(?:wd:|https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]*)")
_THINGS: Final = f"{BASE}id/"


@dataclass(frozen=True)
class RowSought:
    """One row: what somebody looks for.

    Attributes:
        text: its name, or an identifier; may be blank.
        types: types that it may be of; empty for any.
        preferred: whether things of other types may be candidates too.
        given: what it is known by beside.
        limit: most candidates.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    preferred: bool = False
    given: GivenValues = field(default_factory=GivenValues)
    limit: int = USUAL


@dataclass(frozen=True)
class Candidate:
    """One thing that may be meant.

    Attributes:
        thing: the thing.
        name: the likeness of the name, from 0 to 1.
        score: from 0 to 100.
        agreement: how it agrees with what is given beside the name.
        hit: how the search found it; None where an identifier did.
        certain: whether it is certainly what is meant.
    """

    thing: NamedThing
    name: float
    score: float
    agreement: RowAgreement
    hit: Hit | None = None
    certain: bool = False


def candidates(asked: RowSought, names: NameIndex, identities: Identities) -> list[Candidate]:
    """The things that a row may mean, best first.

    Args:
        asked: the row.
        names: the names of a generation.
        identities: what the things of that generation are known by.
    """
    text = asked.text.strip()
    if len(text) > LONGEST:
        return []
    identified = set(_by_identifier(asked, text, identities))
    hits = {hit.thing.iri: hit for hit in _by_name(asked, text, names)} if text else {}
    own = names.own_names(identified | hits.keys())
    found = [
        _scored(asked, each, hits.get(iri), identities, named=_is_named(text, iri))
        for iri, each in own.items()
        if _fits(asked, each.thing.type)
    ]
    found = [one for one in found if one.name >= _LEAST_LIKE or one.thing.type in asked.types]
    found.sort(key=lambda one: (-one.score, one.thing.iri))
    return _with_certain(asked, text, found, identities)[: asked.limit]


def identifier(text: str) -> str:
    """The IRI that a text names a thing by, or blank: an IRI, or a type and a slug.

    >>> identifier("municipality/aarhus-kommune")
    'https://w3id.org/venskab/id/municipality/aarhus-kommune'
    """
    iri = text if text.startswith(_THINGS) else _THINGS + text
    return iri if type_of(iri) in RECONCILED else ""


def item(text: str) -> str:
    """The item of Wikidata that a text names; blank for any other text.

    >>> item("http://www.wikidata.org/entity/Q25319"), item("Aarhus")
    ('Q25319', '')
    """
    found = _ITEM.fullmatch(text.strip())
    return found[1] if found else ""


def _fits(asked: RowSought, kind: str) -> bool:
    return kind in RECONCILED and (asked.preferred or not asked.types or kind in asked.types)


def _is_named(text: str, iri: str) -> bool:
    return bool(text) and identifier(text) == iri


def _by_identifier(asked: RowSought, text: str, identities: Identities) -> Iterator[str]:
    if iri := identifier(text):
        yield iri
    for each in (*asked.given.items, item(text)):
        yield from identities.with_item(each)
    for code in (*asked.given.codes, *((text,) if text[:1].isdigit() else ())):
        yield from identities.with_code(code)


def _by_name(asked: RowSought, text: str, names: NameIndex) -> Iterator[Hit]:
    limit = _LOOKED_AT * asked.limit
    kinds = ("", *asked.types) if asked.preferred else asked.types or ("",)
    for kind in kinds:
        for hit in names.search(text, kind=kind, limit=limit).best:
            if hit.why != "party" or hit.thing.type in asked.types:
                yield hit


def _scored(
    asked: RowSought, own: OwnNames, hit: Hit | None, identities: Identities, *, named: bool
) -> Candidate:
    text = asked.text.strip()
    known = identities.of(own.thing.iri)
    likeness = place_likeness if own.thing.type in PLACES else other_likeness
    fit = agreement(asked.given, known)
    like = max((likeness(text, each) for each in own.names), default=0.0) if text else 1.0
    if hit and hit.via:
        like = max(like, likeness(text, hit.name) * _LENT[hit.why])
    if named or (text and (item(text) in known.items or text in known.codes)):
        like = 1.0
    elif fit.agreeing & {"wikidata", "code"}:
        like = _IDENTIFIED + (1 - _IDENTIFIED) * like
    left = fit.left
    if own.thing.ended and not asked.given.days:
        left *= _ENDED
    if asked.types and own.thing.type not in asked.types:
        left *= _OTHER_TYPE
    return Candidate(own.thing, like, round(100 * like * left, 1), fit, hit)


def _with_certain(
    asked: RowSought, text: str, found: Sequence[Candidate], identities: Identities
) -> list[Candidate]:
    """The candidates, of which at most one is certain: two that both could be leave a doubt."""
    of_type = (one for one in found if not asked.types or one.thing.type in asked.types)
    fitting = [one for one in of_type if not one.agreement.against]
    certain = [one for one in fitting if _certain(text, one, fitting, identities)]
    return [
        Candidate(one.thing, one.name, one.score, one.agreement, one.hit, certain=certain == [one])
        for one in found
    ]


def _certain(
    text: str,
    one: Candidate,
    fitting: Iterable[Candidate],
    identities: Identities,
) -> bool:
    """Whether a thing that nothing speaks against is certainly what is meant.

    By its address or its item; by its code in its country; or by a name that no other thing of
    the types asked for has, where the name says what sort of thing it is, or another property
    agrees. A name alone is not enough for a place: the graph is no register of all the world's.
    Of what is gone the name is often meant for what came after, unless the row has a day.
    """
    known, agreeing = identities.of(one.thing.iri), one.agreement.agreeing
    if _is_named(text, one.thing.iri) or item(text) in known.items:
        return True
    if text and one.name < _SAME_NAME:
        return False
    if "wikidata" in agreeing or {"code", "country"} <= agreeing:
        return True
    if not text or one.name < 1.0 or (one.thing.ended and "on" not in agreeing):
        return False
    if any(other.name == 1.0 for other in fitting if other is not one):
        return False
    return bool(agreeing - {"on"}) or _says_what_it_is(text, one.thing.type)


def _says_what_it_is(text: str, kind: str) -> bool:
    """True if a name can hardly be another thing's: ``Viborg`` can, ``Viborg Kommune`` cannot."""
    if kind in PLACES:
        return bool(name_form(text).unit)
    return " " in fold(text)
