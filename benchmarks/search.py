"""How many forms of names search finds on the shipped graph, and how fast it is on many names."""

from __future__ import annotations

import asyncio
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.data.shipped import open_home
from graph.engine.base import Limits
from graph.engine.embedded import EmbeddedEngine
from graph.prefixes import BASE
from graph.search.index_builder import Row, write
from graph.search.name_index import NameIndex
from graph.search.name_search import NameSearch
from tests.graph.search.name_forms import AMONG, forms, places

NAMES: Final = 100_000
PAGE: Final = Path(__file__).with_name("SEARCH.md")
_ROUNDS: Final = 200
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzæøå"
_HEAD: Final = """\
# Search

Made by `python -m benchmarks --only search`.

Of {forms} forms of names (`name_forms.tsv`), {first} find their thing first and {among} among the
first {n}. Where one form is listed for several things, such as Nuuk, only one of them can be first.
Not found: {missed}.

{names:,} generated names, milliseconds; *cpu* is processor time, which other work on the machine
hardly changes. {cores} cores, load while measuring: {load:.1f}.

| typed | median | p95 | slowest | cpu median | cpu p95 | cpu slowest |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
"""
_FOOT: Final = """
The index takes {cpu:.1f} s of processor time to build, in a process of its own, and {size:.0f} MB.
Of 100 turns of an event loop beside a thread that searches, 99 come at most {beside:.1f} ms late;
without it {alone:.1f} ms.
"""
_ENDINGS: Final = (("{} Kommune", "da"), ("{} Municipality", "en"), ("{}", "da"))


@dataclass(frozen=True)
class Latency:
    """What searches of one kind took.

    Attributes:
        kind: what was typed.
        seconds: of each search, s.
        cpu_seconds: processor time of each search, s: what others on the machine do not change.
    """

    kind: str
    seconds: list[float]
    cpu_seconds: list[float]


def hit_rates() -> dict[str, Any]:
    """How many forms are found first and among the first five, all and without known misses."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as home:
        with open_home(Path(home)):
            pass
        found = asyncio.run(_places(Path(home) / "ledger.sqlite"))
    asked = forms()
    missed = [form.query for form, place in zip(asked, found, strict=True) if place is None]
    first, among = sum(place == 1 for place in found), len(found) - len(missed)
    return {"forms": len(found), "hit@1": first, f"hit@{AMONG}": among, "missed": missed}


async def _places(ledger: Path) -> list[int | None]:
    engine = await EmbeddedEngine.start(ledger, Limits())
    try:
        return await places(NameSearch(engine), forms())
    finally:
        await engine.close()


def latencies(count: int = NAMES) -> dict[str, Any]:
    """How long searches take on generated names, and how long they hold the interpreter."""
    before = _resident()
    started = time.process_time()
    database = sqlite3.connect(":memory:", check_same_thread=False)
    things = _things(count // len(_ENDINGS))
    write(database, _rows(things), [])
    built = time.process_time() - started
    size = _pages(database)
    index = NameIndex(database)
    measured = [_measure(index, kind, typed) for kind, typed in _typed(things).items()]
    wrong = _typed(things)["a letter wrong"]
    beside = asyncio.run(_pauses(lambda: [index.search(text) for text in wrong]))
    alone = asyncio.run(_pauses(lambda: time.sleep(sum(beside))))
    return {
        "build_cpu_seconds": built,
        "database_bytes": size,
        "resident_bytes_with_building": _resident() - before,
        "machine": {"names": count, "cores": os.cpu_count(), "load": os.getloadavg()[0]},
        "latency": measured,
        "pause_seconds_p99": {"beside a search": _late(beside), "alone": _late(alone)},
    }


def _things(count: int) -> list[str]:
    """Names made of the first half of one name of the shipped forms and the second of another."""
    chance = random.Random(1)
    known = [form.query for form in forms() if " " not in form.query and len(form.query) > 5]
    names: set[str] = set()
    while len(names) < count:
        parts = [chance.choice(known) for _ in range(3)]
        cuts = [chance.randint(2, len(part) - 2) for part in parts]
        middle = parts[1][cuts[1] - 2 : cuts[1] + 1]
        names.add((parts[0][: cuts[0]] + middle + parts[2][cuts[2] :]).capitalize())
    return sorted(names)


def _rows(things: Sequence[str]) -> Iterator[Row]:
    for number, thing in enumerate(things):
        iri = {"value": f"{BASE}id/municipality/{number}"}
        for place, (ending, lang) in enumerate(_ENDINGS):
            name = {"value": ending.format(thing), "xml:lang": lang}
            yield {"thing": iri, "place": {"value": str(place // 2)}, "name": name}


def _typed(things: Sequence[str]) -> dict[str, list[str]]:
    chance = random.Random(2)
    some = [chance.choice(things) for _ in range(_ROUNDS)]
    return {
        "the name": some,
        "three letters": [name[:3] for name in some],
        "name and kind": [f"{name} kommune" for name in some],
        "a letter wrong": [_wrong(name, chance) for name in some],
        "a letter wrong, and kind": [f"{_wrong(name, chance)} kommune" for name in some],
        "the kind only": ["kommune"] * _ROUNDS,
        "nothing like it": ["".join(chance.sample(_LETTERS, 9)) for _ in some],
    }


def _wrong(name: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(name))
    return name[:place] + chance.choice(_LETTERS) + name[place + 1 :]


def _measure(index: NameIndex, kind: str, typed: Sequence[str]) -> Latency:
    measured = Latency(kind, [], [])
    for text in typed:
        started, cpu = time.perf_counter(), time.thread_time()
        index.search(text)
        measured.cpu_seconds.append(time.thread_time() - cpu)
        measured.seconds.append(time.perf_counter() - started)
    return measured


async def _pauses(work: Callable[[], object]) -> list[float]:
    """How long an event loop waits for its next turn, beside a thread that works, s."""
    working = asyncio.create_task(asyncio.to_thread(work))
    pauses = []
    while not working.done():
        started = time.perf_counter()
        await asyncio.sleep(0.001)
        pauses.append(time.perf_counter() - started - 0.001)
    await working
    return pauses


def _late(pauses: Sequence[float]) -> float:
    """What 99 of 100 pauses stay below, s."""
    return statistics.quantiles(pauses, n=100)[-1]


def _pages(database: sqlite3.Connection) -> int:
    (count,), (size,) = (
        database.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    return int(count * size)


def _resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def as_markdown(rates: Mapping[str, Any], measured: Mapping[str, Any]) -> str:
    """The page."""
    missed = ", ".join(rates["missed"]) or "none"
    counts = {"forms": rates["forms"], "first": rates["hit@1"], "among": rates[f"hit@{AMONG}"]}
    head = _HEAD.format(**counts, n=AMONG, missed=missed, **measured["machine"])
    rows = "".join(_line(each) for each in measured["latency"])
    pauses = measured["pause_seconds_p99"]
    foot = _FOOT.format(
        cpu=measured["build_cpu_seconds"],
        size=measured["database_bytes"] / 1e6,
        beside=pauses["beside a search"] * 1000,
        alone=pauses["alone"] * 1000,
    )
    return head + rows + foot


def _line(each: Latency) -> str:
    figures = (*_figures(each.seconds), *_figures(each.cpu_seconds))
    cells = " | ".join(f"{figure * 1000:.1f}" for figure in figures)
    return f"| {each.kind} | {cells} |\n"


def _figures(seconds: list[float]) -> tuple[float, float, float]:
    p95 = statistics.quantiles(seconds, n=20)[-1]
    return statistics.median(seconds), p95, max(seconds)
