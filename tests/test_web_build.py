"""The pages' scripts are built by the installation, once; without them it goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from api.locale.compiled import compiled
from tests.shared import ROOT, lacking

BUILT = ROOT / "api" / "static" / "build"
WEB = ROOT / "api" / "web"
NO_REGISTRY = {"npm_config_registry": "http://127.0.0.1:9/"}


def _build(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "VENSKAB_REQUIRE_ALL"}
    return subprocess.run(
        [sys.executable, "hatch_build.py", *words],
        cwd=folder,
        env=kept | settings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of what the build needs, with nothing installed."""
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    left_out = shutil.ignore_patterns("node_modules")
    shutil.copytree(WEB, tmp_path / "api" / "web", ignore=left_out)
    left_out = shutil.ignore_patterns("*.py", "*.mo", "__pycache__")
    shutil.copytree(ROOT / "api" / "locale", tmp_path / "api" / "locale", ignore=left_out)
    return tmp_path


def _built() -> Path:
    if not (BUILT / "sources.sha256").is_file():
        lacking("the built scripts: make web")
    return BUILT


def test_what_is_built_is_not_built_again() -> None:
    stamp = _built() / "sources.sha256"
    before = stamp.stat().st_mtime_ns
    assert _build(ROOT).returncode == 0
    assert stamp.stat().st_mtime_ns == before


def test_land_has_every_tile_that_its_levels_name_and_no_other() -> None:
    land = _built() / "land"
    levels = json.loads((land / "levels.json").read_text(encoding="utf-8"))
    assert [each["degrees"] for each in levels] == sorted(
        (each["degrees"] for each in levels), reverse=True
    )
    for number, level in enumerate(levels):
        tiles = {path.stem for path in (land / str(number)).iterdir()}
        assert tiles == set(level["tiles"])


def test_every_shipped_library_has_its_licence_beside_it() -> None:
    told = (_built() / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    packages = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["dependencies"]
    missing = [name for name in packages if name != "esbuild" and f"{name} " not in told]
    assert missing == []
    assert told.count("Permission") >= len(packages) - 1


@pytest.mark.parametrize(
    "folder", [WEB, ROOT / "tests/api/sparql/comunica", ROOT / "tests/api/feeds/ldes_client"]
)
def test_the_lock_names_hashes_and_no_registry(folder: Path) -> None:
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = [each for path, each in lock["packages"].items() if path]
    assert [each for each in packages if "resolved" in each] == []
    assert all(each["integrity"].startswith("sha512-") for each in packages)


def test_a_wheel_holds_what_was_built_and_not_its_sources(tmp_path: Path) -> None:
    _built()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert "api/static/build/explore.js" in names
    assert "api/static/build/THIRD-PARTY.txt" in names
    assert [name for name in names if name.startswith("api/web/")] == []
    assert "api/locale/da/LC_MESSAGES/messages.mo" in names
    assert [name for name in names if name.endswith(".po")] == []


def test_without_the_registry_an_installation_compiles_the_texts_and_says_so(sources: Path) -> None:
    cache = {"npm_config_cache": str(sources / "cache")}
    source = sources / "api" / "locale" / "da" / "LC_MESSAGES" / "messages.po"
    made = source.with_suffix(".mo")
    made.write_bytes(b"an older one")
    os.utime(made, (0, 0))
    done = _build(sources, "--tools", **NO_REGISTRY, **cache)
    assert done.returncode == 0
    assert "WARNING: The pages' scripts could not be built" in done.stderr
    assert "make web" in done.stderr
    # Texts are compiled all the same: once, for what is newer than its source stays.
    assert made.read_bytes() == compiled(source)
    made.write_bytes(b"what is not made again")
    required = _build(sources, "--tools", VENSKAB_REQUIRE_ALL="1", **NO_REGISTRY, **cache)
    assert required.returncode == 1
    assert made.read_bytes() == b"what is not made again"
