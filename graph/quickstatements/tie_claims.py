"""What the graph says of the ends, the dates and the sources of partnerships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.authority_codes import language_word
from graph.engine.base import Engine
from graph.engine.results import rows
from graph.terms import Row, text_of
from queries.internal_queries import internal

_ITEM: Final = "http://www.wikidata.org/entity/"
# QuickStatements ends a value at these, or takes the rest of the line for a comment.
_UNWRITABLE: Final = ("\t", "\n", "\r", "/*", "*/")


@dataclass(frozen=True)
class SourceWords:
    """A source of a tie, and its words.

    Attributes:
        iri: its IRI.
        url: its address.
        title: its title and the language of that; both blank where it has none.
        published: when it was published, EDTF; may be blank.
        quotation: its words and their language; both blank where none can be given.
    """

    iri: str
    url: str
    title: tuple[str, str]
    published: str
    quotation: tuple[str, str]


@dataclass
class _Part:
    partnership: str
    party: str
    town: str = ""
    inherited: set[str] = field(default_factory=set)


class TieClaims:
    """The ends, dates and sources of all partnerships.

    Args:
        ends: rows of ``quickstatements/ends``.
        dates: rows of ``quickstatements/dates``.
        references: rows of ``quickstatements/references``.
        items: rows of ``network/wikidata``.
    """

    def __init__(
        self,
        ends: Iterable[Row],
        dates: Iterable[Row],
        references: Iterable[Row],
        items: Iterable[Row],
    ) -> None:
        self._parts = _parts(ends)
        self._of_partnership: defaultdict[str, list[str]] = defaultdict(list)
        for iri, part in sorted(self._parts.items()):
            self._of_partnership[part.partnership].append(iri)
        self._dates: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in dates:
            name = text_of(row, "property").rpartition("#")[2]
            self._dates[text_of(row, "thing"), name].add(text_of(row, "value"))
        self._references = _by_thing(references)
        self._items: defaultdict[str, set[str]] = defaultdict(set)
        for row in items:
            self._items[text_of(row, "agent")].add(text_of(row, "value").removeprefix(_ITEM))

    def item_of(self, thing: str) -> str:
        """The item of Wikidata that is a thing; blank for none, and where there are several."""
        found = self._items.get(thing, set())
        return next(iter(found)) if len(found) == 1 else ""

    def end_of(self, partnership: str, party: str) -> str:
        """The town where a party acts for it in a partnership, else the party."""
        towns = {part.town for part in self._of(partnership, (party,)).values()}
        return next(iter(towns)) if len(towns) == 1 and "" not in towns else party

    def multilateral(self, partnership: str) -> bool:
        """True if more than two take part, whoever carries on another's part being the same."""
        groups: list[set[str]] = []
        for iri in self._of_partnership.get(partnership, ()):
            part = self._parts[iri]
            one = {iri, part.town or part.party, *part.inherited}
            joined = [each for each in groups if each & one]
            groups = [each for each in groups if not each & one] + [one.union(*joined)]
        return len(groups) > 2

    def dates_of(self, partnership: str, parties: Iterable[str], name: str) -> set[str]:
        """The dates that sources give for the beginning or the end of a tie, EDTF.

        Those of the parts, else of the whole. Who carries on another's part began later than the
        whole did; a town's tie is the town's whoever carries it.
        """
        parts = self._of(partnership, parties)
        own = [iri for iri, part in parts.items() if not part.town]
        stated = {date for iri in own for date in self._dates[iri, name]}
        if stated:
            return stated
        if name == "began" and any(parts[iri].inherited for iri in own):
            return set()
        return set(self._dates[partnership, name])

    def sources_of(self, partnership: str, parties: Iterable[str]) -> list[SourceWords]:
        """The sources of a tie, those that are quoted first."""
        things = (partnership, *self._of(partnership, parties))
        best: dict[str, SourceWords] = {}
        for source in (each for thing in things for each in self._references.get(thing, ())):
            known = best.setdefault(source.iri, source)
            if len(source.quotation[0]) > len(known.quotation[0]):
                best[source.iri] = source
        return sorted(best.values(), key=lambda one: (not one.quotation[0], one.iri))

    def _of(self, partnership: str, parties: Iterable[str]) -> dict[str, _Part]:
        wanted = set(parties)
        found = {iri: self._parts[iri] for iri in self._of_partnership.get(partnership, ())}
        return {iri: part for iri, part in found.items() if part.party in wanted}


async def read_claims(engine: Engine) -> TieClaims:
    """Read what a generation says of the ends, dates and sources of ties.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    return TieClaims(
        await rows(engine, internal("quickstatements/ends")),
        await rows(engine, internal("quickstatements/dates")),
        await rows(engine, internal("quickstatements/references")),
        await rows(engine, internal("network/wikidata")),
    )


def _parts(ends: Iterable[Row]) -> Mapping[str, _Part]:
    found: dict[str, _Part] = {}
    for row in ends:
        iri = text_of(row, "part")
        part = found.setdefault(iri, _Part(text_of(row, "partnership"), text_of(row, "party")))
        part.town = part.town or text_of(row, "town")
        part.inherited |= {text_of(row, "inherited")} - {""}
    return found


def _by_thing(references: Iterable[Row]) -> Mapping[str, Sequence[SourceWords]]:
    found: defaultdict[str, set[SourceWords]] = defaultdict(set)
    for row in references:
        language = language_word(text_of(row, "language"))
        title, quotation = (_in_language(row, name, language) for name in ("title", "quotation"))
        words = SourceWords(
            text_of(row, "source"),
            text_of(row, "url"),
            title,
            text_of(row, "published"),
            # A headline that is quoted has been said.
            ("", "") if quotation == title else quotation,
        )
        found[text_of(row, "thing")].add(words)
    return {thing: sorted(each, key=repr) for thing, each in found.items()}


def _in_language(row: Row, name: str, language: str) -> tuple[str, str]:
    """A text and its language: its own, else the source's; blank where it cannot be written."""
    if name not in row:
        return "", ""
    text, lang = " ".join(row[name].value.split(" ")), row[name].lang or language
    if not lang.isalpha() or any(each in text for each in _UNWRITABLE):
        return "", ""
    return text.strip(), lang
