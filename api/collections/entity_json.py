"""One thing as JSON: what is said of it, who says so and where, and where sources disagree."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from rdflib.namespace import RDF

from api.html.provenance import Attribution, Claim, DescriptionView, Passage, Property
from api.locale.language import Lang
from graph.collections.entity import conflicts, full_context, nodes
from graph.collections.json_terms import Item, keys
from graph.descriptions.describe import DETAILS, Description
from graph.terms import Term

_DETAILS: Final = frozenset(map(str, DETAILS))


def as_json(found: Description, here: str, lang: Lang) -> bytes:
    """Everything about a thing, in one answer.

    The thing and what is ``included`` are statements of the graph; ``claims`` and ``conflicts``
    tell who makes them.

    Args:
        found: what the graph says.
        here: the address of the answer.
        lang: language of the places in sources.
    """
    reader = DescriptionView(found, {}, lang)
    first, *others = nodes(found)
    document = {"@context": full_context(), **first, "self": here}
    document["claims"] = [
        claim for subject in _subjects(found, reader) for claim in _claims(reader, subject)
    ]
    document["conflicts"] = [
        {
            "of": subject,
            "property": keys().get(name, name),
            "values": [
                _claim(claim) for claim in _claims_of(reader, subject, name) if claim.term in values
            ],
        }
        for subject, name, values in conflicts(found)
    ]
    document["included"] = others
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _subjects(found: Description, reader: DescriptionView) -> list[str]:
    """The thing, and the nodes that say more of it."""
    others = {each.subject for each in found.statements if reader.classes(each.subject) & _DETAILS}
    return [found.iri, *sorted(others - {found.iri})]


def _claims(reader: DescriptionView, subject: str) -> Iterable[Item]:
    for each in reader.properties(subject):
        for claim in each.claims:
            yield {"of": subject, "property": _key(each)} | _claim(claim)


def _key(each: Property) -> str:
    iri = each.name.iri
    return "type" if iri == str(RDF.type) else keys().get(iri, iri)


def _claims_of(reader: DescriptionView, subject: str, name: str) -> Iterable[Claim]:
    for each in reader.properties(subject):
        if each.name.iri == name:
            yield from each.claims


def _claim(claim: Claim) -> Item:
    term = claim.term or Term("literal", claim.value.text)
    told: Item = {"id" if term.kind == "uri" else "value": term.value}
    if term.lang:
        told["language"] = term.lang
    return told | {"said": [_saying(each) for each in claim.sayings]}


def _saying(each: Attribution) -> Item:
    told: Item = {"by": each.graph.iri, "standing": each.standing}
    if each.passages:
        told["passages"] = [_passage(one) for one in each.passages]
    return told


def _passage(each: Passage) -> Item:
    told = {"id": each.iri}
    if each.quotation.text:
        told["quotation"] = each.quotation.text
    return told | ({"locator": each.locator.text} if each.locator.text else {})
