"""The forms of names that search is measured by, and how many of them it finds."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.prefixes import BASE
from graph.search.name_search import NameSearch

FORMS: Final = Path(__file__).with_name("name_forms.tsv")
# Hits among which the thing must be.
AMONG: Final = 5


@dataclass(frozen=True)
class Form:
    """One form of a name.

    Attributes:
        query: what is typed.
        expected: IRI of the thing that must be found.
        form: what the form tries.
        missed_because: why it is known not to be found; blank when it must be.
    """

    query: str
    expected: str
    form: str
    missed_because: str = ""


def forms() -> list[Form]:
    """All forms, as ``name_forms.tsv`` has them."""
    with FORMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return [Form(row[0], f"{BASE}id/{row[1]}", *row[2:]) for row in rows]


async def places(names: NameSearch, asked: Sequence[Form]) -> list[int | None]:
    """Where each form's thing stands among the first hits, from 1; None where it does not."""
    found = []
    for form in asked:
        hits = (await names.search(form.query, limit=AMONG)).hits
        iris = [hit.thing.iri for hit in hits]
        found.append(iris.index(form.expected) + 1 if form.expected in iris else None)
    return found
