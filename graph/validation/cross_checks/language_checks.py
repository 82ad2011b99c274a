"""Language tags that are none, names in the wrong language, and names in one language only.

Names are told apart by words that only one of the two languages has. A statistical guesser needs
more text than a label has, and takes the many names of places in it for words: see the decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Final

from graph.validation.cross_checks.graph_view import TYPE, CrossFinding, GraphView
from graph.validation.cross_checks.identity_checks import LABEL, PREF_LABEL
from graph.validation.prefixed_terms import iri, iris
from graph.validation.quad_index import LiteralText, literal


def _words(text: str) -> Set[str]:
    return frozenset(text.split())


_READ: Final = frozenset(
    iris("""
        rdfs:label skos:prefLabel skos:definition dcterms:title dcterms:description vsk:reason
        vsk:purpose vsk:dateReasoning
    """)
)
# What the pages show; an exact class, as in the query label-missing-violation.
_NAMED: Final = frozenset(
    iris("""
        vsk:Municipality vsk:Locality vsk:Organisation vsk:Person vsk:Partnership vsk:Participation
        vsk:Agreement vsk:Annex vsk:LifecycleEvent vsk:Commitment vsk:Initiative vsk:Exchange
        vsk:Visit vsk:Meeting vsk:PublicEvent vsk:Network vsk:NetworkMembership schema:EventSeries
        org:ChangeEvent org:Post skos:Concept
    """)
)
_PROPER: Final = frozenset(
    iris("vsk:Municipality vsk:Locality vsk:Organisation vsk:Person vsk:Network")
)
_USUAL: Final = frozenset({"", "da", "en", "kl", "fo", "is", "nb", "nn", "no", "sv", "fi", "de"})
_DANISH: Final = _words("""
    og af til med som ved fra det et er på mellem om hos efter før ikke eller blev har ifølge samt
    venskab venskabet venskabsby venskabsbyer venskabsaftale venskabsaftalen aftale aftalen aftaler
    samarbejde samarbejdet samarbejdsaftale besøg besøget møde mødet underskrevet partnerskab
    partnerskabet deltagelse kommunen kommuner borgmester borgmesteren byrådet
""")
_ENGLISH: Final = _words("""
    the of and with between from its was were which about according agreement agreements
    municipality municipalities town towns twin visit visits partnership partnerships cooperation
    friendship meeting mayor signed council
""")
# Words that say little by themselves: enough not to suspect a text, too little to suspect one.
_WEAKLY_DANISH: Final = _words("i og for den de der en at kommune kommunes")
_WEAKLY_ENGLISH: Final = _words("in to a an on is by at for as be")
_EVIDENCE: Final = iri("vsk:Evidence")
_QUOTED: Final = re.compile(r"[“”»«\"][^“”»«\"]*[“”»«\"]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LETTERS: Final = frozenset("æøå")


def language_tags(view: GraphView) -> Iterator[CrossFinding]:
    """Language tags that name no language."""
    for thing, path, value in view.stated:
        tag = found.lang if (found := literal(value)) else ""
        if tag not in _USUAL and not _is_language(tag):
            words = {"tag": tag, "near": _languages_of(tag)}
            yield CrossFinding("LanguageTag", thing, path, value, words)


def _is_language(tag: str) -> bool:
    # Read only for an unusual tag: every command would wait for it.
    from babel import Locale  # noqa: PLC0415

    return tag.partition("-")[0].lower() in Locale("en").languages


def _languages_of(tag: str) -> str:
    """The language that is spoken where the tag, read as a country's code, says."""
    from babel.languages import get_official_languages  # noqa: PLC0415

    found = get_official_languages(tag.partition("-")[0].upper(), de_facto=True)
    return " / ".join(f"@{each}" for each in found) or "@da / @en"


def wrong_language(view: GraphView) -> Iterator[CrossFinding]:
    """Danish text that is tagged as English, and English as Danish."""
    for thing, path, value in view.stated:
        found = literal(value) if path in _READ else None
        if not found or found.lang not in ("da", "en") or not _looks_other(found):
            continue
        # The name of a piece of evidence quotes its source; a proper name is the same in both.
        if _EVIDENCE not in view.classes(thing) and not _is_proper_name(view, thing, found):
            shape = "DanishAsEnglish" if found.lang == "en" else "EnglishAsDanish"
            yield CrossFinding(shape, thing, path, value)


def _is_proper_name(view: GraphView, thing: str, found: LiteralText) -> bool:
    others = filter(None, map(literal, view.whole.values(thing, LABEL, PREF_LABEL)))
    twice = any(each.text == found.text and each.lang != found.lang for each in others)
    return twice and not _PROPER.isdisjoint(view.classes(thing))


def _looks_other(found: LiteralText) -> bool:
    words = set(_plain_words(found.text))
    if found.lang == "en":
        danish = words & _DANISH or any(_LETTERS & set(word) for word in words)
        return bool(danish) and words.isdisjoint(_ENGLISH | _WEAKLY_ENGLISH)
    every = {word.lower() for word in _WORD.findall(found.text)}
    danish = words & _DANISH or every & _WEAKLY_DANISH or any(_LETTERS & set(w) for w in words)
    return bool(words & _ENGLISH) and not danish


def _plain_words(text: str) -> Iterator[str]:
    """The words of a text that are no names: those in small letters, and the first."""
    plain = _QUOTED.sub(" ", text)
    for number, word in enumerate(_WORD.findall(plain)):
        if word.islower():
            yield word
        elif number == 0 and word.lower() in _DANISH | _ENGLISH:
            yield word.lower()


def missing_names(view: GraphView) -> Iterator[CrossFinding]:
    """Things without a name in Danish, or in English."""
    for thing in sorted({thing for thing, path, cls in view.stated if _is_named(path, cls)}):
        tags = _tags(view, thing)
        for tag, shape in (("da", "NamedInDanish"), ("en", "NamedInEnglish")):
            if tag not in tags and "" not in tags:
                yield CrossFinding(shape, thing, LABEL)


def _is_named(path: str, cls: str) -> bool:
    return path == TYPE and cls in _NAMED


def _tags(view: GraphView, thing: str) -> Set[str]:
    found = filter(None, map(literal, view.whole.values(thing, LABEL, PREF_LABEL)))
    return {each.lang for each in found}
