"""Statements about related things that a page needs, by the type of the thing.

A document describes one thing (:mod:`graph.descriptions.describe`). Its page shows more: a
partnership's agreements, a municipality's partners. What belongs to whom is here, and the
statements about them join the description.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from graph.descriptions.describe import Description, named, statements
from graph.engine.base import Engine
from graph.engine.results import rows
from graph.namespaces import OA, VSK
from graph.sparql_text import prologue, term, terms
from graph.statements import Statement

_PROLOGUE: Final = prologue("vsk", "org", "dcterms", "schema", "geo")
_BATCH: Final = 200
_AGREED: Final = "?agreement vsk:governs %s . "
_OF_TOWN: Final = "?part vsk:party|vsk:onBehalfOf %s ; vsk:inPartnership ?whole . "
_OF_PARTY: Final = "?part vsk:party %s ; vsk:inPartnership ?whole . "
_OF_RUNNER: Final = (
    "%s ^vsk:actsFor|vsk:within ?runner . ?part vsk:party ?runner ; vsk:inPartnership ?whole . "
    "FILTER NOT EXISTS { ?part vsk:onBehalfOf ?town } "
)
_ACTIVITIES: Final = "VALUES ?class { vsk:Visit vsk:Meeting vsk:PublicEvent } ?node a ?class . "
# Type of a thing to the patterns that bind ?node to another that its page tells of.
_CIRCLES: Final[dict[str, tuple[str, ...]]] = {
    "municipality": (
        "?part vsk:party %s ; vsk:inPartnership ?node .",
        "?part vsk:party %s ; vsk:inPartnership/^vsk:inPartnership ?node .",
        "?part vsk:party %s ; vsk:inPartnership/^vsk:inPartnership/vsk:party ?node .",
        "?part vsk:party %s ; vsk:inPartnership/^vsk:inPartnership/vsk:party/vsk:within?/"
        "geo:hasGeometry ?node .",
        "?node vsk:debtor/org:postIn? %s .",
        "?node vsk:visitor|vsk:host|vsk:fromParty|vsk:toParty %s .",
        "VALUES ?class { vsk:Agreement vsk:Annex } ?node a ?class ; vsk:party %s .",
        "?node vsk:concerns/vsk:party %s ; vsk:eventKind ?kind .",
        "%s org:hasMember ?node .",
    ),
    "locality": (
        "?node vsk:actsFor %s .",
        _OF_TOWN + "?node vsk:inPartnership ?whole .",
        _OF_TOWN + "BIND(?whole AS ?node)",
        _OF_TOWN + "?other vsk:inPartnership ?whole ; vsk:party ?node .",
        _OF_TOWN
        + "?other vsk:inPartnership ?whole ; vsk:party/vsk:within?/geo:hasGeometry ?node .",
        _OF_RUNNER + "?node vsk:inPartnership? ?whole .",
        _OF_RUNNER + "?other vsk:inPartnership ?whole ; vsk:party ?node .",
        "%s vsk:within?/geo:hasGeometry ?node .",
        "?node vsk:destination|vsk:place %s .",
    ),
    "list-place": (
        "?node vsk:matchOf|vsk:listedPlace %s .",
        "%s ^vsk:matchOf/vsk:matchedTo|vsk:countsAs ?node .",
        "%s ^vsk:listedPlace/vsk:listedPlace ?node .",
        _OF_PARTY + "?node vsk:inPartnership ?whole .",
        _OF_PARTY + "BIND(?whole AS ?node)",
        _OF_PARTY + "?other vsk:inPartnership ?whole ; vsk:party ?node .",
        _OF_PARTY + "?other vsk:inPartnership ?whole ; vsk:party/geo:hasGeometry ?node .",
        "%s geo:hasGeometry ?node .",
    ),
    "partnership": (
        _AGREED + "?node (vsk:underAgreement|dcterms:isPartOf)? ?agreement .",
        _AGREED + "?node vsk:concerns ?agreement ; vsk:eventKind ?kind .",
        "?node vsk:concerns/vsk:inPartnership %s ; vsk:eventKind ?kind .",
        "?one vsk:inPartnership %s ; vsk:party ?guest . ?two vsk:inPartnership %s ; "
        "vsk:party ?host . ?node vsk:visitor ?guest ; vsk:host ?host .",
        _ACTIVITIES + "?node dcterms:relation %s .",
        _ACTIVITIES + _AGREED + "?node vsk:ledTo|^vsk:ledTo ?agreement .",
        "%s dcterms:hasPart|dcterms:replaces|^dcterms:replaces|^dcterms:hasPart ?node .",
    ),
    "agreement": (
        "?node dcterms:isPartOf|vsk:underAgreement %s .",
        "?node vsk:underAgreement/dcterms:isPartOf %s .",
        "?node (vsk:replaces|vsk:renews|vsk:amends)+ %s .",
        "%s (vsk:replaces|vsk:renews|vsk:amends)+ ?node .",
        "%s dcterms:isPartOf ?node .",
        "?node vsk:ledTo %s .",
        "GRAPH ?node { %s a ?class } ?node vsk:sha256|schema:url ?text .",
    ),
    "initiative": (
        "?node dcterms:isPartOf|dcterms:relation %s .",
        "%s dcterms:isPartOf|vsk:underAgreement ?node .",
    ),
    "visit": (
        "%s vsk:ledTo|dcterms:relation ?node .",
        "?node dcterms:relation %s .",
    ),
    "network": ("?node org:organization %s .",),
    "person": ("?act vsk:signatory %s ; vsk:signs ?node .",),
}
# What has a status: its reasons, and what states the days that it hangs on, are told with it.
WITH_STATUS: Final = ("agreement", "partnership", "participation", "network-membership")
_REASONS: Final = (
    "?spell vsk:concerns %s ; a vsk:StatusSpell ; vsk:because ?node .",
    "?spell vsk:concerns/vsk:inPartnership %s ; a vsk:StatusSpell ; vsk:because ?node .",
    "%s vsk:inPartnership|vsk:party|vsk:inheritedFrom|org:member|org:organization ?node .",
)
for _kind in WITH_STATUS:
    _CIRCLES[_kind] = (*_CIRCLES.get(_kind, ()), *_REASONS)
_CIRCLES["exchange"] = _CIRCLES["initiative"]
_CIRCLES["meeting"] = _CIRCLES["public-event"] = _CIRCLES["visit"]
# Each node with what it rests on, and the spells of its status.
_TOLD: Final = (
    "VALUES ?s { %s }",
    f"VALUES ?node {{ %s }} ?node <{VSK.evidence}> ?s .",
    f"VALUES ?node {{ %s }} ?node <{VSK.evidence}>/<{OA.hasSelector}> ?s .",
    f"VALUES ?node {{ %s }} ?s <{VSK.concerns}> ?node ; a <{VSK.StatusSpell}> .",
    # The kinds of acts, for what they lead to.
    f"VALUES ?node {{ %s }} ?node <{VSK.eventKind}> ?s . ?s <{VSK.effect}> ?effect .",
)


async def circle(engine: Engine, found: Description, kind: str) -> Description:
    """The description with what is said of the circle of its thing.

    Args:
        engine: who answers.
        found: the description of the thing alone.
        kind: the thing's type, as its IRI names it.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    told = await about(engine, await _nodes(engine, found, kind), set(found.statements))
    return replace(found, statements=tuple(sorted(told, key=lambda s: (s[0] != found.iri, s))))


async def about(
    engine: Engine, iris: Sequence[str], known: Set[Statement] = frozenset()
) -> set[Statement]:
    """The statements about some things, the passages they rest on, and the names of all in them.

    Args:
        engine: who answers.
        iris: the things.
        known: statements that the answer holds too, whose names are known.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    told = set(known)
    for start in range(0, len(iris), _BATCH):
        listed = terms(iris[start : start + _BATCH])
        told |= await statements(engine, _about(listed))
    return told | await named(engine, told - known)


async def _nodes(engine: Engine, found: Description, kind: str) -> list[str]:
    """The circle, and the nodes of the description whose spells of status are wanted."""
    union = " UNION ".join(f"{{ {pattern} }}" for pattern in _CIRCLES.get(kind, ()))
    details = [s.subject for s in found.statements if s.predicate == str(VSK.inPartnership)]
    if not union:
        return []
    text = f"{_PROLOGUE}SELECT DISTINCT ?node WHERE {{ {union} }}".replace("%s", term(found.iri))
    linked = {row["node"].value for row in await rows(engine, text)}
    return sorted((linked | set(details)) - {found.iri})


def _about(listed: str) -> str:
    parts = " UNION ".join(
        f"{{ {{ SELECT DISTINCT ?s WHERE {{ {nodes} }} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        for nodes in _TOLD
    ).replace("%s", listed)
    return f"SELECT DISTINCT ?g ?s ?p ?o WHERE {{ {parts} }}"
