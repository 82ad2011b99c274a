"""The program that judges bodies, which writes its reports in the reader's language.

Started as ``python -m api.validation.validator_main FD``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from api.locale.catalogues import add_folder
from api.locale.translation import CATALOGUES, translator
from api.validation.media_types import WORKBOOK
from graph.descriptions.describe import describe
from graph.descriptions.related import circle
from graph.engine.process import forking
from graph.engine.process.frames import Header
from graph.engine.safe_parser import ParsedDocument
from graph.engine.scratch_engine import ScratchEngine
from graph.records.of_graph import of_graph
from graph.records.record_document import MEDIA_TYPE, RecordDocument
from graph.records.record_reader import read_record_bytes
from graph.records.yaml_writer import write
from graph.search.match import type_of
from graph.sheets.sheet_reader import read_sheet_document
from graph.statements import Statement
from graph.validation.context import CurrentGraphs
from graph.validation.validator_process import Abilities, ReadBody, serve


def _read_record(body: bytes, current: CurrentGraphs, _lang: str) -> ParsedDocument:
    return read_record_bytes(body, current)


def _read_workbook(body: bytes, current: CurrentGraphs, lang: str) -> ParsedDocument:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        path.write_bytes(body)
        document = read_sheet_document(path, current, lang)
    return replace(document, media_type=WORKBOOK)


READERS: Final[dict[str, ReadBody]] = {MEDIA_TYPE: _read_record, WORKBOOK: _read_workbook}


def _described(lines: Iterable[str], iri: str) -> Sequence[Statement]:
    """The statements that the page of a thing is made of."""

    async def found() -> Sequence[Statement]:
        engine = ScratchEngine(lines)
        alone = await describe(engine, iri)
        return (await circle(engine, alone, type_of(iri))).statements if alone else ()

    return asyncio.run(found())


def _names(document: ParsedDocument, lang: str) -> Sequence[str]:
    """What the names in a record were taken for, each once."""
    made = document.made.matches if isinstance(document, RecordDocument) else ()
    return tuple(dict.fromkeys(translator(lang)(each.told) for each in made))


def _record(document: ParsedDocument) -> str:
    """The record that a workbook amounts to."""
    if not isinstance(document, RecordDocument) or document.media_type != WORKBOOK:
        return ""
    return write(of_graph(document.made.statements, document.made.graph))


def _abilities(told: Header) -> Abilities:
    if told["locale_dir"]:
        add_folder(Path(told["locale_dir"]))
    return Abilities(CATALOGUES, READERS, _names, _record, _described)


if __name__ == "__main__":
    forking.run(partial(serve, abilities=_abilities))
