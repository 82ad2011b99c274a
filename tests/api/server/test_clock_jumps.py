"""A machine whose clock is set back or far ahead: changes keep their order, and are taken up."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from graph.exports.feed import ATOM
from graph.ledger import Ledger
from graph.prefixes import BASE
from tests.api.cli.command_line import run
from tests.api.processes import until
from tests.api.serving import Server, running
from tests.shared import in_full, lacking

SOURCE = "source/kujalleq-aarhus-2016"
UPDATED = f"{{{ATOM}}}entry/{{{ATOM}}}updated"


@pytest.fixture(scope="module")
def library() -> Path:
    """The library that tells the programs which it is loaded into another time."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    if not found:
        lacking("libfaketime")
    return found[0]


def moments(server: Server) -> list[str]:
    """When the changes were made that the feed tells of, newest first."""
    answer = httpx.get(f"{server.origin}/changes.atom", trust_env=False, timeout=60)
    feed = ET.fromstring(answer.content)  # our own server's
    return [each.text or "" for each in feed.findall(UPDATED)]


def tells(server: Server, changes: int) -> bool:
    return len(moments(server)) == changes


@pytest.mark.skipif(not in_full(), reason="takes long; the ledger's own order is tried elsewhere")
def test_changes_keep_their_order_whatever_the_clock_says(
    library: Path, new_home: Path, tmp_path: Path
) -> None:
    clock = tmp_path / "clock"
    clock.write_text("+0")
    other = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        # Not at each of the thousand times that a program asks.
        "FAKETIME_CACHE_DURATION": "1",
        # What is set is the time of day; time that passes goes on as it did.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with Ledger.open(new_home / "ledger.sqlite") as ledger:
        (version,) = (
            each.hash for each in ledger.graphs() if each.graph == f"{BASE}graph/{SOURCE}"
        )
    with running(new_home, **other) as server:
        seen = moments(server)
        for jump, words in (
            ("-400d", ("withdraw", SOURCE)),
            ("+900d", ("restore", SOURCE, version[:12])),
            ("+0", ("withdraw", SOURCE)),
        ):
            clock.write_text(jump)
            done = run("graph", *words, "--home", new_home, **other)
            assert done.returncode == 0, done.stderr
            until(partial(tells, server, len(seen) + 1))
            assert moments(server)[1:] == seen
            seen = moments(server)
            assert seen == sorted(seen, reverse=True)
        ready = httpx.get(f"{server.origin}/health/ready", trust_env=False, timeout=60)
        assert ready.text == "ready\n"
        assert server.stop()[::2] == (0, "")
    assert seen[0][:4] > seen[-1][:4], "the clock was ahead"
