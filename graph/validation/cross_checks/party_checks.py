"""Parties that are not the partnership's, and deciders who are no party."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from graph.validation.cross_checks.graph_view import CrossFinding, GraphView
from graph.validation.cross_checks.known_terms import is_a
from graph.validation.cross_checks.party_relations import (
    GOVERNS,
    PARTY,
    counts_as_one,
    parties_of_agreement,
    parties_of_partnership,
)  # fmt: skip
from graph.validation.cross_checks.time_checks import CONCERNS
from graph.validation.prefixed_terms import iri

_DECIDED_BY: Final = iri("vsk:decidedBy")
_MEMBER: Final = (iri("org:member"), iri("org:organization"))


def agreement_parties(view: GraphView) -> Iterator[CrossFinding]:
    """Parties of an agreement that are no parties of the partnership that it governs."""
    touched = {thing for thing, path, _ in view.stated if path in (PARTY, GOVERNS)}
    for agreement in sorted(touched):
        partnerships = view.whole.values(agreement, GOVERNS)
        known = {party for each in partnerships for party in parties_of_partnership(view, each)}
        for party in sorted(view.whole.values(agreement, PARTY)) if known else ():
            if not counts_as_one(view, party, known):
                words = {"partnership": min(partnerships)}
                yield CrossFinding("AgreementPartyIsPartner", agreement, PARTY, party, words)


def deciders(view: GraphView) -> Iterator[CrossFinding]:
    """Deciders of an act on a partnership or an agreement of others."""
    for event, path, decider in view.stated:
        if path != _DECIDED_BY:
            continue
        for thing in sorted(view.whole.values(event, CONCERNS)):
            shape, parties = _parties(view, thing)
            if parties and not counts_as_one(view, decider, parties):
                yield CrossFinding(shape, event, path, decider, {"thing": thing})
                break


def _parties(view: GraphView, thing: str) -> tuple[str, Set[str]]:
    """The shape that speaks of acts on such a thing, and the parties that may decide them."""
    classes = view.classes(thing)
    if is_a(classes, "vsk:Agreement"):
        governed = view.whole.values(thing, GOVERNS)
        partners = {each for one in governed for each in parties_of_partnership(view, one)}
        return "ActOnOwnAgreement", parties_of_agreement(view, thing) or partners
    if is_a(classes, "org:Membership"):
        return "DeciderIsParty", view.whole.values(thing, *_MEMBER)
    partnerships = {thing, *view.whole.values(thing, iri("vsk:inPartnership"))}
    return "DeciderIsParty", {
        party for each in partnerships for party in parties_of_partnership(view, each)
    }
