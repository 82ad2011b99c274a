"""The things that the graphs describe, with every name, code and identifier they give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph.errors import BadDate
from graph.prefixes import BASE
from graph.terms import best_label
from graph.time.edtf_dates import bounds
from graph.validation.prefixed_terms import iri, iris
from graph.validation.quad_lines import GraphContent

_TYPE: Final = iri("rdf:type")
_LABEL: Final = iri("rdfs:label")
_NAMES: Final = frozenset(iris("rdfs:label skos:prefLabel skos:altLabel dcterms:title foaf:name"))
_CODES: Final = frozenset(iris("vsk:municipalityCode org:identifier"))
_SAME: Final = iri("skos:exactMatch")
_BEGAN: Final = iri("vsk:began")
_ENDED: Final = iri("vsk:ended")
_COUNTRY: Final = iri("vsk:country")
_OURS: Final = (f"<{BASE}id/", f"<{BASE}graph/")
_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z-]+)|\^\^<[^>]*>)?')
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_WRITTEN: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass
class KnownThing:
    """A thing that a graph describes.

    Attributes:
        iri: its IRI.
        classes: IRIs of its classes.
        labels: its labels by language.
        names: every name it is given, labels among them.
        codes: codes and identifiers, Wikidata's among them.
        country: IRI of its country; blank if none is said.
        began: when it began, EDTF; blank if none is said.
        ended: when it ended, EDTF; blank if none is said.
    """

    iri: str
    classes: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    country: str = ""
    began: str = ""
    ended: str = ""

    @property
    def short(self) -> str:
        """Its type and slug: what says exactly which thing is meant, such as ``locality/nuuk``."""
        return self.iri.removeprefix(BASE).removeprefix("id/").removeprefix("graph/")

    def label(self, lang: str) -> str:
        """Its name for a reader of a language; its IRI if it has none."""
        return best_label(self.labels, lang)[0] or self.iri

    def certainly_there(self, day: date) -> bool:
        """Whether it is not known to have ended before a day, or to have begun after it."""
        try:
            first = bounds(self.began).earliest if self.began else None
            last = bounds(self.ended).latest if self.ended else None
        except BadDate:
            return True  # the gate says so where it is written
        return not ((first and first > day) or (last and last < day))


def known_things(graphs: Iterable[GraphContent]) -> Mapping[str, KnownThing]:
    """The things and sources that graphs describe, by their IRI.

    Args:
        graphs: the graphs; what several say of a thing is taken together.
    """
    found: dict[str, KnownThing] = {}
    for graph in graphs:
        for subject, said in graph.about.items():
            if subject.startswith(_OURS):
                name = subject[1:-1]
                thing = found.setdefault(name, KnownThing(name))
                for predicate, value in said:
                    _take(thing, predicate, value)
    return found


def _take(thing: KnownThing, predicate: str, value: str) -> None:
    if predicate == _TYPE:
        thing.classes.add(value[1:-1])
    elif predicate in _NAMES:
        _take_name(thing, predicate, value)
    elif predicate in _CODES:
        thing.codes.add(_text(value)[0])
    elif predicate == _SAME:
        thing.codes.add(value[1:-1].rpartition("/")[2])
    elif predicate == _COUNTRY:
        thing.country = value[1:-1]
    elif predicate == _BEGAN:
        thing.began = _text(value)[0]
    elif predicate == _ENDED:
        thing.ended = _text(value)[0]


def _take_name(thing: KnownThing, predicate: str, value: str) -> None:
    name, lang = _text(value)
    if name:
        thing.names.add(name)
    if predicate == _LABEL and name:
        thing.labels.setdefault(lang, name)


def _text(term: str) -> tuple[str, str]:
    """The text and the language of a literal as N-Quads writes it; blank for an IRI."""
    if not (found := _LITERAL.fullmatch(term)):
        return "", ""
    text = found[1]
    return (_ESCAPED.sub(_plain, text) if "\\" in text else text), found[2] or ""


def _plain(escape: re.Match[str]) -> str:
    if code := escape[1] or escape[2]:
        return chr(int(code, 16))
    return _WRITTEN.get(escape[3], escape[3])
