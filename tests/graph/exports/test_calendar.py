"""Duties survive the way into a calendar program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from graph.exports.calendar import Duty, Revision, calendar, duties, revisions

MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
# What iCalendar escapes or folds, and what takes several bytes.
NAMES = st.text('abå Æø,;:\\"é漢', min_size=1, max_size=90).map(str.strip).filter(bool)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def some_duty(draw: st.DrawFn) -> Duty:
    first = draw(DAYS)
    return Duty(
        thing="https://w3id.org/venskab/id/agreement/"
        + draw(st.from_regex("[a-z]+", fullmatch=True)),
        label=draw(NAMES),
        kind=draw(st.sampled_from(["review", "expiry", "commitment"])),
        first=first,
        last=first + timedelta(days=draw(st.integers(0, 4000))),
        who=sorted(draw(st.sets(NAMES, min_size=1, max_size=3))),
        standing=draw(st.sampled_from(["falls-due", "possibly-overdue", "overdue", "expired"])),
    )


@given(st.lists(some_duty(), max_size=5))
def test_a_calendar_program_reads_back_what_falls_due(found: list[Duty]) -> None:
    changed = {duty.thing: Revision(MADE, 1) for duty in found}
    text = calendar(found, changed)
    assert text == calendar(found, changed)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == len(found)
    for event, duty in zip(events, found, strict=True):
        assert event.decoded("dtstart") == duty.first
        assert event.decoded("dtend") == duty.last + timedelta(days=1)
        assert str(event["summary"]).endswith(f": {duty.label}")
        assert ("rrule" in event) == duty.late
        assert bool(event.walk("VALARM")) == (duty.standing != "expired")
        assert str(event["url"]) == duty.thing
        assert all(name in str(event["description"]) for name in duty.who)


def test_those_who_share_a_duty_share_an_event_and_one_without_a_day_has_none() -> None:
    row = {
        "thing": "https://w3id.org/venskab/id/agreement/a", "label": "A", "duty": "review",
        "dueEarliest": "2024-08-01", "dueLatest": "2024-08-31", "who": "Syd",
        "standing": "overdue", "how": "stated",
    }  # fmt: skip
    open_end = {key: value for key, value in row.items() if key != "dueLatest"}
    (duty,) = duties([row, open_end, row | {"who": "Nord"}])
    assert duty.who == ["Nord", "Syd"]
    assert (duty.first, duty.last) == (date(2024, 8, 1), date(2024, 8, 31))


def test_a_duty_keeps_its_uid_and_counts_what_changed_it() -> None:
    """Other words, a day that passes, and the review that was held, as a subscriber gets them."""
    thing = "https://w3id.org/venskab/id/agreement/a"
    due = Duty(thing, "A", "review", date(2024, 2, 29), date(2024, 3, 31), ["Nord"], "falls-due")
    later = replace(due, label="A, renamed", standing="overdue")
    row = {"thing": thing, "moment": "2024-03-01T12:00:00Z", "changes": "1"}
    before, after = (
        event
        for duty, changes in ((due, "1"), (later, "2"))
        for event in Calendar.from_ical(
            calendar([duty], revisions([row | {"changes": changes}]))
        ).walk("VEVENT")
    )
    assert before["uid"] == after["uid"]
    assert [str(each["sequence"]) for each in (before, after)] == ["0", "3"]
    assert before.decoded("last-modified") == datetime(2024, 3, 1, 12, tzinfo=UTC)
    assert after.decoded("last-modified") == datetime(2024, 4, 1, tzinfo=UTC)
    assert str(after["summary"]) == "Review (overdue): A, renamed"
    assert after["rrule"] == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}
    assert before.walk("VALARM")[0].decoded("trigger") == timedelta(days=-30)
    held = Calendar.from_ical(calendar([replace(due, standing="settled")], {}))
    assert held.walk("VEVENT") == []
