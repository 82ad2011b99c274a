"""N-Quads lines of a list, written without a library of RDF: a list has hundreds of thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from graph.prefixes import PREFIXES

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"'})
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\x7f]+")
_NO_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
TYPE: Final = f"<{PREFIXES['rdf']}type>"
LABEL: Final = f"<{PREFIXES['rdfs']}label>"


class Saying(NamedTuple):
    """A predicate and an object of one subject, as N-Quads writes them."""

    predicate: str
    object: str


def iri(text: str) -> str:
    """An IRI in its brackets."""
    return f"<{text}>"


def is_address(text: str) -> bool:
    """True if a text can stand as an IRI of the web."""
    return text.startswith(("http://", "https://")) and not _NO_IRI.search(text)


def term(prefix: str, name: str) -> str:
    """A term of a vocabulary, such as ``term("vsk", "locator")``."""
    return f"<{PREFIXES[prefix]}{name}>"


def cleaned(text: str) -> str:
    """A text on one line, with single blanks, as names of lists are kept."""
    return _BLANKS.sub(" ", text).strip()


def literal(text: str, lang: str = "", datatype: str = "") -> str:
    """A literal; blanks and control characters become single blanks."""
    quoted = f'"{cleaned(text).translate(_ESCAPES)}"'
    if lang:
        return f"{quoted}@{lang}"
    return f"{quoted}^^<{datatype}>" if datatype else quoted


def lines_of(subject: str, said: Iterable[Saying], graph: str) -> Iterator[str]:
    """The lines of what is said of one subject, in a graph."""
    for predicate, value in said:
        yield f"<{subject}> {predicate} {value} <{graph}> ."
