"""From the statements of a graph to its passages, and to the places that name each."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.prefixes import BASE, PREFIXES
from graph.records.claims import RecordClaim, RecordThing, SourcePassage
from graph.records.evidence import (
    EVIDENCE,
    LABEL,
    OA,
    QUIET,
    SUPPORTS,
    UNSAID,
    VSK,
    made_labels,
    statements_of,
)
from graph.records.references import IS_SLUG
from graph.statements import Statement
from graph.terms import Term

_CONCEPT = BASE + "concept/"
BySubject = Mapping[str, Sequence[Statement]]


def passages_of(by_subject: BySubject, graph: str) -> dict[str, SourcePassage]:
    """The passages of a graph, by the IRI of their evidence.

    What a passage cannot say to the letter is left to the general form.
    """
    slug = graph.rpartition("/")[2]
    head = f"{BASE}id/evidence/{slug}-"
    found: dict[str, SourcePassage] = {}
    for iri, about in by_subject.items():
        key = iri.removeprefix(head)
        if key != iri and IS_SLUG.fullmatch(key):
            passage = _passage(key, about, by_subject, graph)
            made = statements_of(passage, graph=graph, slug=slug, supports=frozenset())
            if set(made) == {*about, *_of_selectors(iri, by_subject)}:
                found[iri] = passage
    return found


def _of_selectors(iri: str, by_subject: BySubject) -> list[Statement]:
    return [each for name in ("quote", "position") for each in by_subject.get(f"{iri}/{name}", ())]


def _passage(
    key: str, about: Sequence[Statement], by_subject: BySubject, graph: str
) -> SourcePassage:
    values = _values(about)
    iri = about[0].subject
    quote = _values(by_subject.get(f"{iri}/quote", ()))
    position = _values(by_subject.get(f"{iri}/position", ()))
    words = _first(quote, OA + "exact")
    start, end = (_number(_first(position, OA + name)) for name in ("start", "end"))
    source = _first(values, OA + "hasSource")
    passage = SourcePassage(
        key,
        words=words,
        at=tuple(values.get(VSK + "locator", ())),
        start=start,
        end=None if start is None or end == start + len(words) else end,
        as_stated=_first(values, VSK + "dateAsStated"),
        reasoning=tuple(values.get(VSK + "dateReasoning", ())),
        by=_first(values, PREFIXES["prov"] + "wasAttributedTo"),
        source="" if source == graph else source,
        supports=frozenset(each.value for each in values.get(SUPPORTS, ())),
    )
    labels = tuple(values.get(LABEL, ()))
    if set(labels) != set(made_labels(passage)):
        passage = dataclasses.replace(passage, labels=labels)
    return passage


def _values(about: Iterable[Statement]) -> Mapping[str, list[Term]]:
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for each in about:
        found[each.predicate].append(each.object)
    return found


def _first(values: Mapping[str, list[Term]], name: str) -> str:
    return values[name][0].value if values.get(name) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def assign(thing: RecordThing, keys: Sequence[str], supports: Mapping[str, frozenset[str]]) -> None:
    """Put the passages of a thing where they say what they back.

    Args:
        thing: the thing with its claims, without words; it is changed.
        keys: keys of its passages.
        supports: what each backs, by its key.
    """
    mine = {each.predicate for each in thing.claims}
    whole = {name: tuple(key for key in keys if name in supports[key]) for name in sorted(mine)}
    thing.says = _of_thing(thing, keys, supports, whole)
    # A passage that carries nothing of the thing still stands with it.
    used = {*thing.says, *(key for each in whole.values() for key in each)}
    lost = tuple(key for key in keys if key not in used)
    thing.claims = [
        _with_words(claim, thing, whole[claim.predicate], supports) for claim in thing.claims
    ]
    thing.says += lost


def _of_thing(
    thing: RecordThing,
    keys: Sequence[str],
    supports: Mapping[str, frozenset[str]],
    whole: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """Keys of the passages of the thing itself: those of its class, else of most of its fields."""
    said = set(thing.classes) - UNSAID
    if said:
        return tuple(key for key in keys if said & supports[key])
    counted = Counter(each for name, each in whole.items() if each and name not in QUIET)
    best = counted.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else ()


def _with_words(
    claim: RecordClaim,
    thing: RecordThing,
    keys: tuple[str, ...],
    supports: Mapping[str, frozenset[str]],
) -> RecordClaim:
    quiet = claim.predicate in QUIET
    if set(keys) == (set() if quiet else set(thing.says)):
        return claim
    values = {each.value for each in thing.values(claim.predicate)}
    several = len(values) > 1
    alone = tuple(
        key
        for key in keys
        if several and claim.term.value.startswith(_CONCEPT) and claim.term.value in supports[key]
    )
    shared = tuple(key for key in keys if not (several and values & supports[key]))
    return dataclasses.replace(claim, says=shared or (() if not alone else None), alone=alone)


def settled(
    passages: Mapping[str, SourcePassage], backed: Mapping[str, frozenset[str]]
) -> dict[str, SourcePassage]:
    """The passages by their keys; what one backs is left out where it follows from its places."""
    return {
        each.key: dataclasses.replace(each, supports=None)
        if backed.get(each.key, frozenset()) == each.supports
        else each
        for each in passages.values()
    }


def evidence_of(about: Iterable[Statement]) -> list[str]:
    """IRIs of the evidence of a thing."""
    return [each.object.value for each in about if each.predicate == EVIDENCE]
