"""Duties as an iCalendar (RFC 5545): what falls due, as vague as its source says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Final

from icalendar import Calendar, Event

from graph.texts import N_, Translate

Row = Mapping[str, str]

PRODUCT: Final = "-//Venskab//duties//EN"
_KINDS: Final = {
    "review": N_("Review"),
    "expiry": N_("Expiry"),
    "commitment": N_("Deadline"),
}


@dataclass(frozen=True)
class Duty:
    """Something that falls due.

    Attributes:
        thing: IRI of the agreement, annex or commitment.
        label: its name.
        kind: ``review``, ``expiry`` or ``commitment``.
        first: earliest day on which it can fall due.
        last: latest day.
        who: names of those who bear it, in alphabetical order.
    """

    thing: str
    label: str
    kind: str
    first: date
    last: date
    who: Sequence[str]


def duties(rows: Iterable[Row]) -> list[Duty]:
    """The rows of the question ``calendar-of-duties``, one duty for all who share it.

    A duty without a first or a last day is left out: no calendar can show it.
    """
    dated = [row for row in rows if row.get("dueEarliest") and row.get("dueLatest")]
    key = itemgetter("dueEarliest", "dueLatest", "thing", "duty", "label")
    return [
        Duty(
            thing=shared[2],
            label=shared[4],
            kind=shared[3],
            first=date.fromisoformat(shared[0]),
            last=date.fromisoformat(shared[1]),
            who=sorted({row["who"] for row in several}),
        )
        for shared, several in groupby(sorted(dated, key=key), key)
    ]


def calendar(found: Iterable[Duty], *, made: datetime, translate: Translate = str) -> bytes:
    """An iCalendar with an all-day event for each duty.

    Args:
        found: the duties.
        made: when what they tell of was last changed, UTC; the same duties give the same bytes.
        translate: gives the words around the names in the reader's language.
    """
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("x-wr-calname", translate("Duties of twin-town agreements"))
    whole.add("x-published-ttl", "PT12H")
    for each in found:
        whole.add_component(_event(each, made, translate))
    return bytes(whole.to_ical())


def _event(duty: Duty, made: datetime, translate: Translate) -> Event:
    name = sha256(f"{duty.kind} {duty.thing}".encode()).hexdigest()[:32]
    told = [translate("For: {who}.").format(who=", ".join(duty.who))]
    if duty.first != duty.last:
        vague = translate("The source says no more than from {first} to {last}.")
        told.append(vague.format(first=duty.first, last=duty.last))
    event = Event()
    event.add("uid", f"{name}@venskab")
    event.add("dtstamp", made)
    event.add("dtstart", duty.first)
    # The end of an all-day event is the day after (RFC 5545, section 3.6.1).
    event.add("dtend", duty.last + timedelta(days=1))
    event.add("summary", f"{translate(_KINDS[duty.kind])}: {duty.label}")
    event.add("description", " ".join(told))
    event.add("url", duty.thing)
    event.add("categories", [duty.kind])
    event.add("transp", "TRANSPARENT")
    return event
