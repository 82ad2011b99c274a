"""The language of the command line: that of ``--lang``, else of the locale, else English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import typer

from api.locale.language import SOURCE, Lang, from_locale, from_parameter, languages
from api.locale.translation import gettext
from graph.errors import BadParameter
from graph.texts import N_

_OPTION: Final = "--lang"


@dataclass
class _Speaker:
    lang: Lang = SOURCE


_speaker: Final = _Speaker()


def choose(words: Sequence[str]) -> None:
    """Speak the language that the words of a command ask for, else that of the locale.

    It is looked for before the words are parsed, so that help and what is wrong with the words are
    in it too; one that is not spoken is refused when they are parsed.
    """
    _speaker.lang = from_parameter(_asked(words)) or from_locale()


def _asked(words: Sequence[str]) -> str | None:
    for at, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name == _OPTION:
            return value if equals else next(iter(words[at + 1 :]), None)
    return None


def checked(given: str | None) -> str | None:
    """The value of ``--lang``, as it is.

    Raises:
        BadParameter: the language is not spoken.
    """
    if given is not None and from_parameter(given) is None:
        *others, last = sorted(languages())
        known = N_("{others} or {last}", others=", ".join(others), last=last) if others else last
        raise BadParameter(
            N_("{given!r} is not a language here.", given=given),
            hint=N_("Take --lang {known}.", known=known),
        )
    return given


def spoken() -> Lang:
    """The language that the command line speaks."""
    return _speaker.lang


def translate(message: str) -> str:
    """A text in the language that is spoken."""
    return gettext(message, _speaker.lang)


def say(message: str, /, *, err: bool = False, **values: object) -> None:
    """Print a sentence in the language that is spoken.

    Args:
        message: the English sentence, with ``{names}`` where values stand.
        err: whether it goes to standard error.
        values: the values by name.
    """
    typer.echo(gettext(message, _speaker.lang, **values), err=err)
