"""``venskab export``: the whole graph as files, in every form that it is shared in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.cli.language_option import say
from api.cli.options import HomeOption, TierOption, read_settings
from api.cli.progress_bar import progress_bar
from api.locale.translation import in_every_language
from graph.tiers import DEFAULT

DirArgument = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="Folder for the files; made where it is missing."),
]


def export_files(target: DirArgument, tier: TierOption = DEFAULT, home: HomeOption = None) -> None:
    """Write the graph as files: RDF, tables (CSV, Parquet, SQLite), network, map, vocabulary.

    A run that was stopped is taken up again: what it finished is kept.
    """
    # Parquet and networks take half a second to import, which no other command needs.
    from graph.data.shipped import open_home
    from graph.engine.dump import WantedState
    from graph.exports.export import export
    from graph.exports.network_export import read_network

    settings = read_settings(home=home)
    open_home(settings.home).close()
    with progress_bar() as progress:
        ledger = settings.ledger_path
        network = partial(read_network, ledger, licence=settings.licence, tier=tier)
        manifest = export(
            ledger,
            target,
            network,
            progress,
            state=WantedState(tier=tier),
            licence=settings.licence,
            translations=in_every_language,
        )
    files = manifest["files"]
    size = sum(each["bytes"] for each in files) / 1e6
    say(
        "{folder}: {count} files, {size:.1f} MB, of {generation} (tier {tier}).",
        folder=target,
        count=len(files),
        size=size,
        generation=manifest["generation"],
        tier=manifest["tier"],
    )
