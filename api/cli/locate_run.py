"""Finds words in a document and tells where: what ``venskab evidence locate`` does."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from api.cli.language_option import spoken
from api.cli.options import waiting
from api.locale.language import Lang
from api.locale.translation import _
from graph.data.shipped import open_home
from graph.documents.document_text import DocumentKind, DocumentText
from graph.documents.folder import Documents
from graph.documents.locating import Nearest, TextSelector, locate, places
from graph.documents.reading import read_document
from graph.errors import NotFound, UnreadableFile
from graph.ledger import Ledger
from graph.ledger.lookup import known_graph
from graph.namespaces import VSK
from graph.settings import Settings
from graph.texts import N_


def run(settings: Settings, words: str, source: str, *, in_json: bool) -> bool:
    """Print each place where ``words`` stand, else the passage most like them; whether they stand.

    Args:
        settings: of them the home folder and that of the documents.
        words: the words.
        source: a file, or the name of a source whose text is among the documents.
        in_json: whether the places are written as selectors of the Web Annotation model.

    Raises:
        NotFound: there is neither such a file nor such a source.
        UnreadableFile: the file cannot be read, or the source's text is not at hand.
    """
    with waiting(N_("Reading the document")):
        path = Path(source)
        document = read_document(path) if path.exists() else _text_of_source(settings, source)
    found = places(words, document.text)
    nearest = None if found else locate(words, document.text)
    like = nearest if isinstance(nearest, Nearest) else None
    if in_json:
        typer.echo(json.dumps(_as_dict(document, found, like), ensure_ascii=False, indent=1))
    else:
        for line in _lines(document, found, like, spoken()):
            typer.echo(line)
    return bool(found)


def _text_of_source(settings: Settings, name: str) -> DocumentText:
    with open_home(settings.home) as ledger:
        graph, hashes = _hashes(ledger, name)
    documents = Documents(settings.documents)
    for sha256 in hashes:
        if text := documents.text(sha256):
            return DocumentText(text, sha256, "", DocumentKind.TEXT)
    raise UnreadableFile(
        N_("its text is not at hand."),
        where=graph,
        hint=N_("Name the folder that it is in with --documents, or name the file itself."),
    )


def _hashes(ledger: Ledger, name: str) -> tuple[str, list[str]]:
    """A source's graph, and the hashes of its texts."""
    try:
        graph = known_graph(ledger, name if "/" in name or ":" in name else f"source/{name}")
    except NotFound as error:
        raise NotFound(
            N_("There is no file and no source {name!r}.", name=name), hint=error.hint
        ) from None
    said = f'> <{VSK.sha256}> "'
    lines = (
        line for each in ledger.graphs() if each.graph == graph for line in ledger.lines(each.hash)
    )
    return graph, [line.split('"')[1] for line in lines if said in line]


def _as_dict(
    document: DocumentText, found: list[TextSelector], like: Nearest | None
) -> dict[str, object]:
    told: dict[str, object] = {"found": [_place(document, each) for each in found]}
    if like and like.passage:
        told["nearest"] = {**_place(document, like.passage), "likeness": round(like.likeness)}
    return told


def _place(document: DocumentText, passage: TextSelector) -> dict[str, object]:
    return {
        "selector": passage.as_dict(),
        "line": document.line_at(passage.start),
        "page": document.page_at(passage.start),
    }


def _lines(
    document: DocumentText, found: list[TextSelector], like: Nearest | None, lang: Lang
) -> list[str]:
    if found:
        return [_line(document, each, lang) for each in found]
    if like is None or like.passage is None:
        return [_("The words are not there, nor any that are like them.", lang)]
    told = _(
        "The words are not there. Most like them ({likeness} %):",
        lang,
        likeness=round(like.likeness),
    )
    return [told, _line(document, like.passage, lang)]


def _line(document: DocumentText, passage: TextSelector, lang: Lang) -> str:
    page = document.page_at(passage.start)
    place = _(
        "characters {start} to {end}, line {line}",
        lang,
        start=passage.start,
        end=passage.end,
        line=document.line_at(passage.start),
    )
    if page:
        place += _(", page {page}", lang, page=page)
    return f"{place}: {' '.join(passage.exact.split())}"
