"""Frames between the processes of the embedded engine: a JSON header and a body of bytes."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any

_HEAD = struct.Struct(">II")
_CHUNK = 1 << 13

Header = dict[str, Any]


class Closed(Exception):
    """The other end is gone."""


def pack(header: Header, body: bytes = b"") -> bytes:
    """One frame: lengths, header as JSON, body."""
    text = json.dumps(header, separators=(",", ":")).encode()
    return _HEAD.pack(len(text), len(body)) + text + body


def whole(frame: bytes | bytearray) -> bool:
    """True if nothing of a frame is missing."""
    return len(frame) >= _HEAD.size and len(frame) == _HEAD.size + sum(_HEAD.unpack_from(frame))


def split(frame: bytes | bytearray) -> tuple[Header, bytes]:
    """Header and body of a whole frame."""
    size, _ = _HEAD.unpack_from(frame)
    end = _HEAD.size + size
    return json.loads(frame[_HEAD.size : end]), bytes(frame[end:])


def send(sock: socket.socket, header: Header, body: bytes = b"") -> None:
    """Send one frame; blocks."""
    sock.sendall(pack(header, body))


def receive(sock: socket.socket) -> tuple[Header, bytes]:
    """Read one frame; blocks. No other may follow before this one is answered.

    Raises:
        Closed: the other end closed.
    """
    frame = bytearray()
    while not whole(frame):
        frame += _some(sock.recv(_CHUNK))
    return split(frame)


def _some(chunk: bytes) -> bytes:
    if not chunk:
        raise Closed
    return chunk


async def ask(sock: socket.socket, header: Header) -> Header:
    """Send one frame and read the answer, on a non-blocking socket.

    Raises:
        Closed: the other end closed or died before it answered.
    """
    loop = asyncio.get_running_loop()
    frame = bytearray()
    try:
        await loop.sock_sendall(sock, pack(header))
        while not whole(frame):
            frame += _some(await loop.sock_recv(sock, _CHUNK))
    except (ConnectionError, BrokenPipeError) as error:
        raise Closed from error
    return split(frame)[0]
