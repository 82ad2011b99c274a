"""The truth: every version of every graph, and who changed what, when and why.

One SQLite file. Nothing in it is ever altered or removed; a change is there whole or not at all.
"""

from graph.ledger.ledger import Ledger
from graph.ledger.records import (
    Action,
    Change,
    Diff,
    GraphVersion,
    Put,
    Release,
    Restore,
    Withdraw,
)

__all__ = [
    "Action",
    "Change",
    "Diff",
    "GraphVersion",
    "Ledger",
    "Put",
    "Release",
    "Restore",
    "Withdraw",
]
