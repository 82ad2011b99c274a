"""The text of a Word document (DOCX), by way of the HTML that mammoth makes of it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

import mammoth
from selectolax.lexbor import LexborHTMLParser

from graph.documents.html_text import text_of_part
from graph.errors import UnreadableFile
from graph.texts import N_

# Of text and what shapes it; a document of a thousand pages has about 20 MB.
_LARGEST: Final = 64 << 20
_MOST_PARTS: Final = 10_000
_DOCUMENT: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_LANGUAGE: Final = re.compile(
    rb"<w:docDefaults>.*?<w:lang [^>]*?w:val=[\"']([A-Za-z-]{2,20})", re.S
)
# The marks of notes and the ways back from them; the notes themselves stand at the end.
_NOTE_MARKS: Final = "a[href^='#footnote'], a[href^='#endnote']"


def text_of_docx(data: bytes) -> tuple[str, str]:
    """The text of a document with tracked changes accepted, and its default language.

    Headers, footers, comments and pictures are left out; notes stand at the end.

    Raises:
        UnreadableFile: it is no Word document, is broken, or unpacks to more than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_unless_document(archive)
            language = _language(archive)
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=lambda image: []).value
    except (zipfile.BadZipFile, NotImplementedError, KeyError, ValueError):
        raise UnreadableFile(
            N_("it is a broken Word document."), hint=N_("Open it in Word and save it anew.")
        ) from None
    body = LexborHTMLParser(html).body
    if body is None:
        return "", language
    for each in body.css(_NOTE_MARKS):
        each.decompose()
    return text_of_part(body), language


def _refuse_unless_document(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if _DOCUMENT not in archive.namelist():
        raise UnreadableFile(
            N_("it is a ZIP archive, and not a Word document."),
            hint=N_("Save the text as DOCX, PDF or plain text."),
        )
    size = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if size > _LARGEST or len(parts) > _MOST_PARTS:
        raise UnreadableFile(
            N_(
                "it unpacks to {size:,} MB in {parts:,} files, more than is read "
                "({limit:,} MB, {most:,} files).",
                size=size >> 20,
                parts=len(parts),
                limit=_LARGEST >> 20,
                most=_MOST_PARTS,
            ),
            hint=N_("Save only the pages that count."),
        )


def _language(archive: zipfile.ZipFile) -> str:
    if _STYLES not in archive.namelist():
        return ""
    found = _LANGUAGE.search(archive.read(_STYLES))
    language = found[1].decode() if found else ""
    # What Word writes where nobody has chosen a language says nothing of the text.
    return "" if language == "en-US" else language
