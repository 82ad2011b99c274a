"""The known terms and concepts that are nearest to one that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import Final

from rdflib import URIRef
from rdflib.namespace import SH

from graph.near_names import nearest
from graph.prefixes import BASE
from graph.texts import N_, Text
from graph.validation.cross_checks.known_terms import concepts, namespaces
from graph.validation.report import ValidationResult, short
from graph.validation.shapes import shapes

_CONCEPT: Final = re.compile(re.escape(BASE + "concept/") + "([^/]+)/(.+)")
_TERM: Final = re.compile(r"(.*[/#])([^/#]*)")
# Longer lists are read on their page.
_SHOWN: Final = 40


def nearest_term(term: str) -> tuple[Text, ...]:
    """“Did you mean …?”, or nothing where nothing is near.

    Args:
        term: IRI of a term that its vocabulary does not have.
    """
    found = _TERM.fullmatch(term)
    names = namespaces().get(found[1], set()) if found else set()
    near = nearest(found[2], names) if found else []
    return _did_you_mean(short(found[1] + name) for name in near) if found else _did_you_mean(())


def with_suggestions(one: ValidationResult) -> ValidationResult:
    """A finding of an unknown term or concept, with the nearest known ones named after it."""
    return replace(one, remarks=tuple(_suggestions(one)))


def _suggestions(one: ValidationResult) -> Iterable[Text]:
    shape = one.shape.rpartition("#")[2]
    if shape == "KnownProperty" and one.path:
        return nearest_term(one.path)
    if shape == "KnownClass" and one.value is not None:
        return nearest_term(str(one.value))
    if scheme := _list_of(one.shape):
        return _whole_list(scheme)
    if found := _CONCEPT.fullmatch(str(one.value)):
        return _nearest_concept(found[1], found[2])
    return ()


def _nearest_concept(scheme: str, notation: str) -> tuple[Text, ...]:
    lists = concepts()
    if notation in lists.get(scheme, ()):
        return ()
    if scheme not in lists:
        return _did_you_mean(f"concept/{name}/" for name in nearest(scheme, lists))
    near = _did_you_mean(f"{scheme}:{name}" for name in nearest(notation, lists[scheme]))
    return (*near, *_whole_list(scheme))


def _list_of(shape: str) -> str:
    """The short name of the list that a shape asks for a concept of; blank for none."""
    graph = shapes().graph
    for node in graph.objects(URIRef(shape), SH.node):
        for part in graph.objects(node, SH.property):
            return str(graph.value(part, SH.hasValue)).rpartition("/")[2]
    return ""


def _whole_list(scheme: str) -> tuple[Text, ...]:
    """What a list has; nothing for one that is too long to be shown."""
    names = concepts().get(scheme, ())
    if not names or len(names) > _SHOWN:
        return ()
    return (N_("The list {scheme} has: {every}.", scheme=scheme, every=", ".join(names)),)


def _did_you_mean(names: Iterable[str]) -> tuple[Text, ...]:
    found = list(names)
    if not found:
        return ()
    either = reduce(lambda one, other: N_("{others} or {last}", others=one, last=other), found)
    return (N_("Did you mean {names}?", names=either),)
