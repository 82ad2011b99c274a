"""Texts that are shown to readers: English in the source, marked for translators.

Nothing is translated here; whoever shows a text does that, in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# From an English text to the same in the reader's language.
Translate = Callable[[str], str]
# From an English text to the same in every language that has it, English first.
Translations = Callable[[str], Mapping[str, str]]


class Text(str):
    """An English text that a reader's language may be found for.

    Attributes:
        template: the text as translators have it, with ``{names}`` where values stand.
        values: the values by name; a text among them is translated too.
        context: what it is said of, where one English word is two elsewhere; else blank.
        many: where a number chooses the form: the template for any other number than one.
        n: that number.
    """

    template: str
    values: Mapping[str, object]
    context: str
    many: str
    n: int


@dataclass(frozen=True)
class Catalogues:
    """The texts in every language, for those who know no catalogue.

    Attributes:
        translator: by the code of a language, what puts a text into it.
        translations: gives a text in every language that has it.
    """

    translator: Callable[[str], Translate]
    translations: Translations


# A text of ours, or words of data by language.
Words = Text | Mapping[str, str]


def N_(template: str, /, **values: object) -> Text:  # noqa: N802 - gettext's own name
    """Mark a text for translation; in itself it is the English one, with its values filled in.

    >>> N_("There is no graph {name!r}.", name="venskab")
    "There is no graph 'venskab'."
    """
    made = Text(template.format(**values) if values else template)
    made.template, made.values, made.context, made.many, made.n = template, values, "", "", 0
    return made


def NC_(context: str, template: str, /) -> Text:  # noqa: N802 - gettext's own name
    """Mark a text whose translation hangs on what it is said of."""
    made = N_(template)
    made.context = context
    return made


def NN_(one: str, many: str, n: int, /, **values: object) -> Text:  # noqa: N802 - beside the others
    """Mark a text that a number chooses the form of; ``{n}`` in it is the number.

    >>> NN_("{n} error", "{n} errors", 2)
    '2 errors'
    """
    made = Text((one if n == 1 else many).format(n=n, **values))
    made.template, made.values, made.context, made.many, made.n = one, values, "", many, n
    return made


def by_language(words: Words, translations: Translations) -> Mapping[str, str]:
    """Words by language: a text in every language that has it, words of data as they are."""
    return translations(words) if isinstance(words, Text) else words


def english_only(text: str) -> Mapping[str, str]:
    """A text by language where there is no catalogue."""
    return {"en": str(text)}


def recognised(said: str, templates: Iterable[Text]) -> str:
    """What another program said, as the first text that it fits; as it is where it fits none.

    >>> recognised("Missing argument 'DIR'.", [N_("Missing argument {name}.")]).values
    {'name': "'DIR'"}
    """
    for each in templates:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(each.template))
        if found := re.fullmatch(pattern, said, re.DOTALL):
            return N_(each.template, **found.groupdict())
    return said


def packed(value: object) -> object:
    """A text as JSON has it, to be translated by another process; any other value as it is."""
    if not isinstance(value, Text):
        return value
    values = {name: packed(each) for name, each in value.values.items()}
    return {"text": [value.template, values, value.context, value.many, value.n]}


def unpacked(value: Any) -> Any:
    """The value that :func:`packed` made JSON of."""
    if not isinstance(value, dict) or "text" not in value:
        return value
    template, packed_values, context, many, n = value["text"]
    values = {name: unpacked(each) for name, each in packed_values.items()}
    made = NN_(template, many, n, **values) if many else N_(template, **values)
    made.context = context
    return made
