"""An answer that is sent from its spool file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

import anyio
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

_CHUNK: Final = 1 << 18


class SpooledResponse(StreamingResponse):
    """The bytes of a spool file, whose name goes at once and whose file once the client has it.

    Args:
        path: the spool file.
        headers: of the answer.
        media_type: of the answer.
        before: bytes that are sent before those of the file.
        after: bytes that are sent after those of the file.
    """

    def __init__(
        self,
        path: Path,
        headers: Mapping[str, str],
        media_type: str,
        before: bytes = b"",
        after: bytes = b"",
    ) -> None:
        self._file = path.open("rb")
        # The open file stays until it is sent; its name goes now, whatever becomes of the client.
        path.unlink()
        super().__init__(_pieces(self._file, before, after), 200, headers, media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the file, and close it whether the client takes it or leaves."""
        # A client that leaves before the first piece never starts the iterator: it closes nothing.
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._file.close()


async def _pieces(file: BinaryIO, before: bytes, after: bytes) -> AsyncIterator[bytes]:
    spooled = anyio.wrap_file(file)
    if before:
        yield before
    while chunk := await spooled.read(_CHUNK):
        yield chunk
    if after:
        yield after
