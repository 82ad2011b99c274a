"""Runs the shapes by pyshacl-turbo, a SHACL engine in Rust, where it is installed.

It is given the data as text and reads the shapes once. Tests hold it to what pySHACL finds.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from rdflib import Graph

from graph.errors import VenskabError
from graph.texts import N_
from graph.validation.quad_lines import as_text
from graph.validation.shapes import Shapes
from graph.validation.targets import marked_shapes, target_marks
from graph.validation.view import View

if TYPE_CHECKING:
    from pyshacl_turbo import CompiledShapes

NAME: Final = "pyshacl-turbo"


def installed() -> bool:
    """pyshacl-turbo is there and works on this machine: it comes with ``venskab[check]``."""
    try:
        import_module("pyshacl_turbo")
    except ImportError:
        return False
    return True


def report(view: View, rules: Shapes) -> Graph:
    """The report in SHACL's vocabulary, as :func:`graph.validation.pyshacl_engine.report` does.

    Args:
        view: what is judged, and what it leans on.
        rules: the shapes, those of :func:`graph.validation.shapes.shapes`.

    Raises:
        VenskabError: the shapes cannot be run on this data.
    """
    from pyshacl_turbo import ValidationFailure  # noqa: PLC0415
    from pyshacl_turbo.rdf import Input  # noqa: PLC0415

    text = as_text(view.triples) + as_text(target_marks(view, rules))
    try:
        found: Graph = _program().validate(Input(text, "nt", None, {}))[1]
    except (ValidationFailure, RuntimeError) as error:
        raise VenskabError(
            N_("the shapes cannot be run on this data: {reason}", reason=error)
        ) from error
    return found


@cache
def _program() -> CompiledShapes:
    from pyshacl_turbo import compile_shapes  # noqa: PLC0415

    return compile_shapes(marked_shapes())
