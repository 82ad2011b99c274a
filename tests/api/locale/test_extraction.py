"""What extraction cannot see is not translated: no text stands where it does not look."""

from __future__ import annotations

import ast

import pytest

from api.locale.extraction import ROOT, SOURCES


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
