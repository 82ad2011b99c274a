"""Duties survive the way into a calendar program."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from graph.exports.calendar import Duty, calendar, duties

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
    )


@given(st.lists(some_duty(), max_size=5))
def test_a_calendar_program_reads_back_what_falls_due(found: list[Duty]) -> None:
    text = calendar(found, made=MADE)
    assert text == calendar(found, made=MADE)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == len(found)
    for event, duty in zip(events, found, strict=True):
        assert event.decoded("dtstart") == duty.first
        assert event.decoded("dtend") == duty.last + timedelta(days=1)
        assert str(event["summary"]).endswith(f": {duty.label}")
        assert str(event["url"]) == duty.thing
        assert all(name in str(event["description"]) for name in duty.who)


def test_those_who_share_a_duty_share_an_event_and_one_without_a_day_has_none() -> None:
    row = {
        "thing": "https://w3id.org/venskab/id/agreement/a", "label": "A", "duty": "review",
        "dueEarliest": "2024-08-01", "dueLatest": "2024-08-31", "who": "Syd",
    }  # fmt: skip
    open_end = {key: value for key, value in row.items() if key != "dueLatest"}
    (duty,) = duties([row, open_end, row | {"who": "Nord"}])
    assert duty.who == ["Nord", "Syd"]
    assert (duty.first, duty.last) == (date(2024, 8, 1), date(2024, 8, 31))
