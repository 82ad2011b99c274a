"""The flat tables: what each is, read from ``tables.yaml``, the one place that defines them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import yaml

Text = Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """One flat table.

    Attributes:
        name: its name, which is also that of its files.
        dataset: slug of the dataset that it is a form of.
        title: what it is, ``da`` and ``en``.
        description: what a row of it is, ``da`` and ``en``.
    """

    name: str
    dataset: str
    title: Text
    description: Text


def _read() -> tuple[Table, ...]:
    text = (files("graph.exports") / "tables.yaml").read_text(encoding="utf-8")
    return tuple(Table(**entry) for entry in yaml.safe_load(text))


TABLES: Final = _read()
