"""What a page of a thing says first: the sentence that a busy reader came for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from api.html.provenance import Attribution, here, merged
from api.locale.date_format import day_within
from api.locale.lifetimes import since_in_words
from api.locale.result_table import Cell
from api.locale.state_words import standing_words
from api.locale.translation import _
from api.pages.thing_view import ThingView
from graph.collections.standing import status_among
from graph.namespaces import VSK
from graph.time.edtf_dates import Bounds
from graph.time.intervals import Interval, State

Tone = Literal["overdue", "ended", "possible", "certain", "plain"]
_TONES: Final[dict[State, Tone]] = {
    State.NOT_YET: "plain",
    State.IN_FORCE: "certain",
    State.SUSPENDED: "plain",
    State.ENDED: "ended",
}


@dataclass(frozen=True)
class StatusInWords:
    """The status of a thing on a day, in words.

    Attributes:
        words: such as *possibly in force*.
        tone: how it is drawn.
        since: the day, within its bounds, on which it came to be so; unbounded where open.
    """

    words: str
    tone: Tone
    since: Bounds


@dataclass(frozen=True)
class Fact:
    """One thing that the answer adds: a heading, values, and words about them.

    Attributes:
        heading: what it is.
        cells: its values.
        words: what else is to be said of it.
        sayings: who says so.
        status: a status, in place of values.
        link: where the words lead; blank for nowhere.
        why: where the reasons of the status stand.
    """

    heading: str
    cells: tuple[Cell, ...] = ()
    words: str = ""
    sayings: tuple[Attribution, ...] = ()
    status: StatusInWords | None = None
    link: str = ""
    why: str = ""


@dataclass(frozen=True)
class PageAnswer:
    """What a page says first.

    Attributes:
        tone: how it is drawn.
        say: the sentence.
        what: what stands behind it, in one or two sentences.
        sayings: who says that.
        facts: what else a reader wants at once.
        links: what to do now: address and words.
    """

    tone: Tone
    say: str
    what: str = ""
    sayings: tuple[Attribution, ...] = ()
    facts: tuple[Fact, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Review:
    """A review that an agreement owes.

    Attributes:
        agreement: IRI of the agreement.
        due: first and last day that its date can mean.
        overdue: whether the last of these days is past.
        sayings: who says so.
    """

    agreement: str
    due: Bounds
    overdue: bool
    sayings: tuple[Attribution, ...]

    def when(self, folder: ThingView) -> str:
        """The date in words."""
        return day_within(self.due, folder.lang)


def status_of(folder: ThingView, iri: str) -> StatusInWords | None:
    """The status of a node today; None where nothing tells it."""
    life = folder.reader.intervals(iri)
    now = next((each for each in life if each.holds(folder.today)), None)
    if now is None:
        return None
    words = _(standing_words(status_among(now.states)), folder.lang)
    if len(now.states) == 1:
        (state,) = now.states
        return StatusInWords(words, _TONES[state], _since(life, now, state))
    return StatusInWords(words, "possible", Bounds(now.start, now.start))


def _since(life: Iterable[Interval], now: Interval, state: State) -> Bounds:
    """The bounds of the day on which a state came to hold that has been certain since."""
    before = [each for each in life if (each.start or date.min) < (now.start or date.min)]
    first = now.start
    for each in reversed(before):
        if state not in each.states:
            break
        first = each.start
    return Bounds(first, now.start)


def review_of(folder: ThingView, agreement: str) -> Review | None:
    """The review that an agreement owes today; None where none is, by the derived days."""
    if not owed(folder, agreement):
        return None
    said = folder.facts(VSK.reviewDue, VSK.reviewDueEarliest, VSK.reviewDueLatest, of=agreement)
    first = min(_days(folder, agreement, VSK.reviewDueEarliest), default=None)
    last = max(_days(folder, agreement, VSK.reviewDueLatest), default=None)
    stated = [each for each in said if each.name.iri == str(VSK.reviewDue)] or said
    sayings = merged(claim for each in stated for claim in each.claims)
    return Review(agreement, Bounds(first, last), is_overdue(folder, agreement), sayings)


def expired_review(folder: ThingView, agreement: str) -> str:
    """The day of a review that no source tells of before the agreement ended; blank for none."""
    if owed(folder, agreement) or not _days(folder, agreement, VSK.overdueLatest):
        return ""
    first = min(_days(folder, agreement, VSK.reviewDueEarliest), default=None)
    last = max(_days(folder, agreement, VSK.reviewDueLatest), default=None)
    return day_within(Bounds(first, last), folder.lang)


def owed(folder: ThingView, thing: str) -> bool:
    """True if the review of an agreement, or a commitment, waits to be done today."""
    ends = _days(folder, thing, VSK.owedEndExclusive)
    return bool(_days(folder, thing, VSK.overdueLatest)) and folder.today < min(
        ends, default=date.max
    )


def is_overdue(folder: ThingView, thing: str) -> bool:
    """True if the review of an agreement, or a commitment, is certainly overdue today."""
    return owed(folder, thing) and min(_days(folder, thing, VSK.overdueLatest)) <= folder.today


def _days(folder: ThingView, iri: str, name: object) -> list[date]:
    return [date.fromisoformat(each) for each in folder.linked(name, of=iri)]


def status_fact(folder: ThingView, heading: str, iri: str) -> tuple[Fact, ...]:
    """The status of a node as a fact of an answer, where there is one."""
    status = status_of(folder, iri)
    if status is None:
        return ()
    why = "#why" if iri == folder.iri else f"{here(iri)}#why"
    return (Fact(heading, status=status, words=since_words(folder, status), why=why),)


def since_words(folder: ThingView, status: StatusInWords) -> str:
    """The day on which it came to be so, in words; blank where it is open."""
    return since_in_words(status.since, folder.lang)


def said_of(folder: ThingView, status: StatusInWords) -> str:
    """The status in a sentence, with the day since which it has been so."""
    when = day_within(status.since, folder.lang)
    if status.tone == "ended" and when:
        return _("Ended {date}", folder.lang, date=when)
    return f"{status.words}, {since_words(folder, status)}" if when else status.words
