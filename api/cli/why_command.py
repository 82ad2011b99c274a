"""``venskab why``: why a thing has the status it has on a day, and who says so."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from api.cli.language_option import spoken
from api.cli.options import HomeOption, limits_of, read_settings, waiting
from api.html.why_text import as_json, said
from graph.data.shipped import open_home
from graph.descriptions.why import Why
from graph.descriptions.why import why as why_it_is
from graph.engine.embedded import EmbeddedEngine
from graph.errors import BadParameter, NotFound
from graph.settings import Settings
from graph.texts import N_
from queries.parameters import expand


class WhyFormat(StrEnum):
    """The forms of the answer."""

    text = "text"
    json = "json"


def why(
    thing: Annotated[
        str,
        typer.Argument(
            metavar="THING", help="An IRI, or short: agreement/sermersooq-aalborg-2019."
        ),
    ],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day; by default today.")
    ] = "",
    shown: Annotated[
        WhyFormat, typer.Option("--format", "-f", help="How the answer is written.")
    ] = WhyFormat.text,
    home: HomeOption = None,
) -> None:
    """Tell why a thing has the status it has on a day, and who says so.

    What holds, certainly or possibly, since when, and each reason with its day and its source.
    """
    settings, chosen, day = read_settings(home=home), spoken(), _day(on)
    with waiting(N_("Looking …")):
        with open_home(settings.home):
            pass
        found = asyncio.run(_why(settings, expand(thing), day))
    if found is None:
        raise NotFound(
            N_("No graph says anything of <{iri}>.", iri=expand(thing)),
            hint=N_("Find its name by: venskab search WORDS."),
        )
    if shown is WhyFormat.json:
        typer.echo(json.dumps(as_json(found, chosen), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(said(found, chosen).lines(chosen)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise BadParameter(
            N_("{name} is not a day: {value!r}.", name="--on", value=text[:40]),
            hint=N_("Write it like 2020-06-01."),
        ) from error


async def _why(settings: Settings, iri: str, day: date) -> Why | None:
    engine = await EmbeddedEngine.start(settings.ledger_path, limits_of(settings))
    try:
        return await why_it_is(engine, iri, day)
    finally:
        await engine.close()
