"""The page of a search: what was found in groups, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from api.locale.language import Lang
from api.locale.translation import _
from api.search.results_text import alias, kind_of, reasons
from graph.search.match import Hit
from graph.texts import N_, Text

_GROUPS: Final[tuple[tuple[Text, tuple[str, ...]], ...]] = (
    (N_("Municipalities, towns and networks"),
     ("municipality", "locality", "network", "list-place")),
    (N_("Partnerships and agreements"), ("partnership", "agreement", "initiative", "commitment")),
    (N_("Visits, exchanges and events"),
     ("exchange", "visit", "meeting", "public-event", "event-series", "event")),
    (N_("Persons and organisations"), ("person", "post", "organisation")),
    (N_("Sources and terms"), ("source", "concept")),
)  # fmt: skip
_GROUP_OF: Final = {kind: name for name, kinds in _GROUPS for kind in kinds}


@dataclass(frozen=True)
class ShownHit:
    """A hit as the page shows it, all in words."""

    hit: Hit
    kind: str
    alias: str
    reason: str


@dataclass(frozen=True)
class ResultPage:
    """A page of what was found.

    Attributes:
        groups: what is shown, by the heading of its group.
        first: number of the first that is shown, from 1.
        last: number of the last that is shown; 0 for nothing.
        total: how many there are.
        whole: whether there are no more than those.
        number: of this page, from 1.
        size: hits of a page.
    """

    groups: tuple[tuple[str, tuple[ShownHit, ...]], ...]
    first: int
    last: int
    total: int
    whole: bool
    number: int
    size: int

    @property
    def before(self) -> int:
        """Number of the page before; 0 for none."""
        return min(self.number - 1, -(-self.total // self.size))

    @property
    def after(self) -> int:
        """Number of the page behind; 0 for none."""
        return self.number + 1 if self.last and self.last < self.total else 0


def result_page(
    hits: Sequence[Hit], *, complete: bool, number: int, size: int, lang: Lang
) -> ResultPage:
    """A page of hits, what belongs together in one group; the group of the best hit is first.

    Args:
        hits: what was found, best first.
        complete: whether that is all there is.
        number: of the page, from 1.
        size: hits of a page.
        lang: of the words.
    """
    order = list(dict.fromkeys(_GROUP_OF[each.thing.type] for each in hits))
    grouped = sorted(hits, key=lambda each: order.index(_GROUP_OF[each.thing.type]))
    start = (number - 1) * size
    shown = grouped[start : start + size]
    groups = tuple(_groups(shown, lang))
    last = start + len(shown) if shown else 0
    return ResultPage(groups, start + 1, last, len(hits), complete, number, size)


def _groups(hits: Sequence[Hit], lang: Lang) -> Iterator[tuple[str, tuple[ShownHit, ...]]]:
    for name, several in groupby(hits, key=lambda each: _GROUP_OF[each.thing.type]):
        yield _(name, lang), tuple(_shown(each, lang) for each in several)


def _shown(hit: Hit, lang: Lang) -> ShownHit:
    return ShownHit(hit, kind_of(hit.thing, lang), alias(hit, lang), reasons(hit, lang))
