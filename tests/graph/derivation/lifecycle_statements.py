"""The statements that tell of a lifecycle of the oracles, as N-Triples and N-Quads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from graph.prefixes import BASE
from tests.graph.derivation.partnership_oracle import Lifecycle, Merger, Seat
from tests.graph.derivation.status_oracle import (
    EARLIEST,
    EFFECTS,
    LATEST,
    Act,
    Dates,
    Day,
    Stated,
    Value,
)

VSK = "https://w3id.org/venskab/ontology#"
ID = f"{BASE}id/"
KIND = f"{BASE}concept/event-kind/"
STATE = f"{BASE}concept/state/"
SOURCE_KIND = f"{BASE}concept/source-kind/"
SAID, LISTED = f"{BASE}graph/source/said", f"{BASE}graph/source/listed"
ORG = "http://www.w3.org/ns/org#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
EDTF = "<http://id.loc.gov/datatypes/edtf/EDTF>"


def as_date(day: Day) -> date:
    """The calendar day of a day of the oracle."""
    return date(2000, 1, 1) + timedelta(days=day)


def edtf(value: Value) -> str:
    """A value as an EDTF literal: a day, an interval, or a set of days."""
    days, mark = sorted(value.days), "?" if value.doubtful else ""
    first = ".." if EARLIEST in days else as_date(days[0]).isoformat() + mark
    last = ".." if LATEST in days else as_date(days[-1]).isoformat() + mark
    inner = [day for day in days if EARLIEST < day < LATEST]
    if len(days) > 1 and days != list(range(days[0], days[-1] + 1)):
        text = f"[{','.join(as_date(day).isoformat() + mark for day in inner)}]"
    elif days[0] == days[-1] - 2 and days[0] > EARLIEST and days[-1] < LATEST:
        # One day to either side is what "about" means of a day.
        text = as_date(days[1]).isoformat() + ("%" if value.doubtful else "~")
    else:
        text = first if first == last else f"{first}/{last}"
    return f'"{text}"^^{EDTF}'


def effects() -> list[str]:
    """What the scheme of kinds says of their effects, and of the kind of the two sources."""
    kinds = [f"<{KIND}{k}> <{VSK}effect> <{STATE}{e}> ." for k, e in EFFECTS.items()]
    return [
        *kinds,
        f"<{LISTED}> <{VSK}sourceKind> <{SOURCE_KIND}aggregator> <{LISTED}> .",
        f"<{SAID}> <{VSK}sourceKind> <{SOURCE_KIND}press> <{SAID}> .",
    ]


def date_lines(thing: str, name: str, dates: Dates) -> Iterator[str]:
    """All values of one date of a thing."""
    return (f"{thing} <{VSK}{name}> {edtf(value)} ." for value in dates)


def stated_lines(kind: str, slug: str, stated: Stated) -> list[str]:
    """What is stated of one thing."""
    me = f"<{ID}{kind.lower()}/{slug}>"
    lines = [f"{me} {TYPE} <{VSK}{kind}> ."]
    for name in ("began", "ended", "attested", "signed"):
        lines += date_lines(me, name, getattr(stated, name))
    for i, act in enumerate(stated.acts):
        lines += act_lines(f"{kind.lower()}-{slug}-{i}", me, act, slug.split("-", maxsplit=1)[0])
    if stated.replaced:
        new = f"<{ID}agreement/{slug}-new>"
        lines += [f"{new} {TYPE} <{VSK}Agreement> .", f"{new} <{VSK}replaces> {me} ."]
        lines += date_lines(new, "signed", stated.replaced)
    return lines


def act_lines(slug: str, concerns: str, act: Act, component: str) -> Iterator[str]:
    """One event; one of a group of accounts contradicts the group's common node's other members."""
    it = f"<{ID}event/{slug}>"
    yield f"{it} {TYPE} <{VSK}LifecycleEvent> ."
    yield f"{it} <{VSK}concerns> {concerns} ."
    yield from (f"{it} <{VSK}eventKind> <{KIND}{kind}> ." for kind in act.kinds)
    yield from date_lines(it, "date", act.date)
    yield from (f"{it} <{VSK}decidedBy> <{ID}municipality/{by}> ." for by in act.by)
    if act.group:
        yield f"{it} <urn:group> <urn:group:{component}:{act.group}> ."


def contradictions(lines: Iterable[str]) -> list[str]:
    """The lines, with the accounts of one group in a chain of contradictions."""
    kept: list[str] = []
    members: dict[str, str] = {}
    for line in lines:
        subject, predicate, value, *_ = line.split(" ")
        if predicate != "<urn:group>":
            kept.append(line)
        elif value in members:
            kept.append(f"{subject} <{VSK}contradicts> {members[value]} .")
        if predicate == "<urn:group>":
            members[value] = subject
    return kept


def heir_of(partnership: str, seat: str) -> str:
    """The thing that the derived participation of a seat's heir is, as type and slug."""
    key = f"{ID}partnership/{partnership} {ID}municipality/{seat}-new"
    return "participation/inherited-" + hashlib.sha256(key.encode()).hexdigest()


def lifecycle_lines(slug: str, lifecycle: Lifecycle) -> list[str]:
    """All that is stated of a component."""
    partnership = f"<{ID}partnership/{slug}>"
    lines = stated_lines("Partnership", slug, lifecycle.shared)
    for i, seat in enumerate(lifecycle.seats):
        lines += seat_lines(f"{slug}-{i}", partnership, seat)
    for i, agreement in enumerate(lifecycle.agreements):
        me = f"<{ID}agreement/{slug}-{i}>"
        lines += stated_lines("Agreement", f"{slug}-{i}", agreement.stated)
        lines.append(f"{me} <{VSK}governs> {partnership} .")
        lines += [f"{me} <{VSK}party> <{ID}municipality/{slug}-{j}> ." for j in agreement.parties]
        for j, visit in enumerate(agreement.visits):
            lines += visit_lines(f"{slug}-{i}-{j}", f"<{VSK}underAgreement> {me}", visit)
    for i, visit in enumerate(lifecycle.visits):
        lines += visit_lines(f"{slug}-{i}", f"<{VSK}concerns> {partnership}", visit)
    return contradictions(lines)


def visit_lines(slug: str, belongs: str, dates: Dates) -> Iterator[str]:
    """A visit under an agreement or of a partnership."""
    me = f"<{ID}visit/{slug}>"
    yield f"{me} {TYPE} <{VSK}Visit> ."
    yield f"{me} {belongs} ."
    yield from date_lines(me, "date", dates)


def seat_lines(slug: str, partnership: str, seat: Seat) -> list[str]:
    """A participation, in a list's graph where only a list has it, with its party."""
    me, party = f"<{ID}participation/{slug}>", f"<{ID}municipality/{slug}>"
    own = stated_lines("Participation", slug, seat.own)
    own += [f"{me} <{VSK}inPartnership> {partnership} .", f"{me} <{VSK}party> {party} ."]
    if seat.listed:
        own = [f"{line.removesuffix(' .')} <{LISTED}> ." for line in own]
    lives = Stated(began=seat.party_began, ended=seat.party_ended)
    lines = [*own, *stated_lines("Municipality", slug, lives)]
    if seat.merger:
        lines += merger_lines(slug, me, seat.merger)
    if seat.not_listed:
        source = f"<{BASE}graph/source/list-{slug}>"
        lines.append(f"{source} <{VSK}notListed> {me} {source} .")
        lines += [f"{line.removesuffix('.')}{source} ." for line in
                  date_lines(source, "published", seat.not_listed)]  # fmt: skip
    return lines


def merger_lines(slug: str, participation: str, merger: Merger) -> Iterator[str]:
    """The merger of a party into a new municipality, and what keeps it from inheriting."""
    it, party = f"<{ID}change-event/{slug}>", f"<{ID}municipality/{slug}>"
    new = f"<{ID}municipality/{slug}-new>"
    yield f"{it} {TYPE} <{ORG}ChangeEvent> ."
    yield f"{it} <{VSK}eventKind> <{KIND}merged> ."
    yield f"{it} <{ORG}originalOrganization> {party} ."
    yield f"{it} <{ORG}resultingOrganization> {new} ."
    yield f"{new} {TYPE} <{VSK}Municipality> ."
    yield from date_lines(it, "date", merger.when)
    if merger.not_inherited is not None:
        refused = Act(("not-inherited",), merger.not_inherited)
        yield from act_lines(f"{slug}-refused", participation, refused, slug)
