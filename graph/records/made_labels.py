"""Labels in Danish and English for the things of a record that were given none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from babel.dates import format_date

from graph.errors import BadDate
from graph.prefixes import BASE, EDTF, PREFIXES
from graph.records.claims import RecordThing
from graph.records.evidence import LABEL
from graph.records.schemes import schemes
from graph.terms import Term, best_label
from graph.time.edtf_dates import bounds

VSK: Final = PREFIXES["vsk"]
LANGUAGES: Final = ("da", "en")
_FILE: Final = Path(__file__).with_name("labels.toml")
_PLACE: Final = re.compile(r"\{([^}]+?)(:s)?\}")
_AND: Final = {"da": " og ", "en": " and "}
_DAY: Final = {"da": "d. MMMM y", "en": "d MMMM y"}
_HISSING: Final = ("s", "x", "z")

# The labels by language of a thing that other graphs describe.
LabelsOf = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True)
class Pattern:
    """A pattern of a label.

    Attributes:
        texts: the text by language, with places in braces.
        only_with: IRI that the thing or its partnership must have a value of; blank for any.
    """

    texts: Mapping[str, str]
    only_with: str = ""


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """The patterns of each class, by its IRI, as ``labels.toml`` lists them."""
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        _expanded(name): tuple(
            Pattern({lang: each[lang] for lang in LANGUAGES}, _iri_with(each)) for each in several
        )
        for name, several in found.items()
    }


@dataclass
class Labels:
    """Makes labels of things from what is said of them, and from the labels of other things.

    Attributes:
        known: the labels of things of other graphs.
        things: the things of the record by their IRI.
    """

    known: LabelsOf
    things: Mapping[str, RecordThing]
    _made: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def made(self, thing: RecordThing) -> Mapping[str, str]:
        """The labels that are made for a thing, by language; none where there is no pattern."""
        if thing.iri not in self._made:
            self._made[thing.iri] = {}  # a thing whose label needs its own has none
            self._made[thing.iri] = self._from_patterns(thing)
        return self._made[thing.iri]

    def of(self, iri: str) -> Mapping[str, str]:
        """The labels of a thing: those of the record, else those it will be given, else others."""
        thing = self.things.get(iri)
        said = {each.lang: each.value for each in thing.values(LABEL)} if thing else {}
        if said:
            return said
        if thing is not None and thing.classes and (made := self.made(thing)):
            return made
        concept = _concepts().get(iri)
        return concept if concept is not None else self.known(iri)

    def _from_patterns(self, thing: RecordThing) -> Mapping[str, str]:
        for of_class in thing.classes:
            for pattern in patterns().get(of_class, ()):
                if pattern.only_with and pattern.only_with not in self._values_about(thing):
                    continue
                texts = {lang: self._filled(thing, pattern.texts[lang], lang) for lang in LANGUAGES}
                if all(texts.values()):
                    return texts
        return {}

    def _values_about(self, thing: RecordThing) -> set[str]:
        partnership = [self.things.get(each.value) for each in thing.values(VSK + "inPartnership")]
        return {claim.term.value for each in (thing, *partnership) if each for claim in each.claims}

    def _filled(self, thing: RecordThing, text: str, lang: str) -> str:
        """The text with its places filled in; blank where one has nothing."""
        lacking = False

        def fill(place: re.Match[str]) -> str:
            nonlocal lacking
            said = self._at(thing, place[1], lang)
            lacking = lacking or not said
            return _genitive(said, lang) if place[2] else said

        filled = _PLACE.sub(fill, text)
        return "" if lacking else filled[:1].upper() + filled[1:]

    def _at(self, thing: RecordThing, place: str, lang: str) -> str:
        if place == "parties":
            return self._joined(self._parties_of(thing.iri), lang)
        if place == "other parties":
            above = next(thing.values(VSK + "inPartnership"), None)
            rest = self._parties_of(above.value, but=thing.iri) if above else []
            return self._joined(rest, lang)
        return self._joined(thing.values(_expanded(place)), lang)

    def _parties_of(self, partnership: str, but: str = "") -> list[Term]:
        """The parties of a partnership by the record, or the towns they take part for."""
        found = []
        for thing in self.things.values():
            above = [each.value for each in thing.values(VSK + "inPartnership")]
            if partnership in above and thing.iri != but:
                towns = [*thing.values(VSK + "onBehalfOf")]
                found += towns or [*thing.values(VSK + "party")]
        return found

    def _joined(self, terms: Iterable[Term], lang: str) -> str:
        said = [*self._words(terms, lang)]
        if not said or not all(said):
            return ""
        return _AND[lang].join(part for part in (", ".join(said[:-1]), said[-1]) if part)

    def _words(self, terms: Iterable[Term], lang: str) -> Iterator[str]:
        for term in terms:
            if term.kind == "uri":
                yield best_label(self.of(term.value), lang)[0]
            elif term.datatype == EDTF:
                yield date_words(term.value, lang)
            elif term.lang in ("", lang):
                yield term.value


def date_words(edtf: str, lang: str) -> str:
    """A date in words, as far as it is one day, month or year; blank for any other.

    >>> date_words("2019-12-XX", "da")
    'december 2019'
    """
    try:
        found = bounds(edtf)
    except BadDate:
        return ""
    first, last = found.earliest, found.latest
    if first is None or last is None or first.year != last.year:
        return ""
    if first == last:
        return format_date(first, _DAY[lang], locale=lang)
    pattern = "MMMM y" if first.month == last.month else "y"
    return format_date(first, pattern, locale=lang)


def _genitive(name: str, lang: str) -> str:
    if lang == "en":
        return f"{name}'s"
    return f"{name}'" if name.endswith(_HISSING) else f"{name}s"


def _expanded(short: str) -> str:
    prefix, _, local = short.partition(":")
    return PREFIXES[prefix] + local


def _iri_with(each: Mapping[str, str]) -> str:
    return BASE + each["with"] if "with" in each else ""


@cache
def _concepts() -> Mapping[str, Mapping[str, str]]:
    """The labels of all concepts by IRI and language."""
    return {
        concept.iri: concept.words.preferred
        for scheme in schemes().values()
        for concept in scheme.concepts
    }
