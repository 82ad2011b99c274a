"""What a page says of an end: when, by whom and why; and what no source says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.html.provenance import Attribution, Claim, Property, merged
from api.locale.date_format import in_words
from api.locale.result_table import Cell
from api.locale.translation import _
from api.pages.answer import Fact, PageAnswer, StatusInWords, said_of, status_of
from api.pages.thing_view import ThingView
from graph.identifiers import concept
from graph.namespaces import VSK
from graph.time.edtf_dates import Bounds, bounds, is_edtf, next_day

_ENDED: Final = concept("state", "ended")


@dataclass(frozen=True)
class Unsaid:
    """Something that readers may take for said, and no source says.

    Attributes:
        say: what is not said.
        words: what follows from it, or what stands against it.
        sayings: who says what stands against it; none where it is worked out.
    """

    say: str
    words: str
    sayings: tuple[Attribution, ...] = ()


def of_partnership(folder: ThingView) -> PageAnswer | None:
    """In force, suspended or ended; of what ended, who ended it, when and why."""
    status = status_of(folder, folder.iri)
    if status is None:
        return None
    return ended(folder, status) or PageAnswer(status.tone, said_of(folder, status))


def ended(folder: ThingView, status: StatusInWords) -> PageAnswer | None:
    """The end by an act: when, by whom and why; None where no act ended it.

    Args:
        folder: the page of a partnership or an agreement.
        status: its status today.
    """
    act = _ending(folder, status) if status.tone == "ended" else ""
    if not act:
        return None
    when = "; ".join(in_words(each, folder.lang) for each in folder.linked(VSK.date, of=act))
    say = _("Ended {date}", folder.lang, date=when) if when else said_of(folder, status)
    told = folder.facts(VSK.eventKind, VSK.date, of=act)
    name = folder.reader.name(act).text
    return PageAnswer(status.tone, say, f"{name}.", _sayings(told), tuple(_facts(folder, act)))


def _ending(folder: ThingView, status: StatusInWords) -> str:
    """The act that ended the whole: the last of its day, else the last that ended a part."""
    found = folder.reader.of_class(str(VSK.LifecycleEvent))
    acts = folder.by_date([act for act in found if _ends(folder, act)], VSK.date)
    fitting = [act for act in acts if _within(folder, act, status.since)]
    return (fitting or acts or [""])[-1]


def _ends(folder: ThingView, act: str) -> bool:
    kinds = folder.linked(VSK.eventKind, of=act)
    return any(_ENDED in folder.linked(VSK.effect, of=kind) for kind in kinds)


def _within(folder: ThingView, act: str, days: Bounds) -> bool:
    """True if an act can have happened within, or on the day before, some days."""
    first, last = days.earliest or date.min, days.latest or date.max
    return any(
        (mark.earliest or date.min) <= last
        and first <= ((mark.latest and next_day(mark.latest)) or date.max)
        for mark in folder.marks(act, VSK.date)
    )


def _facts(folder: ThingView, act: str) -> Iterable[Fact]:
    """Who ended it and in which organ, when, and why; only what a source says."""
    lang = folder.lang
    organs = [cell.text for cell in _values(folder, folder.facts(VSK.organ, of=act))]
    for heading, names, words in (
        (_("Who ended it", lang), (VSK.decidedBy,), _on_behalf(folder, act, organs)),
        (_("When", lang), (VSK.date,), _reasoning(folder, act)),
    ):
        said = folder.facts(*names, of=act)
        if said:
            yield Fact(heading, tuple(_values(folder, said)), words, _sayings(said))
    if said := folder.facts(VSK.endReason, VSK.reason, of=act):
        kinds = _values(folder, folder.facts(VSK.endReason, of=act))
        words = " ".join(cell.text for cell in _values(folder, folder.facts(VSK.reason, of=act)))
        yield Fact(_("Why", lang), tuple(kinds), words, _sayings(said))


def _on_behalf(folder: ThingView, act: str, organs: list[str]) -> str:
    """By which organ, and for which town."""
    parts = folder.linked(VSK.concerns, of=act)
    towns = [
        folder.reader.name(town).text
        for part in parts
        for town in folder.linked(VSK.onBehalfOf, of=part)
    ]
    told = [_("decided by {organ}", folder.lang, organ=each) for each in organs]
    told += [_("on behalf of {town}", folder.lang, town=each) for each in dict.fromkeys(towns)]
    return ", ".join(told)


def _reasoning(folder: ThingView, act: str) -> str:
    """How the day was read, where a curator says so."""
    evidence = folder.linked(VSK.evidence, of=act)
    said = folder.facts(VSK.dateReasoning, of=act) or [
        found for each in evidence for found in folder.facts(VSK.dateReasoning, of=each)
    ]
    return " ".join(cell.text for cell in dict.fromkeys(_values(folder, said)))


def _values(folder: ThingView, said: Iterable[Property]) -> list[Cell]:
    return [cell for each in said for cell in dict.fromkeys(folder.readable(each.claims))]


def _sayings(said: Iterable[Property]) -> tuple[Attribution, ...]:
    return merged(claim for each in said for claim in each.claims)


def unsaid(folder: ThingView) -> list[Unsaid]:
    """What no source says of a partnership that has ended; nothing of any other."""
    status = status_of(folder, folder.iri)
    if status is None or status.tone != "ended":
        return []
    return [*_staying(folder), *_still_listed(folder, status)]


def _staying(folder: ThingView) -> Iterable[Unsaid]:
    lang = folder.lang
    for part in folder.by_name(folder.pointing(VSK.inPartnership, kind=VSK.Participation)):
        if folder.certainly(part):
            party = (folder.linked(VSK.party, of=part) or [part])[0]
            name = folder.reader.name(party).text
            yield Unsaid(
                _("No source says that {party} has left it", lang, party=name),
                _(
                    "Its own part therefore stands as in force. The partnership has ended, since "
                    "it is in force only while at least two parties take part.",
                    lang,
                ),
            )


def _still_listed(folder: ThingView, status: StatusInWords) -> Iterable[Unsaid]:
    """The sources that have it on a day on which it had certainly ended."""
    gone = status.since.latest
    late = [
        claim
        for each in folder.facts(VSK.attested)
        for claim in each.claims
        if gone and _after(claim, gone)
    ]
    for claim in late:
        yield Unsaid(
            _("{source} still has it", folder.lang, source=_named(claim)),
            _(
                "Seen {date}. That it stands there is no decision to take it up again.",
                folder.lang,
                date=claim.value.text,
            ),
            claim.sayings,
        )


def _named(claim: Claim) -> str:
    return ", ".join(each.graph.text for each in claim.sayings)


def _after(claim: Claim, day: date) -> bool:
    text = claim.term.value if claim.term else ""
    first = bounds(text).earliest if is_edtf(text) else None
    return first is not None and first > day
