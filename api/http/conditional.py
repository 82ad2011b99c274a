"""Conditional requests (RFC 9110, section 13): what a client has already is not sent again."""

from __future__ import annotations

from fastapi import Request


def is_known(request: Request, tag: str) -> bool:
    """True if ``If-None-Match`` names the strong ETag ``tag``, or any at all.

    The comparison is the weak one that the header asks for (section 13.1.2).
    """
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag in (
        each.strip().removeprefix("W/") for each in known.split(",")
    )
