"""The program of the reading child: a document on standard input, its text as JSON out.

Only :mod:`graph.documents.reading` starts it.
"""

from __future__ import annotations

import json
import signal
import sys

from graph.documents.document_text import DocumentKind
from graph.engine.process.sandbox import die_with_parent, limit_memory, limit_time
from graph.errors import UnreadableFile
from graph.texts import packed


def main(kind: str, memory: str, seconds: str) -> None:
    """Read standard input; write the pages and the language, or why there are none.

    Args:
        kind: what it is, of :class:`~graph.documents.document_text.DocumentKind`.
        memory: what this process may take beside what it has, bytes.
        seconds: processor time that it may take, s.
    """
    die_with_parent()
    limit_memory(int(memory))
    limit_time(int(seconds))
    try:
        pages, language = _read(sys.stdin.buffer.read(), DocumentKind(kind))
        told: dict[str, object] = {"pages": pages, "language": language}
    except UnreadableFile as error:
        told = {"what": packed(error.what), "hint": packed(error.hint)}
    except ModuleNotFoundError as error:
        told = {"missing": error.name}
    except MemoryError:
        # As a child ends that the system ends for it.
        signal.raise_signal(signal.SIGABRT)
    sys.stdout.write(json.dumps(told))


def _read(data: bytes, kind: DocumentKind) -> tuple[list[str], str]:
    # Each library is imported for what it reads alone.
    if kind is DocumentKind.PDF:
        from graph.documents.pdf_text import text_of_pdf  # noqa: PLC0415

        return text_of_pdf(data)
    if kind is DocumentKind.DOCX:
        from graph.documents.docx_text import text_of_docx  # noqa: PLC0415

        text, language = text_of_docx(data)
    else:
        from graph.documents.html_text import text_of_html  # noqa: PLC0415

        text, language = text_of_html(data)
    return [text], language
