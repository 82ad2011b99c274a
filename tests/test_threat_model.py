"""Every promise of THREAT_MODEL.md names tests, and each of them is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.shared import ROOT

_TEXT = (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8")
_PROMISES = _TEXT.partition("## What we promise")[2].partition("\n## ")[0]
_ROWS = [line for line in _PROMISES.splitlines() if line.startswith("| ")][2:]
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_promise_names_a_test() -> None:
    assert len(_ROWS) >= 10
    assert [row for row in _ROWS if not _NAMED.search(row)] == []


@pytest.mark.parametrize(("path", "name"), sorted(set(_NAMED.findall(_PROMISES))))
def test_the_test_is_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert name in functions
