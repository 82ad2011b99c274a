"""Answers from the index: exact, prefix, word, spelled otherwise, a letter wrong."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from threading import Lock
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.search.folding import fold, joined, plain
from graph.search.match import Hit, How, NamedThing, token

# A longer text is no name; the words beyond are passed over.
MOST_WORDS: Final = 12
# Names looked at for each hit wanted: one thing has several, and at least so many in all, so that
# whoever asks for a few is told how many there are.
_NAMES_A_HIT: Final = 5
_LEAST_NAMES: Final = 300
# Spellings of one word that are looked for.
_SPELLINGS: Final = 24
# rapidfuzz keeps the interpreter lock; so many comparisons take about a millisecond.
_AT_ONCE: Final = 4_000
_LAST: Final = "\U0010ffff"
_HOWS: Final = tuple(How)


class _Row(NamedTuple):
    id: int
    thing: int
    text: str
    langs: str
    why: str
    via: int | None
    folded: str


class _Fit(NamedTuple):
    """The closeness of a match, smallest best."""

    how: int
    distance: int
    folded: bool
    longer: bool
    id: int


class Hits(NamedTuple):
    """The things that a text finds.

    Attributes:
        best: the best of them, best first.
        total: how many there are among the names that were looked at.
        complete: whether those were all names that fit.
    """

    best: list[Hit]
    total: int
    complete: bool


class OwnNames(NamedTuple):
    """A thing with the names that are its own.

    Attributes:
        thing: the thing.
        names: its names, as the graph spells them.
    """

    thing: NamedThing
    names: tuple[str, ...]


class NameIndex:
    """The names of one generation.

    Args:
        database: as ``building`` writes it, usable from every thread.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._one_at_a_time = Lock()
        self._by_length: dict[int, list[list[str]]] = {}  # batches of words
        words = database.execute("SELECT term FROM vocabulary WHERE col = 'folded'")
        self._known = {word for (word,) in words}
        for word in sorted(self._known):
            batches = self._by_length.setdefault(len(word), [[]])
            if len(batches[-1]) == _AT_ONCE:
                batches.append([])
            batches[-1].append(word)

    def search(self, text: str, *, kind: str = "", limit: int = 20) -> Hits:
        """The things that ``text`` finds, best first, each once, by the name that fits best.

        Args:
            text: what a person types.
            kind: only things of this type; blank for all.
            limit: most hits.
        """
        asked = _Asked(text)
        if not asked.words:
            return Hits([], 0, complete=True)
        wanted = max(_LEAST_NAMES, _NAMES_A_HIT * limit)
        best: dict[int, tuple[_Fit, _Row]] = {}
        with self._one_at_a_time:
            ranked = sorted(self._ranked(asked, kind, wanted))
            for fit, row in ranked:
                best.setdefault(row.thing, (fit, row))
            hits = [self._hit(fit, row) for fit, row in list(best.values())[:limit]]
        return Hits(hits, len(best), complete=len(ranked) < wanted)

    def own_names(self, iris: Iterable[str]) -> dict[str, OwnNames]:
        """The things of some IRIs with their own names; without those that have none.

        Args:
            iris: addresses of things.
        """
        query = (
            "SELECT thing.iri, type, labels, ended, (SELECT json_group_array(text) FROM name "
            "WHERE name.thing = thing.id AND why = 'own') FROM thing "
            "WHERE iri IN (SELECT value FROM json_each(?))"
        )
        with self._one_at_a_time:
            found = self._database.execute(query, (json.dumps(list(iris)),)).fetchall()
        return {
            iri: OwnNames(
                NamedThing(iri, kind, json.loads(labels), ended), tuple(json.loads(names))
            )
            for iri, kind, labels, ended, names in found
        }

    def close(self) -> None:
        """Let go of the memory."""
        self._database.close()

    def _ranked(self, asked: _Asked, kind: str, wanted: int) -> list[tuple[_Fit, _Row]]:
        ids = self._plainly(asked, kind, wanted)
        ranked = [pair for row in self._rows(ids) if (pair := asked.fit(row))]
        if any(_HOWS[fit.how] in (How.EXACT, How.WORD) for fit, _ in ranked):
            return ranked
        ranked += self._similar(asked, kind, wanted)
        return ranked or self._some(asked, kind, wanted)

    def _plainly(self, asked: _Asked, kind: str, wanted: int) -> Iterator[int]:
        """Names that are the text, begin with it, or have its words."""
        *first, last = ([word] for word in asked.words)
        words = self._match([*first, last], kind, wanted)
        starts = self._match([*first, [last[0] + "*"]], kind, wanted)
        whole = self._named(asked.folded, asked.folded, kind, wanted)
        begins = self._named(asked.folded, asked.folded + _LAST, kind, wanted)
        return chain(whole, begins, words, starts)

    def _named(self, first: str, last: str, kind: str, wanted: int) -> Iterator[int]:
        """Names from one to another in the order of their letters."""
        span = (first, last, kind, kind or _LAST, wanted)
        query = (
            "SELECT id FROM name WHERE folded BETWEEN ? AND ? AND type BETWEEN ? AND ? "
            "ORDER BY id LIMIT ?"
        )
        return (number for (number,) in self._database.execute(query, span))

    def _similar(self, asked: _Asked, kind: str, wanted: int) -> list[tuple[_Fit, _Row]]:
        """Names whose words are those asked for but for a letter or two, in one word at first."""
        spelled = [asked.words, [asked.joined]] if asked.joined else [asked.words]
        for words, trusting in product(spelled, (True, False)):
            if not (trusting or self._known.intersection(words)):
                continue
            near = [self._near(word, trusting=trusting) for word in words]
            if all(near):
                rows = self._rows(self._match([list(each) for each in near], kind, wanted))
                if found := [(asked.near_fit(row, near), row) for row in rows]:
                    return found
        return []

    def _near(self, word: str, *, trusting: bool) -> dict[str, int]:
        """Known words by their distance from ``word``: letters wrong, missing, extra, swapped.

        Args:
            word: what was typed.
            trusting: a word that is known is taken as it is.
        """
        if trusting and word in self._known:
            return {word: 0}
        most = _allowed(word)
        lengths = range(len(word) - most, len(word) + most + 1)
        found = [
            (distance, each)
            for length in lengths
            for batch in self._by_length.get(length, ())
            for each, distance, _ in process.extract(
                word, batch, scorer=OSA.distance, score_cutoff=most, limit=_SPELLINGS
            )
        ]
        return {each: int(distance) for distance, each in sorted(found)[:_SPELLINGS]}

    def _some(self, asked: _Asked, kind: str, wanted: int) -> list[tuple[_Fit, _Row]]:
        """Names with some of the words, when none has all of them."""
        rows = self._rows(self._match([asked.words], kind, wanted))
        return [(asked.some_fit(row), row) for row in rows]

    def _match(self, words: Sequence[Sequence[str]], kind: str, wanted: int) -> Iterator[int]:
        """Names, best first, that have one of each group of words; a word may end in ``*``."""
        groups = (" OR ".join(_quoted(word) for word in group) for group in words)
        text = " AND ".join(f"({{folded joined}} : ({group}))" for group in groups)
        if kind:
            text += f' AND type : "{token(kind)}"'
        query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
        return (number for (number,) in self._database.execute(query, (text, wanted)))

    def _rows(self, ids: Iterable[int]) -> list[_Row]:
        query = (
            "SELECT id, thing, text, langs, why, via, folded FROM name "
            "WHERE id IN (SELECT value FROM json_each(?))"
        )
        return list(map(_Row._make, self._database.execute(query, (json.dumps(list(ids)),))))

    def _hit(self, fit: _Fit, row: _Row) -> Hit:
        via = None if row.via is None else self._thing(row.via)
        langs = tuple(row.langs.split())
        how = _HOWS[fit.how]
        return Hit(self._thing(row.thing), row.text, langs, how, fit.folded, row.why, via)

    def _thing(self, number: int) -> NamedThing:
        query = "SELECT iri, type, labels, ended FROM thing WHERE id = ?"
        iri, kind, labels, ended = self._database.execute(query, (number,)).fetchone()
        return NamedThing(iri, kind, json.loads(labels), ended)


class _Asked:
    """The text asked for, in the forms that names are compared with."""

    def __init__(self, text: str) -> None:
        self.plain = " ".join(plain(text).split()[:MOST_WORDS])
        self.folded = " ".join(fold(text).split()[:MOST_WORDS])
        self.words = self.folded.split()
        self.joined = joined(self.folded)

    def fit(self, row: _Row) -> tuple[_Fit, _Row] | None:
        how = _how(self.folded, row.folded)
        if how is None:
            return None
        folded = _how(self.plain, plain(row.text)) != how
        return _Fit(how, 0, folded, False, row.id), row

    def near_fit(self, row: _Row, near: Sequence[Mapping[str, int]]) -> _Fit:
        words = {*row.folded.split(), joined(row.folded)}
        distance = sum(min((d for w, d in each.items() if w in words), default=0) for each in near)
        longer = len(row.folded.split()) > len(self.words)
        return _Fit(_HOWS.index(How.SIMILAR), distance, False, longer, row.id)

    def some_fit(self, row: _Row) -> _Fit:
        missing = len(set(self.words) - set(row.folded.split()))
        return _Fit(_HOWS.index(How.SOME), missing, False, False, row.id)


def _how(asked: str, name: str) -> int | None:
    """The way ``asked`` matches a name in the same form, or None when it does not."""
    words, (*first, last) = {*name.split(), joined(name)}, asked.split() or [""]
    if asked == name:
        how = How.EXACT
    elif name.startswith(asked):
        how = How.PREFIX
    elif words.issuperset((*first, last)):
        how = How.WORD
    elif words.issuperset(first) and any(word.startswith(last) for word in words):
        how = How.START
    else:
        return None
    return _HOWS.index(how)


def _quoted(word: str) -> str:
    stem = word.removesuffix("*")
    return f'"{stem}"{word[len(stem) :]}'


def _allowed(word: str) -> int:
    """Letters that may be wrong: none in the shortest words, two in long ones."""
    if len(word) < 3:
        return 0
    return 1 if len(word) < 8 else 2
