"""Passages and evidence: the statements of a passage, and what it backs by where it is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.prefixes import BASE, PREFIXES
from graph.records.claims import RecordThing, SourcePassage
from graph.statements import Statement
from graph.terms import Term

VSK: Final = PREFIXES["vsk"]
OA: Final = PREFIXES["oa"]
TYPE: Final = PREFIXES["rdf"] + "type"
LABEL: Final = PREFIXES["rdfs"] + "label"
EVIDENCE: Final = VSK + "evidence"
SUPPORTS: Final = VSK + "supports"
_COUNT: Final = PREFIXES["xsd"] + "nonNegativeInteger"
_CONCEPT: Final = BASE + "concept/"
# What a passage of the thing itself says nothing of: it is the curator's own wording.
QUIET: Final = frozenset(
    {
        LABEL,
        PREFIXES["skos"] + "editorialNote",
        PREFIXES["dcterms"] + "description",
        PREFIXES["dcterms"] + "language",
        VSK + "sourceKind",
        VSK + "sha256",
        VSK + "textFile",
    }
)
# No source says of itself that it is one.
UNSAID: Final = frozenset({VSK + "Source"})
_PREFIX: Final = {"da": "Belæg: ", "en": "Evidence: "}


def iri_of_passage(source_slug: str, key: str) -> str:
    """IRI of the evidence of a passage."""
    return f"{BASE}id/evidence/{source_slug}-{key}"


def made_labels(passage: SourcePassage) -> tuple[Term, ...]:
    """The labels of a passage, from its words or else its place."""
    if passage.words:
        words = " ".join(passage.words.split())
        return tuple(Term("literal", head + words, lang) for lang, head in _PREFIX.items())
    return tuple(
        Term("literal", _PREFIX[term.lang] + term.value[:1].lower() + term.value[1:], term.lang)
        for term in passage.at
        if term.lang in _PREFIX
    )


def supported(things: Iterable[RecordThing]) -> Mapping[str, frozenset[str]]:
    """What each passage backs by where it is named, by its key.

    A passage of a field backs its property, one of a single value in a list the concept as well;
    one of the thing itself backs its class and those of its fields that have none of their own,
    less what is the curator's wording.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing in things:
        own = {each.predicate for each in thing.claims if each.says is not None or each.alone}
        bare = {each.predicate for each in thing.claims} - own - QUIET
        for key in thing.says:
            found[key] |= bare | (set(thing.classes) - UNSAID)
        for claim in thing.claims:
            for key in claim.keys:
                found[key].add(claim.predicate)
            if claim.term.value.startswith(_CONCEPT):
                for key in claim.alone:
                    found[key].add(claim.term.value)
    return {key: frozenset(each) for key, each in found.items()}


def statements_of(
    passage: SourcePassage, *, graph: str, slug: str, supports: frozenset[str]
) -> Iterator[Statement]:
    """The statements of a passage.

    Args:
        passage: the passage.
        graph: IRI of the record's source and of its graph.
        slug: the source's slug.
        supports: what it backs by where it is named.
    """
    iri = iri_of_passage(slug, passage.key)

    def says(predicate: str, term: Term) -> Statement:
        return Statement(iri, predicate, term, graph)

    yield says(TYPE, Term("uri", VSK + "Evidence"))
    for label in made_labels(passage) if passage.labels is None else passage.labels:
        yield says(LABEL, label)
    yield says(OA + "hasSource", Term("uri", passage.source or graph))
    for term in passage.at:
        yield says(VSK + "locator", term)
    if passage.as_stated:
        yield says(VSK + "dateAsStated", Term("literal", passage.as_stated))
    for term in passage.reasoning:
        yield says(VSK + "dateReasoning", term)
    if passage.by:
        yield says(PREFIXES["prov"] + "wasAttributedTo", Term("uri", passage.by))
    for backed in sorted(supports if passage.supports is None else passage.supports):
        yield says(SUPPORTS, Term("uri", backed))
    yield from _selectors(passage, iri, graph)


def _selectors(passage: SourcePassage, iri: str, graph: str) -> Iterator[Statement]:
    chosen: dict[str, list[tuple[str, Term]]] = {}
    if passage.words:
        chosen["quote"] = [
            (TYPE, Term("uri", OA + "TextQuoteSelector")),
            (OA + "exact", Term("literal", passage.words)),
        ]
    if passage.start is not None:
        end = passage.start + len(passage.words) if passage.end is None else passage.end
        chosen["position"] = [
            (TYPE, Term("uri", OA + "TextPositionSelector")),
            (OA + "start", Term("literal", str(passage.start), "", _COUNT)),
            (OA + "end", Term("literal", str(end), "", _COUNT)),
        ]
    for name, pairs in chosen.items():
        yield Statement(iri, OA + "hasSelector", Term("uri", f"{iri}/{name}"), graph)
        for predicate, term in pairs:
            yield Statement(f"{iri}/{name}", predicate, term, graph)
