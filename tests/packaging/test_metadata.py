"""What is published tells of what a user installs, and of nothing that only developers need."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.wheel import built, metadata
from tests.shared import ROOT

PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT: dict[str, Any] = PYPROJECT["project"]


def names(requirements: list[Any]) -> set[str]:
    """The packages of a list of requirements; what includes another list counts for none."""
    texts = [each for each in requirements if isinstance(each, str)]
    return {canonicalize_name(Requirement(text).name) for text in texts}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> list[Requirement]:
    """The requirements that the wheel names."""
    found = metadata(built(tmp_path_factory.mktemp("wheel")))
    assert found.get_all("Provides-Extra") == sorted(PROJECT["optional-dependencies"])
    return [Requirement(text) for text in found.get_all("Requires-Dist", [])]


def test_the_wheel_names_no_package_of_developers(published: list[Requirement]) -> None:
    extras = chain.from_iterable(PROJECT["optional-dependencies"].values())
    wanted = names(PROJECT["dependencies"]) | names([*extras])
    assert {canonicalize_name(each.name) for each in published} == wanted
    groups = PYPROJECT["dependency-groups"]
    for group in ("dev", "harvest"):
        assert len(names(groups[group])) > 20
        assert names(groups[group]).isdisjoint(wanted)


def test_every_dependency_of_a_user_has_a_lower_bound(published: list[Requirement]) -> None:
    for each in published:
        assert any(bound.operator == ">=" for bound in each.specifier), each


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_hold_what_is_declared_with_hashes_and_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, flags=re.MULTILINE))
    wanted = names(PROJECT["dependencies"])
    if lock == "requirements-dev.lock":
        groups = PYPROJECT["dependency-groups"]
        wanted |= names([*chain.from_iterable(PROJECT["optional-dependencies"].values())])
        wanted |= names(groups["dev"]) | names(groups["harvest"])
    assert wanted <= {canonicalize_name(name) for name in pinned}
    assert len(re.findall(r"^    --hash=sha256:[0-9a-f]{64}", text, flags=re.MULTILINE)) > 50
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
