"""Begins the record of a source: what ``venskab source new`` does once its words are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from api.cli.language_option import say, spoken
from api.locale.language import of_data
from api.locale.translation import translator
from graph.authority_codes import language_of, language_word
from graph.documents.document_text import DocumentText
from graph.documents.reading import read_document
from graph.errors import UnusableInput
from graph.identifiers import slugify
from graph.records.new_source import NewSource, new_record
from graph.records.references import IS_SLUG
from graph.records.yaml_writer import write
from graph.texts import N_

ANOTHER_NAME: Final = N_("Give the source another name with --name.")
_LONGEST_NAME: Final = 60


def begin(source: NewSource, document: Path | None, *, keep_text: bool) -> None:
    """Write the record, and the document's text where it is to be kept.

    Raises:
        UnusableInput: a value is none, or a file is there already.
        UnreadableFile: the document cannot be read.
    """
    source = checked(replace(source, name=source.name or name_of(source.title)))
    path = record_path(source)
    texts: dict[Path, str] = {}
    if document is not None:
        read = read_document(document)
        source = with_document(source, document, read)
        if keep_text and not source.text_file:
            source = replace(source, text_file=f"{path.stem}.txt")
            texts[path.with_suffix(".txt")] = read.text
    lang = of_data(spoken())
    texts[path] = write(new_record(source, lang, translator(lang)))
    write_new(texts, hint=ANOTHER_NAME)
    say("{file} is there to be filled in. Check it: venskab record check {file}", file=path)


def checked(source: NewSource) -> NewSource:
    """The source with its language as a record has it.

    Raises:
        UnusableInput: its name is none, or its language.
    """
    if not IS_SLUG.fullmatch(source.name):
        hint = N_("Write small letters, digits and hyphens.")
        raise UnusableInput(N_("This is no name of a source."), where=source.name, hint=hint)
    iri = language_of(source.language) if source.language else ""
    if iri is None:
        hint = N_("Write its code, such as da.")
        raise UnusableInput(N_("This is no language."), where=source.language, hint=hint)
    return replace(source, language=language_word(iri) if iri else "")


def record_path(source: NewSource) -> Path:
    """The file of a new record: in the folder that one stands in, by the source's name."""
    return Path(f"{source.name}.yaml")


def with_document(source: NewSource, document: Path, read: DocumentText) -> NewSource:
    """The source with the checksum and the language of its document, and a text's file name.

    Args:
        source: what is known of it.
        document: the document's file.
        read: what was read of it.
    """
    beside = document.parent.resolve() == record_path(source).parent.resolve()
    return replace(
        source,
        sha256=read.sha256,
        language=source.language or read.language,
        text_file=document.name if beside and document.suffix == ".txt" else "",
    )


def name_of(title: str) -> str:
    """A name for a source, made of its title."""
    try:
        return slugify(title)[:_LONGEST_NAME].strip("-")
    except ValueError:
        hint = N_("Give it a name with --name.")
        raise UnusableInput(N_("No name can be made of it."), where=title, hint=hint) from None


def write_new(texts: Mapping[Path, str], *, hint: str) -> None:
    """Write all files or none; none that is there is overwritten.

    Args:
        texts: the texts by file.
        hint: what to do where a file is there already.

    Raises:
        UnusableInput: a file is there already.
    """
    for path in texts:
        if path.exists():
            raise UnusableInput(
                N_("there is a file of that name."),
                where=str(path),
                hint=hint,
            )
    for path, text in texts.items():
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
