"""Names of places for comparing: without words of a kind, as they are spelled, as they sound."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from rapidfuzz.distance import JaroWinkler

from graph.search.folding import fold

_WORDS: Final = {
    kind: frozenset(words.split())
    for kind, words in tomllib.loads(
        (Path(__file__).parent / "place_words.toml").read_text("utf-8")
    ).items()
}
# Words of a kind that Icelandic writes together with the name, which then is in the genitive.
_ICELANDIC: Final = re.compile(r"(?<=.{4})(?:ur|ar|)(?:kaupstadur|bar|hreppur)$")
_NUMBER: Final = re.compile(r"\b(?:\d+|[ivx]+)\b")
_QUALIFIED: Final = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*|\s*,\s*")
# A part of a city behind the city and a dash: ``Tokyo - Shibuya``.
_PART: Final = re.compile(r"\s+[\u2013\u2014-]\s+")
# German, English and scholarly spellings of one sound, longest first.
_SOUNDS: Final = (
    ("dzh", "j"), ("dsch", "j"), ("dsh", "j"), ("tsch", "1"), ("tch", "1"), ("ch", "2"),
    ("sch", "s"), ("sh", "s"), ("zh", "s"), ("kh", "2"), ("sz", "s"), ("cz", "1"),
    ("tz", "s"), ("ts", "s"), ("ph", "f"), ("th", "t"), ("gh", "g"), ("ck", "k"), ("qu", "k"),
    ("w", "v"), ("y", "i"), ("j", "i"), ("c", "k"), ("q", "k"), ("z", "s"), ("x", "ks"),
)  # fmt: skip
_SOUND: Final = re.compile("tsch|dsch|sch|" + "|".join(key for key, _ in _SOUNDS if len(key) < 4))
_SOUND_OF: Final = dict(_SOUNDS)
_DOUBLED: Final = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name, read for comparing.

    Attributes:
        whole: every word, folded.
        base: what is compared: without the words of a kind and without what stands in brackets.
        sound: ``base`` as it sounds, spellings of several languages made one.
        qualifier: what stood in brackets or behind a comma, folded, blank for none.
        unit: ``municipality``, ``town``, ``region`` or blank: what a word of the name says it is.
    """

    whole: str
    base: str
    sound: str
    qualifier: str
    unit: str


@lru_cache(maxsize=1 << 17)
def name_form(name: str) -> NameForm:
    """The forms of a name, such as base ``nakskov`` with qualifier ``lolland``."""
    whole, *inner = _PART.split(name)
    turned = f"{inner[-1]} ({whole})" if inner else name
    parts = [fold(part) for part in _QUALIFIED.split(turned) if part]
    head, *rest = [part for part in parts if part] or [fold(name)]
    words = head.split()
    kept = [word for word in words if not any(word in each for each in _WORDS.values())]
    said = set(fold(name).split())
    unit = next((kind for kind in ("region", "municipality", "town") if said & _WORDS[kind]), "")
    base = _without_genitive(" ".join(kept) or head, of_a_municipality=unit == "municipality")
    return NameForm(fold(name), base, sound_of(base), _without_kinds(rest), unit)


def _without_kinds(words: list[str]) -> str:
    said = " ".join(words).split()
    kinds = _WORDS["municipality"] | _WORDS["region"] | _WORDS["town"]
    return " ".join(word for word in said if word not in kinds) or " ".join(said)


def _without_genitive(base: str, *, of_a_municipality: bool) -> str:
    """``Københavns Kommune`` is the municipality of ``København``."""
    base = _ICELANDIC.sub("", base)
    if of_a_municipality and base.endswith("s") and len(base) > 4:
        return base[:-1]
    return base


def sound_of(base: str) -> str:
    """A folded name as it sounds: ``tolyatti`` and ``toljatti`` are one."""
    said = [_SOUND.sub(lambda found: _SOUND_OF[found[0]], word) for word in base.split()]
    return _DOUBLED.sub(r"\1", "".join(said))


def likeness(one: NameForm, other: NameForm) -> float:
    """How like two names are, from 0 to 1: the better of how they are spelled and sound.

    ``Prague 4`` and ``Prague 5`` are not alike at all.
    """
    if _NUMBER.findall(one.base) != _NUMBER.findall(other.base):
        return 0.0
    spelled = JaroWinkler.normalized_similarity(one.base, other.base)
    return max(spelled, JaroWinkler.normalized_similarity(one.sound, other.sound))
