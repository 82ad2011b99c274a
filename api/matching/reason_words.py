"""What was seen of two places, in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from api.locale.date_format import in_words
from api.locale.language import Lang
from api.locale.translation import _
from graph.texts import N_

_SEEN: Final[Mapping[str, str]] = {
    "name whole": N_("the same name, with the same word for a municipality"),
    "name same": N_("the same name"),
    "name sound": N_("names that sound the same"),
    "name part": N_("the municipality in the name's brackets"),
    "name near": N_("nearly the same name"),
    "name like": N_("a similar name"),
    "name other": N_("another name"),
    "country same": N_("the same country"),
    "country other": N_("another country"),
    "id same": N_("the same identifier"),
    "id near": N_("an identifier that may be the town's"),
    "id other": N_("another identifier"),
    "code same": N_("the same official code"),
    "unit other": N_("a district on one side, a town on the other"),
    "qualifier other": N_("something else in the name's brackets"),
    "reference other": N_("they lead to two municipalities"),
}
_KILOMETRES: Final = re.compile(r"(\d+) km")
_NEIGHBOURS: Final = re.compile(r"neighbours (\d+) of (\d+)")
_ENDED: Final = re.compile(r"ended (\S+)")


def reasons(text: str, lang: Lang) -> list[str]:
    """The reasons of a decision by rule, each in words; those of people as they are."""
    return [_in_words(part.strip(), lang) for part in text.split(";") if part.strip()]


def _in_words(part: str, lang: Lang) -> str:
    if part in _SEEN:
        return _(_SEEN[part], lang)
    for pattern, say in _COUNTED.items():
        if found := pattern.fullmatch(part):
            return say(found, lang)
    return part


def _apart(found: re.Match[str], lang: Lang) -> str:
    return _("{count} km apart", lang, count=found[1])


def _in_common(found: re.Match[str], lang: Lang) -> str:
    text = _("{found} of {known} neighbours that both could have", lang,
             found=found[1], known=found[2])  # fmt: skip
    return str(text)


def _ended(found: re.Match[str], lang: Lang) -> str:
    return _("the municipality ended {day}", lang, day=in_words(found[1], lang))


_COUNTED: Final[Mapping[re.Pattern[str], Callable[[re.Match[str], Lang], str]]] = {
    _KILOMETRES: _apart,
    _NEIGHBOURS: _in_common,
    _ENDED: _ended,
}
