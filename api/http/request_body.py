"""Reads the body of a request, up to a limit."""

from __future__ import annotations

from fastapi import Request
from starlette.requests import ClientDisconnect

from api.http.http_error import ClientGone
from graph.errors import LimitMet
from graph.texts import N_


async def read_body(request: Request, most: int, *, hint: str) -> bytes:
    """The whole body.

    Args:
        request: a request whose body nobody has read.
        most: largest body, bytes.
        hint: what the client can do about a larger one.

    Raises:
        LimitMet: the body is larger.
        ClientGone: the client hung up before it was there.
    """
    what = N_("The request body is too large.")
    too_large = LimitMet("body", N_("{n} bytes", n=most), what, hint=hint)
    # Who says so beforehand need not send it to be told.
    if int(request.headers.get("content-length", 0)) > most:
        raise too_large
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise too_large
    except ClientDisconnect:
        raise ClientGone from None
    return bytes(body)
