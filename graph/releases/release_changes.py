"""Changes between two releases for a reader: thing by thing, and who says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import DCTERMS, RDFS, SKOS

from graph.engine.nquads import statements
from graph.ledger import Ledger, Release
from graph.releases.version_diff import Fate, diffs
from graph.statements import Statement

# Statements that are told one by one; who wants more takes the patch.
MOST: Final = 20_000
_NAMES: Final = "|".join(re.escape(each) for each in (RDFS.label, SKOS.prefLabel, DCTERMS.title))
# Of each line its subject, and the name that it gives to that.
_LINE: Final = re.compile(
    rf'^<([^>]*)> (?:<(?:{_NAMES})> "((?:[^"\\]|\\.)*)"(?:@([A-Za-z-]+))? )?'.encode(), re.MULTILINE
)
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class GraphChanges:
    """A graph that is not the same in both releases.

    Attributes:
        graph: its IRI.
        fate: whether it was added, withdrawn or changed.
        added: number of statements that are new.
        removed: number of statements that went.
    """

    graph: str
    fate: Fate
    added: int
    removed: int


@dataclass(frozen=True)
class ChangedStatement:
    """A statement that only one of the releases has.

    Attributes:
        statement: what is said, and the graph that says it.
        added: whether the new release has it, not the old one.
    """

    statement: Statement
    added: bool


@dataclass(frozen=True)
class ThingChanges:
    """A thing of which the releases do not say the same.

    Attributes:
        iri: the thing.
        fate: whether it is described for the first time, no longer, or otherwise.
        said: what was added and what went, by property.
    """

    iri: str
    fate: Fate
    said: tuple[ChangedStatement, ...]


@dataclass(frozen=True)
class ReleaseChanges:
    """The difference of two releases.

    Attributes:
        graphs: the graphs that changed, by IRI.
        things: the things, by IRI; empty of those in graphs beyond the first :data:`MOST`
            statements.
        names: what the IRIs in it are called: IRI to language to name.
        whole: whether every statement is told.
    """

    graphs: tuple[GraphChanges, ...]
    things: tuple[ThingChanges, ...]
    names: Names
    whole: bool


def tell(ledger: Ledger, old: Release, new: Release, *, most: int = MOST) -> ReleaseChanges:
    """The changes that make the release ``new`` out of ``old``.

    Args:
        ledger: the ledger that keeps them.
        old: the one.
        new: the other.
        most: statements that are told one by one; the rest is only counted.
    """
    graphs: list[GraphChanges] = []
    said: list[ChangedStatement] = []
    whole = True
    for each, diff in diffs(ledger, old, new):
        graphs.append(GraphChanges(each.graph, each.fate, len(diff.added), len(diff.removed)))
        if len(said) + len(diff.added) + len(diff.removed) > most:
            whole = False
            continue
        said += [ChangedStatement(one, added=False) for one in statements(diff.removed)]
        said += [ChangedStatement(one, added=True) for one in statements(diff.added)]
    wanted = _iris(said) | {each.graph for each in graphs}
    before, after = (_survey(ledger, release, wanted) for release in (old, new))
    names = {iri: before.get(iri, {}) | after.get(iri, {}) for iri in before.keys() | after.keys()}
    return ReleaseChanges(tuple(graphs), tuple(_things(said, before, after)), names, whole)


def _iris(said: Iterable[ChangedStatement]) -> set[str]:
    found = set()
    for each in said:
        subject, predicate, value, graph = each.statement
        found |= {subject, predicate, graph}
        if value.kind == "uri":
            found.add(value.value)
    return found


def _survey(ledger: Ledger, release: Release, wanted: set[str]) -> dict[str, dict[str, str]]:
    """Those of ``wanted`` that a release says anything of, with their names by language."""
    found: dict[str, dict[str, str]] = {}
    for text in ledger.releases.text(release):
        for subject, name, lang in _LINE.findall(text):
            iri = subject.decode()
            if iri in wanted:
                names = found.setdefault(iri, {})
                if name:
                    names.setdefault(lang.decode(), _plain(name.decode()))
    return found


def _plain(escaped: str) -> str:
    (said,) = statements([f'<x:s> <x:p> "{escaped}" <x:g> .'])
    return said.object.value


def _things(
    said: Iterable[ChangedStatement], before: Names, after: Names
) -> Iterable[ThingChanges]:
    by_thing: defaultdict[str, list[ChangedStatement]] = defaultdict(list)
    for each in said:
        by_thing[each.statement.subject].append(each)
    for iri in sorted(by_thing):
        ordered = sorted(by_thing[iri], key=lambda each: (each.statement, each.added))
        yield ThingChanges(iri, _fate(iri in before, iri in after), tuple(ordered))


def _fate(before: bool, after: bool) -> Fate:
    if before and after:
        return Fate.CHANGED
    return Fate.ADDED if after else Fate.WITHDRAWN
