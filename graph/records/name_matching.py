"""The thing that a person means by a name: one thing, or a doubt with its candidates.

Names are compared as the search compares them. What is found is told to whoever asked, and where
several things could be meant none is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from graph.near_names import nearest
from graph.prefixes import BASE, PREFIXES
from graph.records.form import form
from graph.records.known_things import KnownThing, known_things
from graph.search.folding import bare_code, fold, plain
from graph.texts import N_, Text
from graph.validation.quad_lines import GraphContent

# More candidates than this help nobody.
_SHOWN: Final = 5
# What a municipality's name is often written without, as names are compared.
_SORT: Final = frozenset(map(fold, ("kommune", "kommun", "kommunia", "municipality")))
_QID: Final = re.compile(r"(?:wd:|https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]*)")
_WITH_TYPE: Final = re.compile(r"([a-z][a-z-]*)[/:]([a-z0-9][a-z0-9-]*)")


class FoundBy(StrEnum):
    """What made a thing the one that is meant, the surest first."""

    IRI = "iri"
    IDENTIFIER = "identifier"
    CODE = "code"
    NAME = "name"
    SPELLING = "spelling"
    SHORT_NAME = "short name"
    DAY = "day"


_WHY: Final[Mapping[FoundBy, Text]] = {
    FoundBy.IRI: N_("by its IRI"),
    FoundBy.IDENTIFIER: N_("by its identifier"),
    FoundBy.CODE: N_("by its code"),
    FoundBy.NAME: N_("by its name"),
    FoundBy.SPELLING: N_("spelled otherwise"),
    FoundBy.SHORT_NAME: N_("by the short form of its name"),
    FoundBy.DAY: N_("the only one of that name then"),
}


@dataclass(frozen=True)
class NameMatch:
    """The one thing that is meant.

    Attributes:
        written: what was written.
        thing: what it was taken for.
        by: what made it that thing.
    """

    written: str
    thing: KnownThing
    by: FoundBy

    def told(self, lang: str) -> Text:
        """A sentence that says what a name was taken for, with its label in a language."""
        return N_(
            "“{written}” is taken for {label} ({thing}), {why}.",
            written=self.written,
            label=self.thing.label(lang),
            thing=self.thing.short,
            why=_WHY[self.by],
        )


@dataclass(frozen=True)
class NameDoubt:
    """Nothing is known by a name, or more than one thing.

    Attributes:
        written: what was written.
        what: what is wrong, in a sentence.
        candidates: things that may be meant, the likeliest first.
    """

    written: str
    what: Text
    candidates: tuple[KnownThing, ...]

    def hint(self, lang: str) -> Text:
        """How to say which thing is meant, in a sentence."""
        if not self.candidates:
            return N_(
                "Write its name, its code, its Wikidata identifier or its type and slug as in "
                "{example}; a thing that is new needs an entry of its own in the record.",
                example="municipality/aarhus-kommune",
            )
        named = ", ".join(f"{one.short} ({one.label(lang)})" for one in self.candidates)
        return N_("Write which one you mean: {candidates}.", candidates=named)


class ThingNames:
    """The names of the things that graphs describe.

    Args:
        graphs: the graphs, such as those of a ledger.
    """

    def __init__(self, graphs: Iterable[GraphContent]) -> None:
        self.things = known_things(graphs)
        self._by_name: dict[str, list[KnownThing]] = {}
        self._by_short_name: dict[str, list[KnownThing]] = {}
        self._by_code: dict[str, list[KnownThing]] = {}
        self._by_slug: dict[str, list[KnownThing]] = {}
        for thing in self.things.values():
            self._index(thing)

    def find(
        self, written: str, classes: Collection[str] = (), day: date | None = None
    ) -> NameMatch | NameDoubt:
        """The thing that a person means.

        Args:
            written: a name in any language and spelling, a code, a Wikidata identifier, a slug, a
                type with a slug, a prefixed name or an IRI.
            classes: IRIs of the classes it may be of; empty for any.
            day: where several share a name, those that were not there on this day are not meant.
        """
        found: list[KnownThing] = []
        for by, candidates in self._ways(written.strip()):
            found = found or candidates
            fitting = [one for one in candidates if _is_one_of(one, classes)]
            if fitting:
                return _chosen(written, fitting, by, day)
        if found:
            what = N_("“{written}” is nothing that may stand here.", written=written)
            return NameDoubt(written, what, tuple(self._near(written, classes)))
        what = N_("nothing is known by the name “{written}”.", written=written)
        return NameDoubt(written, what, tuple(self._near(written, classes)))

    def _index(self, thing: KnownThing) -> None:
        for name in {fold(each) for each in thing.names}:
            self._by_name.setdefault(name, []).append(thing)
            short = " ".join(word for word in name.split() if word not in _SORT)
            if short and short != name:
                self._by_short_name.setdefault(short, []).append(thing)
        for code in {bare_code(each) for each in thing.codes}:
            self._by_code.setdefault(code, []).append(thing)
        self._by_slug.setdefault(thing.iri.rpartition("/")[2], []).append(thing)

    def _ways(self, written: str) -> Iterator[tuple[FoundBy, list[KnownThing]]]:
        """What is meant by each way to name a thing, the surest first."""
        folded = fold(written)
        exactly = self.things.get(_as_iri(written))
        yield FoundBy.IRI, [exactly] if exactly else []
        if found := _QID.fullmatch(written):
            yield FoundBy.IDENTIFIER, self._by_code.get(bare_code(found[1]), [])
        coded = self._by_code.get(bare_code(written), [])
        yield FoundBy.CODE, [one for one in coded if written in one.codes]
        yield FoundBy.CODE, coded
        named = self._by_name.get(folded, [])
        yield FoundBy.NAME, [one for one in named if plain(written) in map(plain, one.names)]
        yield FoundBy.SPELLING, named
        yield FoundBy.IDENTIFIER, self._by_slug.get(written.casefold(), [])
        yield FoundBy.SHORT_NAME, self._by_short_name.get(folded, [])

    def _near(self, written: str, classes: Collection[str]) -> Iterator[KnownThing]:
        """Things whose names have the words of what was written, then those spelled nearly so."""
        folded = fold(written)
        words, shown = set(folded.split()), set[str]()
        holding = [name for name in self._by_name if words and words.issubset(name.split())]
        names = [*sorted(holding, key=len), *(nearest(folded, self._by_name) if folded else [])]
        for thing in (each for name in names for each in self._by_name[name]):
            if thing.iri not in shown and _is_one_of(thing, classes) and len(shown) < _SHOWN:
                shown.add(thing.iri)
                yield thing


def _chosen(
    written: str, fitting: list[KnownThing], by: FoundBy, day: date | None
) -> NameMatch | NameDoubt:
    """The only one of several things, or that of the day; else a doubt."""
    if len(fitting) == 1:
        return NameMatch(written, fitting[0], by)
    there = [one for one in fitting if day and one.certainly_there(day)]
    if len(there) == 1:
        return NameMatch(written, there[0], FoundBy.DAY)
    what = N_("“{written}” may mean more than one thing.", written=written)
    return NameDoubt(written, what, tuple((there or fitting)[:_SHOWN]))


def _is_one_of(thing: KnownThing, classes: Collection[str]) -> bool:
    if not classes:
        return True
    kinds = (form().by_class.get(one) for one in thing.classes)
    broader = {each for kind in kinds if kind for each in kind.broader}
    return not {*thing.classes, *broader}.isdisjoint(classes)


def _as_iri(written: str) -> str:
    """The IRI of what is written as one, or as a prefixed name, or as a type and a slug."""
    if written.startswith("<") and written.endswith(">"):
        return written[1:-1]
    prefix, _, local = written.partition(":")
    if prefix in PREFIXES:
        return PREFIXES[prefix] + local
    if found := _WITH_TYPE.fullmatch(written):
        graph = found[1] in ("source", "curation", "reference")
        return f"{BASE}{'graph' if graph else 'id'}/{found[1]}/{found[2]}"
    return written
