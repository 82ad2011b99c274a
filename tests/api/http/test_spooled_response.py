"""What is sent from a spool file, and what is left of the file."""

from __future__ import annotations

from pathlib import Path

import anyio
import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message

from api.http.spooled_response import SpooledResponse

SCOPE = {"type": "http", "asgi": {"spec_version": "2.4"}}


async def silent() -> Message:
    await anyio.sleep_forever()
    raise AssertionError


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    path = tmp_path / "0.answer"
    path.write_bytes(b"body")
    return path


def test_the_file_is_sent_between_what_frames_it_and_is_gone(spool: Path) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    response = SpooledResponse(spool, {}, "text/plain", b"<", b">")
    assert not spool.exists()
    anyio.run(response, SCOPE, silent, send)
    assert b"".join(message.get("body", b"") for message in sent) == b"<body>"


def test_a_client_that_leaves_before_the_first_piece_leaves_no_open_file(spool: Path) -> None:
    async def gone(_: Message) -> None:
        raise OSError

    response = SpooledResponse(spool, {}, "text/plain")
    with pytest.raises(ClientDisconnect):
        anyio.run(response, SCOPE, silent, gone)
    del response  # a file that is still open would warn here, and a warning fails
    assert not spool.exists()
