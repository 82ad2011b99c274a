"""Facets of a list: the chosen values, those that can be chosen, and the fields of its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from api.collections.periods import Period, periods, rules
from api.collections.serializers import spoken
from api.locale.column_labels import code, foreign
from api.locale.date_format import in_words
from api.locale.language import Lang
from api.locale.state_words import standing_words, states_in_words
from api.locale.translation import _
from api.search.field_faults import FieldFault
from api.search.typed_names import type_of_class
from graph.collation import danish_key
from graph.collections.collection import Filter, ListParameter
from graph.collections.collection_index import CollectionIndex, NamesByLanguage
from graph.collections.collection_parameters import CERTAINTIES, DAYS, PERIODS, STATES, days
from graph.collections.page import MOST_NAMES, Facet, Fitting, Page, Value
from graph.collections.query import CollectionQuery
from graph.terms import shorten
from graph.texts import N_
from graph.time.intervals import State

# Values of a filter that are links at once; the rest can be unfolded.
_AT_ONCE: Final = 6
# Groups of countries, as a filter takes them.
_GROUPS: Final = {"nordic": N_("the Nordic countries")}
_WORDS: Final = N_("Words of the name")
_BOX: Final = N_("Part of the map")


@dataclass(frozen=True)
class Choice:
    """One value that can be chosen, or that is chosen and can be given up.

    Attributes:
        text: as the parameter takes it.
        label: what it is called.
        lang: language of that, or blank.
        of: what it is a value of, where that is not told beside it.
        count: things that have it.
        chosen: whether it is chosen.
        href: where choosing it, or giving it up, leads.
    """

    text: str
    label: str
    lang: str = ""
    of: str = ""
    count: int = 0
    chosen: bool = False
    href: str = ""


@dataclass(frozen=True)
class Counted:
    """The values of a filter among the things that fit: some at once, the rest behind."""

    heading: str
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    more: int


@dataclass(frozen=True)
class Field:
    """One field of the form.

    Attributes:
        name: of its parameter.
        label: what it is called.
        kind: of input: ``text``, ``date`` or ``select``.
        value: what stands in it.
        example: a value to try.
        choices: the values there are, where they can be listed.
        suggest: the type of the things whose names it takes, blank for all; None: it takes none.
        fault: what is wrong with what was typed.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    suggest: str | None = None
    fault: FieldFault | None = None


@dataclass(frozen=True)
class Facets:
    """The facets beside a list.

    Attributes:
        chosen: what narrows it now, each with the way to be rid of it.
        counted: what else tells its things apart, as links.
        fields: the fields of its form.
        hidden: what the form sends along.
        periods: the periods that its form asks for.
        rules: by what rule those that are asked narrow it.
    """

    chosen: tuple[Choice, ...]
    counted: tuple[Counted, ...]
    fields: tuple[Field, ...]
    hidden: tuple[tuple[str, str], ...]
    periods: tuple[Period, ...]
    rules: tuple[str, ...]


async def narrowing(
    directory: CollectionIndex,
    found: Page | Fitting,
    lang: Lang,
    faults: Mapping[str, FieldFault],
) -> Facets:
    """The facets beside a list.

    Args:
        directory: reads of the generation, for names.
        found: the things that fit.
        lang: of the reader.
        faults: what is wrong with fields of the form, by their names.

    Raises:
        VenskabError: the engine could not answer.
    """
    selection = found.selection
    iris = [[term.strip("<>") for term in each.terms(value)] for each, value in selection.chosen]
    names = await directory.names({iri for several in iris for iri in several})
    chosen = [
        _given_up(each, value, *_either(value, several, names, lang), selection, lang)
        for several, (each, value) in zip(iris, selection.chosen, strict=True)
    ]
    own = {"q", *(each.name for each in days(selection.collection))}
    if selection.path == f"/{selection.collection.name}":
        own.add("sort")
    return Facets(
        (*chosen, *_others(selection, lang)),
        tuple(_counted(each, selection, lang) for each in found.facets),
        tuple(await _fields(directory, found, lang, faults)),
        tuple(pair for pair in selection.pairs if pair[0] not in own),
        periods(selection, lang),
        rules(found, lang),
    )


def _said(iri: str, name: NamesByLanguage, lang: Lang) -> tuple[str, str]:
    """The name of a value, and its language."""
    text, tongue = spoken(name.labels, lang)
    return (text, tongue) if text else (foreign(iri, lang) or shorten(iri), "")


def _either(
    value: str, iris: list[str], names: Mapping[str, NamesByLanguage], lang: Lang
) -> tuple[str, str]:
    """The names of values that are either of several, or that of their group; their language."""
    if group := _GROUPS.get(value.strip().lower()):
        return _(group, lang), ""
    said = [_said(iri, names[iri], lang) for iri in iris]
    return _(" or ", lang).join(text for text, _tongue in said), said[0][1]


def _given_up(
    each: Filter, value: str, text: str, tongue: str, asked: CollectionQuery, lang: Lang
) -> Choice:
    heading, href = _(each.parameter.label, lang), asked.without(each.name, value)
    return Choice(value, text, tongue, heading, chosen=True, href=href)


def _others(selection: CollectionQuery, lang: Lang) -> Iterator[Choice]:
    """The choices besides values: words, days, a part of the map."""
    if selection.text:
        words = selection.text
        yield Choice(words, words, "", _(_WORDS, lang), chosen=True, href=selection.lacking("q"))
    for each in days(selection.collection):
        for value in selection.given(each.name):
            words, heading = _day_words(each, value, lang), _(each.label, lang)
            href = selection.lacking(*_falls_with(each.name, selection))
            yield Choice(value, words, "", heading, chosen=True, href=href)
    for asked, several in selection.standing:
        said = _(" or ", lang).join(_(standing_words(value), lang) for value in several)
        href, heading = selection.lacking(asked.name), _(asked.parameter.label, lang)
        yield Choice(",".join(several), said, "", heading, chosen=True, href=href)
    if selection.box:
        yield Choice("bbox", _(_BOX, lang), chosen=True, href=selection.lacking("bbox"))


def _falls_with(name: str, asked: CollectionQuery) -> Iterator[str]:
    """A parameter, and those that mean nothing without it."""
    yield name
    if name == "on":
        yield "status"
    left = set(DAYS) - {name}
    if name in DAYS and not any(asked.given(each) for each in left):
        yield "certainty"


def _day_words(each: ListParameter, value: str, lang: Lang) -> str:
    if value in STATES:
        return states_in_words([State(value)], lang)
    return code(value, lang) if each.choices else in_words(value, lang)


def _counted(facet: Facet, asked: CollectionQuery, lang: Lang) -> Counted:
    choices = [_choice(facet.filter, each, asked, lang) for each in facet.values]
    free = (*_groups(facet.filter, asked, lang), *(each for each in choices if not each.chosen))
    heading = _(facet.filter.parameter.label, lang)
    return Counted(heading, free[:_AT_ONCE], free[_AT_ONCE:], facet.more)


def _groups(each: Filter, asked: CollectionQuery, lang: Lang) -> Iterator[Choice]:
    """The groups of countries, where a list has none chosen; how many fit is not counted."""
    if each.parameter.type == "country" and not asked.given(each.name):
        for name, label in _GROUPS.items():
            yield Choice(name, _(label, lang), href=asked.with_(each.name, name))


def _choice(each: Filter, value: Value, asked: CollectionQuery, lang: Lang) -> Choice:
    chosen = value.text in asked.given(each.name)
    if not each.pattern:  # how a thing stands is one thing, so that its values take turns
        href = "" if chosen else asked.with_only(each.name, value.text)
        label = _(standing_words(value.text), lang)
        return Choice(value.text, label, "", "", value.count, chosen, href)
    label, tongue = _said(value.iri, value.name, lang)
    href = "" if chosen else asked.with_(each.name, value.text)
    return Choice(value.text, label, tongue, "", value.count, chosen, href)


async def _fields(
    directory: CollectionIndex,
    found: Page | Fitting,
    lang: Lang,
    faults: Mapping[str, FieldFault],
) -> list[Field]:
    facets = {each.filter.name: each for each in found.facets}
    made = []
    for each in found.selection.collection.filters:
        fault = faults.get(each.name)
        if fault or _is_written(each, facets.get(each.name)):
            made.append(await _name_field(directory, found.selection, each, lang, fault))
    timely = (each for each in days(found.selection.collection) if each.name not in PERIODS)
    return [*made, *(_day_field(each, found.selection, lang) for each in timely)]


async def _name_field(
    directory: CollectionIndex,
    selection: CollectionQuery,
    each: Filter,
    lang: Lang,
    fault: FieldFault | None,
) -> Field:
    """A field that takes a name, or a value of another kind that is none of the links."""
    label = _(each.parameter.label, lang)
    if each.parameter.type != "iri":
        return Field(each.name, label, "text", example=each.parameter.example)
    choices = await _suggested(directory, selection, each, lang)
    typed = fault.typed if fault else ""
    kind = type_of_class(each.parameter.of_class)
    return Field(each.name, label, "text", typed, "", choices, kind, fault)


def _is_written(each: Filter, facet: Facet | None) -> bool:
    """True if a value must be written, since it may be none of those that are links."""
    return bool(facet.more) if facet else each.is_named or not each.facet


async def _suggested(
    directory: CollectionIndex, selection: CollectionQuery, each: Filter, lang: Lang
) -> tuple[Choice, ...]:
    """The names that a field takes; none where they are too many for a list."""
    if not each.is_named:
        return ()
    names = await directory.named_values(selection.collection, each, MOST_NAMES)
    said = {spoken(name.labels, lang) for name in names.values() if name.labels}
    return tuple(Choice(text, text, tongue) for text, tongue in _in_order(said))


def _in_order(said: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(said, key=lambda pair: (danish_key(pair[0]), pair[1]))


def _day_field(each: ListParameter, asked: CollectionQuery, lang: Lang) -> Field:
    value = (asked.given(each.name) or [""])[0]
    label = _(each.label, lang)
    if not each.choices:
        return Field(each.name, label, "date", value, each.example)
    known = {word: _day_words(each, word, lang) for word in (*STATES, *CERTAINTIES)}
    choices = tuple(Choice(word, known[word], chosen=word == value) for word in each.choices)
    return Field(each.name, label, "select", value, choices=choices)
