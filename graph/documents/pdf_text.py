"""The text of a PDF: its lines put together to the paragraphs that were broken to fit the page."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from graph.documents.normal_form import set_out
from graph.errors import UnreadableFile
from graph.texts import N_

MOST_PAGES: Final = 1_000
# A line that is further below the one before it, in lines, starts a paragraph.
_GAP: Final = 1.3
# What PDFium writes for a hyphen and the line's end that parts a word with it.
_PARTED: Final = ("\x02", "\ufffe")
_LINE: Final = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_HYPHENS: Final = (*_PARTED, "-", "\u2010", "\u00ad")
_ITEM: Final = re.compile(r"(?:[-\u2013\u2022\u25aa\u25cf\uf0b7*]|\(?\w{1,3}[.)]|\u00a7)\s")
_ENDS: Final = "\x02\ufffe \t\u00a0"
# Before these a hyphen stands for the end of a compound: "venskabs- og ...".
_AND: Final = re.compile(r"(?:og|eller|samt|och|eller|and|or|und|oder)\b", re.I)
_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True)
class _Line:
    """A line of a page.

    Attributes:
        text: its characters.
        right: where its last character ends, points from the left edge of the page.
        bottom: where its characters end below, points from the bottom of the page.
        first_word: width of its first word with a space before it, points.
    """

    text: str
    right: float
    bottom: float
    first_word: float


def text_of_pdf(data: bytes) -> tuple[list[str], str]:
    """The text of each page, and the language that the document says it has; blank for none.

    A line goes on in the next where the next word would not have fitted on it; a hyphen at its end
    is then taken out. A head or foot that most pages share is left out.

    Raises:
        UnreadableFile: it is encrypted, broken, too long, or has no text.
    """
    document = _opened(data)
    pages = [_lines(document[number]) for number in range(len(document))]
    if not any(pages):
        raise UnreadableFile(
            N_("its pages are pictures without text."),
            hint=N_("Have the text recognised first (OCR), or type what you quote."),
        )
    pages = _without_heads(pages)
    margin = max((line.right for lines in pages for line in lines), default=0.0)
    leading = _leading(pages)
    return [set_out(_paragraphs(lines, margin, leading)) for lines in pages], _language(document)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableFile(
                N_("it is protected with a password."),
                hint=N_("Save a copy without the password."),
            ) from None
        raise UnreadableFile(
            N_("it is a broken PDF."), hint=N_("Open it in a PDF viewer and print it to a new PDF.")
        ) from None
    if len(document) > MOST_PAGES:
        raise UnreadableFile(
            N_(
                "it has {pages:,} pages, more than the {most:,} that are read.",
                pages=len(document),
                most=MOST_PAGES,
            ),
            hint=N_("Save only the pages that count."),
        )
    return document


def _language(document: pypdfium2.PdfDocument) -> str:
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(
        document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0") if size > 2 else ""


def _lines(page: pypdfium2.PdfPage) -> list[_Line]:
    try:
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        return list(_placed(text, text_page)) if text else []
    finally:
        page.close()


def _placed(text: str, page: pypdfium2.PdfTextPage) -> Iterator[_Line]:
    # A character outside of the first plane takes two places in the page: none is known then.
    known = len(text) == page.count_chars()
    for found in _LINE.finditer(text):
        words = found[0].split()
        if not words:
            continue
        first = text.index(words[0], found.start())
        last = found.start() + len(found[0].rstrip(_ENDS)) - 1
        if not known:
            yield _Line(found[0], 0.0, 0.0, 0.0)
            continue
        left, *_rest = page.get_charbox(first, loose=True)
        _left, bottom, right, top = page.get_charbox(last, loose=True)
        end_of_first = page.get_charbox(first + len(words[0]) - 1, loose=True)[2]
        space = (top - bottom) * 0.2
        yield _Line(found[0], right, bottom, end_of_first - left + space)


def _without_heads(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """The pages less their first and last lines that most of them share, but for numbers."""
    if len(pages) < 3:
        return [list(lines) for lines in pages]
    counts = Counter(key for lines in pages for key in set(_edges(lines).values()))
    shared = {key for key, count in counts.items() if count * 2 > len(pages)}
    return [
        [line for number, line in enumerate(lines) if edges.get(number) not in shared]
        for lines, edges in ((lines, _edges(lines)) for lines in pages)
    ]


def _edges(lines: Sequence[_Line]) -> dict[int, str]:
    """The two uppermost and the two lowest lines of a page, with ``#`` for numbers."""
    order = sorted(range(len(lines)), key=lambda number: -lines[number].bottom)
    return {
        number: _NUMBERS.sub("#", lines[number].text.strip())
        for number in (*order[:2], *order[-2:])
    }


def _leading(pages: Sequence[Sequence[_Line]]) -> float:
    """The way from a line to the next within a paragraph, points: of all ways one of the short."""
    ways = (above.bottom - line.bottom for lines in pages for above, line in pairwise(lines))
    order = sorted(way for way in ways if way > 0)
    return order[len(order) // 5] if order else 0.0


def _paragraphs(lines: Sequence[_Line], margin: float, leading: float) -> str:
    text = ""
    for number, line in enumerate(lines):
        if number == 0:
            text = line.text
            continue
        above = lines[number - 1]
        step = above.bottom - line.bottom
        near = 0 < step <= leading * _GAP
        if near and _goes_on(above, line, margin):
            text = _joined(text, line.text)
        else:
            text += ("\n" if near else "\n\n") + line.text
    return text.replace("\x02", "-").replace("\ufffe", "-")


def _goes_on(above: _Line, line: _Line, margin: float) -> bool:
    """Whether a line was broken only because the next word did not fit on it."""
    if above.text.endswith(_PARTED):
        return True
    return above.right + line.first_word > margin and not _ITEM.match(line.text)


def _joined(text: str, line: str) -> str:
    text, line = text.rstrip(), line.lstrip()
    if not text.endswith(_HYPHENS):
        return f"{text} {line}"
    if text[-2:-1].isspace() or _AND.match(line):
        return f"{text[:-1]}- {line}"
    if line[:1].islower():
        return text[:-1] + line
    return f"{text[:-1]}-{line}"
