"""The same files each time; taken up where a run stopped; never a file by halves."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.locale.translation import in_every_language
from graph.engine.dump import Dump, WantedState
from graph.errors import UnusableInput
from graph.exports.export import edition_of, export
from graph.exports.file_lock import FolderHeld
from graph.ledger import Ledger
from graph.licenses import DEFAULT
from tests.graph.exports.conftest import SOURCE, Small
from tests.shared import ROOT

KILLS = 3
# The network is there already, so that all the time goes into files. At each step it waits for a
# line, until there are no more to come.
PROGRAM = """
import sys
from pathlib import Path
from api.locale.translation import in_every_language
from graph.engine.dump import Dump
from graph.exports.export import export
from graph.network.tie_network import Network
from graph.network.selection import Selection
ledger, folder = map(Path, sys.argv[1:])
network = Network({}, [], [], Selection(), Dump.of(ledger).generation)

def step(*_):
    print("step", flush=True)
    sys.stdin.readline()

export(ledger, folder, lambda _: network, step)
"""


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_runs_give_the_same_bytes(small: Small, tmp_path: Path) -> None:
    small.export(tmp_path)
    assert hashes(tmp_path) == hashes(small.folder)


def test_a_second_run_makes_only_what_is_missing_or_damaged(small: Small, tmp_path: Path) -> None:
    small.export(tmp_path)
    whole = hashes(tmp_path)
    places = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "venskab.ttl.gz").unlink()
    (tmp_path / "tables/parties.csv").write_bytes(b"cut off")
    small.export(tmp_path)
    assert hashes(tmp_path) == whole
    again = {path.name for path, time in places.items() if path.stat().st_mtime_ns != time}
    assert again == {"venskab.ttl.gz", "parties.csv", "manifest.json"}


def test_files_of_another_state_are_replaced_and_others_left_alone(
    small: Small, tmp_path: Path
) -> None:
    small.export(tmp_path)
    manifest = tmp_path / "manifest.json"
    before = json.loads(manifest.read_text("utf-8"))
    entry = {"file": "tables/gone.csv", "bytes": 1, "sha256": "0"}
    (tmp_path / "tables/gone.csv").write_text("x")
    (tmp_path / "mine.txt").write_text("x")
    manifest.write_text(
        json.dumps(before | {"edition": "older", "files": [*before["files"], entry]})
    )
    small.export(tmp_path)
    assert hashes(tmp_path) == hashes(small.folder) | {"mine.txt": hashes(tmp_path)["mine.txt"]}


def test_an_older_state_is_exported_as_it_was(small: Small, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    ledger.write_bytes(small.ledger.read_bytes())
    with Ledger.open(ledger) as opened:
        opened.withdraw(SOURCE, actor="test")
    export(ledger, tmp_path / "then", lambda _: small.network, state=WantedState(1))
    assert hashes(tmp_path / "then") == hashes(small.folder)
    assert Dump.of(ledger).generation != Dump.of(ledger, 1).generation == small.network.generation


def start(small: Small, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, str(small.ledger), str(folder)]
    child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout
    assert child.stdout.readline() == b"step\n"
    return child


def go_on(child: subprocess.Popen[bytes]) -> None:
    """Let it go on, to the next step."""
    assert child.stdin
    child.stdin.write(b"\n")
    child.stdin.flush()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_kills_leave_whole_files_only_and_work_to_go_on_with(small: Small, tmp_path: Path) -> None:
    whole = hashes(small.folder)
    kept = 0
    for number in range(KILLS):
        child = start(small, tmp_path)
        assert child.stdout
        # Some more files than there are, so that each run is killed further on.
        wanted = min(len(whole) - 2, (number + 1) * len(whole) // KILLS)
        while len(finished(tmp_path)) < wanted:
            go_on(child)
            assert child.stdout.readline() == b"step\n"
        # Somewhere on the way to the next step.
        go_on(child)
        child.kill()
        child.communicate()
        assert child.returncode == -signal.SIGKILL
        before = kept
        kept = len(finished(tmp_path))
        assert kept >= before
        check_whole(tmp_path, whole)
    small.export(tmp_path)
    assert hashes(tmp_path) == whole


def finished(folder: Path) -> set[str]:
    journal = next(folder.glob(".making-*/finished.jsonl"), None)
    lines = journal.read_text("utf-8").splitlines() if journal else []
    return {json.loads(line)["file"] for line in lines if line.endswith("}")}


def check_whole(folder: Path, whole: dict[str, str]) -> None:
    """What is in its place is whole; with a manifest, all is."""
    ours = (".making-", ".exporting")
    there = {name: made for name, made in hashes(folder).items() if not name.startswith(ours)}
    assert there.items() <= whole.items()
    assert "manifest.json" not in there or there == whole
    for work in folder.glob(".making-*"):
        for name in finished(folder):
            assert hashes(work).get(name, whole[name]) == whole[name]


@pytest.fixture
def holder(small: Small, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has begun an export and goes on when it gets a line."""
    child = start(small, tmp_path)
    yield child
    child.kill()
    child.communicate()


def test_a_second_export_into_the_folder_is_told_who_is_there(
    small: Small, tmp_path: Path, holder: subprocess.Popen[bytes]
) -> None:
    with pytest.raises(FolderHeld) as caught:
        small.export(tmp_path)
    assert caught.value.where == str(tmp_path)
    assert f"Process {holder.pid} " in caught.value.sentence()
    holder.communicate(b"\n")
    assert holder.returncode == 0
    assert hashes(tmp_path) == hashes(small.folder)


def test_the_export_of_a_server_waits_for_its_turn(
    small: Small,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    holder: subprocess.Popen[bytes],
) -> None:
    asked = [str(small.ledger), str(tmp_path), "1", DEFAULT, ""]
    waiting = subprocess.Popen(
        [sys.executable, "-m", "api.downloads.export_main", *asked], cwd=ROOT
    )
    try:
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(1)
        holder.communicate(b"\n")
        assert holder.returncode == 0
        assert waiting.wait(120) == 0
    finally:
        waiting.kill()
    again = tmp_path_factory.mktemp("again")
    network = small.network
    export(small.ledger, again, lambda _: network, translations=in_every_language)
    assert hashes(tmp_path) == hashes(again)


def test_a_folder_that_cannot_be_made_is_one_sentence(small: Small, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnusableInput) as caught:
        small.export(tmp_path / "file" / "folder")
    assert str(tmp_path / "file") in caught.value.sentence()
    assert "\n" not in caught.value.sentence()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_full_disk_is_one_sentence_and_what_is_finished_is_kept(
    small: Small, tmp_path: Path
) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    command = [sys.executable, "-c", limit + PROGRAM, str(small.ledger), str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("graph.errors.UnusableInput: ")
    assert "Make room or choose another folder" in run.stderr
    assert not (tmp_path / "manifest.json").exists()
    small.export(tmp_path)
    assert hashes(tmp_path) == hashes(small.folder)


def test_the_edition_names_the_data_and_what_makes_the_files(small: Small) -> None:
    generation = Dump.of(small.ledger).generation
    manifest = json.loads((small.folder / "manifest.json").read_text("utf-8"))
    assert manifest["edition"] == edition_of(generation) != edition_of("another")
    assert os.listdir(small.folder).count("manifest.json") == 1
