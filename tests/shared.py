"""Finds the material that lies beside the repository in ``../shared``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def shared(path: str) -> Path:
    """The file or folder ``../shared/<path>``; without it the test is skipped and says so."""
    found = SHARED / path
    if not found.exists():
        sentence = f"needs ../shared/{path}, which is not beside this checkout"
        if os.environ.get("VENSKAB_REQUIRE_ALL") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found
