"""The places of a list: one for each name and country, or identifier, with a key that stays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from anyascii import anyascii

from graph.identifiers import list_place, slugify, thing
from graph.lists.left_outs import Fault, LeftOuts
from graph.lists.list_countries import country_in_list
from graph.lists.nquads_text import LABEL, TYPE, Saying, cleaned, iri, literal, term
from graph.lists.outlines import stranger_at
from graph.lists.points import kilometres, wkt
from graph.lists.rows import GeoPoint, GivenPlace
from graph.prefixes import PREFIXES
from queries.country_codes import ALPHA2_OF, COUNTRY

# One name and country so near is one place whose entries give its point differently.
SAME_KM: Final = 10.0
_WIDTH: Final = 60


@dataclass
class ListPlace:
    """A place of a list, with all that its rows give it.

    Attributes:
        key: last part of its IRI, after the list's name.
        name: the name that was met first.
        country: IRI of the EU's concept; None where it is not known.
        point: the point that was met first.
        item: identifier in the list; blank for none.
        row: where it was met first.
        spellings: the countries as the rows spell them.
        other_names: other names that the rows give.
    """

    key: str
    name: str
    country: str | None
    point: GeoPoint | None
    item: str
    row: str
    spellings: set[str] = field(default_factory=set)
    other_names: set[str] = field(default_factory=set)


class ListPlaces:
    """Gives the same place to all rows that mean it.

    An identifier decides alone. Without one, name, country and point decide: one name and country
    whose points are far apart is two places, and the later one has its point in its key.
    """

    def __init__(self, left_outs: LeftOuts) -> None:
        self._left_outs = left_outs
        self._met: dict[object, list[ListPlace]] = {}
        self._keys: set[str] = set()

    def __iter__(self) -> Iterator[ListPlace]:
        for met in self._met.values():
            yield from met

    def finish(self) -> None:
        """Name what no row names by its identifier, and doubt points that lie elsewhere."""
        for place in self:
            self._doubt(place)
            if not place.name:
                self._left_outs.add(place.row, Fault.NO_NAME, place.item)
                place.name = place.item

    def place(self, given: GivenPlace, row: str) -> ListPlace:
        """The place that a row means; a new one where none was met."""
        country = country_in_list(given.country) if given.country else None
        known = self._met.setdefault(_identity(given, country), [])
        found = next((each for each in known if _is_near(each, given.point)), None)
        if found is None:
            found = self._new(given, country, row, is_further=bool(known))
            known.append(found)
        self._take(found, given)
        return found

    def _new(
        self, given: GivenPlace, country: str | None, row: str, *, is_further: bool
    ) -> ListPlace:
        name = cleaned(given.name)
        if given.country and country is None:
            self._left_outs.add(row, Fault.NO_COUNTRY, f"{name}: {given.country}")
        if is_further:
            self._left_outs.add(row, Fault.POINTS_DIFFER, f"{name}, {given.country}: {given.point}")
        key = self._key(given, country, is_further=is_further)
        return ListPlace(key, name, country, given.point, given.item, row)

    def _doubt(self, place: ListPlace) -> None:
        if place.point is None or place.country is None:
            return
        if here := stranger_at(place.point, place.country.removeprefix(COUNTRY)):
            said = f"{place.name}, {', '.join(sorted(place.spellings))}: {wkt(place.point)}, {here}"
            self._left_outs.add(place.row, Fault.OTHER_COUNTRY, said)

    def _key(self, given: GivenPlace, country: str | None, *, is_further: bool) -> str:
        parts = [given.item] if given.item else [given.name, _short(country, given.country)]
        key = "-".join(slug for part in parts if (slug := ascii_slug(part)))
        if is_further and given.point:
            key += "-" + hashlib.sha256(wkt(given.point).encode()).hexdigest()[:6]
        while key in self._keys:
            # Two names may be one in ASCII.
            key += "-" + hashlib.sha256(f"{given.name}|{given.country}".encode()).hexdigest()[:6]
        self._keys.add(key)
        return key

    @staticmethod
    def _take(place: ListPlace, given: GivenPlace) -> None:
        if given.country:
            if not given.country.startswith(COUNTRY):
                place.spellings.add(cleaned(given.country))
            place.country = place.country or country_in_list(given.country)
        place.point = place.point or given.point
        place.name = place.name or cleaned(given.name)
        names = {cleaned(each) for each in (given.name, *given.other_names)}
        place.other_names |= names - {"", place.name}


def ascii_slug(text: str) -> str:
    """A slug of any name in any script; blank where nothing is left of it."""
    try:
        return slugify(anyascii(text))[:_WIDTH].strip("-")
    except ValueError:
        return ""


def said_of(place: ListPlace, list_name: str) -> Iterator[tuple[str, list[Saying]]]:
    """What the graph of the list says of a place and of its point: subject and its pairs."""
    subject = list_place(list_name, place.key)
    said = [
        Saying(TYPE, term("vsk", "ListPlace")),
        Saying(LABEL, literal(place.name)),
    ]
    said += [Saying(term("skos", "altLabel"), literal(each)) for each in sorted(place.other_names)]
    said += [
        Saying(term("vsk", "statedCountry"), literal(each)) for each in sorted(place.spellings)
    ]
    if place.country:
        said.append(Saying(term("vsk", "country"), iri(place.country)))
    if place.item:
        said.append(_identifier(place.item))
    if place.point:
        geometry = thing("geometry", f"list-{list_name}-{place.key}")
        said.append(Saying(term("geo", "hasGeometry"), iri(geometry)))
        shown = literal(wkt(place.point), datatype=PREFIXES["geo"] + "wktLiteral")
        yield (
            geometry,
            [
                Saying(TYPE, term("geo", "Geometry")),
                Saying(term("geo", "asWKT"), shown),
            ],
        )
    yield subject, said


def _identifier(item: str) -> Saying:
    if item[:1] == "Q" and item[1:].isdigit():
        return Saying(term("skos", "exactMatch"), iri(PREFIXES["wd"] + item))
    return Saying(term("org", "identifier"), literal(item))


def _identity(given: GivenPlace, country: str | None) -> object:
    if given.item:
        return given.item
    return cleaned(given.name).casefold(), country or given.country.casefold()


def _is_near(place: ListPlace, point: GeoPoint | None) -> bool:
    if place.item or place.point is None or point is None:
        return True
    return kilometres(place.point, point) <= SAME_KM


def _short(country: str | None, spelled: str) -> str:
    code = (country or "").removeprefix(COUNTRY)
    return ALPHA2_OF.get(code, code) or spelled
