"""What parties have promised, by strength: what they shall, may and wish to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.html.provenance import Attribution, merged
from api.locale.date_format import day_within
from api.locale.result_table import Cell
from api.locale.translation import _, ngettext
from api.pages.answer import is_overdue
from api.pages.thing_view import ThingView
from graph.namespaces import VSK
from graph.time.edtf_dates import Bounds

# The strongest first.
_ORDER: Final = ("shall", "should", "may", "wish")


@dataclass(frozen=True)
class Promise:
    """One commitment.

    Attributes:
        name: what is promised.
        by: who has promised it; none where all parties of the agreement have.
        due: by when, in words; blank where no day is named.
        often: how often a year, in words; blank where that is not said.
        late: whether it is overdue.
        under: the agreement or annex that it stands in, other than the page's own.
        sayings: who says so.
    """

    name: Cell
    by: tuple[Cell, ...]
    due: str
    often: str
    late: bool
    under: tuple[Cell, ...]
    sayings: tuple[Attribution, ...]


@dataclass(frozen=True)
class PromiseGroup:
    """The commitments of one strength."""

    strength: Cell
    promises: tuple[Promise, ...]


def promises(folder: ThingView, found: Iterable[str]) -> tuple[PromiseGroup, ...]:
    """The commitments by strength, the strongest first, and by name in each."""
    grouped: dict[str, list[str]] = {}
    for iri in folder.by_name(dict.fromkeys(found)):
        strengths = folder.linked(VSK.strength, of=iri)
        grouped.setdefault(strengths[0] if strengths else "", []).append(iri)
    return tuple(
        PromiseGroup(
            folder.reader.name(strength) if strength else Cell(""),
            tuple(_promise(folder, each) for each in grouped[strength]),
        )
        for strength in sorted(grouped, key=_rank)
    )


def _rank(strength: str) -> int:
    notation = strength.rpartition("/")[2]
    return _ORDER.index(notation) if notation in _ORDER else len(_ORDER)


def _promise(folder: ThingView, iri: str) -> Promise:
    days = folder.marks(iri, VSK.due)
    told = folder.facts(VSK.strength, VSK.due, VSK.debtor, VSK.timesPerYearMin, of=iri)
    under = [each for each in folder.linked(VSK.underAgreement, of=iri) if each != folder.iri]
    words = [day_within(Bounds(each.earliest, each.latest), folder.lang) for each in days]
    return Promise(
        folder.reader.name(iri),
        tuple(map(folder.reader.name, _debtors(folder, iri))),
        "; ".join(words),
        _often(folder, iri),
        is_overdue(folder, iri),
        tuple(map(folder.reader.name, under)),
        merged(claim for each in told for claim in each.claims),
    )


def _debtors(folder: ThingView, iri: str) -> list[str]:
    """Who has promised it; none where all parties of the agreement have, as is the rule."""
    found = folder.linked(VSK.debtor, of=iri)
    agreements = folder.linked(VSK.underAgreement, of=iri)
    parties = {each for one in agreements for each in folder.linked(VSK.party, of=one)}
    return [] if parties and parties <= set(found) else found


def _often(folder: ThingView, iri: str) -> str:
    least, most = (
        folder.linked(name, of=iri)[:1] for name in (VSK.timesPerYearMin, VSK.timesPerYearMax)
    )
    if least and most and least != most:
        return _("{least} to {most} times a year", folder.lang, least=least[0], most=most[0])
    count = int((least or most or ["0"])[0])
    return ngettext("{n} time a year", "{n} times a year", count, folder.lang) if count else ""
