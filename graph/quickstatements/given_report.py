"""What is given and what is left out, as a program reads it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from graph.quickstatements.wikidata_statements import GivenBack


def report(given: GivenBack) -> dict[str, Any]:
    """The statements, the ties that are left out by reason, and the dates left unsaid, counted."""
    return {
        "statements": [asdict(each) for each in given.statements],
        "leftOut": [
            {"reason": str(reason), "count": len(names), "ties": list(names)}
            for reason, names in given.left_out.items()
        ],
        "unsaid": [{"reason": str(reason), "count": n} for reason, n in given.unsaid.items() if n],
    }
