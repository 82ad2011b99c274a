"""Finds the material that lies beside the repository in ``../shared``."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def in_full() -> bool:
    """Whether everything is tried, as in CI, and not a part that stands for the rest."""
    return os.environ.get("VENSKAB_REQUIRE_ALL") == "1"


def lacking(what: str) -> NoReturn:
    """Skip the test, saying what it lacks; where every part is required, fail it."""
    if in_full():
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")


def needs(*libraries: str) -> pytest.MarkDecorator:
    """Skips tests where a library is missing, and imports none: all tests are collected by all."""
    missing = [name for name in libraries if find_spec(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def shared(path: str) -> Path:
    """The file or folder ``../shared/<path>``; without it the test is skipped and says so."""
    found = SHARED / path
    if not found.exists():
        lacking(f"../shared/{path}, which is not beside this checkout")
    return found
