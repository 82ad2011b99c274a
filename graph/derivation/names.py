"""IRIs that the derivation reads and writes, as plain text."""

from __future__ import annotations

from typing import Final

from graph.prefixes import BASE, PREFIXES
from graph.time.intervals import CANCELLED, PLANNED

_VSK: Final = PREFIXES["vsk"]
_ORG: Final = PREFIXES["org"]
_CONCEPT: Final = BASE + "concept/"
KIND: Final = _CONCEPT + "event-kind/"
STATE: Final = _CONCEPT + "state/"

TYPE: Final = PREFIXES["rdf"] + "type"
LABEL: Final = PREFIXES["rdfs"] + "label"
XSD_DATE: Final = PREFIXES["xsd"] + "date"

IN_PARTNERSHIP: Final = _VSK + "inPartnership"
PARTY: Final = _VSK + "party"
PARTY_ROLE: Final = _VSK + "partyRole"
INHERITED_FROM: Final = _VSK + "inheritedFrom"
ACTS_FOR: Final = _VSK + "actsFor"
GOVERNS: Final = _VSK + "governs"
REPLACES: Final = _VSK + "replaces"
RENEWS: Final = _VSK + "renews"
UNDER_AGREEMENT: Final = _VSK + "underAgreement"
INITIATIVE_STATUS: Final = _VSK + "initiativeStatus"
CONCERNS: Final = _VSK + "concerns"
EVENT_KIND: Final = _VSK + "eventKind"
EFFECT: Final = _VSK + "effect"
DECIDED_BY: Final = _VSK + "decidedBy"
CARRIED_OUT_BY: Final = _VSK + "carriedOutBy"
CONTRADICTS: Final = _VSK + "contradicts"
SOURCE_KIND: Final = _VSK + "sourceKind"
NOT_LISTED: Final = _VSK + "notListed"
DURATION: Final = _VSK + "duration"
COMMITMENT_KIND: Final = _VSK + "commitmentKind"
AREA: Final = _VSK + "area"
MEMBER: Final = _ORG + "member"
ORGANIZATION: Final = _ORG + "organization"
ORIGINAL: Final = _ORG + "originalOrganization"
RESULTING: Final = _ORG + "resultingOrganization"
PART_OF: Final = PREFIXES["dcterms"] + "isPartOf"
HAS_PART: Final = PREFIXES["dcterms"] + "hasPart"

BEGAN: Final = _VSK + "began"
ENDED: Final = _VSK + "ended"
ATTESTED: Final = _VSK + "attested"
DATE: Final = _VSK + "date"
SIGNED: Final = _VSK + "signed"
IN_FORCE_FROM: Final = _VSK + "inForceFrom"
IN_FORCE_UNTIL: Final = _VSK + "inForceUntil"
REVIEW_DUE: Final = _VSK + "reviewDue"
DUE: Final = _VSK + "due"
PUBLISHED: Final = _VSK + "published"
DATED: Final = (
    BEGAN, ENDED, ATTESTED, DATE, SIGNED, IN_FORCE_FROM, IN_FORCE_UNTIL, REVIEW_DUE, DUE, PUBLISHED,
)  # fmt: skip
GONE: Final = _VSK + "gone"

MUNICIPALITY: Final = _VSK + "Municipality"
LOCALITY: Final = _VSK + "Locality"
AGREEMENT: Final = _VSK + "Agreement"
ANNEX: Final = _VSK + "Annex"
MEMBERSHIP: Final = _VSK + "NetworkMembership"
PARTICIPATION: Final = _VSK + "Participation"
PARTNERSHIP: Final = _VSK + "Partnership"
NETWORK: Final = _VSK + "Network"
CHANGE_EVENT: Final = _ORG + "ChangeEvent"
INITIATIVES: Final = frozenset(
    _VSK + name for name in ("Visit", "Meeting", "PublicEvent", "Initiative", "Exchange")
)
CLASSES: Final = INITIATIVES | {
    MUNICIPALITY, AGREEMENT, ANNEX, MEMBERSHIP, PARTICIPATION, PARTNERSHIP, NETWORK, CHANGE_EVENT,
}  # fmt: skip

OPENING: Final = tuple(KIND + name for name in ("entered-into-force", "joined", "inherited"))
INHERITED: Final = KIND + "inherited"
NOT_INHERITED: Final = KIND + "not-inherited"
RENEWED: Final = KIND + "renewed"
REVIEWED: Final = KIND + "reviewed"
MERGED: Final = KIND + "merged"
DECIDED: Final = KIND + "decided"
DENIED: Final = KIND + "denied"
# An act of these kinds, and no sign of life: it never began.
PLANS: Final = frozenset(KIND + name for name in ("proposed", "recommended", "requested"))
REFUSALS: Final = frozenset(
    KIND + name for name in ("rejected", "denied", "abandoned", "not-realised")
)
REVIEW: Final = _CONCEPT + "commitment-kind/review"
INTERMEDIARY: Final = _CONCEPT + "party-role/intermediary"
PREDECESSOR_UNKNOWN: Final = _CONCEPT + "party-role/predecessor-unknown"
AGGREGATOR: Final = _CONCEPT + "source-kind/aggregator"
NO_FACT: Final = frozenset(_CONCEPT + "initiative-status/" + name for name in {*PLANNED, CANCELLED})

STATUS_SPELL: Final = _VSK + "StatusSpell"
STATUS_CHANGE: Final = _VSK + "StatusChange"
FORMER_STATUS_CHANGE: Final = _VSK + "Act"
POSSIBLE_STATE: Final = _VSK + "possibleState"
SPELL_FROM: Final = _VSK + "spellFrom"
SPELL_END: Final = _VSK + "spellEndExclusive"
FORMER_SPELL_END: Final = _VSK + "spellBefore"
BECAUSE: Final = _VSK + "because"
ACT_FROM: Final = _VSK + "actFrom"
ACT: Final = _VSK + "act"
LAST_HEARD_OF: Final = _VSK + "lastHeardOf"
OVERDUE: Final = _VSK + "overdue"
OWED_END: Final = _VSK + "owedEndExclusive"
NEVER_BEGAN: Final = _VSK + "neverBegan"
PARTNER_OF: Final = _VSK + "partnerOf"
LISTED_AS: Final = _VSK + "listedAs"
EVIDENCE_TIER: Final = _VSK + "evidenceTier"
COUNTS_AS: Final = _VSK + "countsAs"
HAS_MEMBER: Final = _ORG + "hasMember"
TIER: Final = _CONCEPT + "evidence-tier/"
EARLIEST: Final = "Earliest"
LATEST: Final = "Latest"
ACT_IRI: Final = BASE + "id/act/"
SPELL_IRI: Final = BASE + "id/status-spell/"
INHERITED_IRI: Final = BASE + "id/participation/inherited-"
# Parts of the keys that IRIs of acts are made of; they were names of steps on the way once.
ENDED_KEY: Final = BASE + "scratch#endedGoneTo"
IN_FORCE_UNTIL_KEY: Final = BASE + "scratch#inForceUntilGoneTo"
