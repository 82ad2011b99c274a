"""Tells what a change of graphs takes away, and refuses one that was not asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import typer

from api.cli.language_option import spoken
from api.validation.preview_text import as_text, dangling_text
from graph.ledger import Ledger
from graph.tiers import Tier, is_listing
from graph.validation.baseline import Baseline
from graph.validation.context import CurrentGraphs
from graph.validation.preview import look_ahead
from graph.validation.statement_changes import REPLACE, refusal, statement_changes


def refuse_removal(ledger: Ledger, new: Mapping[str, Sequence[str]]) -> None:
    """Print what would be lost, and raise, where anything would.

    Args:
        ledger: the graphs that there are.
        new: graph IRI to the N-Quads lines that it is to have.

    Raises:
        UnusableInput: statements of a graph that exists would be lost.
    """
    current = _current(ledger, new)
    if refused := refusal(statement_changes(current, new), REPLACE):
        preview = look_ahead(current, new, Baseline.of(ledger, current))
        typer.echo(as_text(preview.as_dict(spoken()), spoken()), nl=False)
        raise refused


def dangling_without(ledger: Ledger, graph: str) -> str:
    """What would still mention the things of a graph, a line each; blank for nothing.

    Args:
        ledger: the graphs that there are.
        graph: IRI of the graph that is taken out.
    """
    preview = look_ahead(_current(ledger, [graph]), {graph: []}, None).as_dict(spoken())
    return dangling_text(preview, spoken())


def _current(ledger: Ledger, graphs: Iterable[str]) -> CurrentGraphs:
    """The graphs beside which a change of some is seen: with the lists if one is a list's."""
    listing = any(is_listing(graph) for graph in graphs)
    return CurrentGraphs(ledger, Tier.ALL if listing else Tier.EVIDENCE)
