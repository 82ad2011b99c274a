"""Bare connections, for clients that do not behave."""

from __future__ import annotations

import json
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import httpx
from prometheus_client.parser import text_string_to_metric_families

from tests.api.serving import Server

# Met only where something is wrong; nothing here is a measure of time.
PATIENCE = 60.0


def connect(server: Server, source: str = "127.0.0.1") -> socket.socket:
    """A connection to the server from an address of this machine."""
    parts = urlsplit(server.origin)
    assert parts.port is not None
    return socket.create_connection(
        ("127.0.0.1", parts.port), timeout=PATIENCE, source_address=(source, 0)
    )


def read_all(sock: socket.socket) -> bytes:
    """What the server sends until it closes."""
    received = bytearray()
    try:
        while chunk := sock.recv(1 << 16):
            received += chunk
    except ConnectionResetError:
        pass
    return bytes(received)


def answer(sock: socket.socket) -> tuple[int, dict[str, Any]]:
    """Status and JSON document of the answer that the server sends before it closes."""
    head, _, body = read_all(sock).partition(b"\r\n\r\n")
    assert b"application/problem+json" in head, head
    return int(head.split()[1]), json.loads(body)


def get(path: str, *headers: str) -> bytes:
    """The bytes of a request."""
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: localhost", *headers, "", "")).encode()


def metric(server: Server, name: str, **labels: str) -> float:
    """The value of a sample of ``/metrics``; 0 where there is none."""
    text = httpx.get(f"{server.origin}/metrics", trust_env=False, timeout=PATIENCE).text
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            if sample.name == name and labels.items() <= sample.labels.items():
                return sample.value
    return 0.0


def becomes(server: Server, value: float, name: str, **labels: str) -> bool:
    """Whether a sample reaches ``value`` before patience ends."""
    deadline = time.monotonic() + PATIENCE
    while metric(server, name, **labels) != value:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
