"""From what parties have in common to ties between them, with an account of what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Final

from graph.network.selection import Certainty, Ends, Form, Mention, Selection
from graph.network.succession import Carrier
from graph.network.tie_facts import Agent, Layer, Relation, Role, Seat, TieFacts
from graph.network.tie_network import LeftOut, Network, Tie
from graph.texts import N_
from graph.tiers import Tier
from graph.time.intervals import both, certain, joined, possible

NEVER_BEGAN: Final = N_("relations that never began")
DENIED: Final = N_("relations that a party denies")
ONE_SIDED: Final = N_("relations that only one side mentions")
IN_A_PART: Final = N_("ties of a whole that are told by a part of it")
NOT_A_MUNICIPALITY: Final = N_("parties that are no municipality")
FEWER_THAN_TWO: Final = N_("relations with fewer than two parties in the network")
ONE_NODE: Final = N_("relations whose parties are one municipality today")
OTHER_KIND: Final = N_("relations of another kind")
OTHER_AREA: Final = N_("relations without one of the areas")
OTHER_TIME: Final = N_("ties without that status in the period")
NOT_CERTAIN: Final = N_("ties that have that status in the period only possibly")
OTHER_COUNTRY: Final = N_("ties of other countries")
_REASONS: Final = (
    NOT_A_MUNICIPALITY, FEWER_THAN_TWO, ONE_NODE, NEVER_BEGAN, DENIED, ONE_SIDED, OTHER_KIND,
    OTHER_AREA, IN_A_PART, OTHER_TIME, NOT_CERTAIN, OTHER_COUNTRY,
)  # fmt: skip


def project(facts: TieFacts, selection: Selection | None = None) -> Network:
    """The network that a selection asks for.

    Args:
        facts: what the graph says.
        selection: which ties, and how; default: all partnerships ever, as pairs.
    """
    return _Projection(facts, selection or Selection()).network()


class _Projection:
    def __init__(self, facts: TieFacts, selection: Selection) -> None:
        self._facts = facts
        self._selection = selection
        self._carrier = Carrier(facts, selection)
        self._areas = _with_narrower(selection.area, facts.broader)
        self._relation = {relation.iri: relation for relation in facts.relations}
        # By reason: names by what they name, so that each counts once.
        self._left_out: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._told_in_parts: set[tuple[str, frozenset[str]]] = set()
        self._hubs = {
            relation.iri: Agent(relation.iri, str(relation.layer), relation.names)
            for relation in facts.relations
        }

    def network(self) -> Network:
        ties = sorted(
            (tie for relation in self._relations() for tie in self._ties(relation)),
            key=lambda tie: tie.identifier,
        )
        ends = sorted({end for tie in ties for end in (tie.source, tie.target)})
        return Network(
            {iri: self._agent(iri) for iri in ends},
            ties,
            [
                LeftOut(reason, len(names), sorted(names.values()))
                for reason in _REASONS
                if (names := self._left_out.get(reason))
            ],
            self._selection,
            self._facts.generation,
            self._facts.heirs,
            frozenset(self._told_in_parts),
        )

    def _relations(self) -> Iterator[Relation]:
        for relation in self._facts.relations:
            if relation.layer not in self._selection.layer:
                continue
            if reason := self._unwanted(relation):
                self._miss(reason, relation)
            else:
                yield relation

    def _unwanted(self, relation: Relation) -> str | None:
        """Why a relation is not in the network, whatever its parties and days."""
        if relation.never_began:
            return NEVER_BEGAN
        if self._selection.mention is Mention.CONFIRMED:
            if relation.denied:
                return DENIED
            if self._one_sided(relation):
                return ONE_SIDED
        if self._selection.kind and not relation.kinds & set(self._selection.kind):
            return OTHER_KIND
        return OTHER_AREA if self._areas and not relation.areas & self._areas else None

    def _one_sided(self, relation: Relation) -> bool:
        """True if all that is known of a partnership is what one of its parties says itself.

        An agreement is the word of all who made it, and whoever is no party is no side.
        """
        sources = {source for seat in relation.seats for source in seat.sources}
        if relation.layer is not Layer.PARTNERSHIP or sources & self._facts.agreement_texts:
            return False
        speakers = {self._facts.publishers.get(source, "") for source in sources}
        return len(speakers) == 1 and speakers <= {seat.party for seat in relation.seats}

    def _ties(self, relation: Relation) -> Iterator[Tie]:
        for party in sorted({seat.party for seat in relation.seats}):
            if not self._carrier.nodes(party):
                name = self._agent(party).name(self._selection.lang)
                self._left_out[NOT_A_MUNICIPALITY][party] = name
        seats = self._carrier.seats(relation.seats)
        pairs = list(self._pairs(relation, seats))
        if not pairs:
            parties = {seat.party for seat in relation.seats}
            one = len({seat.party for seat in seats}) == 1 and len(parties) > 1
            self._miss(ONE_NODE if one and self._all_in(parties) else FEWER_THAN_TWO, relation)
        told = self._told_by_parts(relation)
        for first, second in pairs:
            tie = self._tie(relation, first, second)
            if reason := self._unfit(tie, told):
                if reason == IN_A_PART:
                    self._told_in_parts.add((relation.iri, frozenset((tie.source, tie.target))))
                self._left_out[reason][tie.identifier] = self._named(tie)
            else:
                yield tie

    def _all_in(self, parties: set[str]) -> bool:
        return all(self._carrier.nodes(party) for party in parties)

    def _told_by_parts(self, relation: Relation) -> set[frozenset[str]]:
        """The pairs of nodes that have a partnership of their own in a whole: that is their tie."""
        parts = self._facts.parts.get(relation.iri, frozenset())
        found: set[frozenset[str]] = set()
        for part in (self._relation[iri] for iri in parts if iri in self._relation):
            nodes = {seat.party for seat in self._carrier.seats(part.seats)}
            found |= {frozenset(pair) for pair in combinations(nodes, 2)}
        return found

    def _pairs(self, relation: Relation, seats: Sequence[Seat]) -> Iterator[tuple[Seat, Seat]]:
        """The seats that are tied, in the direction of the tie where it has one."""
        if self._selection.form is Form.BIPARTITE:
            if len({seat.party for seat in seats}) > 1:
                yield from ((seat, _hub(relation, seat)) for seat in seats)
            return
        everyone = [seat for seat in seats if seat.role is Role.BOTH]
        guests = [seat for seat in seats if seat.role is Role.FROM]
        hosts = [seat for seat in seats if seat.role is Role.TO]
        for one, other in (*combinations(everyone, 2), *product(guests, hosts)):
            if one.party != other.party and not self._carrier.successive(one, other):
                yield one, other

    def _tie(self, relation: Relation, first: Seat, second: Seat) -> Tie:
        spells = first.spells
        if first.spells != second.spells:
            spells = joined(first.spells, second.spells, both)
        sources = first.sources | second.sources
        speakers = {
            node
            for source in sources
            if source in self._facts.publishers
            for node in self._carrier.nodes(self._facts.publishers[source])
        }
        turned = first.role is Role.TO
        return Tie(
            second.party if turned else first.party,
            first.party if turned else second.party,
            relation.layer,
            relation.iri,
            relation.name(self._selection.lang),
            directed=first.role is not Role.BOTH,
            spells=spells,
            certain=not relation.denied
            and certain(spells, self._selection.status, self._selection.window),
            kinds=tuple(sorted(relation.kinds)),
            areas=tuple(sorted(relation.areas)),
            agreements=tuple(sorted(relation.agreements)),
            sources=tuple(sorted(sources)),
            evidence=len(relation.evidence | first.evidence | second.evidence),
            said_by_source=(second.party if turned else first.party) in speakers,
            said_by_target=(first.party if turned else second.party) in speakers,
            tier=Tier.LISTS if relation.listed else Tier.EVIDENCE,
        )

    def _unfit(self, tie: Tie, told: set[frozenset[str]]) -> str | None:
        """Why a tie is not in the network; ``told`` are the pairs whose tie another one tells."""
        selection = self._selection
        if frozenset((tie.source, tie.target)) in told:
            return IN_A_PART
        if not possible(tie.spells, selection.status, selection.window):
            return OTHER_TIME
        if selection.certainty is Certainty.CERTAIN and not tie.certain:
            return NOT_CERTAIN
        if selection.country and not self._in_country(tie):
            return OTHER_COUNTRY
        return None

    def _in_country(self, tie: Tie) -> bool:
        chosen = self._selection.country
        inside = [
            self._agent(end).country in chosen
            for end in (tie.source, tie.target)
            if end != tie.relation
        ]
        return all(inside) if self._selection.ends is Ends.BOTH else any(inside)

    def _agent(self, iri: str) -> Agent:
        return self._facts.agents.get(iri) or self._hubs.get(iri) or Agent(iri)

    def _miss(self, reason: str, relation: Relation) -> None:
        self._left_out[reason][relation.iri] = relation.name(self._selection.lang)

    def _named(self, tie: Tie) -> str:
        lang = self._selection.lang
        ends = " \N{EN DASH} ".join(self._agent(end).name(lang) for end in (tie.source, tie.target))
        return f"{tie.name} ({ends})"


def _hub(relation: Relation, seat: Seat) -> Seat:
    """The other end of a seat's tie in a bipartite network."""
    return Seat(relation.iri, relation.iri, seat.role, seat.spells, seat.sources)


def _with_narrower(areas: Sequence[str], broader: Mapping[str, str]) -> frozenset[str]:
    """The areas with all that belong to them."""
    return frozenset(
        area
        for area in {*areas, *broader}
        if any(wider in areas for wider in _upwards(area, broader))
    )


def _upwards(area: str, broader: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    current: str | None = area
    while current and current not in seen:
        yield current
        seen.add(current)
        current = broader.get(current)
