"""What is slow to make is made once, and never stands in the way."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from graph.engine.disk_cache import DiskCache, maker


def never() -> bytes:
    pytest.fail("it is made although it is kept")


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    kept = DiskCache(tmp_path / "new", ".txt.gz", 3)
    assert kept.get("a", lambda: b"made") == b"made"
    assert DiskCache(tmp_path / "new", ".txt.gz", 3).get("a", never) == b"made"
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["a.txt.gz"]


@pytest.mark.parametrize("broken", [b"", b"no gzip", gzip.compress(b"first", mtime=0)[:-9]])
def test_what_cannot_be_read_is_made_again_and_mended(tmp_path: Path, broken: bytes) -> None:
    kept = DiskCache(tmp_path, ".gz", 3)
    (tmp_path / "a.gz").write_bytes(broken)
    assert kept.get("a", lambda: b"again") == b"again"
    assert kept.get("a", never) == b"again"


def test_a_folder_that_cannot_be_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    kept = DiskCache(tmp_path / "file", ".gz", 3)
    assert kept.get("a", lambda: b"1") == b"1"
    assert kept.get("a", lambda: b"2") == b"2"


def test_what_was_used_longest_ago_makes_room(tmp_path: Path) -> None:
    kept = DiskCache(tmp_path, ".gz", 3)
    (tmp_path / "other.txt").touch()
    for age, name in enumerate("cba"):
        kept.get(name, name.encode)
        os.utime(tmp_path / f"{name}.gz", (age, age))
    assert kept.get("c", never) == b"c"
    kept.get("d", lambda: b"d")
    assert {file.name for file in tmp_path.iterdir()} == {"a.gz", "c.gz", "d.gz", "other.txt"}


def test_the_name_of_a_maker_changes_with_its_sources(tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text("1")
    other.write_text("2")
    before = maker([one, other], "igraph")
    assert maker([other, one], "igraph") == before
    assert maker([one, other], "networkx") != before
    other.write_text("3")
    assert maker([one, other], "igraph") != before
