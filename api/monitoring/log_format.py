"""The log on standard error: one JSON object a line, or plain lines for a person's terminal."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from functools import partial
from typing import Any

from graph.settings import Settings


class JsonLines(logging.Formatter):
    """One JSON object a line: ``time``, ``level``, ``event`` and the event's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        return json.dumps(_said(self, record), ensure_ascii=False, default=str)


class Plain(logging.Formatter):
    """Time, level, event and ``name=value`` pairs."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, and the trace of an error below it."""
        said = _said(self, record)
        trace = said.pop("trace", "")
        head = f"{said.pop('time')[11:19]} {said.pop('level')} {said.pop('event')}"
        pairs = " ".join(f"{name}={value}" for name, value in said.items())
        return f"{head} {pairs}".rstrip() + (f"\n{trace}" if trace else "")


def _said(formatter: logging.Formatter, record: logging.LogRecord) -> dict[str, Any]:
    said: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.getMessage().strip(),
    }
    said |= getattr(record, "fields", {})
    if record.exc_info:
        said["trace"] = formatter.formatException(record.exc_info)
    return said


def _of_process(process: int, record: logging.LogRecord) -> bool:
    record.fields = {"process": process} | getattr(record, "fields", {})
    return True


def configure(settings: Settings, process: int = 0) -> None:
    """Send the log of this process to standard error, as ``settings`` say.

    Args:
        settings: which form, and whether requests are logged.
        process: number of this web process, which each line tells; 0 for one alone.
    """
    plain = settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Plain() if plain else JsonLines())
    if process:
        handler.addFilter(partial(_of_process, process))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    # Its warnings tell what clients do wrong, which the clients are told.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    own = logging.getLogger("venskab")
    own.setLevel(logging.INFO if settings.log_requests else logging.WARNING)
