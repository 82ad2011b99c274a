"""Writes the index of all names, in a process of its own: Python is busy with it for a while.

The database has ``thing`` (what is found), ``name`` (each name of each thing, own or lent, the
most telling first) and ``words`` (FTS5 over the folded names). Numbers in ``name`` are ranks, so
that SQLite answers in order and stops early.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.collation import danish_key
from graph.search.folding import fold, joined
from graph.search.match import LABELS, TYPES, WHYS, token, type_of

_SCHEMA: Final = """
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, type TEXT NOT NULL, labels TEXT NOT NULL,
  ended TEXT NOT NULL
);
CREATE TABLE name (
  id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, text TEXT NOT NULL, langs TEXT NOT NULL,
  why TEXT NOT NULL, via INTEGER, type TEXT NOT NULL, folded TEXT NOT NULL
);
CREATE INDEX by_folded ON name (folded, type);
CREATE INDEX by_thing ON name (thing);
CREATE UNIQUE INDEX by_iri ON thing (iri);
CREATE VIRTUAL TABLE words USING fts5 (
  folded, joined, type, content='', columnsize=0, detail='column', prefix='1 2 3',
  tokenize='ascii'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, col);
"""
Term = Mapping[str, str]
Row = Mapping[str, Term]


@dataclass(frozen=True)
class _Name:
    """One name that finds a thing: its own, or one of another thing (``via``)."""

    thing: str
    text: str
    langs: tuple[str, ...]
    why: str
    via: str = ""


@dataclass
class _Graph:
    """The engine's answers, by thing."""

    names: dict[str, dict[str, set[str]]]  # thing, text, languages
    labels: dict[str, dict[str, tuple[int, str]]]  # thing, language, how good and the text
    links: dict[tuple[str, str], str]  # thing and via, best reason why
    ended: dict[str, str]


def main(path: str) -> None:
    """Write the index at ``path`` from the two answers on standard input."""
    told = json.load(sys.stdin.buffer)
    with sqlite3.connect(path) as database:
        write(database, told["names"]["results"]["bindings"], told["links"]["results"]["bindings"])
    database.close()


def write(database: sqlite3.Connection, names: Iterable[Row], links: Iterable[Row]) -> None:
    """Fill an empty database.

    Args:
        database: where to.
        names: rows of ``model.NAMES``.
        links: rows of ``model.LINKS``.
    """
    graph = _read(names, links)
    numbers = {iri: number for number, iri in enumerate(graph.names)}
    database.executescript(_SCHEMA)
    things = (_thing_row(number, iri, graph) for iri, number in numbers.items())
    database.executemany("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", things)
    ordered = sorted(_names(graph), key=lambda name: _rank(name, graph))
    rows = [_name_row(number, name, numbers) for number, name in enumerate(ordered)]
    database.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    indexed = ((row[0], row[7], joined(row[7]), token(row[6])) for row in rows)
    into = "INSERT INTO words (rowid, folded, joined, type) VALUES (?, ?, ?, ?)"
    database.executemany(into, indexed)
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.commit()


def _thing_row(number: int, iri: str, graph: _Graph) -> tuple[int, str, str, str, str]:
    labels = {lang: text for lang, (_, text) in graph.labels.get(iri, {}).items()}
    shown = json.dumps(labels, ensure_ascii=False)
    return number, iri, type_of(iri), shown, graph.ended.get(iri, "")


def _name_row(
    number: int, name: _Name, numbers: Mapping[str, int]
) -> tuple[int, int, str, str, str, int | None, str, str]:
    via = numbers[name.via] if name.via else None
    langs, kind = " ".join(name.langs), type_of(name.thing)
    return number, numbers[name.thing], name.text, langs, name.why, via, kind, fold(name.text)


def _read(names: Iterable[Row], links: Iterable[Row]) -> _Graph:
    graph = _Graph({}, {}, {}, {})
    for row in names:
        if type_of(row["thing"]["value"]) and fold(row["name"]["value"]):
            _read_name(graph, row)
    for row in links:
        thing, why, via = (row[name]["value"] for name in ("thing", "why", "via"))
        if why == "ended":
            graph.ended[thing] = via
        elif thing in graph.names and via in graph.names:
            known = graph.links.setdefault((thing, via), why)
            graph.links[thing, via] = min(known, why, key=WHYS.index)
    return graph


def _read_name(graph: _Graph, row: Row) -> None:
    thing, name = row["thing"]["value"], row["name"]
    lang, text, place = name.get("xml:lang", ""), name["value"], int(row["place"]["value"])
    graph.names.setdefault(thing, defaultdict(set))[text].add(lang)
    if place < LABELS:
        labels = graph.labels.setdefault(thing, {})
        labels[lang] = min((place, text), labels.get(lang, (place, text)))


def _names(graph: _Graph) -> Iterator[_Name]:
    for thing, texts in graph.names.items():
        for text, langs in texts.items():
            yield _Name(thing, text, tuple(sorted(langs)), "own")
    for (thing, via), why in graph.links.items():
        for text, langs in graph.names[via].items():
            yield _Name(thing, text, tuple(sorted(langs)), why, via)


def _rank(name: _Name, graph: _Graph) -> tuple[object, ...]:
    """The most telling first: own names, what exists, what is sought most, the shortest."""
    place = TYPES.index(type_of(name.thing))
    telling = (WHYS.index(name.why), name.thing in graph.ended, place, len(name.text))
    return (*telling, danish_key(name.text), name.thing, name.via)
