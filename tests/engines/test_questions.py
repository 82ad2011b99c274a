"""Each question of the library gives the rows of the embedded engine, or stands in the list."""

from __future__ import annotations

import asyncio
import json

import pytest

from graph.engine.base import JSON, NTRIPLES, Kind, LiveEngine, Request
from graph.engine.remote.remote_engine import RemoteEngine
from graph.errors import BadQuery, LimitMet
from queries.library import library
from tests.queries.cases import CASES
from tests.shared import in_full

FORMATS = (JSON, NTRIPLES)
ASKED = {
    f"{case.query}.{case.name}": library()[case.query].bind(case.parameters)
    for case in CASES
    if case.data == "shipped"
}
# One question stands for the others where not everything is tried.
NAMES = list(ASKED) if in_full() else list(ASKED)[:: len(ASKED) // 12]


async def answer(engine: LiveEngine, text: str) -> object:
    """The answer as what can be compared: variables and rows in their order, or triples."""
    result = await engine.query(Request(text, FORMATS))
    body = result.take()
    if result.kind is Kind.GRAPH:
        return sorted(body.splitlines())
    return json.loads(body)


async def outcome(engine: LiveEngine, embedded: LiveEngine, text: str) -> str:
    expected = await answer(embedded, text)
    try:
        found = await answer(engine, text)
    except BadQuery:
        return "refused"
    except LimitMet as met:
        assert met.limit == "time"
        return "unending"
    return "same" if found == expected else "different"


@pytest.mark.parametrize("name", NAMES)
def test_a_question_gives_the_same_rows_or_stands_in_the_list(
    name: str, runner: asyncio.Runner, engine: RemoteEngine, embedded: LiveEngine
) -> None:
    listed = engine.profile.questions
    expected = next((how for how, names in listed.items() if name in names), "same")
    if expected != "unending":
        # What goes wrong there may also take for ever, on a machine that is busy.
        may = {expected} if expected == "same" else {expected, "unending"}
        # The rows that it joins into one text come in no order there.
        may |= {"same", "different"} if expected == "varying" else set()
        assert runner.run(outcome(engine, embedded, ASKED[name])) in may


def test_only_questions_that_there_are_stand_in_the_list(engine: RemoteEngine) -> None:
    listed = [name for names in engine.profile.questions.values() for name in names]
    assert set(listed) <= ASKED.keys()
    assert len(listed) == len(set(listed))
