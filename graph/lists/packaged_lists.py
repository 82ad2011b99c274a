"""The lists that come with the package: packed as their makers published them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from graph.errors import NotFound
from graph.lists.about import ListSource, read_about
from graph.lists.building import BuiltList, Progress, build
from graph.lists.readers.pairs import Pairs
from graph.lists.readers.wikidata_relations import WikidataRelations
from graph.lists.rows import RowReader
from graph.texts import N_

FOLDER: Final = Path(__file__).parent / "shipped_lists"

_READERS: Final[Mapping[str, Callable[[], RowReader]]] = {
    "pairs-2026": lambda: Pairs(FOLDER / "twin_cities_2026.csv.xz"),
    "wikidata-2016": lambda: WikidataRelations(
        FOLDER / "wikidata_p190_2016_relations.tsv.xz", FOLDER / "wikidata_p190_2016_names.tsv.xz"
    ),
}
SHIPPED: Final = tuple(sorted(_READERS))


def shipped_about(name: str) -> ListSource:
    """The facts about a list of the package.

    Raises:
        NotFound: none has that name.
    """
    if name not in _READERS:
        raise NotFound(
            N_("no list of that name comes with Venskab."),
            where=name[:40],
            hint=N_("There are: {names}. Others are read by venskab import list.",
                    names=", ".join(SHIPPED)),
        )  # fmt: skip
    return read_about(FOLDER / f"{name}.yaml")


def build_shipped(name: str, progress: Progress = lambda _: None) -> BuiltList:
    """Build the graph of a list of the package.

    Raises:
        NotFound: none has that name.
    """
    return build(shipped_about(name), _READERS[name](), progress=progress)
