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
    number = _read(text, 1)
    if number is None or number > most:
        raise _unfit(text, name, 1, most)
    return number


def whole_number_cut(request: Request, name: str, usual: int, most: int, least: int) -> int:
    """The same from ``least``, where more than ``most`` is ``most`` and a blank is missing.

    Raises:
        BadParameter: it is no whole number, or less than ``least``.
    """
    text = request.query_params.get(name) or str(usual)
    number = _read(text, least)
    if number is None:
        raise _unfit(text, name, least, most)
    return min(number, most)


def _read(text: str, least: int) -> int | None:
    """The number; as nine digits where there are more, which is more than anything may be."""
    fits = text.isascii() and text.isdigit() and least <= int(text[:9])
    return int(text[:9]) if fits else None


def _unfit(text: str, name: str, least: int, most: int) -> BadParameter:
    hint = N_("Take a whole number from {least} to {most}.", least=least, most=most)
    return BadParameter(N_("{text!r} cannot be.", text=text[:80]), where=name, hint=hint)
