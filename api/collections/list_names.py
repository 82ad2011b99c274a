"""Names that a person types into the form of a list, in place of the addresses of things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from api.collections.query_params import told
from api.generation.generation import Generation
from api.locale.language import Lang
from api.search.field_faults import FieldFault, unclear
from api.search.typed_names import meant, type_of_class
from graph.collections.collection import Collection, Filter
from graph.collections.query import CollectionQuery, Pair
from graph.errors import BadParameter
from graph.search.match import NamedThing, type_of
from graph.texts import N_


@dataclass(frozen=True)
class NamedPairs:
    """The parameters of a form, read.

    Attributes:
        pairs: with the address of each thing in place of its name, blank ones left out.
        unclear: by the filter that it was given, each name of no one thing, and what it may mean.
    """

    pairs: tuple[Pair, ...]
    unclear: Mapping[str, tuple[str, list[NamedThing]]] = field(default_factory=dict)

    def faults(self, query: CollectionQuery, lang: Lang) -> dict[str, FieldFault]:
        """What is wrong with each field, told beside it.

        Args:
            query: the list without what is unclear.
            lang: of the reader.
        """
        filters = {each.name: each for each in query.collection.filters}
        return {
            name: unclear(text, things, _with(query, filters[name]), lang)
            for name, (text, things) in self.unclear.items()
        }

    def check(self, collection: Collection) -> None:
        """Refuse what is unclear, for who reads no page.

        Raises:
            HttpError: a name is not that of just one thing.
        """
        for name, (text, _things) in self.unclear.items():
            what = N_(
                "Nothing among the {name} is called {text!a}.",
                name=collection.name,
                text=text[:80],
            )
            raise told(BadParameter(what, where=name, hint=N_("Take a name from the list.")))


async def by_name(
    generation: Generation, collection: Collection, pairs: Iterable[Pair]
) -> NamedPairs:
    """The parameters of a person's form, with things named for their names.

    Raises:
        VenskabError: the engine could not answer.
    """
    filters = {each.name: each for each in collection.filters if each.parameter.type == "iri"}
    kept: list[Pair] = []
    unclear: dict[str, tuple[str, list[NamedThing]]] = {}
    for name, value in ((name, value.strip()) for name, value in pairs if value.strip()):
        each = filters.get(name)
        if each is None or _is_address(each, value):
            kept.append((name, value))
            continue
        found = await _called(generation, collection, each, value)
        if len(found) == 1:
            kept.append((name, each.written(found[0].iri)))
        else:
            unclear[name] = (value, found)
    return NamedPairs(tuple(kept), unclear)


def _is_address(each: Filter, text: str) -> bool:
    """True if a filter takes the text as it is; a mistake in an address is told as one."""
    try:
        each.terms(text)
    except BadParameter:
        return "/" in text
    return True


async def _called(
    generation: Generation, collection: Collection, each: Filter, text: str
) -> list[NamedThing]:
    """The things that a filter takes, and that a name may mean."""
    kind = type_of_class(each.parameter.of_class)
    if not each.facet:
        return await meant(text, kind, generation.names)
    values = await generation.resources.directory.named_values(collection, each)
    wanted = text.casefold()
    exact = [
        NamedThing(iri, type_of(iri), dict(name.labels))
        for iri, name in sorted(values.items())
        if wanted in {label.casefold() for label in name.labels.values()}
    ]
    # Not all that a list names is searched for; what is called just so is what is meant.
    return exact or await meant(text, "", generation.names, values.keys())


def _with(query: CollectionQuery, each: Filter) -> Callable[[str], str]:
    return lambda iri: query.with_(each.name, each.written(iri))
