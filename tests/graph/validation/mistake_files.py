"""The mistakes: one valid document, and what goes wrong in it, read from ``mistakes/*.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from graph.engine.formats import TRIG, TURTLE
from graph.engine.safe_parser import ParsedDocument, read_quads
from graph.ledger import Put
from graph.prefixes import BASE, PREFIXES

FOLDER: Final = Path(__file__).parent / "mistakes"
THEMES: Final = ("time", "parties", "identity", "evidence", "words")


@dataclass(frozen=True)
class Mistake:
    """A mistake, and where it must be found.

    Attributes:
        name: what went wrong, in a word or some.
        titles: the same for a reader, in ``da`` and ``en``.
        text: Turtle, the valid document with the mistake in it.
        severity: of the finding.
        shape: local name of the shape that has the message.
        thing: IRI that it is said of.
        path: IRI of the property, or None.
        at: text on the line that is shown, or blank where no line can be known.
        says: part of the message, by language; empty where it is the shape's own.
    """

    name: str
    titles: Mapping[str, str]
    text: str
    severity: str
    shape: str
    thing: str
    path: str | None
    at: str
    says: Mapping[str, str]


def valid() -> str:
    """The document that the mistakes are made in."""
    return (FOLDER / "valid.ttl").read_text("utf-8")


@cache
def mistakes() -> dict[str, Mistake]:
    """All of them, by name."""
    found: dict[str, Mistake] = {}
    for theme in THEMES:
        for name, given in yaml.safe_load((FOLDER / f"{theme}.yaml").read_text("utf-8")).items():
            assert name not in found, f"two mistakes are called {name}"
            found[name] = _mistake(name, given)
    return found


def document(text: str) -> ParsedDocument:
    """A document of the mistakes, read."""
    lines = read_quads(text.encode(), TURTLE.media_type, base=None, default_graph=None)
    return ParsedDocument(lines, _by_graph(lines), TURTLE.media_type)


def held(text: str = "") -> list[Put]:
    """What the documents are judged beside: TriG, by default that of ``ledger.trig``."""
    data = (text or (FOLDER / "ledger.trig").read_text("utf-8")).encode()
    lines = read_quads(data, TRIG.media_type, base=None, default_graph=None)
    return [Put(graph, own) for graph, own in _by_graph(lines).items()]


def _by_graph(lines: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.rsplit(" ", 2)[1][1:-1], []).append(line)
    return found


def _mistake(name: str, given: Mapping[str, Any]) -> Mistake:
    text = valid()
    for old, new in given.get("change", {}).items():
        assert old in text, f"{name}: valid.ttl has no {old!r}"
        text = text.replace(old, new, 1)
    severity, shape, thing, path, at = given["found"]
    return Mistake(
        name=name,
        titles={"da": given["da"], "en": given["en"]},
        text=text + "\n" + given.get("add", ""),
        severity=severity,
        shape=shape,
        thing=_whole(thing),
        path=None if path is None else _named(path),
        at=at,
        says=given.get("says", {}),
    )


def _whole(thing: str) -> str:
    kind, _, rest = thing.partition(":")
    if kind == "graph":
        return f"{BASE}graph/{rest}"
    return BASE + (thing if thing.startswith("concept/") else f"id/{thing}")


def _named(path: str) -> str:
    prefix, _, local = path.partition(":")
    return PREFIXES[prefix] + local
