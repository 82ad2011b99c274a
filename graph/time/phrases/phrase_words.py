"""The words of dates in a language, and the parser that is made of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from lark import Lark

LANGUAGES: Final = ("da", "no", "sv", "en")
# Languages whose numbers are written as one of ours, and that language.
_WRITTEN_AS: Final = {
    "nb": "no", "nn": "no", "kl": "da", "fo": "da", "is": "da", "de": "da", "fi": "sv",
}  # fmt: skip
_FOLDER: Final = Path(__file__).parent
# Terminals that stand for a number: the place of the word in its list.
_COUNTED: Final = (
    "months", "weekdays", "last_weekday", "coming_weekday", "cardinals", "ordinals", "decades",
)  # fmt: skip
# Words that are written onto the end of another.
_ENDINGS: Final = frozenset({"_ordinal", "_decade", "_hundred", "_year_long", "_month_long"})
# What else a date can be written with, whatever the language.
_EVERYWHERE: Final = {"_to": ["-"]}
# Lists that say why a phrase is no date; the grammar knows none of them.
REASONS: Final = ("feast", "vague", "undated", "elsewhere", "endless")
_NEVER: Final = "(?!x)x"


@dataclass(frozen=True)
class Language:
    """The words of a language, and what reads its phrases.

    Attributes:
        code: of the language.
        numbers: of the terminals that stand for a number, by terminal and word.
        reasons: what finds a word that is no date, by the reason it gives.
        month_first: True if numbers alone may be written month first too.
        parser: makes trees of a phrase, with every way in which it can be derived.
    """

    code: str
    numbers: Mapping[str, Mapping[str, int]]
    reasons: Mapping[str, re.Pattern[str]]
    month_first: bool
    parser: Lark


def known(code: str | None) -> str:
    """The language whose words are read first in a text of this language; blank for none."""
    code = (code or "").lower().split("-")[0]
    return code if code in LANGUAGES else _WRITTEN_AS.get(code, "")


@cache
def language(code: str) -> Language:
    """A language of :data:`LANGUAGES`; its parser is made once, in some 50 milliseconds."""
    table = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    numbers = {name: _numbered(name, table) for name in _COUNTED}
    terminals = [_terminal(name, words, table) for name, words in numbers.items()]
    terminals += [
        _terminal(name, [*words, *_EVERYWHERE.get(name, ())], table)
        for name, words in table.items()
        if name not in (*_COUNTED, *REASONS, "tens") and not isinstance(words, str)
    ]
    grammar = (_FOLDER / "dates.lark").read_text(encoding="utf-8")
    return Language(
        code=code,
        numbers={name.upper(): words for name, words in numbers.items()},
        reasons={name: re.compile(_pattern(name, table[name], table)) for name in REASONS},
        month_first=table["numbers_first"] == "either",
        parser=Lark(
            "\n".join((grammar, *terminals)),
            start=["start_date", "start_term"],
            parser="earley",
            lexer="dynamic",
            ambiguity="explicit",
        ),
    )


def _numbered(name: str, table: Mapping[str, Any]) -> dict[str, int]:
    """The words of a list by the number they stand for, the first for one."""
    found = {word: n for n, words in enumerate(table[name], 1) for word in words}
    if name == "decades":
        return {word: (n + 1) * 10 for word, n in found.items()}
    if name != "cardinals":
        return found
    units = [(word, n) for word, n in found.items() if n < 10]
    tens = [(word, (n + 1) * 10) for n, words in enumerate(table["tens"], 1) for word in words]
    joined = table["compound_number"]
    both = {joined.format(unit=unit, ten=ten): n + m for unit, n in units for ten, m in tens}
    return found | dict(tens) | both


def _terminal(name: str, words: Iterable[str], table: Mapping[str, Any]) -> str:
    pattern = _pattern(name, words, table).replace("/", r"\/")
    return f"{name.upper()}: /{pattern}/"


def _pattern(name: str, words: Iterable[str], table: Mapping[str, Any]) -> str:
    """A pattern of any of several words, the longest first, that is no part of another word."""
    several = sorted(words, key=len, reverse=True)
    if not several:
        return _NEVER
    after = r"(?!\w)"
    if name == "months":
        after += r"\.?"
    if name == "cardinals":
        after = f"(?:{after}|(?={'|'.join((*table['_year_long'], *table['_month_long']))}))"
    before = "-?" if name in _ENDINGS else r"(?<!\w)"
    return f"(?:{'|'.join(_word(each, before, after) for each in several)})"


def _word(word: str, before: str, after: str) -> str:
    """A pattern of one word; a point at its end may be left out."""
    body = re.escape(word.removesuffix(".")).replace(r"\ ", r"\s+")
    starts = before if word[0].isalpha() else ""
    if word.endswith("."):
        return rf"{starts}{body}(?:\.|{after})"
    return starts + body + (after if word[-1].isalnum() else "")
