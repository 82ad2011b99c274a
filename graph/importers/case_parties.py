"""The parties of the cases that no register holds, as a reference graph.

Reads ``cases.jsonl`` and, to find the parties that a register does hold, the municipal tables,
all below one data folder. Who such a party is (the Faroese municipality behind a name in the
genitive, the municipality that a town lies in) is the curator's identification.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, SKOS

from graph.errors import UnusableInput
from graph.identifiers import reference_graph, slugify, thing
from graph.importers.graph_builder import GraphBuilder
from graph.importers.municipalities import TODAY
from graph.importers.municipality_statements import (
    TRIG_PREFIXES,
    MergerOrSplit,
    When,
    add_change,
    add_source,
)
from graph.importers.nordic import iri_of, read_nordic
from graph.importers.norway import iri_of as iri_of_life
from graph.importers.norway_history import MunicipalLife, read_history
from graph.importers.text_tables import TextRow, read_table, read_text, unique
from graph.importers.trig_writer import write_trig
from graph.namespaces import COUNTRY, VSK
from graph.texts import N_

CASES: Final = "cases.jsonl"
FILE: Final = "case-parties.trig"

_COUNTRIES: Final = {
    "AX": "ALA", "CN": "CHN", "DE": "DEU", "DK": "DNK", "FI": "FIN", "FO": "FRO", "GL": "GRL",
    "IS": "ISL", "NO": "NOR", "PL": "POL", "RU": "RUS", "SE": "SWE", "UA": "UKR",
}  # fmt: skip
_NORDIC: Final = ("SE", "FI", "IS", "FO")
_REGISTERED: Final = ("DK", "GL", "NO", *_NORDIC)
_CITIES: Final = {
    "municipality": ("", ""),
    "former_municipality": ("Tidligere kommune.", "A former municipality."),
    "federal city": ("Føderal by.", "A federal city."),
    "capital city": ("Hovedstad.", "A capital city."),
}
_ORGANISATIONS: Final = {
    "association": ("Forening.", "An association."),
    "group": ("En gruppe af kommuner.", "A group of municipalities."),
    "minority community": ("Et mindretals fællesskab.", "The community of a minority."),
}
_DANISH: Final = {
    "15 rural municipalities of Åland": "15 landkommuner på Åland",
    "Husby (Danish minority)": "Husby (det danske mindretal)",
}
# The cases write Faroese municipalities in the genitive, the register writes the place.
_FAROESE: Final = {
    "Tórshavnar kommuna": "Tórshavn",
    "Klaksvíkar kommuna": "Klaksvík",
    "Vágs kommuna": "Vágur",
}
# Case dk-017: the successor is the third party, and the year is that of the reform.
_MERGED: Final = {"Faaborg Kommune": ("Faaborg-Midtfyn Kommune", 2007)}
# Named beside the parties: case dk-002, in its title and as the successor.
_NAMED: Final = {"name": "Lviv", "country": "UA", "level": "municipality"}
# The party in whose municipality a place visited lies.
_VISITED: Final = {
    "Bodø": "Bodø",
    "Hafnarfjörður": "Hafnarfjarðarkaupstaður",
    "Jönköping": "Jönköping",
    "Kyiv": "Kyiv",
    "Skien": "Skien",
    "Svendborg": "Svendborg Kommune",
    "Tórshavn": "Tórshavnar kommuna",
    "Uddevalla": "Uddevalla",
}


@dataclass(frozen=True)
class Party:
    """A party as a case names it.

    Attributes:
        case: the case's identifier.
        name: its name.
        country: two letters, or ``EU`` or ``INT`` for a network.
        level: what it is.
        code: its municipal code, or an empty string.
        within: official name of the municipality it lies in, or an empty string.
    """

    case: str
    name: str
    country: str
    level: str
    code: str
    within: str

    def refuse(self, what: str) -> UnusableInput:
        """The error that names this party and its case."""
        return UnusableInput(
            f"{self.name!r} {what}.", where=N_("{CASES}, case {case}", CASES=CASES, case=self.case)
        )


def build(data: Path) -> dict[str, str]:
    """The reference graph.

    Args:
        data: folder that holds the cases and the tables.

    Returns:
        Text of the one TriG file by its name; the same files give the same bytes.

    Raises:
        UnreadableFile: a file is missing or in an encoding that is not expected.
        UnusableInput: a line is no case, or a party is not in the register of its country.
    """
    register = Register(data)
    facts = GraphBuilder(reference_graph("case-parties"))
    _add_source(facts)
    found = {party.name: party for party in parties(data / CASES)}
    for party in found.values():
        _add_party(facts, register, party)
    for place, name in _VISITED.items():
        if name in found:
            _add_place(facts, register, place, found[name])
    return {FILE: write_trig(str(facts.graph), facts, TRIG_PREFIXES)}


class Register:
    """The municipal tables.

    Args:
        data: folder that holds them.
    """

    def __init__(self, data: Path) -> None:
        self._data = data

    def iri(self, party: Party) -> str:
        """IRI of a party, from the register of its country where there is one.

        Raises:
            UnusableInput: the register has another name for its code, or none.
        """
        if party.level == "network":
            return thing("network", slugify(party.name))
        if party.level in _ORGANISATIONS:
            return thing("organisation", slugify(party.name))
        if party.level in ("town", "settlement"):
            return thing("locality", slugify(party.name))
        if party.level not in _CITIES:
            raise party.refuse(f"has an unknown level, {party.level!r}")
        if is_registered(party):
            return self._registered(party)
        # Danish and Greenlandic names say of themselves what they are; others need the country.
        country = "" if party.country in ("DK", "GL") else f"{party.country.lower()}-"
        return thing("municipality", country + slugify(party.name))

    def municipality(self, official: str) -> str:
        """IRI of a Danish or Greenlandic municipality by its official name."""
        return thing("municipality", slugify(official))

    def _registered(self, party: Party) -> str:
        if party.country in ("DK", "GL"):
            self._find(party, self._today, "name_official")
            return self.municipality(party.name)
        if party.country == "NO":
            self._find(party, self._nordic["NO"], "name_local")
            return iri_of_life(self._norway[party.code])
        return iri_of(self._find(party, self._nordic[party.country], "name_local"))

    def _find(self, party: Party, rows: Mapping[str, TextRow], column: str) -> TextRow:
        name = _FAROESE.get(party.name, party.name)
        row = rows.get(party.code or name)
        if row is None or row.text(column) != name:
            raise party.refuse(f"is not in the register of {party.country} as {party.code!r}")
        return row

    @cached_property
    def _today(self) -> dict[str, TextRow]:
        return unique(read_table(self._data / TODAY, ("code", "name_official")), "code")

    @cached_property
    def _nordic(self) -> dict[str, dict[str, TextRow]]:
        return read_nordic(self._data)

    @cached_property
    def _norway(self) -> Mapping[str, MunicipalLife]:
        spellings = {code: [row.text("name_local")] for code, row in self._nordic["NO"].items()}
        return read_history(self._data, spellings).today


def is_registered(party: Party) -> bool:
    """True if the register of its country must have the party."""
    return party.level == "municipality" and party.country in _REGISTERED


def parties(path: Path) -> Iterator[Party]:
    """The parties of the cases in a file of JSON lines, case by case.

    Raises:
        UnreadableFile: the file is missing or in an encoding that is not expected.
        UnusableInput: a line is no case with parties.
    """
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        try:
            case = json.loads(line)
            named = [*case["parties"], *([_NAMED] if case["id"] == "dk-002" else [])]
            for party in named:
                yield Party(
                    case["id"], party["name"], party["country"], party["level"],
                    party.get("code", ""), party.get("within", ""),
                )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            raise UnusableInput(
                N_("the line is no case with parties: {reason!r}.", reason=error),
                where=N_("{name}, line {number}", name=path.name, number=number),
            ) from error


def _add_source(facts: GraphBuilder) -> None:
    add_source(
        facts,
        da=(
            "Parter i sagerne, som intet register har",
            "Navne og arter: de kilder, som sagerne bygger på. Hvem en part er, og hvilken kommune "
            "en by ligger i, er kuratorens bestemmelse.",
        ),
        en=(
            "Parties of the cases that no register holds",
            "Names and kinds: the sources that the cases rest on. Who a party is, and in which "
            "municipality a town lies, is the curator's identification.",
        ),
    )


def _add_party(facts: GraphBuilder, register: Register, party: Party) -> None:
    iri, name = register.iri(party), party.name
    if is_registered(party):
        if name in _FAROESE:
            facts.names(iri, SKOS.altLabel, fo=name)
        return
    if party.level == "town":
        return
    kind, remark = _kind(party)
    facts.make(iri, kind, da=_DANISH.get(name, name), en=name)
    facts.names(iri, DCTERMS.description, da=remark[0], en=remark[1])
    if party.country in _COUNTRIES:
        facts.add(iri, VSK.country, COUNTRY[_COUNTRIES[party.country]])
    if party.within:
        facts.add(iri, VSK.within, URIRef(register.municipality(party.within)))
    if name in _MERGED:
        _add_merger(facts, register, iri, *_MERGED[name])


def _kind(party: Party) -> tuple[URIRef, tuple[str, str]]:
    """Class of a party, and what to say of it in Danish and English."""
    if party.level == "network":
        return VSK.Network, ("", "")
    if party.level in _ORGANISATIONS:
        return VSK.Organisation, _ORGANISATIONS[party.level]
    if party.level == "settlement":
        return VSK.Locality, ("Bygd.", "A settlement.")
    return VSK.Municipality, _CITIES[party.level]


def _add_merger(
    facts: GraphBuilder, register: Register, former: str, successor: str, year: int
) -> None:
    """Adds a merger on an unknown day of a year: the case gives no day."""
    when = When(date(year, 1, 1), date(year, 12, 31))
    result = register.municipality(successor)
    facts.add(former, VSK.ended, when.ends())
    facts.add(result, VSK.began, when.begins())
    add_change(
        facts, MergerOrSplit("merger", successor, slugify(successor), when), [former], [result]
    )


def _add_place(facts: GraphBuilder, register: Register, place: str, party: Party) -> None:
    town = thing("locality", slugify(place))
    facts.make(town, VSK.Locality, da=place, en=place)
    facts.add(town, VSK.country, COUNTRY[_COUNTRIES[party.country]])
    facts.add(town, VSK.within, URIRef(register.iri(party)))
