"""The page on operating shows what a running server answers while its ledger is changed."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from graph.data.shipped import shipped_graphs
from graph.ledger import Ledger, Put
from ontology import EXAMPLES
from tests.api.few_graphs import FEW_GRAPHS
from tests.api.processes import until
from tests.api.serving import running
from tests.shared import lacking
from tests.test_releases_page import ADDRESS, plain, ran_in_a_shell, session

PAGE = "docs/how-to/operating.md"


def test_what_is_loaded_and_restored_beside_a_running_server_is_answered(tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        lacking("curl")
    shown, home, last = session(PAGE), tmp_path / "home", ""
    assert len(shown) >= 10
    shipped = shipped_graphs()
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.apply([Put(graph, shipped[graph]) for graph in FEW_GRAPHS], actor="t")
    shutil.copy(EXAMPLES / "partnership-without-agreement.ttl", tmp_path / "example.ttl")

    def prints(command: str, output: str) -> bool:
        nonlocal last
        last = plain(ran_in_a_shell(command, tmp_path))
        return last == plain(output)

    with running(home) as server:
        for command, output in shown:
            if command.startswith("curl"):
                here = command.replace(ADDRESS, server.origin)
                until(partial(prints, here, output))
            else:
                assert prints(command, output), last
