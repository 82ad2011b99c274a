"""Errors that only exist in HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import VenskabError


class HttpError(VenskabError):
    """An error that only exists in HTTP, such as a wrong media type.

    Args:
        status: HTTP status.
        kind: last segment of the problem's type IRI.
        what: one plain sentence that says what is wrong.
        hint: what the client can do about it.
        members: further members of the problem document.
        headers: headers that belong to the status.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        what: str,
        *,
        hint: str = "",
        members: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.kind = kind
        self.members = members or {}
        self.headers = headers or {}
        super().__init__(what, hint=hint)


class ClientGone(Exception):
    """The client hung up before its answer was ready; nobody is left to tell."""
