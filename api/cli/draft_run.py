"""Proposes a record from a document: what ``venskab source draft`` does once its words are read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from api.cli.language_option import say, spoken
from api.cli.options import waiting
from api.cli.source_run import checked, name_of, write_new
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
    lang = "da" if spoken() == "da" else "en"
    with waiting(N_("Reading the document")):
        read = read_document(document)
        known = replace(source, name=source.name or name_of(document.stem), sha256=read.sha256)
        known = checked(replace(known, language=source.language or read.language))
        path = Path(f"{known.name}.yaml")
        if document.suffix == ".txt" and document.parent.resolve() == path.parent.resolve():
            known = replace(known, text_file=document.name)
        with open_home(settings.home) as ledger:
            names = ThingNames(CurrentGraphs(ledger).graphs.values())
        draft = draft_record(read.text, known, names, lang, translator(lang))
    write_new({path: write(draft.record)})
    say(
        "{file} is a draft. Things proposed, none of them reviewed: {things}. "
        "Questions left: {open}. "
        "Review it, then: venskab record check {file}",
        file=path,
        things=len(draft.proposals.things),
        open=draft.proposals.open,
    )
