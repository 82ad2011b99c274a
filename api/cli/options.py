"""Options that the commands share: home folder, settings, limits, a sign of life."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.cli.language_option import translate
from graph.errors import BadParameter, UnusableInput
from graph.texts import N_, recognised
from graph.tiers import Tier

if TYPE_CHECKING:
    from graph.engine.base import Limits
    from graph.settings import Settings

# Below a second a spinner is only a flicker.
SILENCE: Final = 1.0

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", help=N_("Folder that holds the ledger."), metavar="DIR", show_default=False
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        metavar="WHEN",
        help=N_("As it was in that release, or after that day, moment or change."),
    ),
]
TierOption = Annotated[
    Tier,
    typer.Option(
        "--tier",
        help=N_("What is asked: evidence (what sources give), lists (what lists say), or all."),
    ),
]


# What Pydantic says of a value; the first that fits is taken.
_UNFIT: Final = (
    N_("Input should be greater than or equal to {least}"),
    N_("Input should be greater than {least}"),
    N_("Input should be less than or equal to {most}"),
    N_("Input should be less than {most}"),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Input should be a valid integer"),
    N_("Input should be a valid number, unable to parse string as a number"),
    N_("Input should be a valid number"),
    N_("Input should be a valid boolean, unable to interpret input"),
    N_("Input should be a valid string"),
    N_("Input is not a valid path"),
    N_("Input should be {known}"),
    N_("String should match pattern '{pattern}'"),
    N_("Value error, {reason}"),
)


def read_settings(**given: object) -> Settings:
    """The settings, with what was given on the command line in front of the environment.

    Args:
        given: settings by name; None means not given.

    Raises:
        UnusableInput: a setting has a value that it cannot have.
    """
    from pydantic import ValidationError

    from graph.settings import Settings

    known = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings.model_validate(Settings().model_dump() | known)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = str(fault["loc"][0]) if fault["loc"] else "settings"
        raise UnusableInput(
            N_(
                "{name} cannot be {input!r}: {msg}.",
                name=name,
                input=str(fault["input"])[:80],
                msg=recognised(fault["msg"], _UNFIT),
            ),
            hint=N_(
                "Mend --{replace} or VENSKAB_{name}.",
                replace=name.replace("_", "-"),
                name=name.upper(),
            ),
        ) from error


def limits_of(settings: Settings) -> Limits:
    """The limits of a query that ``settings`` ask for."""
    from graph.engine.base import Limits

    return Limits(
        seconds=settings.query_seconds,
        memory=settings.query_megabytes << 20,
        result=settings.result_megabytes << 20,
        text=settings.query_bytes,
        depth=settings.query_depth,
        patterns=settings.query_patterns,
        workers=settings.query_workers,
        queue=settings.queue_length,
        cache=settings.cache_megabytes << 20,
        in_memory=settings.in_memory,
    )


@contextmanager
def waiting(what: str) -> Generator[None]:
    """Show a spinner with ``what`` on a terminal's stderr while the block takes over a second."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    status = Console(stderr=True).status(translate(what))
    timer = threading.Timer(SILENCE, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def time_of(moment: datetime) -> str:
    """A moment for a table, to the second."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def day_of(text: str) -> date | None:
    """The day that ``--on`` gives; None if it is left out.

    Raises:
        BadParameter: it is no day.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadParameter(
            N_("{name} is not a day: {value!r}.", name="--on", value=text[:40]),
            hint=N_("Write it like 2020-06-01."),
        ) from error
