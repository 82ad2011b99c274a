"""Asks one query of the graph, in a process of its own, and prints the answer."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import typer

from api.cli.answer_format import AnswerFormat
from api.cli.language_option import say, spoken
from api.cli.options import limits_of, read_settings, waiting
from api.locale.translation import ngettext
from graph.data.shipped import open_home
from graph.engine.base import BY_NAME, JSON, TURTLE, Format, Kind, Request, Result, Unacceptable
from graph.engine.embedded import EmbeddedEngine
from graph.errors import BadParameter, NotFound, UnreadableFile, UnusableInput, reason_of
from graph.ledger.lookup import change_of
from graph.near_names import nearest
from graph.texts import N_
from graph.tiers import DEFAULT, Tier

if TYPE_CHECKING:
    from graph.settings import Settings

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class StateChoice(NamedTuple):
    """The state of the graph that is asked.

    Attributes:
        as_of: a release or a day; None is now.
        tier: which graphs.
    """

    as_of: str | None = None
    tier: Tier = DEFAULT


def print_answer(
    what: str, param: Sequence[str], shown: AnswerFormat, state: StateChoice, home: Path | None
) -> None:
    """Ask one query and print its answer.

    Args:
        what: a question's name, a file, ``-`` or SPARQL.
        param: ``NAME=VALUE`` each.
        shown: how the answer is written.
        state: which state of the graph is asked.
        home: folder that holds the ledger; None is the setting's.

    Raises:
        VenskabError: the query cannot be answered.
    """
    text = read_text(what, _parameters(param))
    settings = read_settings(home=home)
    with waiting(N_("Asking …")):
        result, body = _ask(settings, text, shown, state)
    if shown is AnswerFormat.table and result.kind is not Kind.GRAPH:
        _print_table(body)
    else:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()


def read_text(what: str, parameters: Mapping[str, str]) -> str:
    """The SPARQL text that ``what`` means: a question's name, a file, ``-`` or the text itself.

    Raises:
        NotFound: it looks like a name, and no question has it.
        BadParameter: parameters that the question does not have or cannot take.
        UnreadableFile: the file is not there or not UTF-8.
    """
    if _NAME.fullmatch(what):
        return _bound(what, parameters)
    if parameters:
        raise BadParameter(N_("Only a question of the library takes --param."))
    if what == "-":
        return sys.stdin.read()
    if what.endswith((".rq", ".sparql")):
        return _file_text(Path(what))
    return what


def _bound(name: str, parameters: Mapping[str, str]) -> str:
    from queries.library import names, question

    known = names()
    if name not in known:
        near = nearest(name, known, most=1)
        hint = (
            N_("Did you mean {near}?", near=near[0])
            if near
            else N_("'venskab queries' lists them.")
        )
        raise NotFound(N_("There is no question {name}.", name=name), hint=hint)
    try:
        return question(name).bind(parameters)
    except ValueError as error:
        raise BadParameter(str(error)) from error


def _file_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UnreadableFile(N_("{reason}.", reason=reason_of(error)), where=str(path)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(N_("The file is not UTF-8 text."), where=str(path)) from error


def _parameters(given: Sequence[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for name, equals, _ in pairs:
        if not (name and equals):
            raise BadParameter(
                N_("--param {name} has no value.", name=name), hint=N_("Write --param name=value.")
            )
    return {name: value for name, _, value in pairs}


def _formats(shown: AnswerFormat) -> tuple[Format, ...]:
    return (JSON, TURTLE) if shown is AnswerFormat.table else (BY_NAME[shown.value],)


def _ask(
    settings: Settings, text: str, shown: AnswerFormat, state: StateChoice
) -> tuple[Result, bytes]:
    with open_home(settings.home) as ledger:
        change = change_of(ledger, state.as_of) if state.as_of else None
    try:
        return asyncio.run(
            _ask_engine(settings, Request(text, _formats(shown)), change, state.tier)
        )
    except Unacceptable as error:
        fitting = [each.value for each in AnswerFormat if each.value in _carrying(error.kind)]
        raise UnusableInput(
            N_(
                "A query that answers with {value} cannot be written as {value2}.",
                value=error.kind.value,
                value2=shown.value,
            ),
            hint=N_("Take --format {fitting}.", fitting=", ".join(fitting)),
        ) from error


def _carrying(kind: Kind) -> set[str]:
    return {name for name, each in BY_NAME.items() if kind in each.kinds}


async def _ask_engine(
    settings: Settings, request: Request, change: int | None, tier: Tier
) -> tuple[Result, bytes]:
    limits = limits_of(settings)
    engine = await EmbeddedEngine.start(settings.ledger_path, limits, as_of=change, tier=tier)
    try:
        result = await engine.query(request)
        return result, result.read()
    finally:
        await engine.close()


def _print_table(body: bytes) -> None:
    from api.cli.terminal_tables import print_table
    from graph.terms import read_solutions

    solutions = read_solutions(body)
    if solutions.boolean is not None:
        say(N_("yes") if solutions.boolean else N_("no"))
        return
    rows = [
        [row[name].short if name in row else "" for name in solutions.columns]
        for row in solutions.rows
    ]
    print_table(solutions.columns, rows)
    typer.echo(ngettext("{n} row", "{n} rows", len(rows), spoken()))
