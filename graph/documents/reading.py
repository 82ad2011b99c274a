"""Reads the text of a document that anybody may have written.

What is no plain text is read in a process of its own, with a limit on memory and time: a file that
swells without end or breaks the reader is one clear sentence. Nothing is ever fetched.
"""

from __future__ import annotations

import codecs
import json
import re
import tempfile
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path, PurePath
from typing import Final

from graph.documents.document_text import DocumentKind, DocumentText
from graph.documents.normal_form import hash_of, normal_form
from graph.engine.formats import looks_binary
from graph.engine.input_file import opened, refuse_larger
from graph.engine.process.child import run_child, why_it_died
from graph.errors import LibraryMissing, UnreadableFile
from graph.texts import N_, unpacked

# The largest file that is read, bytes; a text's file may have as much.
MOST_BYTES: Final = 32 << 20
# The longest text, characters: a novel has one million.
MOST_CHARACTERS: Final = 5_000_000
SECONDS: Final = 60.0
MEMORY: Final = 1 << 30

_HEAD: Final = 4096
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_FEWER: Final = N_("Save only the pages that count.")
_AS_PLAIN: Final = N_("Save it as DOCX, PDF or plain text.")
_OLE: Final = b"\xd0\xcf\x11\xe0"
# In a file in the format of older Office documents, which encrypted ones are wrapped in.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_document(source: Path | bytes, name: str = "", *, language: str = "") -> DocumentText:
    """The text of a plain text, HTML page, DOCX or PDF.

    Args:
        source: the file, or its bytes.
        name: what to call it in messages; default: the file's path.
        language: language tag to take instead of what the document says.

    Raises:
        UnreadableFile: missing, empty, too large or too long, of another kind, encrypted, scanned,
            broken, or beyond what reading may take.
        LibraryMissing: ``venskab[documents]`` is needed and not installed.
    """
    called = name or (str(source) if isinstance(source, Path) else "")
    data = _bytes(source, called)
    try:
        kind = _kind(data, called)
        if kind is DocumentKind.TEXT:
            return _document([normal_form(_plain(data))], language, kind)
        pages, own = _read(data, kind)
        return _document(pages, language or own, kind)
    except UnreadableFile as error:
        raise UnreadableFile(error.what, where=called, hint=error.hint) from None


def _bytes(source: Path | bytes, name: str) -> bytes:
    if isinstance(source, bytes):
        refuse_larger(len(source), MOST_BYTES, name, hint=_FEWER)
        return source
    with opened(source, MOST_BYTES, hint=_FEWER) as file:
        return file.read()


def _document(pages: Sequence[str], language: str, kind: DocumentKind) -> DocumentText:
    text = "\n\n".join(pages)
    if not text.strip():
        raise UnreadableFile(N_("it has no text."))
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(
            N_(
                "its text has {length:,} characters, more than the {most:,} that are read.",
                length=len(text),
                most=MOST_CHARACTERS,
            ),
            hint=_FEWER,
        )
    starts = tuple(accumulate((len(page) + 2 for page in pages[:-1]), initial=0))
    return DocumentText(
        text, hash_of(text), language, kind, starts if kind is DocumentKind.PDF else ()
    )


def _kind(data: bytes, name: str) -> DocumentKind:
    """What a file is, by its first bytes; by its name only where it is text."""
    if data.startswith(b"%PDF-"):
        return DocumentKind.PDF
    if data.startswith(b"PK\x03\x04"):
        return DocumentKind.DOCX
    head = data[:_HEAD]
    if _HTML.match(head) or PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml"):
        return DocumentKind.HTML
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableFile(
                N_("it is protected with a password."),
                hint=N_("Save a copy without the password."),
            )
        raise UnreadableFile(N_("it is in an older Word format (DOC)."), hint=_AS_PLAIN)
    if head.startswith(b"{\\rtf"):
        raise UnreadableFile(N_("it is in rich text format (RTF)."), hint=_AS_PLAIN)
    return DocumentKind.TEXT


def _plain(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    seen = looks_binary(data)
    if seen and encoding == "utf-8":
        raise UnreadableFile(
            N_("it looks like {seen}, and is read as text only.", seen=seen), hint=_AS_PLAIN
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            N_("line {line} is not UTF-8 text.", line=line), hint=N_("Save it as UTF-8.")
        ) from None


def _read(data: bytes, kind: DocumentKind) -> tuple[list[str], str]:
    """The pages and the language of what is no plain text."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        words = (kind.value, str(MEMORY), str(int(SECONDS)))
        ended = run_child("graph.documents.reader_main", *words, given=file, seconds=SECONDS)
    if ended.status:
        raise UnreadableFile(why_it_died(ended.status, MEMORY, SECONDS), hint=_FEWER)
    told = json.loads(ended.output)
    if "missing" in told:
        raise LibraryMissing(
            N_("This needs the library {name}, which is not installed.", name=told["missing"]),
            hint=N_("Install venskab[documents], or save the text as plain text."),
        )
    if "what" in told:
        raise UnreadableFile(unpacked(told["what"]), hint=unpacked(told["hint"]))
    return told["pages"], told["language"]
