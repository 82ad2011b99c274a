"""Statements as commands of QuickStatements, version 1: a line each, its parts apart by tabs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from graph.quickstatements.wikidata_statements import WikidataReference, WikidataStatement

TWINNED: Final = "P190"
_START: Final = "P580"
_END: Final = "P582"
_URL: Final = "854"
_TITLE: Final = "1476"
_PUBLISHED: Final = "577"
_QUOTATION: Final = "1683"


def commands(statements: Iterable[WikidataStatement]) -> str:
    """The commands of some statements, a line each."""
    return "".join("\t".join(_command(each)) + "\n" for each in statements)


def _command(statement: WikidataStatement) -> Iterator[str]:
    yield from (statement.subject, TWINNED, statement.value)
    for qualifier, time in ((_START, statement.start), (_END, statement.end)):
        if time:
            yield from (qualifier, time)
    for number, reference in enumerate(statement.references):
        # With the mark a reference of its own begins; without it the parts are of one.
        yield from (f"{'!' if number else ''}S{_URL}", f'"{reference.url}"')
        yield from _told(reference)


def _told(reference: WikidataReference) -> Iterator[str]:
    if reference.title[0]:
        yield from (f"S{_TITLE}", _in_language(reference.title))
    if reference.published:
        yield from (f"S{_PUBLISHED}", reference.published)
    if reference.quotation[0]:
        yield from (f"S{_QUOTATION}", _in_language(reference.quotation))


def _in_language(text: tuple[str, str]) -> str:
    """A text with its language; a quotation mark in it needs no mark of its own."""
    return f'{text[1]}:"{text[0]}"'
