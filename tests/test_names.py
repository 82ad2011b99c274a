"""No name of the house stands for two things: neither a file's nor a public class's."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("api", "graph", "ontology", "queries")
SHARED_BY_CONVENTION = {"__init__", "__main__"}


def modules() -> Iterator[Path]:
    """The Python files of the published packages, without those that were built or installed."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "node_modules" not in path.parts:
                yield path


def doubled(places: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: where for name, where in places.items() if len(where) > 1}


def test_no_two_files_share_a_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        if path.stem not in SHARED_BY_CONVENTION:
            places[path.stem].append(str(path.relative_to(ROOT)))
    assert len(places) > 300
    assert not doubled(places)


def test_no_two_public_classes_share_a_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(ROOT)))
    assert len(places) > 300
    assert not doubled(places)
