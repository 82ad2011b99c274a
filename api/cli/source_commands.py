"""``venskab source``: begin the record of a source, empty or proposed from its text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.lazy_group import command_group
from api.cli.options import HomeOption, read_settings
from graph.texts import N_

app = command_group("Begin the record of a source, empty or proposed from its text.")


@app.callback()
def group() -> None:
    """Begin the record of a source, empty or proposed from its text."""


@app.command("new")
def new_command(
    *,
    text: Annotated[
        Path | None,
        typer.Option(
            "--text", metavar="FILE", help=N_("The document: plain text, HTML, Word (DOCX) or PDF.")
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help=N_("Its title."))],
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help=N_("Where it is on the web."))
    ] = "",
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help=N_("What ends its IRI; made of the title.")),
    ] = None,
    publisher: Annotated[
        str, typer.Option("--publisher", metavar="NAME", help=N_("Who published it."))
    ] = "",
    published: Annotated[
        str, typer.Option("--published", metavar="DATE", help=N_("When it was published."))
    ] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="LANGUAGE", help=N_("Its language, such as da."))
    ] = "",
    keep_text: Annotated[
        bool,
        typer.Option(
            "--keep-text",
            help=N_("Keep the text beside the record; only where its licence allows it."),
        ),
    ] = False,
) -> None:
    """Write NAME.yaml: what is known of a source, its text's checksum, and what may be filled in.

    Nothing is overwritten. Exit status 2: a document that cannot be read, or a file that is there.
    """
    from api.cli.source_run import begin
    from graph.records.new_source import NewSource

    source = NewSource(name or "", title, publisher, published, language, url)
    begin(source, text, keep_text=keep_text)


@app.command("draft")
def draft_command(
    document: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help=N_("The document: plain text, HTML, Word (DOCX) or PDF."),
            show_default=False,
        ),
    ],
    *,
    title: Annotated[
        str, typer.Option("--title", metavar="TITLE", help=N_("Its title; taken from the text."))
    ] = "",
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help=N_("Where it is on the web."))
    ] = "",
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help=N_("What ends its IRI; made of the file's.")),
    ] = None,
    publisher: Annotated[
        str, typer.Option("--publisher", metavar="NAME", help=N_("Who published it."))
    ] = "",
    published: Annotated[
        str,
        typer.Option(
            "--published", metavar="DATE", help=N_("When it was published; taken from the text.")
        ),
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            "--language", metavar="LANGUAGE", help=N_("Its language; taken from the text.")
        ),
    ] = "",
    home: HomeOption = None,
) -> None:
    """Write NAME.yaml: a record proposed from an agreement or an article by rules, all unreviewed.

    Each value stands beside its words; what is not understood is left as a question. Nothing is
    overwritten, and nothing is sent anywhere.
    """
    from api.cli.draft_run import propose
    from graph.records.new_source import NewSource

    source = NewSource(name or "", title, publisher, published, language, url)
    propose(read_settings(home=home), source, document)
