"""Reads a date or a term and tells of it: what ``venskab date`` does once its words are read."""

from __future__ import annotations

from datetime import date

import typer

from api.cli.language_option import spoken, translate
from api.locale.date_format import duration_in_words, in_words
from api.locale.language import Lang
from graph.time.phrases.phrase_reader import DateReading, read_date, read_term


def run(phrase: str, language: str, on: date | None, *, term: bool) -> bool:
    """Print what a phrase is read as, or why it is a question and what it may be.

    Returns:
        True for a reading.
    """
    found = read_term(phrase, language) if term else read_date(phrase, language, on)
    chosen = spoken()
    if isinstance(found, DateReading):
        typer.echo(_line(found.edtf, chosen))
        if found.reasoning:
            typer.echo(translate(found.reasoning))
        return True
    typer.echo(translate(found.why))
    for each in found.candidates:
        typer.echo(f"- {_line(each, chosen)}")
    return False


def _line(edtf: str, lang: Lang) -> str:
    """A date or term with its words, where they say more."""
    words = duration_in_words(edtf, lang) if edtf.startswith("P") else in_words(edtf, lang)
    return f"{edtf} ({words})" if words != edtf else edtf
