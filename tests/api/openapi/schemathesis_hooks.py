"""What Schemathesis cannot know of our API; it loads this file by its own configuration."""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis.hooks import HookContext

_TEXT = (
    "application/n-quads", "application/n-triples", "application/trig", "application/sparql-query",
)  # fmt: skip
# Every code of a country is asked for once in each of 17 questions: 8,000 requests of one kind.
_COUNTRIES = 6


@schemathesis.serializer(*_TEXT)
def as_text(ctx: object, value: Any) -> Any:
    """A body of these formats is text, which their names do not tell."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def before_load_schema(context: HookContext, raw_schema: dict[str, Any]) -> None:
    """Ask for a few countries, not for all."""
    country = raw_schema["components"]["schemas"]["Country"]
    country["enum"] = country["enum"][:_COUNTRIES]
