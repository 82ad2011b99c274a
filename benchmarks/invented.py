"""``venskab serve`` over an invented network: ``python -m benchmarks.invented serve …``.

Deriving the states of 20,000 partnerships takes minutes, so the facts are not read from a store;
everything after that, from the projection to the page and the picture, is the server's own.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Final

from api.cli.main import run
from graph.engine.base import Engine
from graph.network import network_cache
from graph.network.tie_facts import Agent, Layer, Relation, Role, Seat, TieFacts
from graph.time.intervals import Interval, State

NODES: Final = 10_000
TIES: Final = 20_000
_SEED: Final = 20261122
_COMMUNITIES: Final = 40
_COUNTRIES: Final = ("DNK", "NOR", "SWE", "FIN", "ISL", "GRL", "FRO", "DEU", "POL", "EST")
_NONE: Final = "https://example.org/"


def facts(generation: str) -> TieFacts:
    """Communities on the globe, four of five ties within one; the same each time."""
    chance = random.Random(_SEED)
    centres = [(chance.uniform(-120, 140), chance.uniform(-40, 65)) for _ in range(_COMMUNITIES)]
    agents = [_agent(number, centres, chance) for number in range(NODES)]
    ties = [_tie(number, agents, chance) for number in range(TIES)]
    return TieFacts(generation, {agent.iri: agent for agent in agents}, ties)


def _agent(number: int, centres: list[tuple[float, float]], chance: random.Random) -> Agent:
    lon, lat = centres[number % _COMMUNITIES]
    return Agent(
        f"{_NONE}{number}",
        "municipality",
        {"da": f"By {number}", "en": f"Town {number}"},
        _COUNTRIES[number % _COMMUNITIES % len(_COUNTRIES)],
        point=(round(lon + chance.gauss(0, 4), 4), round(lat + chance.gauss(0, 4), 4)),
        population=chance.randint(500, 500_000),
    )


def _tie(number: int, agents: list[Agent], chance: random.Random) -> Relation:
    one = chance.randrange(NODES)
    near = chance.random() < 0.8
    step = _COMMUNITIES * chance.randint(1, 200) if near else chance.randrange(1, NODES)
    day = date(chance.randint(1945, 2025), 5, 1)
    spells = (
        Interval(None, day, frozenset({State.NOT_YET})),
        Interval(day, None, frozenset({State.IN_FORCE})),
    )
    seats = [
        Seat(f"{_NONE}seat/{number}/{end}", agents[end].iri, Role.BOTH, spells)
        for end in (one, (one + step) % NODES)
    ]
    return Relation(f"{_NONE}tie/{number}", Layer.PARTNERSHIP, seats, {"en": f"Tie {number}"})


async def _read(engine: Engine, progress: Callable[[str, float, float], None] = print) -> TieFacts:
    return facts(engine.generation)


if __name__ == "__main__":
    vars(network_cache)["read_facts"] = _read
    run()
