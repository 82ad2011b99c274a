"""No text stands where extraction does not look, and the Danish ones use the agreed words."""

from __future__ import annotations

import ast
import re
from typing import Final

import pytest

from api.locale.catalogues import FOLDER
from api.locale.extraction import ROOT, SOURCES, read


@pytest.mark.parametrize("room", SOURCES)
def test_no_text_stands_in_an_f_string_where_extraction_does_not_see_it(room: str) -> None:
    unseen = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / room).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "ngettext", "pgettext", "N_", "NC_", "NN_"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert not unseen, "take the text out of the f-string"


# What docs/how-to/translating.md says in other words.
UNUSED: Final = re.compile(
    r"\b[Ff]orf(?:ald(?:er|en|ent|ne)?)\b|\b[Ff]und(?:ene)?\b|[“”]|!(?![ar]\})"
)


def test_danish_texts_use_the_words_that_are_agreed() -> None:
    catalogue = read(FOLDER / "da" / "LC_MESSAGES" / "messages.po")
    texts = (
        text
        for message in catalogue
        if message.id
        for text in ([message.string] if isinstance(message.string, str) else message.string or ())
    )
    assert [text for text in texts if UNUSED.search(text)] == []
