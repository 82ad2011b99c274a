"""The line of a query's text that holds a parameter's terms."""

from __future__ import annotations

import re
from typing import Final

VALUES_LINE: Final = re.compile(
    r"^(?P<head>[ \t]*VALUES[ \t]+\?(?P<name>\w+)[ \t]*\{[ \t]*)[^\n]*?(?P<tail>[ \t]*\}[ \t]*)$",
    re.MULTILINE,
)
