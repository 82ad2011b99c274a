"""Texts in the reader's language, by gettext: English in the source, the rest in catalogues.

``_("Agreements", lang)`` is looked up where it stands; ``N_("Agreements")`` marks a text that is
looked up later. Values are filled in by name: ``_("since {day}", lang, day=day)``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from api.locale.catalogues import has_text, translated_languages, translations
from api.locale.language import SOURCE, Lang
from graph.texts import Catalogues, Text, Translate


def gettext(message: str, lang: Lang, /, **values: object) -> str:
    """``message`` in ``lang``, with values that it has or is given; else the English."""
    if not message:
        return ""
    if isinstance(message, Text):
        values = {**message.values, **values}
    values = {name: _translated(value, lang) for name, value in values.items()}
    if isinstance(message, Text):
        if message.context:
            return pgettext(message.context, message.template, lang, **values)
        if message.many:
            return ngettext(message.template, message.many, message.n, lang, **values)
        message = message.template
    return _filled(translations(lang).gettext(message), message, values)


def ngettext(one: str, many: str, n: int, lang: Lang, /, **values: object) -> str:
    """The text that a number asks for in ``lang``; ``{n}`` in it is the number."""
    found = translations(lang).ngettext(one, many, n)
    return _filled(found, one if n == 1 else many, {"n": n} | values)


def pgettext(context: str, message: str, lang: Lang, /, **values: object) -> str:
    """``message`` as it is meant in ``context``, where one English word is two elsewhere."""
    return _filled(translations(lang).pgettext(context, message), message, values)


_: Final = gettext


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring that is shown as a help, a line each as translators have it."""
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", text)]


def in_language(words: Text | Mapping[str, object], lang: Lang, /) -> str:
    """A text of ours, or words of data by language: those of ``lang``, else the English."""
    if isinstance(words, Text):
        return gettext(words, lang)
    return str(words.get(lang) or words[SOURCE])


def in_every_language(message: str) -> dict[str, str]:
    """``message`` in English, and in every other language whose catalogue has it."""
    context = message.context if isinstance(message, Text) else ""
    template = message.template if isinstance(message, Text) else message
    others = (lang for lang in translated_languages() if has_text(lang, template, context))
    return {lang: gettext(message, lang) for lang in (SOURCE, *others)}


def translator(lang: Lang) -> Translate:
    """What turns an English text into ``lang``, for those below who know no catalogues."""
    return partial(_in, lang)


CATALOGUES: Final = Catalogues(translator, in_every_language)


def _in(lang: Lang, message: str) -> str:
    return gettext(message, lang)


def _translated(value: object, lang: Lang) -> object:
    return gettext(value, lang) if isinstance(value, Text) else value


def _filled(text: str, message: str, values: dict[str, object]) -> str:
    """``text`` with its values; the English where the translation asks for others."""
    if not values:
        return text
    try:
        return text.format(**values)
    except (LookupError, ValueError, AttributeError):
        return message.format(**values)
