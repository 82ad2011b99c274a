"""Schemathesis finds nothing: what ``/openapi.json`` tells is what the server does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.collections.registry import COLLECTIONS
from tests.api.endpoint import downloads
from tests.api.serving import ROOT
from tests.shared import in_full, needs

pytestmark = needs("schemathesis")

# Cases of every operation that are made by chance, beside all those of the other phases.
EXAMPLES = 4 if in_full() else 1
# Every check but these is made of every operation.
LEFT_OUT = f"""
hooks = {json.dumps(str(Path(__file__).with_name("schemathesis_hooks.py")))}
request-timeout = 60

[[operations]]
include-operation-id = "validate"
# A schema of JSON cannot say which texts are RDF, so text that is none may be refused with a 400.
checks.positive_data_acceptance.enabled = false

[[operations]]
include-path-regex = "^/sparql$|^/network[.]|^/(explore|map|timeline|{"|".join(COLLECTIONS)})$"
# Nor can it say which texts are SPARQL, that a day and a period exclude each other, that a status
# is one of a day, or that a cursor comes from the page before: tests of the routes do.
checks.positive_data_acceptance.enabled = false

[[operations]]
include-path-regex = "^/reconcile"
# A parameter that holds JSON is a string to a schema.
checks.positive_data_acceptance.enabled = false

[[operations]]
include-operation-id = "match"
# A blank tier is the evidence, which leads on to the lists.
checks.negative_data_rejection.enabled = false

[[operations]]
include-operation-id = "sparql-check"
# Any text can be checked: that it is no query is what the answer says.
checks.negative_data_rejection.enabled = false
"""
# Questions, and forms of the network, are one route; what differs is the kinds of parameters.
LIKE_ANOTHER = """
[[operations]]
include-operation-id = {}
phases.coverage.enabled = false
generation.max-examples = 1
"""


def like_another(paths: dict[str, Any]) -> Iterator[str]:
    """Operations that have no kind of parameter that none before them on their route has."""
    known: dict[str, set[str]] = {}
    for path, item in paths.items():
        route = path.split("/")[1].split(".")[0]
        for told in item.values():
            kinds = {_kind(each) for each in told["parameters"]}
            if route in known and kinds <= known[route]:
                yield told["operationId"]
            known.setdefault(route, set()).update(kinds)


def _kind(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    return json.dumps({**schema, "default": "default" in schema}, sort_keys=True)


@pytest.fixture
def configuration(client: httpx.Client, tmp_path: Path) -> Path:
    downloads(client)
    paths = client.get("/openapi.json").json()["paths"]
    file = tmp_path / "schemathesis.toml"
    file.write_text(LEFT_OUT + LIKE_ANOTHER.format(json.dumps(list(like_another(paths)))))
    return file


@pytest.mark.timeout(900)
def test_schemathesis_finds_nothing(client: httpx.Client, configuration: Path) -> None:
    # One at a time: Python 3.11 cannot parse in two threads whose stacks are deep.
    words = ("--workers", "1", "--continue-on-failure")
    chosen = ("--generation-deterministic", "--max-examples", str(EXAMPLES))
    run = subprocess.run(
        [
            *(sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"),
            *("--no-color", "--config-file", str(configuration)),
            *("run", f"{client.base_url}/openapi.json", *words, *chosen),
        ],
        cwd=configuration.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    cases = re.search(r"(\d+) generated, (\d+) passed", run.stdout)
    assert cases, run.stdout
    assert cases[1] == cases[2], run.stdout
    assert int(cases[1]) > 1_000
