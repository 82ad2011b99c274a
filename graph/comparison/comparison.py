"""The comparison: the pairs of places that each register gives, and how each stands to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from graph.comparison.registers import (
    EVIDENCE,
    OWN_REGISTER,
    EvidenceTie,
    Gathered,
    Support,
    TieRegister,
)
from graph.lists.resolution import representatives

Pair = tuple[str, str]


class PairStanding(StrEnum):
    """How a pair that one register gives stands to another register."""

    BOTH = "both"
    ONLY = "only"
    NOT_COMPARABLE = "not-comparable"


# Python 3.11 looks for a member of an enumeration slowly, and there are hundred thousands of pairs.
_BOTH, _ONLY, _NOT_COMPARABLE = PairStanding


@dataclass(frozen=True)
class RegisterPairs:
    """The pairs of one register, with what did not become a pair, so that the numbers add up.

    Attributes:
        register: which.
        ties: number of its ties.
        members: of them, places that are members of a network.
        one_place: of them, ties whose two ends count as one place.
        again: of them, further ties of a pair that was counted.
        pairs: the pairs, each with the IRIs of its ties.
        known: the places that the register can be asked about.
    """

    register: TieRegister
    ties: int
    members: int
    one_place: int
    again: int
    pairs: Mapping[Pair, Sequence[str]]
    known: frozenset[str]

    @cached_property
    def degrees(self) -> Mapping[str, int]:
        """The number of pairs of each place."""
        found: defaultdict[str, int] = defaultdict(int)
        for pair in self.pairs:
            for end in pair:
                found[end] += 1
        return found


class Comparison:
    """Registers beside each other: lists, and the evidence.

    Two registers are compared on the pairs whose two places both know. The evidence knows every
    municipality and town of the graph; a list knows the places that it names.

    Args:
        found: what is compared.
    """

    def __init__(self, found: Gathered) -> None:
        self.found = found
        places = {place for tie in found.listed for place in tie.places}
        stands = representatives(places, found.decisions)
        self._nodes = {place: found.carried.get(party, party) for place, party in stands.items()}
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        for iri, node in sorted(self._nodes.items()):
            self._members[node].append(iri)
        lists = [self._of_list(register) for register in found.registers]
        self.registers: dict[str, RegisterPairs] = {
            each.register.name: each for each in (*lists, self._of_evidence())
        }

    def node(self, iri: str) -> str:
        """The IRI that a place, town or municipality counts as.

        A place of a list counts as what was decided that it is, a town as the municipality that
        acts for it, and a former municipality as the one of today.
        """
        return self._nodes.get(iri) or self.found.carried.get(iri, iri)

    def standing(self, pair: Pair, other: str) -> PairStanding:
        """How a pair of one register stands to another register."""
        register = self.registers[other]
        if pair in register.pairs:
            return _BOTH
        is_known = pair[0] in register.known and pair[1] in register.known
        return _ONLY if is_known else _NOT_COMPARABLE

    def standings(self, one: str, other: str) -> dict[PairStanding, int]:
        """How many pairs of one register stand how to another; together they are all its pairs."""
        found = [self.standing(pair, other) for pair in self.registers[one].pairs]
        return {standing: found.count(standing) for standing in PairStanding}

    @cached_property
    def all_pairs(self) -> Mapping[Pair, frozenset[str]]:
        """Every pair, with the names of the registers that give it."""
        found: defaultdict[Pair, set[str]] = defaultdict(set)
        for name, register in self.registers.items():
            for pair in register.pairs:
                found[pair].add(name)
        return {pair: frozenset(names) for pair, names in sorted(found.items())}

    @cached_property
    def evidence_of(self) -> Mapping[Pair, Sequence[EvidenceTie]]:
        """The ties of the evidence of each pair that has one."""
        found: defaultdict[Pair, list[EvidenceTie]] = defaultdict(list)
        for tie in self.found.evidence:
            if pair := self._pair(*tie.ends):
                found[pair].append(tie)
        return found

    def support(self, pair: Pair) -> Support:
        """What supports a pair, whichever of its ties in the evidence has it."""
        joined = Support()
        for tie in self.evidence_of.get(pair, ()):
            joined |= tie.support
        return joined

    def country(self, node: str) -> str:
        """The country of a place, as the graph or a list gives it; blank where none does."""
        agent = self.found.agents.get(node)
        if agent and agent.country:
            return agent.country
        given = (self.found.countries.get(iri, "") for iri in (node, *self._members.get(node, ())))
        return next((country for country in given if country), "")

    def name(self, node: str, lang: str) -> str:
        """What a place is called: by the graph, else by a list."""
        if agent := self.found.agents.get(node):
            return agent.name(lang)
        return self.found.names.get(node) or node.rsplit("/", 1)[-1]

    def _of_list(self, register: TieRegister) -> RegisterPairs:
        given = [tie for tie in self.found.listed if tie.register == register.name]
        pairs: defaultdict[Pair, list[str]] = defaultdict(list)
        members = one_place = 0
        for tie in given:
            if len(tie.places) < 2:
                members += 1
            elif pair := self._pair(*tie.places):
                pairs[pair].append(tie.iri)
            else:
                one_place += 1
        known = {self.node(place) for tie in given for place in tie.places}
        return _register_pairs(register, len(given), members, one_place, pairs, known)

    def _of_evidence(self) -> RegisterPairs:
        pairs: defaultdict[Pair, list[str]] = defaultdict(list)
        one_place = 0
        for tie in self.found.evidence:
            if pair := self._pair(*tie.ends):
                pairs[pair].append(tie.relation)
            else:
                one_place += 1
        known = {self.node(iri) for iri in self.found.agents}
        known |= {end for pair in pairs for end in pair}
        total = len(self.found.evidence)
        return _register_pairs(OWN_REGISTER, total, 0, one_place, pairs, known)

    def _pair(self, one: str, other: str) -> Pair | None:
        first, second = sorted((self.node(one), self.node(other)))
        return None if first == second else (first, second)

    @property
    def lists(self) -> list[str]:
        """The names of the lists."""
        return [name for name in self.registers if name != EVIDENCE]


def _register_pairs(
    register: TieRegister,
    ties: int,
    members: int,
    one_place: int,
    pairs: Mapping[Pair, Sequence[str]],
    known: set[str],
) -> RegisterPairs:
    again = sum(len(several) - 1 for several in pairs.values())
    return RegisterPairs(register, ties, members, one_place, again, pairs, frozenset(known))
