"""Input of a question's form: names in place of IRIs, countries by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.locale.countries import country_code
from api.locale.language import Lang
from api.search.typed_names import meant, short, type_of_class
from graph.collections.collection_index import CollectionIndex
from graph.search.asked_name import LONGEST
from graph.search.match import NamedThing
from graph.search.name_search import NameSearch
from queries.library import Query
from queries.parameters import BASE, BadValue, Parameter, expand


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
            found = await meant(text, type_of_class(parameter.of_class), names)
            if len(found) == 1:
                values[parameter.name] = short(found[0].iri)
            else:
                unclear[parameter.name] = (text, found)
    return FormInput(values, unclear)


async def called(
    query: Query, given: Mapping[str, str], things: CollectionIndex, lang: Lang
) -> dict[str, str]:
    """The names of the things that a form names by their addresses, by what stands for them.

    Args:
        query: the question.
        given: the values of its form.
        things: who knows what things are called.
        lang: of the names.

    Raises:
        VenskabError: the engine could not answer.
    """
    texts = [
        text.strip()
        for each in query.parameters
        if each.type == "iri"
        for text in (given.get(each.name) or each.default or "", each.example)
    ]
    iris = {text: iri for text in texts if (iri := expand(text)).startswith(BASE)}
    names = await things.names(iris.values())
    said = {text: names[iri].said(lang) for text, iri in iris.items()}
    return {text: name for text, name in said.items() if name}


def _fits(parameter: Parameter, text: str) -> bool:
    try:
        parameter.term(text)
    except BadValue:
        return False
    return True
