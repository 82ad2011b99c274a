"""The calendar and the feed of changes, as programs that subscribe to them read them."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import httpx
from icalendar import Calendar

from graph.exports.feed import ATOM
from tests.api.endpoint import media_type, problem

AALBORG = "municipality/aalborg-kommune"


def events(client: httpx.Client, **asked: str) -> list[tuple[str, date, date]]:
    answer = client.get("/calendar.ics", params=asked)
    assert answer.status_code == 200
    assert media_type(answer) == "text/calendar"
    return [
        (str(event["summary"]), event.decoded("dtstart"), event.decoded("dtend"))
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    ]


def test_an_officer_subscribes_to_what_falls_due_for_the_municipality(client: httpx.Client) -> None:
    everywhere = events(client, lang="en")
    review = (
        "Review (overdue): Main agreement on twinning, Sermersooq and Aalborg, December 2019",
        date(2024, 8, 1),
        date(2024, 9, 1),
    )
    assert review in everywhere
    of_aalborg = events(client, lang="en", municipality=AALBORG)
    assert review in of_aalborg
    assert set(of_aalborg) < set(everywhere)
    assert events(client, lang="en", since="2024-08-01", until="2024-08-31") == of_aalborg
    assert "Revurdering" in events(client, lang="da", municipality=AALBORG)[0][0]
    of_agreement = events(client, lang="en", agreement="agreement/sermersooq-aalborg-2019")
    assert of_agreement == of_aalborg
    text = client.get("/calendar.ics", params={"lang": "da", "municipality": AALBORG}).text
    told = text.replace("\r\n ", "")
    assert "X-WR-CALNAME:Frister i venskabsbyaftaler: Aalborg Kommune" in told
    assert "Kilden siger det ikke nærmere end august 2024." in told
    assert "CATEGORIES:Revurdering" in told


def test_a_calendar_is_sent_once(client: httpx.Client) -> None:
    first = client.get("/calendar.ics")
    again = client.get("/calendar.ics", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/calendar.ics?lang=da", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert client.head("/calendar.ics").status_code == 200


def test_a_wrong_parameter_is_named(client: httpx.Client) -> None:
    told = problem(client.get("/calendar.ics?since=soon"), 400)
    assert told["parameter"] == "since"
    assert problem(client.get("/calendar.ics?town=Aalborg"), 400)["parameter"] == "town"


def test_the_changes_are_a_feed_with_the_newest_first(client: httpx.Client) -> None:
    answer = client.get("/changes.atom?lang=en&kind=source")
    assert media_type(answer) == "application/atom+xml"
    root = ET.fromstring(answer.content)  # our own server's
    entries = root.findall(f"{{{ATOM}}}entry")
    assert entries
    moments = [entry.findtext(f"{{{ATOM}}}updated") or "" for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{{{ATOM}}}updated") == moments[0]
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    link = entries[0].find(f"{{{ATOM}}}link")
    assert link is not None
    assert client.get(link.attrib["href"], headers={"Accept": "text/turtle"}).status_code == 200
