"""The end of a page: the value that the order goes by, and the thing that had it."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final, NamedTuple

from graph.errors import BadParameter
from graph.prefixes import BASE
from graph.texts import N_

_LONGEST: Final = 4096
_WRITTEN: Final = re.compile(r"[A-Za-z0-9_-]+")
_LANGUAGE: Final = re.compile("[a-z]{0,3}")
_PARTS: Final = 4


class Cursor(NamedTuple):
    """The last thing of a page, and where it stood.

    It is a place in the order, so it holds although the thing itself has changed or gone.

    Attributes:
        sort: the order's name.
        lang: language of the names that the order goes by.
        value: the value that the order goes by; None for a thing without.
        iri: the thing.
    """

    sort: str
    lang: str
    value: str | None
    iri: str

    def write(self) -> str:
        """The cursor as a client sends it back."""
        parts = self._replace(iri=self.iri.removeprefix(BASE))
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(text: str) -> Cursor:
    """The cursor that :meth:`Cursor.write` wrote.

    Raises:
        BadParameter: it is none.
    """
    try:
        if len(text) > _LONGEST or not _WRITTEN.fullmatch(text):
            raise ValueError("not base64")
        parts = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        sort, lang, value, iri = _strings(parts)
    except ValueError as error:
        raise unknown() from error
    if sort is None or iri is None or lang is None or not _LANGUAGE.fullmatch(lang):
        raise unknown()
    return Cursor(sort, lang, value, BASE + iri)


def _strings(parts: object) -> list[str | None]:
    if not isinstance(parts, list) or len(parts) != _PARTS:
        raise ValueError("not four parts")
    if not all(part is None or isinstance(part, str) for part in parts):
        raise ValueError("not text")
    return parts


def unknown() -> BadParameter:
    """The error for a cursor that is none of ours, or of another list."""
    what = N_("It does not come from a list like this one.")
    hint = N_("Take the address in 'next' as it is, or leave cursor out to begin again.")
    return BadParameter(what, where="cursor", hint=hint)
