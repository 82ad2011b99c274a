"""What is overdue is the same behind every door: pages, lists, questions, calendar."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import httpx
from icalendar import Calendar

from graph.prefixes import BASE
from tests.api.html_page import get

AGREEMENTS = ("sermersooq-aalborg-2019", "kujalleq-aarhus-2016", "sermersooq-aalborg-2015")
OVERDUE = "sermersooq-aalborg-2019"
EXPIRED = "kujalleq-aarhus-2016"


def slug(iri: str) -> str:
    return iri.removeprefix(f"{BASE}id/agreement/")


def section_html(html: str, heading: str) -> str:
    """A section of a page, by the name of its heading."""
    return html.partition(f'<section aria-labelledby="{heading}">')[2].partition("</section>")[0]


def answer_of(client: httpx.Client, thing: str) -> str:
    """The answer with which a thing's page begins, if that is that something is overdue."""
    html = get(client, f"/doc/{thing}?lang=en").text
    return html.partition('<section class="answer answer-overdue"')[2].partition("</section>")[0]


def linked(html: str) -> set[str]:
    """The agreements that a part of a page names."""
    return {name for name in AGREEMENTS if f"/doc/agreement/{name}" in html}


def rows(client: httpx.Client, name: str, **asked: str) -> list[dict[str, str]]:
    answer = client.get(f"/queries/{name}", params=asked | {"format": "csv"})
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_every_door_tells_the_same_agreement_overdue_and_none_that_has_ended(
    client: httpx.Client,
) -> None:
    today = datetime.now(UTC).date().isoformat()
    deadlines = get(client, "/reviews?lang=en").text
    late = rows(client, "agreements-review-due", before="9999-12-31", on=today)
    events = Calendar.from_ical(client.get("/calendar.ics?lang=en").content).walk("VEVENT")
    repeated = {str(event["url"]) for event in events if "rrule" in event}
    found = {
        "start page": linked(section_html(get(client, "/?lang=en").text, "due")),
        "deadlines": linked(section_html(deadlines, "overdue")),
        "question": {slug(row["agreement"]) for row in late if row["review"] == "overdue"},
        "calendar": {slug(each) for each in repeated},
        "list": {
            slug(item["id"])
            for item in client.get("/agreements.json?due=overdue&fields=due").json()["items"]
        },
        "agreements": {name for name in AGREEMENTS if answer_of(client, f"agreement/{name}")},
        "municipalities": linked(answer_of(client, "municipality/aalborg-kommune"))
        | linked(answer_of(client, "municipality/aarhus-kommune")),
    }
    assert set(map(frozenset, found.values())) == {frozenset({OVERDUE})}, found
    assert linked(section_html(deadlines, "expired")) == {EXPIRED}
    assert {slug(row["agreement"]) for row in late if row["review"] == "expired"} == {EXPIRED}
    assert (
        "No source says that it was reviewed"
        in get(client, f"/doc/agreement/{EXPIRED}?lang=en").text
    )
    assert len({str(event["uid"]) for event in events}) == len(events)
