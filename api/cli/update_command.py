"""``venskab graph update``: what a newer package brings, into an older ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.change_line import tell
from api.cli.language_option import say, spoken
from api.cli.load_command import DryRunOption, ReplaceOption
from api.cli.options import HomeOption, read_settings, waiting
from api.locale.translation import gettext
from graph.data import shipped
from graph.data.shipped import ShippedOffer, open_home
from graph.errors import NotFound
from graph.ledger.short_names import did_you_mean, graph_iri, short_graph
from graph.texts import N_

GraphsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[GRAPH]...", help="These only, even where others changed them; default: the rest."
    ),
]


def update(
    graphs: GraphsArgument = None,
    *,
    replace: ReplaceOption = False,
    dry_run: DryRunOption = False,
    home: HomeOption = None,
) -> None:
    """Take the graphs that this version of Venskab ships and the ledger never had.

    A graph that somebody else changed since is left as it is, unless it is named; where that
    would remove statements, it is refused unless --replace is given.
    """
    with open_home(read_settings(home=home).home) as ledger:
        with waiting(N_("Comparing …")):
            offers = shipped.offer(ledger)
        wanted, left = _chosen(offers, [graph_iri(each) for each in graphs or ()])
        for each in wanted + left:
            typer.echo(_line(each, taken=each in wanted))
        if not offers:
            say("The ledger has all that this version ships.")
        if not replace and (edited := {e.graph: e.lines for e in wanted if e.edited}):
            from api.cli.removal import refuse_removal

            refuse_removal(ledger, edited)
        if wanted and not dry_run:
            for change in shipped.take(ledger, wanted):
                typer.echo(tell(change, spoken()))


def _chosen(
    offers: list[ShippedOffer], named: list[str]
) -> tuple[list[ShippedOffer], list[ShippedOffer]]:
    """The offers to take, and those to leave."""
    by_graph = {each.graph: each for each in offers}
    for graph in named:
        if graph not in by_graph:
            raise NotFound(
                N_("nothing new is shipped for {short_graph}.", short_graph=short_graph(graph)),
                hint=did_you_mean(graph, by_graph),
            )
    if named:
        return [by_graph[graph] for graph in dict.fromkeys(named)], []
    return [e for e in offers if not e.edited], [e for e in offers if e.edited]


def _line(each: ShippedOffer, *, taken: bool) -> str:
    message = N_("{graph}: {added:,} statements new, {removed:,} gone.")
    if not taken:
        message = N_(
            "{graph}: {added:,} statements new, {removed:,} gone; "
            "changed here, so left as it is: name it to take it."
        )
    values = {"graph": short_graph(each.graph), "added": each.added, "removed": each.removed}
    return gettext(message.template, spoken(), **values)
