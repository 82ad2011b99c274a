"""Makes the derived graph: what follows from the sources by rule, at any time and anew.

First the days (``graph.derivation.dated``), then the CONSTRUCT rules of ``queries/rules`` in the
order of their file names, each once; a rule sees the sources and what was made before it. Triples
whose predicate is in the scratch namespace are steps on the way and not part of the result.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from graph.derivation.dated import SCRATCH, dated_lines
from graph.derivation.store import RuleStore
from graph.identifiers import DERIVED_GRAPH

__all__ = ["RuleStore", "derive", "rules"]


def derive(store: RuleStore) -> list[str]:
    """Derive everything anew.

    Args:
        store: the sources, without anything derived; the run adds to it.

    Returns:
        Sorted unique N-Quads lines of the derived graph.
    """
    made: set[str] = set()
    _take(store, dated_lines(store), made)
    for text in rules().values():
        _take(store, list(store.construct(text)), made)
    return sorted(f"{line.removesuffix('.').rstrip()} <{DERIVED_GRAPH}> ." for line in made)


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


def _take(store: RuleStore, lines: list[str], made: set[str]) -> None:
    store.insert(lines)
    made.update(line for line in lines if not line.split(" ", 2)[1].startswith("<" + SCRATCH))
