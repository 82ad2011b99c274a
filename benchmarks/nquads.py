"""Writes N-Quads lines of one graph, fast enough for millions of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from graph.prefixes import EDTF, PREFIXES

Values: TypeAlias = str | Sequence[str]


@lru_cache(maxsize=4096)
def curie(name: str) -> str:
    """The IRI term of a prefixed name, such as ``vsk:Partnership``.

    Raises:
        KeyError: the prefix is not declared in ``graph.namespaces``.
    """
    prefix, local = name.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


def text(value: str, language: str = "") -> str:
    """A plain or language-tagged literal term; the value holds no control characters."""
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"@{language}' if language else f'"{quoted}"'


def typed(value: object, datatype: str) -> str:
    """A literal term of an XSD datatype, such as ``integer``."""
    return f'"{value}"^^{curie(f"xsd:{datatype}")}'


def edtf(value: str) -> str:
    """A date term."""
    return f'"{value}"^^<{EDTF}>'


def both(danish: str, english: str) -> tuple[str, str]:
    """The same text in Danish and in English."""
    return text(danish, "da"), text(english, "en")


@dataclass
class Graph:
    """The lines of one named graph.

    Attributes:
        iri: IRI of the graph.
        lines: N-Quads lines without their line ends, in the order they were said.
    """

    iri: str
    lines: list[str] = field(default_factory=list)

    @property
    def term(self) -> str:
        """The graph's IRI as a term."""
        return f"<{self.iri}>"

    def say(self, subject: str, kind: str, about: Mapping[str, Values]) -> None:
        """State the class of a subject and its properties.

        Args:
            subject: the subject's term.
            kind: prefixed name of its class.
            about: prefixed names of properties, each with one term or several.
        """
        end = f" <{self.iri}> ."
        self.lines.append(f"{subject} {curie('rdf:type')} {curie(kind)}{end}")
        for name, values in about.items():
            head = f"{subject} {curie(name)} "
            if isinstance(values, str):
                self.lines.append(head + values + end)
            else:
                self.lines += [head + value + end for value in values]
