"""After any edit, addition or withdrawal the derived graph is the one that is derived anew."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.derivation.changes import Derivation
from graph.derivation.rules import derive
from graph.engine.rule_store import LinesRuleStore, construct
from graph.prefixes import BASE, EDTF, PREFIXES

ID, CONCEPT = BASE + "id/", BASE + "concept/"
VSK, ORG, DCTERMS = PREFIXES["vsk"], PREFIXES["org"], PREFIXES["dcterms"]
GRAPHS = [f"<{BASE}graph/source/{name}>" for name in ("list", "paper", "register")]


def names(kind: str, count: int) -> list[str]:
    return [f"<{ID}{kind}/{number}>" for number in range(count)]


PARTIES, TOWNS = names("municipality", 4), names("locality", 1)
PARTNERSHIPS, SHARES = names("partnership", 2), names("participation", 4)
AGREEMENTS, VISITS = names("agreement", 3), names("visit", 1)
EVENTS, MERGERS = names("event", 3), names("merger", 2)
NETWORKS, MEMBERSHIPS = names("network", 1), names("membership", 2)
KINDS = [
    f"<{CONCEPT}event-kind/{kind}>"
    for kind in ("joined", "inherited", "renewed", "suspended", "left", "denied", "decided",
                 "not-inherited", "merged")
]  # fmt: skip
DATES = [
    f'"{date}"^^<{EDTF}>'
    for date in ("1990", "1995-05", "2001-02-03?", "../2005", "2009-01-01", "[2010,2012]", "2015~")
]
LINKS: dict[str, tuple[list[str], list[str]]] = {
    VSK + "inPartnership": (SHARES, PARTNERSHIPS),
    VSK + "party": (SHARES + AGREEMENTS, PARTIES + TOWNS),
    VSK + "inheritedFrom": (SHARES, SHARES),
    VSK + "actsFor": (PARTIES, TOWNS),
    VSK + "governs": (AGREEMENTS, PARTNERSHIPS),
    VSK + "replaces": (AGREEMENTS, AGREEMENTS),
    VSK + "renews": (AGREEMENTS, AGREEMENTS),
    VSK + "underAgreement": (VISITS, AGREEMENTS),
    VSK + "area": (AGREEMENTS + PARTNERSHIPS, [f"<{CONCEPT}cooperation-area/culture>"]),
    VSK + "concerns": (EVENTS, [*PARTNERSHIPS, *SHARES, *AGREEMENTS, *MEMBERSHIPS, *PARTIES]),
    VSK + "eventKind": (EVENTS + MERGERS, KINDS),
    VSK + "decidedBy": (EVENTS, PARTIES),
    VSK + "contradicts": (EVENTS, EVENTS),
    VSK + "notListed": (GRAPHS, [*SHARES, *PARTNERSHIPS, *MEMBERSHIPS]),
    VSK + "sourceKind": (GRAPHS, [f"<{CONCEPT}source-kind/aggregator>"]),
    VSK + "partyRole": (SHARES, [f"<{CONCEPT}party-role/predecessor-unknown>"]),
    ORG + "originalOrganization": (MERGERS, PARTIES),
    ORG + "resultingOrganization": (MERGERS, PARTIES),
    ORG + "member": (MEMBERSHIPS, PARTIES),
    ORG + "organization": (MEMBERSHIPS, NETWORKS),
    DCTERMS + "isPartOf": ([*AGREEMENTS, *VISITS, *PARTNERSHIPS], [*AGREEMENTS, *PARTNERSHIPS]),
    DCTERMS + "hasPart": (PARTNERSHIPS, PARTNERSHIPS),
    PREFIXES["rdfs"] + "label": (PARTIES + PARTNERSHIPS, ['"a \\"b\\""@da', '"c"@en']),
    VSK + "effect": (KINDS[3:4], [f"<{CONCEPT}state/ended>"]),
    **{
        VSK + name: ([*SHARES, *PARTNERSHIPS, *AGREEMENTS, *MEMBERSHIPS, *PARTIES], DATES)
        for name in ("began", "ended", "attested")
    },
    VSK + "date": (EVENTS + MERGERS + VISITS, DATES),
    VSK + "signed": (AGREEMENTS, DATES),
    VSK + "published": (GRAPHS, DATES),
    VSK + "duration": (AGREEMENTS, [f'"P4Y"^^<{PREFIXES["xsd"]}duration>']),
}  # fmt: skip
CLASSES = {
    VSK + "Municipality": PARTIES, VSK + "Partnership": PARTNERSHIPS,
    VSK + "Participation": SHARES, VSK + "Agreement": AGREEMENTS, VSK + "Visit": VISITS,
    VSK + "NetworkMembership": MEMBERSHIPS, VSK + "Network": NETWORKS,
    ORG + "ChangeEvent": MERGERS,
}  # fmt: skip
EFFECTS = {"joined": "in-force", "inherited": "in-force", "renewed": "in-force",
           "suspended": "suspended", "left": "ended"}  # fmt: skip


def basis() -> list[str]:
    """What every case begins with: the classes, the effects of kinds, and mergers in a row."""
    graph = GRAPHS[1]
    lines = [
        f"{thing} <{PREFIXES['rdf']}type> <{kind}> {graph} ."
        for kind, things in CLASSES.items()
        for thing in things
    ]
    lines += [
        f"<{CONCEPT}event-kind/{kind}> <{VSK}effect> <{CONCEPT}state/{effect}> {graph} ."
        for kind, effect in EFFECTS.items()
    ]
    for number, merger in enumerate(MERGERS):
        lines += [
            f"{merger} <{VSK}eventKind> {KINDS[-1]} {graph} .",
            f"{merger} <{ORG}originalOrganization> {PARTIES[number]} {graph} .",
            f"{merger} <{ORG}resultingOrganization> {PARTIES[number + 1]} {graph} .",
            f"{merger} <{VSK}date> {DATES[4 * number]} {graph} .",
        ]
    for number, share in enumerate(SHARES):
        lines.append(f"{share} <{VSK}inPartnership> {PARTNERSHIPS[number // 3]} {graph} .")
        lines.append(f"{share} <{VSK}party> {PARTIES[3 * number % 4]} {graph} .")
    return lines


# Every statement that a case can hold, without its graph; each predicate is as likely as another.
SAYABLE = [
    [
        f"{subject} <{predicate}> {value}"
        for subject in subjects
        for value in values
        if subject != value
    ]
    for predicate, (subjects, values) in LINKS.items()
]
lines = st.builds(
    "{} {} .".format, st.sampled_from(SAYABLE).flatmap(st.sampled_from), st.sampled_from(GRAPHS)
)
steps = st.lists(
    st.tuples(st.lists(lines, max_size=6), st.sets(st.integers(0, 400), max_size=6)), max_size=4
)


def check(start: Iterable[str], edits: Iterable[tuple[Iterable[str], Iterable[int]]]) -> None:
    stated = set(start)
    kept = Derivation(construct)
    derived = set(kept.change(sorted(stated)).added)
    assert derived == set(derive(LinesRuleStore(stated)))
    for new, numbers in edits:
        order = sorted(stated)
        old = {order[number % len(order)] for number in numbers if order}
        added = set(new) - stated
        change = kept.change(sorted(added), sorted(old))
        stated = (stated - old) | added
        assert not change.added & derived and change.removed <= derived
        derived = (derived - change.removed) | change.added
        assert derived == set(derive(LinesRuleStore(stated)))
    assert subjects_of(derived, "concerns", "status-spell") == subjects_of(derived, "because")


def subjects_of(derived: Iterable[str], name: str, kind: str = "") -> set[str]:
    parts = (line.split(" ", 2) for line in derived)
    return {s for s, p, _ in parts if p == f"<{VSK}{name}>" and s.startswith(f"<{ID}{kind}")}


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(lines, max_size=40), steps)
def test_changes_lead_to_what_is_derived_anew(
    said: list[str], edits: list[tuple[list[str], set[int]]]
) -> None:
    check([*basis(), *said], edits)


def line(rng: Random) -> str:
    return f"{rng.choice(rng.choice(SAYABLE))} {rng.choice(GRAPHS)} ."


@pytest.mark.parametrize("seed", range(3))
def test_many_edits_one_after_the_other(seed: int) -> None:
    # Not for secrets: the same edits each time.
    rng = Random(seed)
    said = [line(rng) for _ in range(150)]
    edits = [
        (
            [line(rng) for _ in range(rng.randint(0, 4))],
            [rng.randint(0, 999) for _ in range(rng.randint(0, 3))],
        )
        for _ in range(40)
    ]
    check([*basis(), *said], edits)


def test_change_that_changes_nothing_says_so() -> None:
    kept = Derivation(construct)
    kept.change(basis())
    assert kept.change(basis()[:3], ["<a> <b> <c> <d> ."]) == (set(), set())
    one = basis()[0]
    assert kept.change([one], [one]) == (set(), set())


def test_withdrawal_of_everything_leaves_nothing() -> None:
    kept = Derivation(construct)
    made = kept.change(basis()).added
    assert made and kept.change([], basis()) == (set(), made)
