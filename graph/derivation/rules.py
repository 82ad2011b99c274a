"""Makes the derived graph: what follows from the sources by rule, at any time and anew.

First the days (``graph.derivation.dated``), then the CONSTRUCT rules of ``queries/rules`` in the
order of their file names, each once; a rule sees the sources and what was made before it. Triples
whose predicate is in the scratch namespace are steps on the way and not part of the result. Rules
numbered from 90 only publish: no rule reads what they make, so the store is spared it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from graph.derivation.dated import SCRATCH, dated_lines
from graph.derivation.store import RuleStore
from graph.identifiers import DERIVED_GRAPH

_SCRATCH: Final = f"<{SCRATCH}"
_ONLY_PUBLISHED: Final = "90"

__all__ = ["RuleStore", "derive", "rules"]


def derive(store: RuleStore) -> list[str]:
    """Derive everything anew.

    Args:
        store: the sources, without anything derived; the run adds to it.

    Returns:
        Sorted unique N-Quads lines of the derived graph.
    """
    made: set[str] = set()
    lines: Iterable[str] = dated_lines(store)
    store.insert(lines)
    made.update(_published(lines))
    for name, text in rules().items():
        lines = set(store.construct(text))
        if name < _ONLY_PUBLISHED:
            store.insert(lines)
        made.update(_published(lines))
    return sorted(made)


@cache
def rules() -> dict[str, str]:
    """The CONSTRUCT rules, file stem to text, in the order in which they run."""
    folder = files("queries") / "rules"
    found = {
        entry.name.removesuffix(".rq"): entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(".rq")
    }
    return dict(sorted(found.items()))


def _published(lines: Iterable[str]) -> Iterator[str]:
    """The lines that are results, as N-Quads of the derived graph."""
    for line in lines:
        if not line.split(" ", 2)[1].startswith(_SCRATCH):
            yield f"{line.removesuffix('.').rstrip()} <{DERIVED_GRAPH}> ."
