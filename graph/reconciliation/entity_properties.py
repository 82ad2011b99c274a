"""The properties that a row may give to tell things apart, and that can be fetched of a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from graph.errors import BadParameter
from graph.near_names import nearest
from graph.search.match import TYPES
from graph.texts import N_, Text

# What a person reconciles with: all that is found by name, but concepts and sources, which have
# lists of their own, and whose addresses are of another kind.
RECONCILED: Final = tuple(each for each in TYPES if each not in ("concept", "source"))
PLACES: Final = ("municipality", "locality", "list-place")
_PARTIES: Final = (*PLACES, "organisation")


class PropertyKind(Enum):
    """The kind of a property's values."""

    TEXT = "text"
    NUMBER = "number"
    COUNTRY = "country"
    POINT = "point"
    WIKIDATA = "wikidata"
    THING = "thing"
    CONCEPT = "concept"
    SOURCE = "source"


@dataclass(frozen=True)
class EntityProperty:
    """One property.

    Attributes:
        id: its name in the protocol, which is that of its query too.
        label: its name for a person.
        about: a sentence on it.
        value: the kind of its values.
        types: the types of things that have it.
        tells_apart: whether a row may give it.
        fetched: whether it can be fetched.
        single: whether only the first of its values is given.
        leads_to: the type of the things that are its values, where that is one.
    """

    id: str
    label: Text
    about: Text
    value: PropertyKind
    types: Sequence[str]
    tells_apart: bool = False
    fetched: bool = True
    single: bool = False
    leads_to: str = ""


PROPERTIES: Final = (
    EntityProperty(
        "country",
        N_("Country"),
        N_("Its ISO code of two letters; a row may also give its name in Danish or English."),
        PropertyKind.COUNTRY,
        _PARTIES,
        tells_apart=True,
    ),
    EntityProperty(
        "code",
        N_("Official code"),
        N_("The code in the register of its country; leading zeros may be missing in a row."),
        PropertyKind.TEXT,
        _PARTIES,
        tells_apart=True,
    ),
    EntityProperty(
        "wikidata",
        N_("Wikidata item"),
        N_("The item that is the same thing."),
        PropertyKind.WIKIDATA,
        _PARTIES,
        tells_apart=True,
    ),
    EntityProperty(
        "wikidata-near",
        N_("Related Wikidata item"),
        N_("An item that may be the town's where this is the municipality, or the other way."),
        PropertyKind.WIKIDATA,
        _PARTIES,
    ),
    EntityProperty(
        "point",
        N_("Point"),
        N_("Latitude and longitude, in degrees: 57.05,9.92. A row may also give WKT."),
        PropertyKind.POINT,
        PLACES,
        tells_apart=True,
        single=True,
    ),
    EntityProperty(
        "on",
        N_("Was there on the day"),
        N_("A day, a month or a year, as EDTF: what had ended by then is not meant."),
        PropertyKind.TEXT,
        PLACES,
        tells_apart=True,
        fetched=False,
    ),
    EntityProperty(
        "began",
        N_("Began"),
        N_("The date as precise as the source gives it (EDTF)."),
        PropertyKind.TEXT,
        (*_PARTIES, "partnership"),
    ),
    EntityProperty(
        "ended",
        N_("Ended"),
        N_("The date as precise as the source gives it (EDTF)."),
        PropertyKind.TEXT,
        (*_PARTIES, "partnership"),
    ),
    EntityProperty(
        "seat",
        N_("Seat"),
        N_("The town that the municipality is seated in."),
        PropertyKind.THING,
        ("municipality",),
        leads_to="locality",
    ),
    EntityProperty(
        "within",
        N_("Lies in"),
        N_("The municipality that the town lies in."),
        PropertyKind.THING,
        ("locality",),
        leads_to="municipality",
    ),
    EntityProperty(
        "population",
        N_("Population"),
        N_("Inhabitants, as last counted."),
        PropertyKind.NUMBER,
        ("municipality",),
        single=True,
    ),
    EntityProperty(
        "area", N_("Area"), N_("Square kilometres."), PropertyKind.NUMBER, ("municipality",)
    ),
    EntityProperty(
        "partner-count",
        N_("Number of partners"),
        N_("The parties that it has or has had a partnership with, each once."),
        PropertyKind.NUMBER,
        _PARTIES,
    ),
    EntityProperty(
        "partners",
        N_("Partners"),
        N_("The parties that it has or has had a partnership with."),
        PropertyKind.THING,
        _PARTIES,
    ),
    EntityProperty(
        "partnerships",
        N_("Partnerships"),
        N_("Those that it takes or took part in."),
        PropertyKind.THING,
        _PARTIES,
        leads_to="partnership",
    ),
    EntityProperty(
        "agreements",
        N_("Agreements"),
        N_("Those that it has made, or that govern it."),
        PropertyKind.THING,
        (*_PARTIES, "partnership"),
        leads_to="agreement",
    ),
    EntityProperty(
        "parties",
        N_("Parties"),
        N_("Those who take or took part."),
        PropertyKind.THING,
        ("partnership", "agreement"),
    ),
    EntityProperty(
        "governs",
        N_("Governs"),
        N_("The partnership that the agreement is about."),
        PropertyKind.THING,
        ("agreement",),
        leads_to="partnership",
    ),
    EntityProperty(
        "kind",
        N_("Kind"),
        N_("Twinning, friendship, framework agreement …"),
        PropertyKind.CONCEPT,
        ("partnership", "agreement"),
    ),
    EntityProperty(
        "signed",
        N_("Signed"),
        N_("The date as precise as the source gives it (EDTF)."),
        PropertyKind.TEXT,
        ("agreement",),
    ),
    EntityProperty(
        "sources",
        N_("Sources"),
        N_("The addresses of the sources that say something of it."),
        PropertyKind.SOURCE,
        RECONCILED,
    ),
)
BY_ID: Final = {each.id: each for each in PROPERTIES}
TELLING: Final = tuple(each.id for each in PROPERTIES if each.tells_apart)


def check_telling(name: str) -> None:
    """Refuse a property that does not tell things apart.

    Raises:
        BadParameter: there is none of that name, or it can only be fetched.
    """
    if name not in TELLING:
        raise _unknown(name, TELLING, "properties")


def fetched(name: str) -> EntityProperty:
    """The property of a name that can be fetched.

    Raises:
        BadParameter: there is none.
    """
    known = [each.id for each in PROPERTIES if each.fetched]
    if name not in known:
        raise _unknown(name, known, "extend")
    return BY_ID[name]


def _unknown(name: str, known: Sequence[str], where: str) -> BadParameter:
    likely = nearest(name, known) or list(known)
    return BadParameter(
        N_("There is no property {name!r} here.", name=name[:80]),
        where=where,
        hint=N_("Take {known}.", known=", ".join(likely)),
    )
