"""What Jinja's i18n extension calls: the texts of a page in one language."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations

from markupsafe import Markup

from api.locale.catalogues import translations
from api.locale.language import SOURCE, Lang
from api.locale.translation import gettext
from graph.texts import Text


def texts_of(lang: Lang) -> dict[str, object]:
    """The functions that templates say texts with.

    ``_("Agreements")`` is text and is escaped where it lands; values stand in it as ``{name}``.
    ``{% trans %}`` is a piece of the template, which may hold markup; values are ``{{ names }}``
    and are escaped. ``in_language(words)`` takes those and words of data, given by language.
    """
    found = translations(lang)
    source = NullTranslations()

    def text(message: str, /, **values: object) -> str:
        return gettext(message, lang, **values)

    def block(message: str, /, **values: object) -> Markup:
        return _block(found.gettext(message), message, values)

    def counted(one: str, many: str, n: int, /, **values: object) -> Markup:
        return _block(
            found.ngettext(one, many, n), source.ngettext(one, many, n), values | {"num": n}
        )

    return {
        "_": text,
        "gettext": block,
        "ngettext": counted,
        "pgettext": found.pgettext,
        "in_language": lambda words: _of_data(words, lang),
    }


def _of_data(words: object, lang: Lang) -> object:
    """A text of ours, or words of data by key or by attribute; in a language, else in English."""
    if isinstance(words, Text):
        return gettext(words, lang)
    if isinstance(words, Mapping):
        return words.get(lang) or words[SOURCE]
    return getattr(words, lang, None) or getattr(words, SOURCE)


def _block(text: str, message: str, values: dict[str, object]) -> Markup:
    """``text`` with its values; the English where the translation asks for others."""
    try:
        return Markup(text) % values  # noqa: S704 - texts are ours, values are escaped
    except (LookupError, ValueError, TypeError):
        return Markup(message) % values  # noqa: S704 - as above
