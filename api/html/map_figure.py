"""A map of ties as a page shows it: two drawings, its signs, and who is not on it and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup

from api.locale.language import Lang
from api.locale.result_table import Cell
from api.locale.translation import _
from api.svg.map_frame import MapSize
from api.svg.tie_map import MapPlace, MapTie, TieMap, map_of
from graph.terms import point_of

# What placed a party: its seat, a town of its name or its largest, the middle of its area, or,
# for a town, its own point and that of the municipality it lies in.
Rule = Literal["seat", "town", "middle", "own", "around"]
Point = tuple[float, float]
# A phone has a drawing of its own: what is shrunk cannot be read.
_PHONE: Final = MapSize(width=360, flattest=0.7, tallest=1.1, room=24, under=False)
_KIND: Final = re.compile(r" (?:Kommune|Municipality)$")
# Of several at one point the first is named.
_RANK: Final[tuple[Rule, ...]] = ("seat", "own", "town", "middle", "around")
_NOT_AT_SEAT: Final = ("town", "middle", "around")


@dataclass(frozen=True)
class MapParty:
    """A party of ties, and where it stands on a map.

    Attributes:
        name: its name, with its IRI.
        point: longitude and latitude; None where the graph has none.
        rule: what placed it; of no meaning without a point.
        seat: the town that a source names as its seat, or blank.
        home: whether the map is about it.
    """

    name: Cell
    point: Point | None
    rule: Rule = "own"
    seat: str = ""
    home: bool = False

    @property
    def place(self) -> MapPlace | None:
        """The party as a place of a map; None without a point."""
        if self.point is None:
            return None
        short = _KIND.sub("", self.name.text)
        name, under = (self.seat, short) if self.seat else (short, "")
        return MapPlace(name, *self.point, home=self.home, under=under)


@dataclass(frozen=True)
class PartyTie:
    """A tie between two parties, drawn as :class:`api.svg.tie_map.MapTie` says."""

    one: MapParty
    other: MapParty
    certain: bool = True
    chain: bool = False
    overdue: str = ""
    listed: bool = False


@dataclass(frozen=True)
class MapFigure:
    """A map for a page.

    Attributes:
        wide: the drawing for a screen and for paper.
        phone: the drawing for a narrow screen.
        signs: which kinds of lines and marks it has, for the legend.
        off: the names of places that lie over the edge.
        missing: the parties without a point.
        not_at_seat: the parties whose seat is not known.
    """

    wide: Markup
    phone: Markup
    signs: tuple[str, ...]
    off: tuple[str, ...]
    missing: tuple[Cell, ...]
    not_at_seat: tuple[Cell, ...]


def figure(ties: Sequence[PartyTie], title: str, size: MapSize, lang: Lang) -> MapFigure | None:
    """The map of some ties; None where no tie has a point at each end.

    Args:
        ties: between whom.
        title: what a reader who cannot see it is told.
        size: how large the drawing for a screen is.
        lang: the reader's language.
    """
    parties = {each.name.iri: each for tie in ties for each in (tie.one, tie.other)}
    places = _places(parties.values())
    drawn = [found for each in ties if (found := _drawn(each, places, lang))]
    if not drawn:
        return None
    made = map_of(drawn)
    return MapFigure(
        made.draw(title, size, "map-wide"),
        made.draw(title, _PHONE, "map-phone"),
        tuple(_signs(made)),
        tuple(each.name for each in made.off),
        _named(each for each in parties.values() if each.point is None),
        _named(e for e in parties.values() if e.point and e.rule in _NOT_AT_SEAT),
    )


def _places(parties: Iterable[MapParty]) -> dict[Point | None, MapPlace | None]:
    """What stands at each point; of several the one that the point is of."""
    ranked = sorted(parties, key=lambda each: (each.home, -_RANK.index(each.rule)))
    return {each.point: each.place for each in ranked} | {None: None}


def _drawn(
    tie: PartyTie, places: Mapping[Point | None, MapPlace | None], lang: Lang
) -> MapTie | None:
    one, other = places[tie.one.point], places[tie.other.point]
    if one is None or other is None or one == other:
        return None
    overdue = _("overdue since {when}", lang, when=tie.overdue) if tie.overdue else ""
    return MapTie(one, other, tie.certain, tie.chain, overdue, tie.listed)


def _signs(made: TieMap) -> Iterable[str]:
    """The kinds of lines and marks of a map, in the order of its legend."""
    if any(tie.certain and not tie.chain for tie in made.ties):
        yield "tie"
    if any(tie.chain for tie in made.ties):
        yield "chain"
    if any(not tie.certain and not tie.listed for tie in made.ties):
        yield "unsure"
    if any(tie.listed for tie in made.ties):
        yield "listed"
    if any(tie.overdue for tie in made.ties):
        yield "due"


def _named(parties: Iterable[MapParty]) -> tuple[Cell, ...]:
    return tuple(sorted((each.name for each in parties), key=lambda name: name.text))


def rule_of(own: str, around: str, seat: str, middle: str, *, town: bool) -> Rule:
    """What placed a party, by the points (WKT) that the graph has of it; blank for none.

    Args:
        own: where it stands.
        around: where the municipality stands that it lies in.
        seat: the point of its seat.
        middle: the middle of its area.
        town: whether it is a town itself.
    """
    if not own:
        return "around" if around else "own"
    if town:
        return "own"
    if own == seat:
        return "seat"
    return "middle" if own == middle else "town"


def point_in(*points: str) -> tuple[float, float] | None:
    """Longitude and latitude of the first of some texts (WKT) that is a point."""
    return next((found for each in points if (found := point_of(each))), None)
