"""One thing under two names, and two things under one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from typing import Final

from rdflib.namespace import SKOS
from rdflib.term import Literal

from graph.prefixes import PREFIXES
from graph.time.edtf_dates import envelope
from graph.validation.cross_checks.graph_view import TYPE, CrossFinding, GraphView, before
from graph.validation.cross_checks.known_terms import kinds_that
from graph.validation.cross_checks.party_relations import (
    HAS_PART,
    IN_PARTNERSHIP,
    IS_PART_OF,
    PARTY,
    related_by_change,
    sides,
)  # fmt: skip
from graph.validation.cross_checks.time_checks import BEGAN, CONCERNS, ENDED
from graph.validation.prefixed_terms import iri
from graph.validation.quad_index import QuadIndex, literal
from graph.validation.shapes import ontology

LABEL: Final = iri("rdfs:label")
PREF_LABEL: Final = iri("skos:prefLabel")
_MUNICIPALITY: Final = iri("vsk:Municipality")
_COUNTRY: Final = iri("vsk:country")
_CODE: Final = iri("vsk:municipalityCode")
_SAME: Final = iri("skos:exactMatch")
_LINKS: Final = (HAS_PART, IS_PART_OF, iri("dcterms:replaces"), iri("dcterms:isReplacedBy"))
_WIKIDATA: Final = f"<{PREFIXES['wd']}"
# Words that say what a municipality is, not which.
_GENERIC: Final = re.compile(
    r"\b(?:kommune|kommuna|kommun|kommunia|kommunea|municipality|municipal|kaupunki|kunta|city|town"
    r"|of|the|stad|by|suohkan|tjïelte)\b|[^\w]+",
    re.IGNORECASE,
)


def second_partnership(view: GraphView) -> Iterator[CrossFinding]:
    """Partnerships whose parties have another one already, and which say nothing of that one."""
    mine = {thing for thing, path, _ in view.stated if path == TYPE} | {
        value for _, path, value in view.stated if path == IN_PARTNERSHIP
    }
    for one in sorted(mine):
        here = sides(view, one)
        parties = {party for party, _ in here}
        for other in sorted(_partnerships(view, parties)) if len(parties) > 1 else ():
            if other != one and sides(view, other) == here and _both(view, one, other):
                yield CrossFinding("SecondPartnership", one, None, None, {"other": other})


def _partnerships(view: GraphView, parties: Set[str]) -> Set[str]:
    """The partnerships of that party which has the fewest: another with all of them is there."""
    seats = min((view.whole.subjects(each, PARTY) for each in parties), key=len)
    return {each for seat in seats for each in view.whole.values(seat, IN_PARTNERSHIP)}


def _both(view: GraphView, one: str, other: str) -> bool:
    linked = other in view.whole.values(one, *_LINKS) or one in view.whole.values(other, *_LINKS)
    return not linked and not _apart(view, one, other)


def _apart(view: GraphView, one: str, other: str) -> bool:
    """True if the one was over before the other began."""
    return any(
        before(envelope(view.days(first, ENDED)), envelope(view.days(second, BEGAN)))
        for first, second in ((one, other), (other, one))
    )


def second_municipality(view: GraphView) -> Iterator[CrossFinding]:
    """Municipalities of the same country and name as another that is there at the same time."""
    names = _municipalities_by_name(view.whole)
    for one in _own_municipalities(view):
        country = view.whole.values(one, _COUNTRY)
        alike = {other for name in _names(view.whole, one) for other in names.get(name, ())}
        for other in sorted(alike - {one}):
            same_country = not country.isdisjoint(view.whole.values(other, _COUNTRY))
            if same_country and _may_be_one(view, one, other):
                yield CrossFinding("SecondMunicipality", one, LABEL, None, {"other": other})


def _may_be_one(view: GraphView, one: str, other: str) -> bool:
    codes, others = (view.whole.values(each, _CODE) for each in (one, other))
    told_apart = codes and others and codes.isdisjoint(others)
    return not (told_apart or _apart(view, one, other) or related_by_change(view, one, other))


def _own_municipalities(view: GraphView) -> list[str]:
    return sorted(view.own.subjects(_MUNICIPALITY, TYPE))


@lru_cache(maxsize=1)
def _municipalities_by_name(whole: QuadIndex) -> Mapping[str, Set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing in whole.subjects(_MUNICIPALITY, TYPE):
        for name in _names(whole, thing):
            found[name].add(thing)
    return found


def _names(whole: QuadIndex, thing: str) -> Set[str]:
    found = filter(None, map(literal, whole.values(thing, LABEL, PREF_LABEL)))
    plain = {_GENERIC.sub(" ", each.text.casefold()).strip() for each in found}
    return {name.removesuffix("s") for name in plain if name}


def shared_code(view: GraphView) -> Iterator[CrossFinding]:
    """Municipality codes that another municipality of the country has at the same time."""
    for one in _own_municipalities(view):
        country = view.whole.values(one, _COUNTRY)
        for code in sorted(view.whole.values(one, _CODE)):
            for other in sorted(view.whole.subjects(code, _CODE) - {one}):
                same_country = not country.isdisjoint(view.whole.values(other, _COUNTRY))
                if same_country and not _apart(view, one, other):
                    yield CrossFinding("SharedCode", one, _CODE, code, {"other": other})


def shared_identity(view: GraphView) -> Iterator[CrossFinding]:
    """Wikidata items that two things are said to be, though neither came out of the other."""
    for one, path, item in view.stated:
        if path == _SAME and item.startswith(_WIKIDATA):
            for other in sorted(view.whole.subjects(item, _SAME) - {one}):
                if not related_by_change(view, one, other):
                    yield CrossFinding("SharedIdentity", one, _SAME, item, {"other": other})


def two_seats(view: GraphView) -> Iterator[CrossFinding]:
    """Participations of one party in one partnership, neither of which is said to have ended."""
    for one in sorted(view.own.having(IN_PARTNERSHIP)):
        for partnership in sorted(view.own.values(one, IN_PARTNERSHIP)):
            for other in sorted(view.whole.subjects(partnership, IN_PARTNERSHIP) - {one}):
                if _same_seat(view, one, other) and not (_over(view, one) or _over(view, other)):
                    yield CrossFinding("TwoSeats", one, PARTY, None, {"other": other})


def _same_seat(view: GraphView, one: str, other: str) -> bool:
    whole, behalf = view.whole, iri("vsk:onBehalfOf")
    shared = whole.values(one, PARTY) & whole.values(other, PARTY)
    return bool(shared) and whole.values(one, behalf) == whole.values(other, behalf)


def _over(view: GraphView, participation: str) -> bool:
    """True if something ends the participation, sooner or later."""
    acts = view.whole.subjects(participation, CONCERNS)
    kinds = {kind for act in acts for kind in view.whole.values(act, iri("vsk:eventKind"))}
    return bool(view.whole.values(participation, ENDED) or kinds & kinds_that("ended"))


def two_labels(view: GraphView) -> Iterator[CrossFinding]:
    """Concepts with two preferred names in one language."""
    for concept, path, name in view.stated:
        if path == PREF_LABEL and iri("skos:Concept") in view.classes(concept):
            others = view.whole.values(concept, PREF_LABEL) | _shipped_names().get(concept, set())
            given = literal(name)
            for other in sorted(others - {name}):
                found = literal(other)
                if given and found and given.lang == found.lang:
                    words = {"other": found.text}
                    yield CrossFinding("TwoPreferredLabels", concept, PREF_LABEL, name, words)


@lru_cache(maxsize=1)
def _shipped_names() -> Mapping[str, Set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, path, value in ontology():
        if path == SKOS.prefLabel and isinstance(value, Literal):
            found[f"<{subject}>"].add(value.n3())
    return found
