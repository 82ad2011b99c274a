"""The truth: every version of every graph, and who changed what, when and why.

One SQLite file. Nothing in it is ever altered or removed; a change is there whole or not at all.
"""

from graph.ledger.entries import Action, Change, Diff, GraphVersion, Put, Release, Restore, Withdraw
from graph.ledger.ledger import Ledger

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
