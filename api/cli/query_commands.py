"""``venskab query`` and ``venskab queries``: ask the graph without a server."""

from __future__ import annotations

import asyncio
import difflib
import re
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.options import UNFOLDED, HomeOption, limits_of, read_settings, waiting
from api.locale.language import Lang, from_locale
from api.locale.result_table import Solutions, parse
from graph.data.shipped import open_home
from graph.engine.base import BY_NAME, JSON, TURTLE, Format, Kind, Request, Result, Unacceptable
from graph.engine.embedded import EmbeddedEngine
from graph.errors import BadParameter, NotFound, UnreadableFile, UnusableInput
from graph.ledger.lookup import change_of
from graph.settings import Settings
from queries.library import library

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Shown(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"
    ntriples = "ntriples"
    rdfxml = "rdfxml"
    jsonld = "jsonld"


class Language(StrEnum):
    """Language of titles."""

    da = "da"
    en = "en"


def query(
    what: Annotated[
        str,
        typer.Argument(metavar="TEXT|FILE.rq|NAME", help="SPARQL, a file, or a question's name."),
    ],
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="Parameter of a question."),
    ] = None,
    shown: Annotated[
        Shown, typer.Option("--format", "-f", help="How the answer is written.")
    ] = Shown.table,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="RELEASE|DATE",
            help="Ask the graph as it was released, or at the end of that day.",
        ),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Ask one query and print its answer."""
    text = read_text(what, _parameters(param or ()))
    settings = read_settings(home=home)
    with waiting("Asking …"):
        result, body = _ask(settings, text, shown, as_of)
    if shown is Shown.table and result.kind is not Kind.GRAPH:
        _print_table(parse(body))
    else:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()


def queries(
    lang: Annotated[
        Language | None, typer.Option(help="Language of the titles.", show_default="by the locale")
    ] = None,
) -> None:
    """List the questions of the library."""
    chosen: Lang = lang.value if lang else from_locale()
    for name, question in library().items():
        typer.echo(f"{name}\n    {question.title[chosen]}")
        for parameter in question.parameters:
            default = f" (default {parameter.default})" if parameter.default else ""
            label = parameter.label[chosen]
            typer.echo(f"    --param {parameter.name}={parameter.example}  {label}{default}")


def read_text(what: str, parameters: Mapping[str, str]) -> str:
    """The SPARQL text that ``what`` means: a question's name, a file, ``-`` or the text itself.

    Raises:
        NotFound: it looks like a name, and no question has it.
        BadParameter: parameters that the question does not have or cannot take.
        UnreadableFile: the file is not there or not UTF-8.
    """
    if what in library() or _NAME.fullmatch(what):
        return _bound(what, parameters)
    if parameters:
        raise BadParameter("Only a question of the library takes --param.")
    if what == "-":
        return sys.stdin.read()
    if what.endswith((".rq", ".sparql")):
        return _file_text(Path(what))
    return what


def _bound(name: str, parameters: Mapping[str, str]) -> str:
    known = library()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "'venskab queries' lists them."
        raise NotFound(f"There is no question {name}.", hint=hint)
    try:
        return known[name].bind(parameters)
    except ValueError as error:
        raise BadParameter(str(error)) from error


def _file_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableFile(f"{error.strerror}.", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile("The file is not UTF-8 text.", where=str(path)) from error


def _parameters(given: Sequence[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise BadParameter(f"--param {name} has no value.", hint="Write --param name=value.")
    return {name: value for name, _, value in pairs}


def _formats(shown: Shown) -> tuple[Format, ...]:
    return (JSON, TURTLE) if shown is Shown.table else (BY_NAME[shown.value],)


def _ask(settings: Settings, text: str, shown: Shown, as_of: str | None) -> tuple[Result, bytes]:
    with open_home(settings.home) as ledger:
        change = change_of(ledger, as_of) if as_of else None
    try:
        return asyncio.run(_ask_engine(settings, Request(text, _formats(shown)), change))
    except Unacceptable as error:
        fitting = [each.value for each in Shown if each.value in _carrying(error.kind)]
        raise UnusableInput(
            f"A query that answers with {error.kind.value} cannot be written as {shown.value}.",
            hint=f"Take --format {', '.join(fitting)}.",
        ) from error


def _carrying(kind: Kind) -> set[str]:
    return {name for name, each in BY_NAME.items() if kind in each.kinds}


async def _ask_engine(
    settings: Settings, request: Request, change: int | None
) -> tuple[Result, bytes]:
    limits = limits_of(settings)
    engine = await EmbeddedEngine.start(settings.ledger_path, limits, as_of=change)
    try:
        result = await engine.query(request)
        return result, result.read()
    finally:
        await engine.close()


def _print_table(solutions: Solutions) -> None:
    if solutions.boolean is not None:
        typer.echo("yes" if solutions.boolean else "no")
        return
    table = Table()
    for name in solutions.columns:
        table.add_column(name, overflow="fold")
    for row in solutions.rows:
        cells = (row[name].short if name in row else "" for name in solutions.columns)
        table.add_row(*(Text(cell) for cell in cells))
    to_terminal = Console().is_terminal
    console = Console() if to_terminal else Console(width=UNFOLDED)
    console.print(table)
    console.print(f"{len(solutions.rows)} rows" if len(solutions.rows) != 1 else "1 row")
