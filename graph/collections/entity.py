"""One thing with everything about it as JSON-LD that is plain JSON, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from rdflib.namespace import RDF, RDFS, SKOS

from graph.collections.collection import PROLOGUE, Collection, Column
from graph.collections.collection_index import NamesByLanguage
from graph.collections.items import values_of
from graph.collections.json_terms import Item, classes, keys, worded
from graph.descriptions.describe import Description
from graph.descriptions.jsonld import context
from graph.engine.base import Engine
from graph.engine.results import rows
from graph.namespaces import VSK
from graph.prefixes import BASE, EDTF
from graph.sparql_text import terms
from graph.statements import Statement
from graph.terms import Term
from graph.time.edtf_dates import bounds, is_edtf

# What can have only one value: two are two sources that disagree (queries/evidence).
SINGLE: Final = tuple(
    str(VSK[name])
    for name in (
        "began", "ended", "date", "signed", "inForceFrom", "inForceUntil", "reviewDue", "duration",
        "due", "partnershipKind", "country", "seat", "statedPartnerCount",
    )
)  # fmt: skip
# What lasts for all the days of its date: two that only share a day do not agree.
_LASTING: Final = frozenset(
    str(VSK[name]) for name in ("Visit", "Meeting", "PublicEvent", "Exchange")
)
_WHICH: Final = (
    PROLOGUE
    + """SELECT DISTINCT ?thing { VALUES ?thing { %s } ?thing a ?class FILTER (?class IN (%s)) }"""
)
_TYPE: Final = str(RDF.type)
_LABEL: Final = str(RDFS.label)
_PREFERRED: Final = str(SKOS.prefLabel)


def candidates(collection: Collection, slug: str) -> list[str]:
    """The IRIs that a slug may be short for, in the order in which they are looked up."""
    graphs = ("source", "reference", "curation")
    return [
        f"{BASE}{'graph' if each in graphs else 'id'}/{each}/{slug}" for each in collection.types
    ]


async def find(engine: Engine, collection: Collection, slug: str) -> str | None:
    """The thing of a collection that a slug is short for; None where there is none.

    Args:
        engine: who answers.
        collection: where it is looked up.
        slug: letters, digits, ``.``, ``_``, ``~`` and ``-``.

    Raises:
        VenskabError: the engine could not answer.
    """
    wanted = candidates(collection, slug)
    named = terms(wanted)
    found = await rows(engine, _WHICH % (named, ", ".join(collection.classes)))
    there = {row["thing"].value for row in found}
    return next((iri for iri in wanted if iri in there), None)


def nodes(found: Description) -> list[Item]:
    """Each thing that a description speaks of as a JSON-LD object, the thing itself first."""
    by_subject: dict[str, list[Statement]] = {}
    for each in found.statements:
        if each.graph:  # without one it is a word of the document on itself
            by_subject.setdefault(each.subject, []).append(each)
    names = {iri: _name(said) for iri, said in by_subject.items()}
    return [_node(iri, said, names) for iri, said in by_subject.items()]


def full_context() -> Item:
    """Our context, for a thing with other things beside it."""
    return context() | {"included": "@included"}


def conflicts(found: Description) -> list[tuple[str, str, list[Term]]]:
    """The disagreements of sources: thing, property, and the values that exclude each other."""
    said: dict[tuple[str, str], dict[Term, set[str]]] = {}
    lasting = {each.subject for each in found.statements if lasts(each)}
    for each in found.statements:
        if each.predicate in SINGLE and each.graph:
            graphs = said.setdefault((each.subject, each.predicate), {})
            graphs.setdefault(each.object, set()).add(each.graph)
    disputed = (
        (*place, [] if place[0] not in lasting and agree(graphs) else _apart(graphs))
        for place, graphs in sorted(said.items())
    )
    return [(thing, name, values) for thing, name, values in disputed if values]


def lasts(said: Statement) -> bool:
    """True if a statement says of its subject that it is of a class whose date is all its days."""
    return said.predicate == _TYPE and said.object.value in _LASTING


def agree(values: Iterable[Term]) -> bool:
    """True if several values of a date have a day in common: 2019 and 2019-11-05 do."""
    several = list(values)
    if not all(value.datatype == EDTF and is_edtf(value.value) for value in several):
        return False
    days = [bounds(value.value) for value in several]
    first = max((each.earliest for each in days if each.earliest), default=date.min)
    return first <= min((each.latest for each in days if each.latest), default=date.max)


def _apart(graphs: Mapping[Term, set[str]]) -> list[Term]:
    """Values that one graph gives and another, with a value of its own, does not."""
    return sorted(
        value
        for value, ours in graphs.items()
        if any(
            ours - theirs and theirs - ours and value.value != other.value
            for other, theirs in graphs.items()
        )
    )


def _name(said: Iterable[Statement]) -> NamesByLanguage:
    labels: dict[str, dict[str, str]] = {_LABEL: {}, _PREFERRED: {}}
    for each in said:
        if each.predicate in labels:
            kept = labels[each.predicate]
            text = each.object.value
            kept[each.object.lang] = min(kept.get(each.object.lang, text), text)
    return NamesByLanguage(labels[_LABEL] or labels[_PREFERRED], not labels[_LABEL])


def _node(iri: str, said: Iterable[Statement], names: Mapping[str, NamesByLanguage]) -> Item:
    terms: dict[str, dict[Term, None]] = {}
    for each in said:
        terms.setdefault(each.predicate, {})[each.object] = None
    types = sorted(classes().get(each.value, each.value) for each in terms.pop(_TYPE, {}))
    node: Item = {"id": iri} | ({"type": types} if types else {})
    for predicate in sorted(terms, key=lambda name: (name != _LABEL, keys().get(name, name))):
        node |= _said(predicate, list(terms[predicate]), names)
    return node


def _said(predicate: str, values: list[Term], names: Mapping[str, NamesByLanguage]) -> Item:
    key = keys().get(predicate)
    if key is None:
        return {predicate: [_expanded(each) for each in values]}
    if key in ("label", "prefLabel") and len({each.lang for each in values}) == len(values):
        return {key: worded({each.lang: each.value for each in values})}
    link = all(each.kind == "uri" for each in values)
    return {key: values_of(Column(key, link=link), values, names)}


def _expanded(term: Term) -> Item:
    if term.kind == "uri":
        return {"id": term.value}
    told = {"@language": term.lang, "@type": term.datatype}
    return {"@value": term.value} | {name: text for name, text in told.items() if text}
