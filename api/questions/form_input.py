"""Input of a question's form: names in place of IRIs, countries by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from api.locale.countries import country_code
from api.locale.language import Lang
from api.locale.result_table import labels
from api.search.results_text import LONGEST
from graph.engine.base import Engine
from graph.search.match import How, NamedThing
from graph.search.name_search import NameSearch
from queries.library import Query
from queries.parameters import BASE, BadValue, Parameter, expand

# Type in the address of the things of a class; a class that is not here is searched among all.
_KINDS: Final = {
    "vsk:Agreement": "agreement",
    "vsk:Municipality": "municipality",
    "vsk:Network": "network",
    "vsk:Partnership": "partnership",
    "vsk:Source": "source",
    "schema:EventSeries": "event-series",
}
MOST: Final = 6


@dataclass(frozen=True)
class FormInput:
    """The values of a form, read.

    Attributes:
        values: what each parameter was given, names replaced by what they name.
        unclear: the name that a parameter was given where it names no one thing, and what it may
            mean; the things are none where nothing is called so.
    """

    values: Mapping[str, str]
    unclear: Mapping[str, tuple[str, list[NamedThing]]] = field(default_factory=dict)


async def read(query: Query, given: Mapping[str, str], names: NameSearch) -> FormInput:
    """The values with each name of a thing or a country replaced, where it names just one.

    Raises:
        VenskabError: the engine could not answer.
    """
    values, unclear = dict(given), {}
    for parameter in query.parameters:
        text = given.get(parameter.name, "").strip()
        if not text or len(text) > LONGEST or _fits(parameter, text):
            continue
        if parameter.type == "country":
            values[parameter.name] = country_code(text) or text
        elif parameter.type == "iri":
            meant = await _meant(text, _KINDS.get(parameter.of_class or "", ""), names)
            if len(meant) == 1:
                values[parameter.name] = short(meant[0].iri)
            else:
                unclear[parameter.name] = (text, meant)
    return FormInput(values, unclear)


async def called(
    query: Query, given: Mapping[str, str], engine: Engine, lang: Lang
) -> dict[str, str]:
    """The names of the things in a form, by parameter."""
    iris = {
        each.name: expand((given.get(each.name) or each.default or "").strip())
        for each in query.parameters
        if each.type == "iri"
    }
    found = await labels(engine, [iri for iri in iris.values() if iri.startswith(BASE)], lang)
    return {name: found[iri].value for name, iri in iris.items() if iri in found}


def short(iri: str) -> str:
    """The form of an IRI that parameters take.

    >>> short("https://w3id.org/venskab/id/municipality/odense-kommune")
    'municipality/odense-kommune'
    """
    tail = iri.removeprefix(f"{BASE}id/")
    return tail if expand(tail) == iri else iri


def _fits(parameter: Parameter, text: str) -> bool:
    try:
        parameter.term(text)
    except BadValue:
        return False
    return True


async def _meant(text: str, kind: str, names: NameSearch) -> list[NamedThing]:
    """The things that a name may mean: just one where one alone has it as a name of its own."""
    hits = (await names.search(text, kind=kind, limit=MOST)).hits
    exact = [each for each in hits if each.how is How.EXACT]
    own = [each for each in exact if each.via is None]
    best = next((each for each in (own, exact) if len(each) == 1), hits)
    return [each.thing for each in best]
