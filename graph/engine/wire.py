"""Frames between the processes of the embedded engine: a JSON header and a body of bytes."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any

_HEAD = struct.Struct(">II")

Header = dict[str, Any]


class Closed(Exception):
    """The other end is gone."""


def pack(header: Header, body: bytes = b"") -> bytes:
    """One frame: lengths, header as JSON, body."""
    text = json.dumps(header, separators=(",", ":")).encode()
    return _HEAD.pack(len(text), len(body)) + text + body


def unpack(frame: bytes) -> Header:
    """The header of a whole frame without a body."""
    size, _ = _HEAD.unpack_from(frame)
    header: Header = json.loads(frame[_HEAD.size : _HEAD.size + size])
    return header


def send(sock: socket.socket, header: Header, body: bytes = b"") -> None:
    """Send one frame; blocks."""
    sock.sendall(pack(header, body))


def receive(sock: socket.socket) -> tuple[Header, bytes]:
    """Read one frame; blocks.

    Raises:
        Closed: the other end closed.
    """
    header, body = _HEAD.unpack(_exactly(sock, _HEAD.size))
    return json.loads(_exactly(sock, header)), _exactly(sock, body)


def _exactly(sock: socket.socket, size: int) -> bytes:
    chunks = bytearray()
    while len(chunks) < size:
        chunk = sock.recv(min(size - len(chunks), 1 << 20))
        if not chunk:
            raise Closed
        chunks += chunk
    return bytes(chunks)


async def ask(sock: socket.socket, header: Header, body: bytes = b"") -> tuple[Header, bytes]:
    """Send one frame and read the answer, on a non-blocking socket.

    Raises:
        Closed: the other end closed or died before it answered.
    """
    loop = asyncio.get_running_loop()
    try:
        await loop.sock_sendall(sock, pack(header, body))
        head, size = _HEAD.unpack(await _exactly_async(loop, sock, _HEAD.size))
        answer = json.loads(await _exactly_async(loop, sock, head))
        return answer, await _exactly_async(loop, sock, size)
    except (ConnectionError, BrokenPipeError) as error:
        raise Closed from error


async def _exactly_async(loop: asyncio.AbstractEventLoop, sock: socket.socket, size: int) -> bytes:
    chunks = bytearray()
    while len(chunks) < size:
        chunk = await loop.sock_recv(sock, min(size - len(chunks), 1 << 20))
        if not chunk:
            raise Closed
        chunks += chunk
    return bytes(chunks)
