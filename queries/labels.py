"""Text in the language that is asked for: one expression, written in one place.

A question's file says ``(MIN(?name) AS ?label)``, which is SPARQL as it stands and gives one of the
names; its front matter says whose name it is::

    #+ labels: {label: agreement, partyLabel: party}
    #+ texts: [reason]

The library writes the choice out: the name in the language ``?lang``, else one in another language,
else the IRI of the thing itself. A column of ``texts`` has no thing to fall back on and is blank.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

# The digit orders the candidates and is cut off again; an unbound name makes CONCAT fail, so that
# COALESCE goes on to the next.
_CHOSEN: Final = (
    'SUBSTR(MIN(COALESCE(CONCAT(IF(LANG(?{name}) = ?lang, "0", "1"), STR(?{name})), {other})), 2)'
)
_IRI: Final = 'CONCAT("2", STR(?{thing})), "3"'
_BLANK: Final = '"2"'
_FIELDS: Final = re.compile(r"^#\+ (?:labels|texts):.*\n(?:#\+ {2,}.*\n)*", re.MULTILINE)


class MalformedLabel(ValueError):
    """A column that is declared to hold text, but is not one ``(MIN(?name) AS ?column)``."""


def write_out(text: str, labels: Mapping[str, str], texts: Sequence[str]) -> str:
    """The text of a question that chooses by language, without what declared the choice.

    Args:
        text: the file as it is.
        labels: of each column with a label, the variable of the thing that has it.
        texts: the columns with text of no thing.

    Raises:
        MalformedLabel: a column stands in the text not once as ``(MIN(?name) AS ?column)``.
    """
    others = {column: _IRI.format(thing=thing) for column, thing in labels.items()}
    others |= dict.fromkeys(texts, _BLANK)
    for column, other in others.items():
        text = _choose(text, column, other)
    return _FIELDS.sub("", text)


def _choose(text: str, column: str, other: str) -> str:
    written = re.compile(rf"\(MIN\(\?(\w+)\) AS \?{column}\)")

    def chosen(found: re.Match[str]) -> str:
        return f"({_CHOSEN.format(name=found[1], other=other)} AS ?{column})"

    text, count = written.subn(chosen, text)
    if count != 1:
        raise MalformedLabel(f"{column}: needs exactly one '(MIN(?…) AS ?{column})', found {count}")
    return text
