"""What follows from lists: partnerships that say so, as possible as the rules make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.derivation import names
from graph.derivation.changes import Derivation
from graph.derivation.list_statements import ListStatements
from graph.derivation.listed import listed_lines
from graph.derivation.statement_tables import Tables
from graph.engine.rule_store import construct
from graph.identifiers import concept, list_graph, list_place, list_tie, reference_graph, thing
from graph.prefixes import BASE, EDTF, PREFIXES
from graph.tiers import MATCH_GRAPHS

VSK = PREFIXES["vsk"]
LIST, OTHER = list_graph("old"), list_graph("new")
NORTH, OLD_NORTH, SOUTH = (thing("municipality", name) for name in ("north", "old-north", "south"))
BAY = thing("locality", "bay")
FAR, FAR_AGAIN, NEAR = list_place("old", "far"), list_place("new", "far"), list_place("old", "near")
KNOWN = thing("partnership", "north-south")


def said(subject: str, predicate: str, value: str, graph: str) -> str:
    term = value if value.startswith('"') else f"<{value}>"
    return f"<{subject}> <{predicate}> {term} <{graph}> ."


def day(text: str) -> str:
    return f'"{text}"^^<{EDTF}>'


def place(iri: str, graph: str, target: str = "") -> list[str]:
    name = iri.rpartition("/")[2]
    match = thing("place-match", name)
    decided = {
        "matchOf": iri,
        "matchedTo": target,
        "matchDecision": concept("match-decision", "yes"),
    }
    decisions = f"{MATCH_GRAPHS}{graph.rpartition('/')[2]}"
    return [
        said(iri, names.LABEL, f'"{name.partition("-")[2]}"', graph),
        *(said(match, VSK + p, v, decisions) for p, v in decided.items() if target),
    ]


def tie(graph: str, *places: str, **dates: str) -> list[str]:
    name = graph.rpartition("/")[2]
    iri = list_tie(name, "-".join(each.rpartition("/")[2].split("-", 1)[1] for each in places))
    return [
        *(said(iri, VSK + "listedPlace", each, graph) for each in places),
        *(said(iri, VSK + each, day(value), graph) for each, value in dates.items()),
    ]


def seat(name: str, party: str, graph: str) -> list[str]:
    iri = thing("participation", name)
    return [
        said(iri, names.TYPE, VSK + "Participation", graph),
        said(iri, names.IN_PARTNERSHIP, KNOWN, graph),
        said(iri, names.PARTY, party, graph),
    ]


REFERENCE = reference_graph("municipalities-dk")
EVIDENCE = [
    *(said(each, names.TYPE, names.MUNICIPALITY, REFERENCE) for each in (NORTH, OLD_NORTH, SOUTH)),
    said(NORTH, names.LABEL, '"Nord Kommune"@da', REFERENCE),
    said(NORTH, names.LABEL, '"North Municipality"@en', REFERENCE),
    said(NORTH, names.BEGAN, day("2007-01-01"), REFERENCE),
    said(SOUTH, names.ACTS_FOR, BAY, REFERENCE),
    said("urn:merger", names.TYPE, names.CHANGE_EVENT, REFERENCE),
    said("urn:merger", names.ORIGINAL, OLD_NORTH, REFERENCE),
    said("urn:merger", names.RESULTING, NORTH, REFERENCE),
    said("urn:merger", names.EVENT_KIND, names.MERGED, REFERENCE),
    said("urn:merger", names.DATE, day("2007-01-01"), REFERENCE),
    said(names.MERGED, names.EFFECT, names.STATE + "ended", f"{BASE}graph/ontology"),
    said(KNOWN, names.TYPE, names.PARTNERSHIP, "urn:source"),
    *seat("ns-n", OLD_NORTH, "urn:source"),
    *seat("ns-s", SOUTH, "urn:source"),
    said(thing("participation", "ns-s"), VSK + "onBehalfOf", BAY, "urn:source"),
]
LISTS = [
    *(said(each, names.SOURCE_KIND, concept("source-kind", kind), each)
      for each, kind in ((LIST, "aggregator"), (OTHER, "register"))),
    said(LIST, names.PUBLISHED, day("2016-09"), LIST),
    said(OTHER, names.PUBLISHED, day("2026"), OTHER),
    *place(list_place("old", "north"), LIST, NORTH),
    *place(list_place("old", "bay"), LIST, BAY),
    *place(list_place("old", "old-north"), LIST, OLD_NORTH),
    *place(FAR, LIST),
    *place(NEAR, LIST),
    *place(FAR_AGAIN, OTHER, FAR),
    *place(list_place("new", "north"), OTHER, NORTH),
    # The evidence has it: the successor of one party, and the town that the other stands in for.
    *tie(LIST, list_place("old", "north"), list_place("old", "bay")),
    # Both lists, one tie: to a place that is no municipality.
    *tie(LIST, list_place("old", "north"), FAR),
    *tie(OTHER, FAR_AGAIN, list_place("new", "north"), began="1970"),
    *tie(LIST, FAR, NEAR, began="1950", ended="1990"),
    *tie(LIST, NEAR, list_place("old", "bay")),
    *tie(LIST, NEAR, list_place("old", "old-north")),
    # Of one place under two names, nothing follows.
    *tie(OTHER, FAR_AGAIN, FAR),
]  # fmt: skip


def follows(lines: Iterable[str]) -> tuple[set[str], Tables]:
    listed, made = ListStatements(), Derivation(construct)
    made.change(listed.reading(lines))
    return set(listed_lines(made.tables, listed)), made.tables


def found(lines: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
    """What lines say of each thing: predicate and value, without brackets."""
    about: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        about[subject[1:-1]].add((predicate[1:-1], rest.rsplit(" ", 2)[0].strip("<>")))
    return about


def spells(lines: Iterable[str]) -> dict[str, set[tuple[tuple[str, str], ...]]]:
    """The spells of each thing, by all that they say but what else they concern."""
    of: defaultdict[str, set[tuple[tuple[str, str], ...]]] = defaultdict(set)
    for about in found(lines).values():
        concerned = {value for predicate, value in about if predicate == names.CONCERNS}
        if (names.TYPE, names.STATUS_SPELL) in about:
            told = tuple(sorted(each for each in about if each[0] != names.CONCERNS))
            for each in concerned:
                of[each].add(told)
    return dict(of)


def listed(one: str, other: str) -> str:
    ends = sorted(each.removeprefix(f"{BASE}id/").replace("/", "-") for each in (one, other))
    return thing("partnership", f"listed-{'--'.join(ends)}")


def test_a_tie_of_the_evidence_is_told_of_its_lists_and_keeps_what_it_is() -> None:
    about = found(follows([*EVIDENCE, *LISTS])[0])
    assert about[KNOWN] == {
        (names.EVIDENCE_TIER, names.TIER + "evidence"),
        (names.LISTED_AS, list_tie("old", "north-bay")),
    }
    assert (names.EVIDENCE_TIER, names.TIER + "evidence") in about[NORTH] & about[BAY]


def test_lists_give_one_partnership_for_two_parties_whatever_they_call_them() -> None:
    about = found(follows([*EVIDENCE, *LISTS])[0])
    minted = {each for each in about if "/id/partnership/" in each} - {KNOWN}
    assert minted == {
        listed(NORTH, FAR_AGAIN),
        listed(FAR_AGAIN, NEAR),
        listed(NEAR, BAY),
        listed(NEAR, OLD_NORTH),
    }
    both = about[listed(NORTH, FAR_AGAIN)]
    assert {value for predicate, value in both if predicate == names.LISTED_AS} == {
        list_tie("old", "north-far"), list_tie("new", "far-north"),
    }  # fmt: skip
    assert (names.EVIDENCE_TIER, names.TIER + "lists") in both
    label = {value for predicate, value in both if predicate == names.LABEL}
    assert label == {'"Nord Kommune \N{EN DASH} far"@da', '"North Municipality \N{EN DASH} far"@en'}
    assert about[FAR] == {(names.COUNTS_AS, FAR_AGAIN)}
    assert (names.TYPE, names.LOCALITY) in about[FAR_AGAIN]
    # Who acts for a town is a partner of the town's partner.
    assert (names.PARTNER_OF, NEAR) in about[BAY] & about[SOUTH]
    assert (names.PARTNER_OF, BAY) in about[NEAR]


def test_a_tie_that_only_lists_give_stands_as_the_rules_say_and_is_never_certain() -> None:
    lines, tables = follows([*EVIDENCE, *LISTS])
    own = spells(lines)
    stated = [*EVIDENCE, *(line for line in LISTS if names.SOURCE_KIND not in line)]
    # As if each list stated what it gives: a register is no more than an aggregator here.
    for graph, published in ((LIST, "2016-09"), (OTHER, "2026")):
        stated.append(said(graph, names.SOURCE_KIND, names.AGGREGATOR, graph))
        for whole, about in found(lines).items():
            ties = {value for predicate, value in about if predicate == names.LISTED_AS}
            ties = {each for each in ties if f"/{graph.rpartition('/')[2]}-" in each}
            if whole == KNOWN or not ties:
                continue
            seats = [f"{whole.replace('/partnership/', '/participation/')}-{n}" for n in (1, 2)]
            stated.append(said(whole, names.TYPE, names.PARTNERSHIP, graph))
            for iri in seats:
                (party,) = (v for p, v in found(lines)[iri] if p == names.PARTY)
                stated.append(said(iri, names.IN_PARTNERSHIP, whole, graph))
                stated.append(said(iri, names.PARTY, party, graph))
            for each in ties:
                given = {p: tables.values(each, p) for p in (names.BEGAN, names.ENDED)}
                if not given[names.ENDED]:
                    given[names.ATTESTED] = [published]
                stated += [
                    said(one, predicate, day(value), graph)
                    for one in (whole, *seats)
                    for predicate, values in given.items()
                    for value in values
                ]
    expected = spells(Derivation(construct).change(stated).added)
    assert own
    assert own == {each: expected[each] for each in own}
    in_force = (names.POSSIBLE_STATE, names.STATE + "in-force")
    states = [
        [each for each in spell if each[0] == in_force[0]] for s in own.values() for spell in s
    ]
    assert any(in_force in each for each in states)
    assert not any(each == [in_force] for each in states)


def test_nothing_follows_where_there_is_no_list() -> None:
    lines, _ = follows(EVIDENCE)
    assert {line.split(" ")[1] for line in lines} == {f"<{names.EVIDENCE_TIER}>"}
