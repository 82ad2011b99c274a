"""``venskab catalog check`` in a process of its own: a line a fault, and what its status says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.api.serving import COMMAND, ROOT
from tests.api.serving import environment as clean
from tests.publishing import environment
from tests.shared import shared


def check(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "catalog", "check", "--home", str(home), *words],
        cwd=ROOT,
        env=clean(**settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_good_settings_are_ready(small_home: Path) -> None:
    told = check(small_home, **environment())
    assert (told.returncode, told.stderr) == (0, "")
    (line,) = told.stdout.splitlines()
    assert line.startswith("The catalogue (7 datasets, ")
    assert line.endswith("ready to harvest.")


def test_each_wrong_value_is_a_line(small_home: Path) -> None:
    told = check(small_home, **environment(base_url="http://localhost:8000", publisher_name_da=""))
    assert (told.returncode, told.stderr) == (1, "")
    first, second, summary = told.stdout.splitlines()
    assert first.startswith("VENSKAB_BASE_URL: ")
    assert second.startswith("VENSKAB_PUBLISHER_NAME_DA: ")
    assert summary.endswith("2 to mend before a portal harvests it.")


def test_what_cannot_stand_in_rdf_ends_the_check(small_home: Path) -> None:
    told = check(small_home, **environment(licence="CC BY 4.0"))
    assert told.returncode == 1
    first, second = told.stdout.splitlines()
    assert first.startswith("VENSKAB_LICENCE: 'CC BY 4.0' is not an absolute")
    assert second.startswith("No catalogue can be given")


@pytest.mark.parametrize("words", [("--standards", "nowhere"), ("--unknown",), ("extra",)])
def test_what_cannot_be_done_has_status_two(small_home: Path, words: tuple[str, ...]) -> None:
    told = check(small_home, *words, **environment())
    assert told.returncode == 2
    assert told.stderr


def test_the_shapes_are_run_where_they_are_at_hand(home: Path) -> None:
    told = check(
        home,
        *("--standards", str(shared("standards"))),
        **environment(catalog_languages="DAN,QQQ"),
    )
    assert (told.returncode, told.stderr) == (1, "")
    *lines, summary = told.stdout.splitlines()
    assert "Expected: 11 warnings. The publisher is no body of the EU." in lines
    found = [line for line in lines if line.startswith("mdr-vocabularies")]
    # The catalogue and each dataset say the language.
    assert len(found) == 8
    assert all("language/QQQ" in line for line in found)
    others = {line.split(",")[0] for line in lines} - {found[0].split(",")[0]}
    assert {each for each in others if not each.startswith("Expected")} == {"DCAT-AP-DK 2.0.2"}
    assert summary.endswith("8 to mend before a portal harvests it.")
