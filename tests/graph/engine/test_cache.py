"""Which answers stay when there are more than fit."""

from __future__ import annotations

from graph.engine.base import CSV, Kind, Request, Result
from graph.engine.cache import Cache


def answer(seconds: float) -> Result:
    return Result(Kind.SOLUTIONS, CSV, b"x" * 10, None, 10, seconds, "now")


def test_what_took_long_outlives_any_number_of_short_questions() -> None:
    cache = Cache(35)
    statistics = Request("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    cache.put(statistics, answer(seconds=2.0))
    for number in range(20):
        cache.put(Request(f"ASK {{ ?s ?p {number} }}"), answer(seconds=0.001))
    assert cache.short("now", statistics) is not None
    assert cache.short("now", Request("ASK { ?s ?p 19 }")) is not None
    assert cache.short("now", Request("ASK { ?s ?p 1 }")) is None
    assert cache.size == 30


def test_what_took_long_goes_when_nothing_else_is_left() -> None:
    cache = Cache(25)
    asked = [Request(f"SELECT * {{ ?s ?p {number} }}") for number in range(4)]
    for each in asked:
        cache.put(each, answer(seconds=1.0))
    assert [cache.short("now", each) is not None for each in asked] == [False, False, True, True]


def test_another_generation_is_not_answered_from_the_last() -> None:
    cache = Cache(100)
    cache.put(Request("ASK {}"), answer(seconds=1.0))
    assert cache.short("next", Request("ASK {}")) is None
    cache.clear("next")
    assert cache.size == 0
