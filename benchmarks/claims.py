"""What a synthetic source claims: partnerships, agreements, events, initiatives, visits, networks.

Every claim has its evidence, as in the shipped graph. All names and quotations are invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.nquads import Graph, Values, both, curie, edtf, text, typed
from benchmarks.places import Town
from graph.identifiers import concept, thing
from graph.namespaces import SDG

_AREAS: Final = (
    "culture", "schools", "youth", "sport", "business-growth-jobs", "citizen-exchange",
    "energy", "tourism", "health", "environment-climate", "elderly-care", "urban-development",
    "integration", "smart-city", "emergency-aid", "research-innovation", "social-services",
    "public-administration", "transport", "fundraising",
)  # fmt: skip
_KINDS: Final = ("twinning", "friendship", "partnership", "contact", "project")
_INSTRUMENTS: Final = ("cooperation-agreement", "friendship-agreement", "memorandum")
_STATUSES: Final = ("signed-copy", "register-entry", "press-report", "mentioned")
_STOPS: Final = ("suspended", "on-hold", "dormant", "terminated", "withdrawn", "lapsed")
_REASONS: Final = ("inactivity", "disagreement", "reorganisation", "human-rights", "war", "other")
_LAST_YEAR: Final = 2025


@dataclass(frozen=True, slots=True)
class Tie:
    """A partnership while its statements are written.

    Attributes:
        graph: the graph they go to.
        slug: last part of its IRI.
        name: its parties' names.
        sides: its parties as they are today, each with the one of its older municipalities that
            took part before a merger, or the same again.
        began: year it began.
    """

    graph: Graph
    slug: str
    name: str
    sides: Sequence[tuple[Town, str]]
    began: int

    @property
    def term(self) -> str:
        """Its IRI as a term."""
        return _thing("partnership", self.slug)

    def parties(self, year: int) -> list[str]:
        """Terms of the parties that existed in a year."""
        return [older if year < town.merged else town.term for town, older in self.sides]


def source(rng: Random, graph: Graph, title: str, publisher: Town) -> None:
    """The source itself, of the same IRI as its graph."""
    danish, english = f"{title}, {publisher.name}", f"Source: {title}, {publisher.name}"
    about: dict[str, Values] = {
        "rdfs:label": both(danish, english),
        "dcterms:title": text(danish, "da"),
        "dcterms:publisher": publisher.term,
        "vsk:published": edtf(_day(rng, _LAST_YEAR)),
        "dcterms:language": curie("lang:DAN"),
    }
    graph.say(graph.term, "vsk:Source", about)


def network(rng: Random, graph: Graph, number: int, members: Sequence[Town]) -> None:
    """A network and who joined and left it."""
    slug = f"synthetic-{number:04}"
    term = _thing("network", slug)
    label = both(f"Netværket {members[0].name}", f"The {members[0].name} network")
    began = rng.randint(1950, 2015)
    about: dict[str, Values] = {"rdfs:label": label, "vsk:began": edtf(str(began))}
    about["vsk:evidence"] = _evidence(rng, graph, f"network-{slug}", "vsk:Network")
    graph.say(term, "vsk:Network", about)
    for town in members:
        joined = rng.randint(began, 2019)
        about = {"org:member": town.term, "org:organization": term}
        about["vsk:began"] = edtf(date(rng, joined))
        if rng.random() < 0.2:
            about["vsk:ended"] = edtf(date(rng, rng.randint(joined + 1, _LAST_YEAR)))
        key = f"{slug}-{town.slug}"
        about["vsk:evidence"] = _evidence(rng, graph, f"membership-{key}", "org:member")
        graph.say(_thing("network-membership", key), "vsk:NetworkMembership", about)


def partnership(rng: Random, graph: Graph, number: int, group: Sequence[Town]) -> None:
    """A partnership with its participations, agreements, events, initiatives and visits."""
    tie = Tie(
        graph,
        slug=f"{group[0].name}-{group[1].name}-{number:06}".lower().translate(_ASCII),
        name=" og ".join(town.name for town in group),
        sides=[(town, rng.choice(town.older or (town.term,))) for town in group],
        began=min(int(1946 + 75 * rng.random()), 2020),
    )
    kind = rng.choice(_KINDS) if len(group) == 2 else "chain"
    about: dict[str, Values] = {
        "rdfs:label": both(f"Partnerskabet {tie.name}", f"The partnership {tie.name}"),
        "vsk:partnershipKind": _concept("partnership-kind", kind),
        "vsk:began": edtf(_beginning(rng, tie.began)),
        "vsk:evidence": _evidence(rng, graph, tie.slug, "vsk:Partnership", "vsk:began"),
    }
    graph.say(tie.term, "vsk:Partnership", about)
    parts = [_participation(rng, tie, party) for party in tie.parties(tie.began)]
    agreements = _agreements(rng, tie)
    _events(rng, tie, parts, agreements)
    for index in range(rng.choice((0, 0, 1, 1, 2, 3))):
        _initiative(rng, tie, agreements[-1], index)
    for index in range(rng.choice((0, 0, 1, 2))):
        _visit(rng, tie, agreements[-1], index)


def _participation(rng: Random, tie: Tie, party: str) -> str:
    slug = f"{tie.slug}-{_tail(party)}"
    term = _thing("participation", slug)
    about: dict[str, Values] = {
        "vsk:inPartnership": tie.term,
        "vsk:party": party,
        "vsk:partyRole": _concept("party-role", "founding-party"),
        "vsk:began": edtf(date(rng, tie.began)),
        "vsk:evidence": _thing("evidence", tie.slug),
    }
    tie.graph.say(term, "vsk:Participation", about)
    return term


def _agreements(rng: Random, tie: Tie) -> list[str]:
    """One to three agreements, each of them renewing or replacing the one before."""
    terms: list[str] = []
    year = min(tie.began + rng.randint(0, 30), 2020)
    for index in range(rng.choice((1, 1, 2, 2, 3))):
        terms.append(_agreement(rng, tie, terms, min(year, _LAST_YEAR), index))
        year += rng.randint(3, 8)
    return terms


def _agreement(rng: Random, tie: Tie, before: Sequence[str], year: int, index: int) -> str:
    slug = f"{tie.slug}-{index + 1}"
    term = _thing("agreement", slug)
    kind = "renewal" if before else rng.choice(_INSTRUMENTS)
    about: dict[str, Values] = {
        "rdfs:label": both(f"Aftale {index + 1}, {tie.name}", f"Agreement {index + 1}, {tie.name}"),
        "vsk:governs": tie.term,
        "vsk:party": tie.parties(year),
        "vsk:agreementKind": _concept("agreement-kind", kind),
        "vsk:documentStatus": _concept("document-status", rng.choice(_STATUSES)),
        "vsk:area": [_concept("cooperation-area", area) for area in _areas(rng)],
        "vsk:evidence": _evidence(rng, tie.graph, f"agreement-{slug}", "vsk:signed", "vsk:area"),
    }
    if before:
        about["vsk:renews" if rng.random() < 0.7 else "vsk:replaces"] = before[-1]
    about |= _term_of(rng, year)
    tie.graph.say(term, "vsk:Agreement", about)
    return term


def _term_of(rng: Random, year: int) -> dict[str, Values]:
    """When an agreement was signed, how long it holds, and when it is to be reviewed."""
    about: dict[str, Values] = {"vsk:signed": edtf(date(rng, year))}
    years = rng.choice((2, 4, 4, 5, 10))
    if rng.random() < 0.5:
        about["vsk:inForceFrom"] = edtf(f"{year + 1}-01-01")
    chance = rng.random()
    if chance < 0.5:
        about["vsk:duration"] = typed(f"P{years}Y", "duration")
    elif chance < 0.7:
        about["vsk:inForceUntil"] = edtf(f"{year + years}-12-31")
    if rng.random() < 0.4:
        about["vsk:reviewDue"] = edtf(_day(rng, year + years)[:7])
    return about


def _events(rng: Random, tie: Tie, parts: Sequence[str], agreements: Sequence[str]) -> None:
    """In one partnership of four something happens; half of the pauses end again."""
    if rng.random() > 0.25:
        return
    kind = rng.choice(_STOPS)
    concerned = rng.choice((tie.term, rng.choice(parts), agreements[-1]))
    year = rng.randint(2010, 2023)
    _event(rng, tie, concerned, (kind, year))
    if kind in _STOPS[:3] and rng.random() < 0.5:
        _event(rng, tie, concerned, ("resumed", year + 1))


def _event(rng: Random, tie: Tie, concerned: str, what: tuple[str, int]) -> None:
    kind, year = what
    slug = f"{tie.slug}-{kind}-{year}"
    about: dict[str, Values] = {
        "rdfs:label": both(f"{tie.name}: hændelse {year}", f"{tie.name}: event {year}"),
        "vsk:concerns": concerned,
        "vsk:eventKind": _concept("event-kind", kind),
        "vsk:date": edtf(date(rng, year)),
        "vsk:decidedBy": rng.choice(tie.parties(year)),
        "vsk:organ": _concept("organ", "council"),
        "vsk:evidence": _evidence(rng, tie.graph, f"event-{slug}", "vsk:date", "vsk:concerns"),
    }
    if kind != "resumed":
        about["vsk:endReason"] = _concept("end-reason", rng.choice(_REASONS))
    tie.graph.say(_thing("event", slug), "vsk:LifecycleEvent", about)


def _initiative(rng: Random, tie: Tie, agreement: str, index: int) -> None:
    slug = f"{tie.slug}-{index + 1}"
    area = _areas(rng)[0]
    year = rng.randint(2005, _LAST_YEAR)
    about: dict[str, Values] = {
        "rdfs:label": both(f"Indsats om {area}, {tie.name}", f"Initiative on {area}, {tie.name}"),
        "vsk:party": tie.parties(year),
        "vsk:area": _concept("cooperation-area", area),
        "vsk:initiativeStatus": _concept(
            "initiative-status", rng.choice(("planned", "ongoing", "completed"))
        ),
        "vsk:underAgreement": agreement,
        "vsk:began": edtf(date(rng, year)),
        "vsk:evidence": _evidence(rng, tie.graph, f"initiative-{slug}", "vsk:Initiative"),
    }
    if rng.random() < 0.3:
        about["vsk:sdg"] = f"<{SDG}{rng.randint(1, 17)}>"
    tie.graph.say(_thing("initiative", slug), "vsk:Initiative", about)


def _visit(rng: Random, tie: Tie, agreement: str, index: int) -> None:
    slug = f"{tie.slug}-{index + 1}"
    year = rng.randint(1995, _LAST_YEAR)
    guest, host = rng.sample(tie.parties(year), 2)
    about: dict[str, Values] = {
        "rdfs:label": both(f"Besøg {index + 1}, {tie.name}", f"Visit {index + 1}, {tie.name}"),
        "vsk:visitor": guest,
        "vsk:host": host,
        "vsk:date": edtf(date(rng, year)),
        "vsk:purpose": both("Udveksling af erfaringer", "Exchange of experience"),
        "vsk:evidence": _evidence(rng, tie.graph, f"visit-{slug}", "vsk:date", "vsk:visitor"),
    }
    if rng.random() < 0.3:
        about["vsk:ledTo"] = agreement
    tie.graph.say(_thing("visit", slug), "vsk:Visit", about)


def _evidence(rng: Random, graph: Graph, slug: str, *supports: str) -> str:
    """The passage that a claim rests on; returns its term."""
    iri = thing("evidence", slug)
    term, quote = f"<{iri}>", f"<{iri}/quote>"
    page = rng.randint(1, 40)
    about: dict[str, Values] = {
        "oa:hasSource": graph.term,
        "oa:hasSelector": quote,
        "vsk:locator": text(f"side {page}"),
        "vsk:supports": [curie(name) for name in supports],
    }
    graph.say(term, "vsk:Evidence", about)
    graph.say(quote, "oa:TextQuoteSelector", {"oa:exact": text(f"citat {slug}, s. {page}")})
    return term


def date(rng: Random, year: int) -> str:
    """An EDTF date in a year, as exact or vague as sources are."""
    full = _day(rng, year)
    month, day = full[:7], int(full[8:])
    forms = (
        full, full, full, month, month, str(year), str(year), f"{month}-XX", f"{year}-XX-XX",
        f"{year}?", f"{month}~", f"{month}-{day:02}/{month}-{min(day + 4, 28):02}",
    )  # fmt: skip
    return rng.choice(forms)


def _beginning(rng: Random, year: int) -> str:
    """The begin of a partnership; of old ones often only the decade or a last possible time."""
    if year < 1980 and rng.random() < 0.4:
        return rng.choice((f"{str(year)[:3]}X", f"../{year}", f"../{_day(rng, year)[:7]}"))
    return date(rng, year)


def _day(rng: Random, year: int) -> str:
    return f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def _areas(rng: Random) -> list[str]:
    """One to four areas; the first of the list are the most common."""
    picks = {_AREAS[min(int(rng.paretovariate(0.8)) - 1, len(_AREAS) - 1)] for _ in range(4)}
    return sorted(picks)


_ASCII: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})


def _tail(term: str) -> str:
    return term[1:-1].rsplit("/", 1)[-1]


def _thing(kind: str, slug: str) -> str:
    return f"<{thing(kind, slug)}>"


def _concept(scheme: str, notation: str) -> str:
    return f"<{concept(scheme, notation)}>"
