"""Duties as an iCalendar (RFC 5545): what falls due, as vague as its source says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Final

from icalendar import Alarm, Calendar, Event

from graph.texts import N_, Text, Translate

Row = Mapping[str, str]
DaysInWords = Callable[[date, date], str]

PRODUCT: Final = "-//Venskab//duties//EN"
OVERDUE: Final = "overdue"
POSSIBLY_OVERDUE: Final = "possibly-overdue"
EXPIRED: Final = "expired"
SETTLED: Final = "settled"
_KINDS: Final[Mapping[str, Text]] = {
    "review": N_("Review"),
    "expiry": N_("Expiry"),
    "commitment": N_("Deadline"),
}
_STANDINGS: Final[Mapping[str, Text]] = {
    OVERDUE: N_("Overdue: no source says that it has been done."),
    POSSIBLY_OVERDUE: N_("Possibly overdue: no source says that it has been done."),
    EXPIRED: N_("The agreement has ended, and no source says that it was reviewed or renewed."),
}
_VAGUE: Final[Mapping[str, Text]] = {
    "stated": N_("The source says no more than {when}."),
    "computed": N_("Worked out from the agreement's term: {when}."),
}
# A calendar tells of what lies ahead so long before.
_NOTICE: Final = timedelta(days=-30)
# And of what is overdue in the morning of the day.
_MORNING: Final = timedelta(hours=9)
_LEAP_DAY: Final = (2, 29)


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
        standing: ``falls-due``, ``possibly-overdue``, ``overdue``, ``expired`` or ``settled``; of
            an expiry it is blank.
        how: ``stated`` by a source, or ``computed`` from the agreement's term.
    """

    thing: str
    label: str
    kind: str
    first: date
    last: date
    who: Sequence[str]
    standing: str = ""
    how: str = "stated"

    @property
    def late(self) -> bool:
        """True for what is overdue, certainly or possibly."""
        return self.standing in {OVERDUE, POSSIBLY_OVERDUE}


@dataclass(frozen=True)
class Revision:
    """When what the sources say of a thing last changed, UTC, and how often it has changed."""

    moment: datetime
    number: int


def duties(rows: Iterable[Row]) -> list[Duty]:
    """The rows of the question ``calendar-of-duties``, one duty for all who share it.

    A duty without a first or a last day is left out: no calendar can show it.
    """
    dated = [row for row in rows if row.get("dueEarliest") and row.get("dueLatest")]
    key = itemgetter("dueEarliest", "dueLatest", "thing", "duty", "label", "standing", "how")
    return [
        Duty(
            thing=shared[2],
            label=shared[4],
            kind=shared[3],
            first=date.fromisoformat(shared[0]),
            last=date.fromisoformat(shared[1]),
            who=sorted({row["who"] for row in several}),
            standing=shared[5],
            how=shared[6],
        )
        for shared, several in groupby(sorted(dated, key=key), key)
    ]


def revisions(rows: Iterable[Row]) -> dict[str, Revision]:
    """The rows of the internal query ``changes-of-duties``, by thing."""
    return {
        row["thing"]: Revision(datetime.fromisoformat(row["moment"]), int(row["changes"]))
        for row in rows
    }


def calendar(
    found: Iterable[Duty],
    changed: Mapping[str, Revision],
    *,
    translate: Translate = str,
    in_words: DaysInWords = "{} - {}".format,
    whose: str = "",
) -> bytes:
    """An iCalendar with one all-day event for each duty.

    What is overdue comes again every year, until a source says that it was done; what is settled
    is left out. An event keeps its UID whatever it is called.

    Args:
        found: the duties.
        changed: when each thing was last changed; the same duties give the same bytes.
        translate: gives the words around the names in the reader's language.
        in_words: says from which day to which, in the reader's language.
        whose: name of the municipality or agreement that the duties are of; blank for all.
    """
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    named = translate("Duties of twin-town agreements")
    whole.add("x-wr-calname", f"{named}: {whose}" if whose else named)
    whole.add("x-published-ttl", "PT12H")
    start = Revision(datetime(1970, 1, 1, tzinfo=UTC), 1)
    for each in found:
        if each.standing != SETTLED:
            whole.add_component(_event(each, changed.get(each.thing, start), translate, in_words))
    return bytes(whole.to_ical())


def _event(duty: Duty, revision: Revision, translate: Translate, in_words: DaysInWords) -> Event:
    name = sha256(f"{duty.kind} {duty.thing}".encode()).hexdigest()[:32]
    moment, number = _revised(duty, revision)
    event = Event()
    event.add("uid", f"{name}@venskab")
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", number)
    event.add("dtstart", duty.first)
    # The end of an all-day event is the day after (RFC 5545, section 3.6.1).
    event.add("dtend", duty.last + timedelta(days=1))
    event.add("summary", _summary(duty, translate))
    event.add("description", _description(duty, translate, in_words))
    event.add("url", duty.thing)
    event.add("categories", [translate(_KINDS[duty.kind])])
    event.add("transp", "TRANSPARENT")
    if duty.late:
        event.add("rrule", _every_year(duty.first))
    if duty.standing != EXPIRED:
        event.add_component(_alarm(duty, translate))
    return event


def _revised(duty: Duty, revision: Revision) -> tuple[datetime, int]:
    """The moment from which the event is as it is, and how often it was changed before.

    A duty that becomes possibly overdue, then overdue or expired, is changed by that too.
    """
    steps = {POSSIBLY_OVERDUE: (1, duty.first), OVERDUE: (2, duty.last), EXPIRED: (3, duty.last)}
    more, day = steps.get(duty.standing, (0, date.min))
    turned = datetime.combine(day + timedelta(days=1), time(), UTC)
    return max(revision.moment, turned), revision.number - 1 + more


def _summary(duty: Duty, translate: Translate) -> str:
    kind = translate(_KINDS[duty.kind])
    if not duty.late:
        return f"{kind}: {duty.label}"
    said = N_("overdue") if duty.standing == OVERDUE else N_("possibly overdue")
    return f"{kind} ({translate(said)}): {duty.label}"


def _description(duty: Duty, translate: Translate, in_words: DaysInWords) -> str:
    told = [translate(_STANDINGS[duty.standing])] if duty.standing in _STANDINGS else []
    told.append(translate("For: {who}.").format(who=", ".join(duty.who)))
    if duty.first != duty.last:
        told.append(translate(_VAGUE[duty.how]).format(when=in_words(duty.first, duty.last)))
    return " ".join(told)


def _every_year(day: date) -> dict[str, object]:
    """The rule of what comes again each year, in other years than leap years too."""
    rule: dict[str, object] = {"freq": "yearly"}
    if (day.month, day.day) == _LEAP_DAY:
        rule |= {"bymonth": 2, "bymonthday": -1}
    return rule


def _alarm(duty: Duty, translate: Translate) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _summary(duty, translate))
    alarm.add("trigger", _MORNING if duty.late else _NOTICE)
    return alarm
