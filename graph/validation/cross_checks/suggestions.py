"""The known terms and concepts that are nearest to one that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from rdflib import URIRef
from rdflib.namespace import SH

from graph.prefixes import BASE
from graph.validation.cross_checks.known_terms import concepts, namespaces
from graph.validation.report import ValidationResult, short
from graph.validation.shapes import shapes

_CONCEPT: Final = re.compile(re.escape(BASE + "concept/") + "([^/]+)/(.+)")
_TERM: Final = re.compile(r"(.*[/#])([^/#]*)")
# Longer lists are read on their page.
_SHOWN: Final = 40


def nearest_term(term: str) -> Mapping[str, str]:
    """“Did you mean …?” in Danish and English, blank where nothing is near.

    Args:
        term: IRI of a term that its vocabulary does not have.
    """
    found = _TERM.fullmatch(term)
    names = namespaces().get(found[1], set()) if found else set()
    near = _nearest(found[2], names) if found else []
    return _did_you_mean(short(found[1] + name) for name in near) if found else _did_you_mean(())


def with_suggestions(one: ValidationResult) -> ValidationResult:
    """A finding of an unknown term or concept, with the nearest known ones added to its message."""
    shape = one.shape.rpartition("#")[2]
    more: Mapping[str, str] = {}
    if shape == "KnownProperty" and one.path:
        more = nearest_term(one.path)
    elif shape == "KnownClass" and one.value is not None:
        more = nearest_term(str(one.value))
    elif scheme := _list_of(one.shape):
        more = _whole_list(scheme)
    elif found := _CONCEPT.fullmatch(str(one.value)):
        more = _nearest_concept(found[1], found[2])
    said = {lang: text + more.get(lang, "") for lang, text in one.message.items()}
    return replace(one, message=said)


def _nearest_concept(scheme: str, notation: str) -> Mapping[str, str]:
    lists = concepts()
    if notation in lists.get(scheme, ()):
        return {}
    if scheme not in lists:
        return _did_you_mean(f"concept/{name}/" for name in _nearest(scheme, lists))
    near = _did_you_mean(f"{scheme}:{name}" for name in _nearest(notation, lists[scheme]))
    return {lang: near[lang] + every for lang, every in _whole_list(scheme).items()}


def _list_of(shape: str) -> str:
    """The short name of the list that a shape asks for a concept of; blank for none."""
    graph = shapes().graph
    for node in graph.objects(URIRef(shape), SH.node):
        for part in graph.objects(node, SH.property):
            return str(graph.value(part, SH.hasValue)).rpartition("/")[2]
    return ""


def _whole_list(scheme: str) -> Mapping[str, str]:
    """What a list has, in Danish and English; blank for one that is too long to be shown."""
    names = concepts().get(scheme, ())
    if not names or len(names) > _SHOWN:
        return {"da": "", "en": ""}
    every = ", ".join(names)
    return {"da": f" Listen {scheme} har: {every}.", "en": f" The list {scheme} has: {every}."}


def _nearest(name: str, known: Iterable[str]) -> list[str]:
    """Up to three known names, the nearest first."""
    # Read only for an unknown name: every load would wait for it.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found = process.extract(
        name,
        sorted(known),
        scorer=OSA.normalized_similarity,
        processor=str.lower,
        score_cutoff=0.6,
        limit=3,
    )
    return [each[0] for each in found]


def _did_you_mean(names: Iterable[str]) -> Mapping[str, str]:
    found = list(names)
    if not found:
        return {"da": "", "en": ""}
    return {
        "da": f" Mente du {' eller '.join(found)}?",
        "en": f" Did you mean {' or '.join(found)}?",
    }
