"""What is understood in a record about one pair: the partnership and its parties are not repeated.

A field that is written, be it with an empty list, is as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.prefixes import PREFIXES
from graph.records.claims import RecordClaim, RecordThing
from graph.records.fields import RecordKind
from graph.terms import Term

VSK: Final = PREFIXES["vsk"]
_PARTY: Final = VSK + "party"
_DEBTOR: Final = VSK + "debtor"
_BENEFICIARY: Final = VSK + "beneficiary"
# The fields that all parties are of, by the class of the thing.
_PARTIES: Final[Mapping[str, tuple[str, ...]]] = {
    VSK + "Agreement": (_PARTY,),
    VSK + "Annex": (_PARTY,),
    VSK + "Initiative": (_PARTY,),
    VSK + "Exchange": (_PARTY, VSK + "fromParty", VSK + "toParty"),
    VSK + "Meeting": (_PARTY,),
    VSK + "Commitment": (_DEBTOR, _BENEFICIARY),
}
_WAYS: Final = (VSK + "fromParty", VSK + "toParty")
_GOVERNS: Final = VSK + "governs"
_GOVERNING: Final = frozenset((VSK + "Agreement", VSK + "Annex"))


@dataclass(frozen=True)
class Pair:
    """The one partnership that a record is about.

    Attributes:
        iri: its IRI.
        parties: IRIs of its parties, two or more, in the order they are written.
    """

    iri: str
    parties: tuple[str, ...]


def fields(kind: RecordKind | None) -> tuple[str, ...]:
    """IRIs of the properties that are understood in things of a kind."""
    if kind is None:
        return ()
    governs = (_GOVERNS,) if kind.iri in _GOVERNING else ()
    return (*governs, *_PARTIES.get(kind.iri, ()))


def implied(
    kind: RecordKind | None, thing: RecordThing, told: set[str], pair: Pair
) -> Iterator[RecordClaim]:
    """What is understood of a thing.

    Args:
        kind: its kind.
        thing: what is written of it.
        told: IRIs of the properties that are written.
        pair: what the record is about.
    """
    for predicate in fields(kind):
        if predicate not in told and not (predicate in _WAYS and told.intersection(_WAYS)):
            for iri in _values(predicate, thing, told, pair):
                yield RecordClaim(predicate, Term("uri", iri))


def _values(predicate: str, thing: RecordThing, told: set[str], pair: Pair) -> Sequence[str]:
    if predicate == _GOVERNS:
        return (pair.iri,)
    if predicate == _BENEFICIARY:
        debtors = {each.value for each in thing.values(_DEBTOR)} if _DEBTOR in told else set()
        others = [each for each in pair.parties if each not in debtors]
        return others or pair.parties
    return pair.parties


def understood(
    kind: RecordKind | None, thing: RecordThing, pair: Pair
) -> tuple[set[str], list[str]]:
    """What need not be written of a thing, and what is to be written although it has no value.

    Returns:
        IRIs of the properties of either.
    """
    mine = fields(kind)
    own = {each.predicate for each in thing.claims if each.says is not None or each.alone}
    told = {name for name in mine if name in own or not [*thing.values(name)]}
    for name in mine:
        made = set(_values(name, thing, told, pair))
        if made != {each.value for each in thing.values(name)}:
            told.add(name)
    if told.intersection(_WAYS):
        told.update(set(_WAYS) & set(mine))
    blank = [name for name in mine if name in told and not [*thing.values(name)]]
    # One way that is written says that the other is not understood.
    if len([name for name in blank if name in _WAYS]) == 1:
        blank = [name for name in blank if name not in _WAYS]
    return {*mine} - told, blank
