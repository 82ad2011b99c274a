"""The names in records that were taken for things of other graphs: each is told, none is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.locale.language import Lang
from api.locale.translation import _, translator
from graph.engine.safe_parser import ParsedDocument
from graph.records.record_document import RecordDocument
from graph.records.record_surroundings import Match


def taken_names(documents: Iterable[ParsedDocument], lang: Lang) -> list[str]:
    """A paragraph on the names, each once; nothing where there are none."""
    sentences = dict.fromkeys(translator(lang)(one.told) for one in _matches(documents))
    if not sentences:
        return []
    lines = [_("Names of things that are there:", lang), *(f"  {each}" for each in sentences)]
    return ["".join(f"{line}\n" for line in lines)]


def names_in_json(documents: Iterable[ParsedDocument], lang: Lang) -> list[dict[str, object]]:
    """The names for a program, each at its place."""
    return [
        {
            "file": one.written.place.file,
            "line": one.written.place.line,
            "written": one.written.text,
            "thing": one.iri,
            "told": translator(lang)(one.told),
        }
        for one in _matches(documents)
    ]


def _matches(documents: Iterable[ParsedDocument]) -> Iterator[Match]:
    for document in documents:
        if isinstance(document, RecordDocument):
            yield from document.made.matches
