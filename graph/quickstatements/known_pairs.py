"""The pairs of items that Wikidata has already, as its lists in the ledger give them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import Final

from graph.errors import NotFound
from graph.ledger import Ledger
from graph.prefixes import PREFIXES
from graph.texts import N_
from graph.tiers import LIST_GRAPHS

_WIKIDATA: Final = f"{LIST_GRAPHS}wikidata"
_ITEM: Final = PREFIXES["wd"]
_LINE: Final = re.compile(r"<([^>]*)> <([^>]*)> <([^>]*)>")
_SAME: Final = PREFIXES["skos"] + "exactMatch"
_ENDS: Final = PREFIXES["vsk"] + "listedPlace"
_MENTIONED: Final = PREFIXES["vsk"] + "mentionedBy"


def known_pairs(ledger: Ledger) -> set[tuple[str, str]]:
    """The items of which the lists of Wikidata in a ledger say that the first names the second.

    Raises:
        NotFound: none is loaded.
    """
    loaded = [each for each in ledger.graphs() if each.graph.startswith(_WIKIDATA)]
    if not loaded:
        raise NotFound(
            N_("no list of Wikidata is loaded."), hint=N_("Run venskab list add wikidata-2016.")
        )
    return {pair for each in loaded for pair in _pairs(ledger.lines(each.hash))}


def _pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    said: dict[str, defaultdict[str, set[str]]] = {
        each: defaultdict(set) for each in (_SAME, _ENDS, _MENTIONED)
    }
    for line in lines:
        if (found := _LINE.match(line)) and found[2] in said:
            said[found[2]][found[1]].add(found[3])
    for tie, places in said[_ENDS].items():
        for one, other in permutations(sorted(places), 2):
            if one in said[_MENTIONED][tie]:
                yield from product(_items(said[_SAME][one]), _items(said[_SAME][other]))


def _items(same: Iterable[str]) -> list[str]:
    return [each.removeprefix(_ITEM) for each in same if each.startswith(_ITEM)]
