"""Keeps what cannot be written as XML from leaving as XML.

Oxigraph 0.5 writes every character of a literal as it is. XML 1.0 has no way to write most control
characters (section 2.2) and reads a carriage return as a line feed (section 2.11); and a property
IRI that ends in no XML name, such as ``http://example.org/1``, has no element in RDF/XML, where
Oxigraph writes an element without a name. A reader would get another text, or none.
"""

from __future__ import annotations

from typing import Final

from graph.engine.spool import Spool

# Every character that XML 1.0 has no way to write becomes NUL, which is one of them.
_FORBIDDEN: Final = bytes(c if c >= 0x20 or c in b"\t\n\r" else 0 for c in range(256))
_NONCHARACTERS: Final = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_NAMELESS: Final = b"<oxprefix: "
# A mark can begin in one piece and end in the next.
_OVERLAP: Final = len(_NAMELESS) - 1


class NotXml(ValueError):
    """An answer that XML cannot carry; its text says what stands in the way."""


class XmlGuard:
    """A binary writer that hands XML on to a spool, carriage returns escaped.

    Args:
        spool: where the answer goes.
        is_rdf: whether it is RDF/XML, which has elements that are named by properties.
    """

    def __init__(self, spool: Spool, *, is_rdf: bool) -> None:
        self._spool = spool
        self._is_rdf = is_rdf
        self._last = b""

    def write(self, data: bytes) -> int:
        """Take the next bytes of the answer.

        Raises:
            NotXml: they are no part of an XML document.
            OverflowError: the answer is larger than the limit.
        """
        seen = self._last + data
        written = _xml(data, seen, is_rdf=self._is_rdf)
        self._last = seen[-_OVERLAP:]
        self._spool.write(written)
        return len(data)

    def flush(self) -> None:
        """Hand everything to the operating system."""
        self._spool.flush()


def guarded(data: bytes) -> bytes:
    """A whole RDF/XML document that Oxigraph wrote, carriage returns escaped.

    Raises:
        NotXml: it is none.
    """
    return _xml(data, data, is_rdf=True)


def _xml(data: bytes, seen: bytes, *, is_rdf: bool) -> bytes:
    if is_rdf and _NAMELESS in seen:
        raise NotXml("a property whose IRI does not end in an XML name")
    if b"\0" in data.translate(_FORBIDDEN) or _has_noncharacter(seen):
        raise NotXml("a character that XML has no way to write")
    return data.replace(b"\r", b"&#13;")


def _has_noncharacter(data: bytes) -> bool:
    # One byte is looked for twenty times faster than three, and few answers have it.
    return b"\xef" in data and any(each in data for each in _NONCHARACTERS)
