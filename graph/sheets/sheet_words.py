"""The words of sheets that the form of records does not have."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.records.words import Words


@cache
def sheet_words() -> Mapping[str, Words]:
    """The words by what they are called here."""
    text = files("graph.sheets").joinpath("words.toml").read_text(encoding="utf-8")
    return {
        name: Words({lang: said[lang] for lang in ("da", "en")}, tuple(said.get("others", ())))
        for name, said in tomllib.loads(text).items()
    }
