"""The parts of a page of one thing: facts, tables and timelines with their sources.

Every value comes with the graphs that say it and the passages it rests on there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from rdflib.namespace import RDF

from api.html.provenance import Attribution, Claim, DescriptionView, Property, merged
from api.html.why_text import WhyText
from api.locale.language import Lang
from api.locale.result_table import Cell
from api.locale.state_words import standing_words
from api.locale.translation import _
from api.svg.time_strips import Mark
from graph.collation import danish_key
from graph.collections.standing import status_among
from graph.identifiers import concept
from graph.texts import N_, Text
from graph.time.edtf_dates import bounds, is_edtf
from graph.time.intervals import Interval, all_together, holding

_TYPE: Final = str(RDF.type)
_CONCEPTS: Final = concept("", "").rstrip("/") + "/"


@dataclass(frozen=True)
class ThingColumn:
    """A column of a table of things.

    Attributes:
        heading: what it is called, Danish and English.
        predicates: the properties whose values stand in it; none for the thing's own name.
        status: whether it holds the status today, of the thing itself or of what the
            properties link to.
        others: whether it leaves out the thing that the page is about.
    """

    heading: Text
    predicates: tuple[str, ...] = ()
    status: bool = False
    others: bool = False


@dataclass(frozen=True)
class ThingRow:
    """A thing in a table: the values in each column, and who says all this."""

    iri: str
    cells: tuple[tuple[Cell, ...], ...]
    sayings: tuple[Attribution, ...]


@dataclass(frozen=True)
class ThingTable:
    """Things with what is said of them; columns that no row fills are left out."""

    headings: tuple[str, ...]
    rows: tuple[ThingRow, ...]


def column(heading: Text, *names: object) -> ThingColumn:
    """A column of the values of some properties."""
    return ThingColumn(heading, tuple(map(str, names)))


NAME: Final = ThingColumn(N_("Name"))
STATUS: Final = ThingColumn(N_("Status today"), status=True)


class ThingView:
    """One thing with its circle, for one reader on one day."""

    def __init__(self, reader: DescriptionView, iri: str, lang: Lang, today: date) -> None:
        self.reader = reader
        self.iri = iri
        self.lang = lang
        self.today = today

    def facts(self, *predicates: object, of: str = "") -> list[Property]:
        """The claims about a node by some properties, in their order; those it lacks are left out.

        Args:
            predicates: the properties.
            of: the node; blank for the thing itself.
        """
        known = {each.name.iri: each for each in self.reader.properties(of or self.iri)}
        return [known[str(each)] for each in predicates if str(each) in known]

    def pointing(self, *predicates: object, kind: object = "", at: str = "") -> list[str]:
        """The nodes that point at the thing, or ``at`` another, by any of some properties."""
        found: dict[str, None] = {}
        for predicate in predicates:
            for each in self.reader.subjects(str(predicate), at or self.iri):
                if not kind or str(kind) in self.reader.classes(each):
                    found[each] = None
        return list(found)

    def linked(self, *predicates: object, of: str = "") -> list[str]:
        """The things that the thing, or another node, links to by any of some properties."""
        found = [each for p in predicates for each in self.reader.texts(of or self.iri, str(p))]
        return list(dict.fromkeys(found))

    def status(self, iri: str) -> tuple[Cell, ...]:
        """The status of a node today in words; none where the rules derive none."""
        found = (status_among(each.states) for each in self._today(iri))
        return tuple(Cell(_(standing_words(each), self.lang)) for each in found if each)

    def why(self, iri: str = "") -> WhyText | None:
        """Why the thing, or another node, has the status it has today; None without one."""
        return self.reader.why(iri or self.iri, self.today)

    def certainly(self, iri: str) -> bool:
        """True if a node is in force today, beyond doubt."""
        return [each.sureness for each in self._today(iri)] == ["certain"]

    def possibly(self, iri: str) -> bool:
        """True if a node may be in force today; so may one of which nothing is derived."""
        today = self._today(iri)
        return not today or any(each.sureness for each in today)

    def _today(self, iri: str) -> list[Interval]:
        return [each for each in self.reader.intervals(iri) if each.holds(self.today)]

    def intervals(self, *iris: str) -> list[Interval]:
        """The intervals in which nodes together may be in force or suspended."""
        known = [found for iri in iris if (found := self.reader.intervals(iri))]
        return holding(all_together(known)) if known else []

    def marks(self, iri: str, *predicates: object) -> list[Mark]:
        """The dates of a node, each between the days it can mean."""
        texts = (each for p in predicates for each in self.reader.texts(iri, str(p)))
        found = [bounds(text) for text in texts if is_edtf(text)]
        return [Mark(each.earliest, each.latest) for each in found]

    def table(self, iris: Iterable[str], *columns: ThingColumn) -> ThingTable:
        """Things and what is said of them, in the columns that any of them fills.

        Args:
            iris: the things, in the order of the rows.
            columns: what of them.
        """
        made = [self._row(iri, columns) for iri in iris]
        kept = [at for at in range(len(columns)) if any(row.cells[at] for row in made)]
        rows = tuple(
            ThingRow(row.iri, tuple(row.cells[at] for at in kept), row.sayings) for row in made
        )
        return ThingTable(tuple(_(columns[at].heading, self.lang) for at in kept), rows)

    def _row(self, iri: str, columns: Sequence[ThingColumn]) -> ThingRow:
        known = {each.name.iri: each.claims for each in self.reader.properties(iri)}
        cells, told = [], list(known.get(_TYPE, ()))
        for each in columns:
            claims = [claim for p in each.predicates for claim in known.get(p, ())]
            told += claims
            cells.append(tuple(map(self._in_table, self._cells(iri, each, claims))))
        return ThingRow(iri, tuple(cells), merged(told))

    def _in_table(self, cell: Cell) -> Cell:
        # Links of a table lead to things: not to the page itself, and not to what a term means,
        # which the facts of the thing's own page lead to.
        away = cell.iri != self.iri and not cell.iri.startswith(_CONCEPTS)
        return cell if away else replace(cell, iri="")

    def _cells(self, iri: str, of: ThingColumn, claims: Sequence[Claim]) -> tuple[Cell, ...]:
        if of.status:
            linked = self.linked(*of.predicates, of=iri) if of.predicates else [iri]
            return tuple(dict.fromkeys(state for each in linked for state in self.status(each)))
        if not of.predicates:
            return (self.reader.name(iri),)
        found = dict.fromkeys(self.readable(claims))
        return tuple(each for each in found if not (of.others and each.iri == self.iri))

    def readable(self, claims: Iterable[Claim]) -> list[Cell]:
        """The values of claims; of texts in several languages only those the reader reads best."""
        values = [each.value for each in claims]
        tongues = {each.lang for each in values if each.lang and not each.iri}
        best = next((each for each in (self.lang, "en", "da") if each in tongues), "")
        return [each for each in values if each.iri or not each.lang or each.lang == best]

    def by_name(self, iris: Iterable[str]) -> list[str]:
        """The things in the order of the Danish alphabet."""
        return sorted(iris, key=lambda iri: danish_key(self.reader.name(iri).text))

    def by_date(self, iris: Iterable[str], *predicates: object) -> list[str]:
        """The things by the first day that they can mean; those without a date last."""

        def key(iri: str) -> tuple[date, date]:
            marks = self.marks(iri, *predicates)
            first = min((each.earliest or date.min for each in marks), default=date.max)
            return first, min((each.latest or date.max for each in marks), default=date.max)

        return sorted(iris, key=key)
