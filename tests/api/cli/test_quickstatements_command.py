"""``venskab quickstatements`` as a person at a terminal sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.cli.test_query_commands import Venskab
from tests.api.downloads.quickstatements_grammar import read


@pytest.fixture
def venskab(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Venskab:
    return Venskab(home, monkeypatch, capfd)


def test_commands_go_out_and_what_is_left_out_is_counted_beside(
    venskab: Venskab, home: Path
) -> None:
    done = venskab("quickstatements", "--lang", "en", "--home", str(home))
    assert done.status == 0
    assert {each.value for each in read(done.out)} >= {"Q26087", "Q226"}
    assert " left out: an end has no Wikidata item\n" in done.err


def test_what_is_new_is_not_known_without_a_list(venskab: Venskab, home: Path) -> None:
    done = venskab("quickstatements", "--new", "--lang", "da", "--home", str(home))
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "venskab list add wikidata-2016" in done.err
