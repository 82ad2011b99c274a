"""Runs the shapes by pySHACL, the reference implementation in Python: what the door judges by."""

from __future__ import annotations

from typing import Final

from rdflib import Graph

from graph.errors import VenskabError
from graph.texts import N_
from graph.validation.data_graph import DataGraph
from graph.validation.shapes import Shapes
from graph.validation.targets import target_nodes
from graph.validation.view import View

NAME: Final = "pyshacl"


def report(view: View, rules: Shapes) -> Graph:
    """The report in SHACL's vocabulary; the messages are not in it.

    Args:
        view: what is judged, and what it leans on.
        rules: the shapes.

    Raises:
        VenskabError: the shapes cannot be run on this data.
    """
    # pySHACL walks all shapes it is given on every run: it is given those that have a target.
    chosen = Graph("SimpleMemory")  # it keeps no record of named graphs, and takes half the time
    for triple in target_nodes(view, rules):
        chosen.add(triple)
    for shape in set(chosen.subjects()):
        for triple in rules.parts[shape]:
            chosen.add(triple)
    # Every command would wait a second for this import, and few of them judge.
    import pyshacl  # noqa: PLC0415
    from pyshacl.errors import ReportableRuntimeError  # noqa: PLC0415

    try:
        _, found, text = pyshacl.validate(DataGraph(view), shacl_graph=chosen, inplace=True)
    except (ReportableRuntimeError, RecursionError) as error:
        raise VenskabError(
            N_("the shapes cannot be run on this data: {reason}", reason=error)
        ) from error
    if not isinstance(found, Graph):
        raise VenskabError(N_("the shapes cannot be run on this data: {text}", text=text))
    return found
