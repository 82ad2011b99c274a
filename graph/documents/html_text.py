"""The text of an HTML page: what a reader reads, a paragraph a line."""

from __future__ import annotations

import codecs
import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph.documents.normal_form import set_out
from graph.errors import UnreadableFile
from graph.texts import N_

_UNREAD: Final = (
    "script, style, template, noscript, svg, math, iframe, object, audio, video, canvas, select, "
    "button, [hidden], [aria-hidden=true]"
)
# Left out where a page does not say which part of it is its own text.
_FRAME: Final = "nav, aside, footer, [role=navigation], [role=search], [role=contentinfo]"
_PARAGRAPHS: Final = (
    "p, h1, h2, h3, h4, h5, h6, ul, ol, dl, table, caption, blockquote, pre, hr, figure, section, "
    "article, header, footer, main, form, fieldset, details"
)
_LINES: Final = "div, dt, dd, address, figcaption, summary, legend"
_INSIDE: Final = f":is(li, td, th) :is({_PARAGRAPHS}, {_LINES})"
# Marks in the text while it is made, which has no control characters of its own by then.
_PARAGRAPH, _LINE, _CELL, _ROW, _ROW_END = "\x01", "\x02", "\x03", "\x04", "\x05"
_MARKS: Final = re.compile("[\x01-\x05]")
_WHITE: Final = re.compile(r"\s+")
# The innermost rows: what is around a table in a table is no row.
_ROWS: Final = re.compile("\x04([^\x04\x05]*)\x05")
_BREAKS: Final = re.compile("[\x01-\x05 ]*[\x01-\x05][\x01-\x05 ]*")
_ITEM: Final = re.compile(r"(?m)^(-|\d+\.)[ \t]*\n+(?=\S)")
_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_BYTE_ORDER: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What browsers take these names for.
_MEANT: Final = dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "us-ascii"), "cp1252")


def text_of_html(data: bytes) -> tuple[str, str]:
    """The text of a page, and the language that it says it has; blank for none.

    Raises:
        UnreadableFile: it is not in the encoding that it names, or not in UTF-8 and names none.
    """
    page = LexborHTMLParser(_decoded(data))
    root, body = page.root, page.body
    language = (root.attributes.get("lang") or "") if root else ""
    return (text_of_part(_own_part(body)) if body else ""), language


def text_of_part(root: LexborNode) -> str:
    """The text of an element, which is taken apart for it."""
    for each in root.css(_UNREAD):
        each.decompose()
    _mark(root)
    text = _ROWS.sub(_row, _WHITE.sub(" ", root.text()))
    lines = _BREAKS.sub(lambda found: "\n\n" if _PARAGRAPH in found[0] else "\n", text)
    return set_out(_ITEM.sub(r"\1 ", lines))


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _BYTE_ORDER if data.startswith(mark)), "")
    if not encoding:
        named = _CHARSET.search(data[:4096])
        encoding = named[1].decode().lower() if named else "utf-8"
    try:
        return _MARKS.sub(" ", data.decode(_MEANT.get(encoding, encoding)))
    except (UnicodeDecodeError, LookupError):
        raise UnreadableFile(
            N_("it is not text in {encoding}.", encoding=encoding.upper()),
            hint=N_("Save it as UTF-8."),
        ) from None


def _own_part(body: LexborNode) -> LexborNode:
    """The part that the page marks as its text; without one the whole, less what frames it."""
    for selector in ("main", "[role=main]", "article"):
        found = body.css(selector)
        if len(found) == 1:
            return found[0]
    for each in body.css(_FRAME):
        each.decompose()
    return body


def _mark(root: LexborNode) -> None:
    """Write a mark where a line, a paragraph, a cell or a row of a table starts or ends."""
    _mark_lists(root)
    inside = {each.mem_id for each in root.css(_INSIDE)}
    for selector, mark in ((_PARAGRAPHS, _PARAGRAPH), (_LINES, _LINE)):
        for each in root.css(selector):
            edge = _LINE if each.mem_id in inside else mark
            each.insert_before(edge)
            each.insert_after(edge)
    for each in root.css("pre"):
        for piece in [one for one in each.traverse(include_text=True) if one.is_text_node]:
            piece.replace_with((piece.text_content or "").replace("\n", _LINE))
    for each in root.css("br"):
        each.replace_with(_LINE)
    for each in root.css("td, th"):
        each.insert_after(_CELL)
    for each in root.css("tr"):
        each.insert_before(_ROW)
        each.insert_after(_ROW_END)


def _mark_lists(root: LexborNode) -> None:
    for each in root.css("ul > li"):
        each.insert_before(f"{_LINE}- ")
        each.insert_after(_LINE)
    for each in root.css("ol"):
        start = each.attributes.get("start") or ""
        items = [one for one in each.iter() if one.tag == "li"]
        for number, item in enumerate(items, int(start) if start.isdecimal() else 1):
            item.insert_before(f"{_LINE}{number}. ")
            item.insert_after(_LINE)


def _row(found: re.Match[str]) -> str:
    """A table's row on one line; cell after cell where a cell has several lines."""
    cells = [_BREAKS.sub("\n", cell).strip() for cell in found[1].split(_CELL)]
    filled = [cell for cell in cells if cell]
    if any("\n" in cell for cell in filled):
        return _PARAGRAPH + _PARAGRAPH.join(filled).replace("\n", _LINE) + _PARAGRAPH
    return _LINE + "\t".join(filled) + _LINE
