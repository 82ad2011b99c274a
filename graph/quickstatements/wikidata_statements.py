"""The ties that can be given to Wikidata, and why the others cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.network.projection import project
from graph.network.selection import Certainty, Parties, Selection
from graph.network.tie_facts import TieFacts
from graph.network.tie_network import Tie
from graph.quickstatements.tie_claims import SourceWords, TieClaims
from graph.quickstatements.wikidata_time import agreed, wikidata_time
from graph.texts import N_, Text

# What Wikidata calls a twinned administrative body; a project or a first contact is none.
_KINDS: Final = frozenset({"twinning", "friendship"})
# A statement with more references than these is read by nobody.
_MOST_REFERENCES: Final = 3

NO_TWINNING: Final = N_("of a kind that is no twinning or friendship")
MULTILATERAL: Final = N_("a chain, or of more than two parties: not a tie of each two")
NO_ITEM: Final = N_("an end has no Wikidata item")
ONE_ITEM: Final = N_("both ends are the same item")
NO_REFERENCE: Final = N_("no source with an address shows it, other than a list")
THERE_ALREADY: Final = N_("Wikidata has it already, as a loaded list says")
DATE_UNSAID: Final = N_("dates that Wikidata cannot say exactly")
DATES_DISAGREE: Final = N_("dates on which sources disagree")
PUBLISHED_UNSAID: Final = N_("days of publication that Wikidata cannot say exactly")


@dataclass(frozen=True)
class WikidataReference:
    """A source as a reference.

    Attributes:
        url: its address.
        title: its title and the language of that; both blank where it has none.
        published: when it was published, as QuickStatements writes it; may be blank.
        quotation: its words and their language; both blank where none are quoted.
    """

    url: str
    title: tuple[str, str] = ("", "")
    published: str = ""
    quotation: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class WikidataStatement:
    """One statement of P190; its twin the other way is a statement of its own.

    Attributes:
        subject: the item that has it, such as ``Q240262``.
        value: the item that it is twinned with.
        start: when it began, as QuickStatements writes it; blank where that cannot be said.
        end: the same of its end.
        references: its references, at least one.
        partnership: IRI of the partnership.
    """

    subject: str
    value: str
    start: str
    end: str
    references: tuple[WikidataReference, ...]
    partnership: str


@dataclass(frozen=True)
class GivenBack:
    """What can be given, and what cannot.

    Attributes:
        statements: both ways of each tie, in order.
        left_out: by reason, the names of the ties that are not given.
        unsaid: by reason, how many dates are left out of statements that are given.
    """

    statements: Sequence[WikidataStatement]
    left_out: Mapping[str, Sequence[str]]
    unsaid: Mapping[str, int]


def give_back(
    facts: TieFacts, claims: TieClaims, known: Collection[tuple[str, str]] = ()
) -> GivenBack:
    """Choose the ties that can be given to Wikidata.

    Args:
        facts: what the graph says of ties.
        claims: what it says of their ends, dates and sources.
        known: pairs of items, subject and value, that Wikidata has already.
    """
    return _Choice(facts, claims, known).made()


class _Choice:
    def __init__(
        self, facts: TieFacts, claims: TieClaims, known: Collection[tuple[str, str]]
    ) -> None:
        selection = Selection(parties=Parties.ALL, certainty=Certainty.CERTAIN)
        self._network = project(facts, selection)
        self._claims = claims
        self._known = frozenset(known)
        self._left_out: dict[str, list[str]] = {
            each.reason: list(each.named) for each in self._network.left_out
        }
        self._unsaid: Counter[str] = Counter()

    def made(self) -> GivenBack:
        chosen: dict[tuple[str, str], WikidataStatement] = {}
        for tie in self._network.ties:
            reason = self._unfit(tie)
            if not reason:
                for statement in self._statements(tie):
                    chosen.setdefault((statement.subject, statement.value), statement)
            else:
                self._left_out.setdefault(reason, []).append(self._named(tie))
        new = {pair: each for pair, each in chosen.items() if pair not in self._known}
        if there := sorted(f"{a} \N{RIGHTWARDS ARROW} {b}" for a, b in chosen.keys() - new.keys()):
            self._left_out[THERE_ALREADY] = there
        statements = [new[pair] for pair in sorted(new, key=lambda pair: (min(pair), pair))]
        return GivenBack(statements, self._left_out, self._unsaid)

    def _unfit(self, tie: Tie) -> Text | None:
        """Why a tie cannot be given; None where it can."""
        if self._claims.multilateral(tie.relation) or "chain" in tie.kinds:
            return MULTILATERAL
        if _KINDS.isdisjoint(tie.kinds):
            return NO_TWINNING
        one, other = self._items(tie)
        if not one or not other:
            return NO_ITEM
        if one == other:
            return ONE_ITEM
        return None if any(self._sources(tie)) else NO_REFERENCE

    def _statements(self, tie: Tie) -> Iterator[WikidataStatement]:
        one, other = self._items(tie)
        start, end = self._date(tie, "began"), self._date(tie, "ended")
        references = tuple(self._reference(each) for each in self._sources(tie))
        for subject, value in ((one, other), (other, one)):
            yield WikidataStatement(subject, value, start, end, references, tie.relation)

    def _items(self, tie: Tie) -> tuple[str, str]:
        """The items of both ends: the town's where the tie is the town's."""
        one, other = (
            self._claims.item_of(self._claims.end_of(tie.relation, party))
            for party in (tie.source, tie.target)
        )
        return one, other

    def _date(self, tie: Tie, name: str) -> str:
        stated = self._claims.dates_of(tie.relation, (tie.source, tie.target), name)
        if not stated:
            return ""
        edtf = agreed(stated)
        if not edtf:
            self._unsaid[DATES_DISAGREE] += 1
            return ""
        said = wikidata_time(edtf)
        self._unsaid[DATE_UNSAID] += 0 if said else 1
        return said

    def _sources(self, tie: Tie) -> Sequence[SourceWords]:
        return self._claims.sources_of(tie.relation, (tie.source, tie.target))[:_MOST_REFERENCES]

    def _reference(self, source: SourceWords) -> WikidataReference:
        published = wikidata_time(source.published)
        self._unsaid[PUBLISHED_UNSAID] += 1 if source.published and not published else 0
        return WikidataReference(source.url, source.title, published, source.quotation)

    def _named(self, tie: Tie) -> str:
        one, other = (self._network.nodes[each].name("en") for each in (tie.source, tie.target))
        return f"{tie.name} ({one} \N{EN DASH} {other})"
