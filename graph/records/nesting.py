"""Which things of a graph are written below which, so that links and names need not be repeated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.prefixes import BASE, PREFIXES
from graph.records.claims import RecordClaim, RecordThing
from graph.records.fields import RecordKind
from graph.records.record_entries import link_between, words_below
from graph.records.references import IS_SLUG, type_and_slug

_VSK: Final = PREFIXES["vsk"]
_ROLE: Final = _VSK + "partyRole"
_PLAIN: Final = BASE + "concept/party-role/party"
# Deeper is harder to read than it is long.
_DEEPEST: Final = 2


@dataclass(frozen=True)
class Below:
    """Where a thing stands below another.

    Attributes:
        parent: IRI of the other thing.
        word: the field of the other thing that it stands in.
        link: IRI of its property that leads there.
        name: its name there; blank where it is made by rule.
    """

    parent: str
    word: str
    link: str
    name: str


def nested(
    things: Mapping[str, RecordThing], kinds: Mapping[str, RecordKind | None]
) -> dict[str, Below]:
    """The things that stand below another one, by their IRI.

    Args:
        things: the things of a record, with the words of their claims.
        kinds: the kinds of those that have one here, by IRI.
    """
    found: dict[str, Below] = {}
    for iri, thing in things.items():
        below = _below(thing, kinds.get(iri), kinds)
        if below is not None and _depth(below.parent, found) < _DEEPEST - 1:
            found[iri] = below
    # What was found to stand below another may have been given things of its own before.
    return {iri: each for iri, each in found.items() if _depth(iri, found) <= _DEEPEST}


def _below(
    thing: RecordThing, kind: RecordKind | None, kinds: Mapping[str, RecordKind | None]
) -> Below | None:
    if kind is None:
        return None
    for claim in thing.claims:
        above = kinds.get(claim.term.value)
        one = link_between(kind, above)
        if above is None or one is None or one.iri != claim.predicate:
            continue
        word = next(iter(words_below(kind, above)), "")
        name = _relative(thing.iri, claim.term.value)
        alone = [*thing.values(one.iri)] == [claim.term]
        if word and name and alone and claim.says is None and not claim.alone:
            return Below(claim.term.value, word, one.iri, _unless_made(thing, name))
    return None


def _relative(iri: str, parent: str) -> str:
    """The rest of a slug after that of the thing above; blank where it does not start so."""
    mine, above = type_and_slug(iri), type_and_slug(parent)
    if mine is None or above is None or not mine[1].startswith(f"{above[1]}-"):
        return ""
    rest = mine[1].removeprefix(f"{above[1]}-")
    return rest if IS_SLUG.fullmatch(rest) else ""


def _unless_made(thing: RecordThing, name: str) -> str:
    """The name, where it is not the one that is made by rule: a participation's is its party's."""
    party = [each.value.rpartition("/")[2] for each in thing.values(_VSK + "party")]
    is_made = thing.classes == (_VSK + "Participation",) and party == [name]
    return "" if is_made else name


def _depth(iri: str, found: Mapping[str, Below]) -> int:
    depth = 0
    while iri in found and depth <= len(found):
        iri, depth = found[iri].parent, depth + 1
    return depth


def left_out(thing: RecordThing, below: Below) -> list[RecordClaim]:
    """The claims of a thing that its place below another says."""
    out = [each for each in thing.claims if each.predicate == below.link]
    roles = [each for each in thing.claims if each.predicate == _ROLE]
    plain = len(roles) == 1 and roles[0].term.value == _PLAIN and roles[0].says is None
    if thing.classes == (_VSK + "Participation",) and plain:
        out += roles
    return out


def lacks_role(thing: RecordThing) -> bool:
    """A participation below its partnership that is to be given no role."""
    is_participation = thing.classes == (_VSK + "Participation",)
    return is_participation and not [*thing.values(_ROLE)]
