"""The benchmark of pages: what it asks is there, and what is missed is told."""

from __future__ import annotations

from benchmarks.pages import Timing, as_markdown


def test_a_page_that_takes_too_long_is_told() -> None:
    table = as_markdown([Timing("/a", 0.5, 0.1, 0.01, 4_200), Timing("/b", 0.1, 0.1, 0.01, 900)])
    assert "| `/a` | 500 | 100 | 5.0 (missed) | 10.0 | 4.2 |" in table
    assert "| `/b` | 100 | 100 | 1.0 | 10.0 | 0.9 |" in table
