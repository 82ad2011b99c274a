"""Proposes a record from a document: what ``venskab source draft`` does once its words are read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from api.cli.language_option import say, spoken
from api.cli.options import waiting
from api.cli.source_run import (
    ANOTHER_NAME,
    checked,
    name_of,
    record_path,
    with_document,
    write_new,
)
from api.locale.language import of_data
from api.locale.translation import translator
from graph.data.shipped import open_home
from graph.documents.reading import read_document
from graph.drafts.drafting import draft_record
from graph.records.name_matching import ThingNames
from graph.records.new_source import NewSource
from graph.records.yaml_writer import write
from graph.settings import Settings
from graph.texts import N_
from graph.validation.context import CurrentGraphs


def propose(settings: Settings, source: NewSource, document: Path) -> None:
    """Write the proposed record beside where one stands, and tell how much is open.

    Raises:
        UnusableInput: a value is none, the text is too long, or a file is there already.
        UnreadableFile: the document cannot be read.
    """
    lang = of_data(spoken())
    with waiting(N_("Reading the document")):
        read = read_document(document)
        named = replace(source, name=source.name or name_of(document.stem))
        known = checked(with_document(named, document, read))
        path = record_path(known)
        with open_home(settings.home) as ledger:
            names = ThingNames(CurrentGraphs(ledger).graphs.values())
        draft = draft_record(read.text, known, names, lang, translator(lang))
    write_new({path: write(draft.record)}, hint=ANOTHER_NAME)
    say(
        "{file} is a draft. Things proposed, none of them reviewed: {things}. "
        "Questions left: {open}. "
        "Review it, then: venskab record check {file}",
        file=path,
        things=len(draft.proposals.things),
        open=draft.proposals.open,
    )
