"""Checks of a JSON-LD text before it reaches the parser."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Final

_CONTEXT_KEYS: Final = ("@context", "@import")
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]')
_STEP: Final = {"{": 1, "[": 1, "}": -1, "]": -1}


def too_deep(text: str, limit: int) -> int | None:
    """The line on which brackets nest deeper than ``limit``, or None."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += _STEP.get(token[0], 0)
        if depth > limit:
            return text.count("\n", 0, token.start()) + 1
    return None


def remote_contexts(text: str) -> list[str]:
    """The IRIs of contexts elsewhere that a JSON-LD text names, at any depth."""
    found: list[str] = []
    waiting = [_load(text)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            contexts = chain.from_iterable(_parts(value.get(key)) for key in _CONTEXT_KEYS)
            found += [context for context in contexts if isinstance(context, str)]
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


def substitute(text: str, contexts: Mapping[str, str]) -> str:
    """Put our own contexts in the place of their IRIs; lines keep their numbers.

    Args:
        text: a JSON-LD text, not nested too deeply.
        contexts: IRI of a context to the path of its file.
    """
    for iri, path in contexts.items():
        quoted = json.dumps(iri)
        named = text.count(quoted)
        # Where the same string is data too, nothing is replaced, and the parser complains.
        if named and named == remote_contexts(text).count(iri):
            own = json.loads(Path(path).read_text("utf-8"))
            text = text.replace(quoted, json.dumps(own.get("@context", own)))
    return text


def _load(text: str) -> object:
    try:
        loaded: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return loaded


def _parts(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
