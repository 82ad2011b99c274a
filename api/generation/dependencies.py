"""Dependencies of routes: the engine, the settings, and all that is worked out of a generation."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.generation.generation import generation_of
from api.generation.statistics import Statistics
from graph.engine.base import Engine
from graph.ledger.tombstones import Tombstones
from graph.search.name_search import NameSearch
from graph.settings import Settings
from graph.validation.validator_pool import ValidatorPool


async def _engine(request: Request) -> Engine:
    return generation_of(request).engine


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _statistics(request: Request) -> Statistics:
    return generation_of(request).statistics


async def _tombstones(request: Request) -> Tombstones:
    tombstones: Tombstones = request.app.state.tombstones
    return tombstones


async def _judge(request: Request) -> ValidatorPool:
    judge: ValidatorPool = request.app.state.judge
    return judge


async def _names(request: Request) -> NameSearch:
    return generation_of(request).names


EngineDep = Annotated[Engine, Depends(_engine)]
SettingsDep = Annotated[Settings, Depends(_settings)]
StatisticsDep = Annotated[Statistics, Depends(_statistics)]
JudgeDep = Annotated[ValidatorPool, Depends(_judge)]
NamesDep = Annotated[NameSearch, Depends(_names)]
TombstonesDep = Annotated[Tombstones, Depends(_tombstones)]
