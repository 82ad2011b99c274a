"""Terms that no vocabulary has, and properties of things that cannot have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.prefixes import PREFIXES
from graph.validation.cross_checks.graph_view import TYPE, CrossFinding, GraphView
from graph.validation.cross_checks.known_terms import above, domains, namespaces
from graph.validation.cross_checks.suggestions import nearest_term
from graph.validation.report import short

_SPLIT: Final = re.compile(r"<(.*[/#])([^/#]*)>")


def unknown_terms(view: GraphView) -> Iterator[CrossFinding]:
    """Properties and classes in the namespace of a vocabulary that has no such term."""
    for thing, path, value in view.stated:
        term = value if path == TYPE else path
        if (found := _SPLIT.fullmatch(term)) and _is_unknown(*found.groups()):
            said = value if path == TYPE else None
            words, near = {"term": short(term[1:-1])}, nearest_term(term[1:-1])
            yield CrossFinding("KnownTerm", thing, path, said, words, near)


def _is_unknown(namespace: str, name: str) -> bool:
    # Our own terms are judged by shapes, which keep the graph out.
    return namespace != PREFIXES["vsk"] and name not in namespaces().get(namespace, {name})


def wrong_class(view: GraphView) -> Iterator[CrossFinding]:
    """Properties of things whose class cannot have them."""
    for thing, path, value in view.stated:
        allowed = domains().get(path)
        classes = view.classes(thing) if allowed else set()
        ours = [cls for cls in classes if cls.startswith(f"<{PREFIXES['vsk']}")]
        if allowed and ours and not any(above(cls) & allowed for cls in classes):
            words = {
                "property": short(path[1:-1]),
                "class": short(min(ours)[1:-1]),
                "classes": ", ".join(sorted(short(cls[1:-1]) for cls in allowed)),
            }
            yield CrossFinding("PropertyFitsClass", thing, path, value, words)
