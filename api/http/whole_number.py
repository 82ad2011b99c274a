"""Reads a whole number of an address, and says what it may be."""

from __future__ import annotations

from fastapi import Request

from graph.errors import BadParameter
from graph.texts import N_


def whole_number(request: Request, name: str, usual: int, most: int) -> int:
    """The whole number from 1 to ``most`` that a parameter gives; ``usual`` where it is missing.

    Raises:
        BadParameter: it is none.
    """
    text = request.query_params.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
        hint = N_("Take a whole number from 1 to {most}.", most=most)
        raise BadParameter(N_("{text!r} cannot be.", text=text[:80]), where=name, hint=hint)
    return int(text)
