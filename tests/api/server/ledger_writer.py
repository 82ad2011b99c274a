"""Changes a ledger without end, each change a state of its own; run as a process that is killed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from graph.ledger import Ledger, Put, Withdraw
from graph.prefixes import BASE

GRAPHS = tuple(f"{BASE}graph/source/{name}" for name in ("one", "two", "three"))
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
# Long enough for somebody to see some of the states, and far shorter than it takes to see each.
PAUSE = 0.05


def step(ledger: Ledger) -> None:
    """Change all graphs in one step: two say the same number, one comes and goes."""
    number = ledger.head()
    changes: list[Put | Withdraw] = [
        Put(graph, [f'<{BASE}id/municipality/{each}> <{LABEL}> "{number}" <{graph}> .'])
        for each, graph in enumerate(GRAPHS[:2])
    ]
    last = GRAPHS[2]
    if any(version.graph == last for version in ledger.graphs()):
        changes.append(Withdraw(last))
    else:
        changes.append(Put(last, [f'<{BASE}id/municipality/2> <{LABEL}> "here" <{last}> .']))
    ledger.apply(changes, actor="writer")


def main(path: str) -> None:
    """Change it until killed."""
    with Ledger.open(Path(path)) as ledger:
        while True:
            step(ledger)
            time.sleep(PAUSE)


if __name__ == "__main__":
    main(sys.argv[1])
