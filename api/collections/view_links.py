"""One set of things seen in several ways: a list, a timeline, a map, a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from api.locale.language import Lang
from api.locale.translation import _
from graph.collections.collection import Collection
from graph.collections.collection_parameters import IN_FORCE, PERIODS, days, names
from graph.collections.query import LOOKS, STATE, CollectionQuery, Pair, to_url
from graph.collections.registry import COLLECTIONS
from graph.collections.standing import filters_of
from graph.network.selection import Selection as NetworkSelection
from graph.network.tie_facts import Layer
from graph.texts import N_
from queries.country_codes import ALPHA2_OF, GROUPS

# The collection that a layer of the network is made of, with what tells its things apart there.
_LAYERS: Final[Mapping[Layer, tuple[str, str]]] = {
    Layer.PARTNERSHIP: ("partnerships", ""),
    Layer.AGREEMENT: ("agreements", ""),
    Layer.MEMBERSHIP: ("networks", ""),
    Layer.VISIT: ("visits", ""),
    Layer.EXCHANGE: ("initiatives", "exchange"),
}
_LAYER_OF: Final = {collection: layer for layer, (collection, _) in _LAYERS.items()}
# Parameters of a list and those of the network that ask for the same.
_SAME: Final = {
    "kind": "kind",
    "group": "kind",
    "area": "area",
    "country": "country",
    "party": "focus",
    "on": "on",
    "status": "status",
    "certainty": "certainty",
}
# The period of a network is one on whose days ties are there: of a list of what goes on for a
# time, that in which it was in force, and of other lists the days on which it took place.
_PERIOD: Final = ("since", "until")
_WORDS: Final = {
    "list": N_("List"),
    "timeline": N_("Timeline"),
    "map": N_("Map"),
    "explore": N_("Network"),
}
# What is asked of a list without being one of its filters.
_UNFILTERED: Final[Mapping[str, str]] = {
    "q": N_("words of the name"),
    "bbox": N_("part of the map"),
}
# What narrows any collection in the same sense.
_SHARED: Final = frozenset({"country", "area", "party", "on", *PERIODS}) | STATE
_RENAMED: Final = {"focus": "party"}
_MAPS: Final = ("map", "explore")


@dataclass(frozen=True)
class ViewLink:
    """One way to see a set.

    Attributes:
        name: ``list``, ``timeline``, ``map`` or ``explore``.
        label: what it is called.
        href: where; blank for the view that the reader has.
        lost: what narrows the set here and not there, as a reader says it.
    """

    name: str
    label: str
    href: str
    lost: tuple[str, ...] = ()


def seen_as(asked: CollectionQuery, lang: Lang) -> list[ViewLink]:
    """The ways to see a list or a timeline.

    Args:
        asked: the query of what is seen now.
        lang: the reader's language.
    """
    collection = asked.collection
    own = asked.path.strip("/")
    found = [_view("list", "" if own == collection.name else _list(collection, asked.pairs), lang)]
    if collection.timed:
        there = "" if own == "timeline" else _timeline(collection, asked.pairs)
        found.append(_view("timeline", there, lang))
    if layer := _LAYER_OF.get(collection.name):
        pairs, lost = _of_network(asked, layer, lang)
        found += [_view(name, to_url(f"/{name}", pairs), lang, lost) for name in _MAPS]
    return found


def timelines(asked: CollectionQuery, lang: Lang) -> list[ViewLink]:
    """The timelines of all collections with a place in time, narrowed alike where they can be.

    Args:
        asked: the query of one of them.
        lang: the reader's language.
    """
    shared = [pair for pair in asked.pairs if pair[0] in _SHARED]
    return [
        ViewLink(
            each.name,
            _(each.title, lang),
            "" if each == asked.collection else _timeline(each, shared),
        )
        for each in COLLECTIONS.values()
        if each.timed
    ]


def _view(name: str, href: str, lang: Lang, lost: Iterable[str] = ()) -> ViewLink:
    return ViewLink(name, _(_WORDS[name], lang), href, tuple(lost))


def _list(collection: Collection, pairs: Iterable[Pair]) -> str:
    return to_url(f"/{collection.name}", _kept(pairs, names(collection)))


def _timeline(collection: Collection, pairs: Iterable[Pair]) -> str:
    return to_url("/timeline", [("of", collection.name), *_kept(pairs, names(collection))])


def _kept(pairs: Iterable[Pair], known: Iterable[str]) -> list[Pair]:
    """The parameters that name the same things anywhere, and language and state."""
    kept = {*known, *STATE} - (LOOKS - STATE)
    return [pair for pair in pairs if pair[0] in kept]


def _of_network(asked: CollectionQuery, layer: Layer, lang: Lang) -> tuple[list[Pair], list[str]]:
    """The parameters of the network of the same ties, and what they cannot say."""
    found: dict[str, str] = {"layer": layer.value}
    lost = []
    for name, value in asked.narrowing:
        other = _SAME.get(name, "") or _of_period(name, asked.collection)
        unsaid = name in {"type", "status"} and not asked.collection.states
        if name == "type" and value == _LAYERS[layer][1]:
            continue
        if not other or other in found or unsaid or (layer is Layer.VISIT and other == "kind"):
            lost.append(_word(asked.collection, name, lang))
        elif (name, value) != ("certainty", "possible"):
            found[other] = _said(asked, name, value)
    kept = {name: value for name, value in asked.pairs if name in STATE}
    return [*found.items(), *kept.items()], list(dict.fromkeys(lost))


def _of_period(name: str, collection: Collection) -> str:
    """What a day of a period of a list is called in a network; blank where that has none."""
    return next((each for each in _PERIOD if name == _held(each, collection)), "")


def _held(name: str, collection: Collection) -> str:
    """What a day of the period of a network is called in a list."""
    return f"in_force_{name}" if collection.states else name


def _said(asked: CollectionQuery, name: str, value: str) -> str:
    """The value of a parameter of a list as a network takes it."""
    days = {
        "since": asked.since,
        "until": asked.until,
        "in_force_since": asked.held_since,
        "in_force_until": asked.held_until,
    }
    return _members(value) if name == "country" else days.get(name, value)


def _members(value: str) -> str:
    """Countries as a network takes them: a group by its members."""
    parts = (part.strip() for part in value.split(","))
    found = [each for part in parts for each in GROUPS.get(part.lower(), (part,))]
    return ",".join(ALPHA2_OF.get(each, each) for each in found)


def _word(collection: Collection, name: str, lang: Lang) -> str:
    filters = (*collection.filters, *filters_of(collection))
    for each in (*(each.parameter for each in filters), *days(collection)):
        if each.name == name:
            return _(each.label, lang).lower()
    return _(_UNFILTERED.get(name, name), lang)


def of_network(pairs: Iterable[Pair]) -> tuple[str, list[Pair]]:
    """The collection and the parameters that ask for the things of a network's ties.

    What a list cannot say is left out: what makes ties of things.

    Args:
        pairs: parameters as the explorer and the map have them.
    """
    given = {name: value.strip() for name, value in pairs if value.strip()}
    layer = Layer(given["layer"]) if given.get("layer") in set(Layer) else Layer.PARTNERSHIP
    name, kind = _LAYERS[layer]
    collection = COLLECTIONS[name]
    found: list[Pair] = [("type", kind)] if kind else []
    found += _kept(_translated(given, collection), names(collection))
    return name, [*found, *((n, v) for n, v in given.items() if n in STATE)]


def _translated(given: Mapping[str, str], collection: Collection) -> Iterator[Pair]:
    """The parameters of a list that say the same as those of a network."""
    either = {"focus", "kind", "area", "country"}
    single = {name: value for name, value in given.items() if name in either or "," not in value}
    renamed = _RENAMED | {each: _held(each, collection) for each in _PERIOD}
    renamed |= {"kind": "group"} if collection.name == "initiatives" else {}
    for name in ("focus", "kind", "area", "since", "until"):
        if name in single:
            yield renamed.get(name, name), single[name]
    if "country" in single:
        yield "country", _members(single["country"])
    if "on" in single:
        named = ("on",) if collection.states else ("since", "until")
        yield from ((name, single["on"]) for name in named)
        if collection.states and single.get("status", IN_FORCE) != IN_FORCE:
            yield "status", single["status"]
    if single.get("certainty") == "certain" and {"on", "since", "until"} & single.keys():
        yield "certainty", "certain"


def seen_from_network(
    selection: NetworkSelection, focus: str, here: str, lang: Lang, kept: Iterable[Pair]
) -> list[ViewLink]:
    """The ways to see the ties of a network.

    Args:
        selection: which network.
        focus: the node whose ties are shown, such as ``municipality/x``; or blank.
        here: ``map`` or ``explore``, which the reader has.
        lang: the reader's language.
        kept: the chosen language and state of the graph, which every link keeps.
    """
    usual = NetworkSelection(lang=selection.lang).parameters()
    asked = [pair for pair in selection.parameters().items() if pair not in usual.items()]
    pairs = [*asked, *([("focus", focus)] if focus else []), *kept]
    name, there = of_network(pairs)
    return [
        _view("list", to_url(f"/{name}", there), lang),
        _view("timeline", _timeline(COLLECTIONS[name], there), lang),
        *(_view(each, "" if each == here else to_url(f"/{each}", pairs), lang) for each in _MAPS),
    ]
