"""The media types of what ``/validate`` takes beside RDF and records."""

from __future__ import annotations

from typing import Final

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
