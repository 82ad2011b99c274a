"""What lists say of ties, and what is decided on their places: read from N-Quads lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.derivation import names
from graph.lists.resolution import LIST_PLACE, Decision
from graph.prefixes import BASE, PREFIXES
from graph.tiers import is_listing

_VSK: Final = PREFIXES["vsk"]
_PLACE: Final = f"<{_VSK}listedPlace>"
_OF: Final = f"<{_VSK}matchOf>"
_TO: Final = f"<{_VSK}matchedTo>"
_DECISION: Final = f"<{_VSK}matchDecision>"
_BEHALF: Final = f"<{_VSK}onBehalfOf>"
_LABEL: Final = f"<{names.LABEL}>"
_READ: Final = frozenset({_PLACE, _OF, _TO, _DECISION})
_YES: Final = f"{BASE}concept/match-decision/yes"
_NO: Final = f"{BASE}concept/match-decision/no"
# What can be a party of a tie of lists, and so needs its name.
_NAMED: Final = tuple(f"<{BASE}id/{kind}/" for kind in ("municipality", "locality", "list-place"))
_TWO: Final = 2


@dataclass
class ListStatements:
    """Ties of lists with their places, decisions on places, and names.

    Attributes:
        ties: the places of each tie.
        list_of: the list (IRI of its graph) that each tie stands in.
        labels: of each thing that can be a party its labels, as N-Quads has them.
        behalf: the towns that each participation is on behalf of.
    """

    ties: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    list_of: dict[str, str] = field(default_factory=dict)
    labels: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    behalf: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _matches: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def reading(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, each noted on its way."""
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            if predicate == _LABEL:
                if subject.startswith(_NAMED):
                    self.labels[subject[1:-1]].add(rest.rsplit(" ", 2)[0])
            elif predicate == _BEHALF:
                self.behalf[subject[1:-1]].add(rest[1 : rest.index(">")])
            elif predicate in _READ:
                self._note(subject[1:-1], predicate, rest)
            yield line

    def _note(self, subject: str, predicate: str, rest: str) -> None:
        value, graph, _ = (each.strip("<>") for each in rest.rsplit(" ", 2))
        if not is_listing(graph):
            return
        if predicate == _PLACE:
            self.ties[subject].add(value)
            self.list_of[subject] = graph
        else:
            self._matches[subject][predicate] = value

    @property
    def places(self) -> set[str]:
        """The places of all ties."""
        return {place for places in self.ties.values() for place in places}

    def decisions(self) -> Iterator[Decision]:
        """The decisions that say yes or no."""
        for match in self._matches.values():
            said = match.get(_DECISION)
            if said in (_YES, _NO) and _OF in match and _TO in match:
                yield Decision(match[_OF], match[_TO], said == _YES)

    def name(self, party: str, lang: str) -> str:
        """A party's name in a language, else in none, as the text of an N-Quads literal."""
        labels = sorted(self.labels.get(party, ()))
        for ending in (f'"@{lang}', '"'):
            if found := next((each for each in labels if each.endswith(ending)), None):
                return found[1 : -len(ending)]
        return labels[0][1 : labels[0].rindex('"')] if labels else party.rsplit("/", 1)[1]

    @staticmethod
    def is_place(party: str) -> bool:
        """True for a place of a list that stands for itself."""
        return party.startswith(LIST_PLACE)
