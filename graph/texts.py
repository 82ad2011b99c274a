"""Texts that are shown to readers: English in the source, marked for translators.

Nothing is translated here; whoever shows a text does that, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

# From an English text to the same in the reader's language.
Translate = Callable[[str], str]


class Text(str):
    """An English text that a reader's language may be found for.

    Attributes:
        template: the text as translators have it, with ``{names}`` where values stand.
        values: the values by name; a text among them is translated too.
        context: what it is said of, where one English word is two elsewhere; else blank.
    """

    template: str
    values: Mapping[str, object]
    context: str


def N_(template: str, /, **values: object) -> Text:  # noqa: N802 - gettext's own name
    """Mark a text for translation; in itself it is the English one, with its values filled in.

    >>> N_("There is no graph {name!r}.", name="venskab")
    "There is no graph 'venskab'."
    """
    made = Text(template.format(**values) if values else template)
    made.template, made.values, made.context = template, values, ""
    return made


def NC_(context: str, template: str, /) -> Text:  # noqa: N802 - gettext's own name
    """Mark a text whose translation hangs on what it is said of."""
    made = N_(template)
    made.context = context
    return made
