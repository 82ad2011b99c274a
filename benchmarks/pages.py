"""How long the server takes for a page, beside the answers of the API that the page shows."""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from benchmarks import servers
from graph.data.shipped import open_home

PAGE: Final = Path(__file__).with_name("PAGES.md")
MOST_TIMES: Final = 3.0
MOST_BYTES: Final = 50_000
_ROUNDS: Final = 7
_CITY: Final = "municipality/aarhus-kommune"
_TWINNING: Final = "partnership/aarhus-kujalleq"
_AGREEMENT: Final = "agreement/sermersooq-aalborg-2019"
_DAY: Final = "2026-11-22"
_DISPUTED: Final = (
    "exchange/gentofte-tasiilaq-pupils",
    "partnership/soer-varanger-severomorsk",
    "visit/aalborg-nuuk-2019-08",
    "partnership/gentofte-tasiilaq",
    "municipality/fi-092-vantaa",
    "public-event/aalborgdage-nuuk-2019",
)
# A page to the addresses whose answers stand on it.
PAGES: Final = {
    "/": (
        f"/queries/agreements-review-due?before={_DAY}&format=json",
        "/calendar.ics",
        f"/queries/partnerships-by-country-pair?on={_DAY}&format=json",
    ),
    f"/doc/{_CITY}": (
        f"/doc/{_CITY}.jsonld",
        f"/queries/partnerships-of-municipality?municipality={_CITY}&on={_DAY}&format=json",
        f"/queries/partners-on-a-map?municipality={_CITY}&on={_DAY}&format=json",
        f"/queries/commitments?municipality={_CITY}&format=json",
        f"/queries/office-holders?municipality={_CITY}&format=json",
        f"/queries/municipality-history?municipality={_CITY}&format=json",
    ),
    f"/doc/{_TWINNING}": (
        f"/doc/{_TWINNING}.jsonld",
        f"/queries/partnership-description?partnership={_TWINNING}&format=turtle",
        f"/queries/status-of-each-party?partnership={_TWINNING}&format=json",
        f"/queries/who-says-so?thing={_TWINNING}&format=json",
    ),
    f"/doc/{_AGREEMENT}": (
        f"/doc/{_AGREEMENT}.jsonld",
        f"/queries/agreement-contents?agreement={_AGREEMENT}&format=json",
        f"/queries/agreement-lineage?agreement={_AGREEMENT}&format=json",
        f"/queries/signatories?agreement={_AGREEMENT}&format=json",
        f"/queries/who-says-so?thing={_AGREEMENT}&format=json",
    ),
    "/conflicts": (
        "/queries/source-conflicts?format=json",
        *(f"/queries/who-says-so?thing={each}&format=json" for each in _DISPUTED),
    ),
    "/reviews": (
        f"/queries/agreements-review-due?before={_DAY}&format=json",
        "/calendar.ics",
    ),
    "/changes": ("/queries/graph-changes?since=2000-01-01&format=json",),
}
_UNCACHED: Final = {"VENSKAB_CACHE_MEGABYTES": "0"}
_BROWSER: Final = "text/html"
_HEAD: Final = """\
# Server time of pages

Each page of the shipped graph made anew, beside the sum of the API's answers that stand on it; no
cache, one client, median of {rounds} requests, milliseconds. *Kept* is the page asked again in the
same generation. Aimed at: at most {times:g} times the answers, at most {kilobytes} kB compressed.
Made by `python -m benchmarks --only pages`.

| Page | Made | Its answers | Times | Kept | kB compressed |
| --- | ---: | ---: | ---: | ---: | ---: |
"""


@dataclass(frozen=True)
class Timing:
    """What one page took.

    Attributes:
        path: of the page.
        made: to make it, s.
        answers: the answers of the API together, s.
        kept: to give it again, s.
        size: compressed, bytes.
    """

    path: str
    made: float
    answers: float
    kept: float
    size: int

    @property
    def times(self) -> float:
        """How many times the answers it takes to make."""
        return self.made / self.answers


def measure() -> list[Timing]:
    """Ask every page, and the answers that stand on it."""
    with tempfile.TemporaryDirectory(prefix="venskab-bench-") as name:
        home = Path(name) / "home"
        with open_home(home):
            pass
        with (
            servers.venskab(home, Path(name), _UNCACHED) as server,
            httpx.Client(
                base_url=server.url.removesuffix(server.path), timeout=60, trust_env=False
            ) as client,
        ):
            return [_timing(client, path, answers) for path, answers in PAGES.items()]


def _timing(client: httpx.Client, path: str, answers: Iterable[str]) -> Timing:
    page = client.get(path, headers={"Accept": _BROWSER})
    # A page names the host that it was asked at, so a new port makes it anew.
    made = [_seconds(client, path, Host=f"localhost:{each + 1}") for each in range(_ROUNDS)]
    kept = [_seconds(client, path) for _ in range(_ROUNDS)]
    asked = [[_seconds(client, each, Accept="*/*") for _ in range(_ROUNDS)] for each in answers]
    return Timing(
        path,
        statistics.median(made),
        sum(map(statistics.median, asked)),
        statistics.median(kept),
        len(gzip.compress(page.content)),
    )


def _seconds(client: httpx.Client, path: str, **headers: str) -> float:
    started = time.perf_counter()
    client.get(path, headers={"Accept": _BROWSER} | headers).raise_for_status()
    return time.perf_counter() - started


def as_markdown(timings: Iterable[Timing]) -> str:
    """The table as a page."""
    head = _HEAD.format(rounds=_ROUNDS, times=MOST_TIMES, kilobytes=MOST_BYTES // 1000)
    return head + "".join(
        f"| `{each.path}` | {each.made * 1000:.0f} | {each.answers * 1000:.0f} | "
        f"{each.times:.1f}{'' if each.times <= MOST_TIMES else ' (missed)'} | "
        f"{each.kept * 1000:.1f} | {each.size / 1000:.1f} |\n"
        for each in timings
    )
