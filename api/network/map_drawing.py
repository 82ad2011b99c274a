"""The map of a network as the server draws it, for those who have no script."""

from __future__ import annotations

from collections import Counter
from typing import Final

from api.html.map_figure import MapFigure, MapParty, PartyTie, figure
from api.locale.language import Lang
from api.locale.result_table import Cell
from api.locale.translation import _
from api.svg.map_frame import MapSize
from graph.network.tie_network import Network
from graph.tiers import Tier

# With more lines a drawing is a mat, and its page too long.
_MOST: Final = 300
_SIZE: Final = MapSize(width=760, flattest=0.5, tallest=0.8, room=48)


def map_drawing(network: Network, lang: Lang) -> MapFigure | None:
    """The map of all ties of a network; None where they are too many, or none has two places.

    Args:
        network: what is drawn.
        lang: the reader's language.
    """
    pairs: dict[tuple[str, str], bool] = {}
    borne_out: set[tuple[str, str]] = set()
    for tie in network.ties:
        pair = (min(tie.source, tie.target), max(tie.source, tie.target))
        pairs[pair] = pairs.get(pair, False) or tie.certain
        if tie.tier is Tier.EVIDENCE:
            borne_out.add(pair)
    if len(pairs) > _MOST:
        return None
    shared = Counter(tie.relation for tie in network.ties)
    chains = {
        frozenset((tie.source, tie.target)) for tie in network.ties if shared[tie.relation] > 1
    }
    parties = {iri: _party(network, iri, lang) for iri in network.nodes}
    ties = [
        PartyTie(
            parties[one],
            parties[other],
            certain,
            frozenset((one, other)) in chains,
            listed=(one, other) not in borne_out,
        )
        for (one, other), certain in sorted(pairs.items())
    ]
    return figure(ties, _("Map of municipalities with ties", lang), _SIZE, lang)


def _party(network: Network, iri: str, lang: Lang) -> MapParty:
    node = network.nodes[iri]
    return MapParty(Cell(node.name(lang), node.language(lang), iri), node.point)
