"""Judges RDF that anybody sent, in processes that can be stopped.

A process that has read the shapes and the ledger's graphs forks a copy for each body. The copy
reads the body, judges it as a load would, and writes the report. Whatever the body does to it, only
the copy ends.
"""

from graph.judging.judge import Judge
from graph.judging.orders import Judgement, Order, Shown

__all__ = ["Judge", "Judgement", "Order", "Shown"]
