"""The panel beside the network: the chosen one with its partners, or who has most of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from api.locale.countries import country_name
from api.locale.date_format import day_within
from api.locale.language import Lang
from api.locale.translation import _, ngettext
from api.network.explorer import NamedNode, named
from graph.collation import danish_key
from graph.network.shared_ties import Merger, SharedRelation, shared_relations
from graph.network.tie_facts import Layer
from graph.network.tie_network import Network, Tie
from graph.texts import N_
from graph.time.intervals import Sureness
from queries.country_codes import country_iri

_MOST_NAMED: Final = 8
State = Literal["certain", "possible", "suspended", "ended", "ahead"]
# How a tie is on the day, by how sure it is that it holds.
_STATES: Final[Mapping[Sureness, State]] = {
    "certain": "certain",
    "possible": "possible",
    "suspended": "suspended",
    "perhaps-suspended": "suspended",
}
_WORDS: Final[Mapping[State, str]] = {
    "certain": N_("in force"),
    "possible": N_("possibly in force"),
    "suspended": N_("suspended"),
    "ended": N_("ended"),
    "ahead": N_("not yet begun"),
}


@dataclass(frozen=True)
class PartnerRow:
    """A partner of the chosen one, by one tie.

    Attributes:
        node: the partner.
        tie: the tie.
        state: how the tie is on the day.
        words: the same in words, with the year or the day it began or ended.
        overdue: whether it owes a review that is overdue on the day.
    """

    node: NamedNode
    tie: Tie
    state: State
    words: str
    overdue: bool = False


@dataclass(frozen=True)
class PartnerGroup:
    """Partners under one heading; of a chain with the relation that ties them."""

    heading: str
    relation: str
    rows: Sequence[PartnerRow]


@dataclass(frozen=True)
class ExplorerPanel:
    """All that the panel says of the chosen one.

    Attributes:
        node: the chosen one.
        country: its country in words, blank where unknown.
        partners: number of its partners.
        rank: the word for them, and how that compares with the others.
        holding: number of its relations that are in force on the day, certainly or possibly.
        groups: its partners.
        mergers: what several lines to one partner stand for: relation, its name, and the words.
    """

    node: NamedNode
    country: str
    partners: int
    rank: str
    holding: int
    groups: Sequence[PartnerGroup]
    mergers: Sequence[tuple[str, str, str]]


def partner_counts(network: Network) -> Counter[str]:
    """The number of partners of each node."""
    pairs = {frozenset((tie.source, tie.target)) for tie in network.ties}
    return Counter(end for pair in pairs if len(pair) > 1 for end in pair)


def most_tied(network: Network, lang: Lang) -> list[tuple[NamedNode, str]]:
    """The nodes with most partners, and how many in words."""
    counts = partner_counts(network)
    first = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_MOST_NAMED]
    return [
        (named(network, iri), ngettext("{n} partner", "{n} partners", count, lang))
        for iri, count in first
    ]


def panel(
    network: Network, focus: NamedNode, day: date, overdue: Container[str], lang: Lang
) -> ExplorerPanel:
    """The panel of a chosen node.

    Args:
        network: what is shown.
        focus: the chosen one.
        day: the day on which ties hold or not.
        overdue: IRIs of the relations that owe an overdue review on that day.
        lang: the reader's language.
    """
    shared = {each.iri: each for each in shared_relations(network)}
    ties = [tie for tie in network.ties if focus.iri in (tie.source, tie.target)]
    rows = [_row(network, focus, tie, day, overdue, lang) for tie in ties]
    rows.sort(key=lambda row: (danish_key(row.node.name), row.tie.identifier))
    counts = partner_counts(network)
    iri = country_iri(focus.country)
    holding = {row.tie.relation for row in rows if row.state in {"certain", "possible"}}
    own = [shared[iri] for iri in sorted({tie.relation for tie in ties} & shared.keys())]
    return ExplorerPanel(
        focus,
        country_name(iri, lang) if iri else "",
        counts[focus.iri],
        _rank(counts, focus.iri, lang),
        len(holding),
        list(_groups(rows, shared, lang)),
        [(each.iri, each.name, told) for each in own if (told := merged(network, each, lang))],
    )


def _rank(counts: Counter[str], iri: str, lang: Lang) -> str:
    """The word for its partners, and how many of the others have fewer."""
    word = ngettext("partner", "partners", counts[iri], lang)
    return ", ".join(filter(None, (word, _compared(counts, iri, lang))))


def _compared(counts: Counter[str], iri: str, lang: Lang) -> str:
    fewer = sum(count < counts[iri] for count in counts.values())
    if not fewer:
        return ""
    if fewer == len(counts) - 1:
        return _("most of all {count}", lang, count=len(counts))
    return _("more than {fewer} of the {count}", lang, fewer=fewer, count=len(counts))


def _row(
    network: Network, focus: NamedNode, tie: Tie, day: date, overdue: Container[str], lang: Lang
) -> PartnerRow:
    other = tie.target if tie.source == focus.iri else tie.source
    state = _state(tie, day)
    owes = tie.relation in overdue and state not in {"ended", "ahead"}
    return PartnerRow(named(network, other), tie, state, _words(tie, state, lang), owes)


def _state(tie: Tie, day: date) -> State:
    now = next((spell for spell in tie.spells if spell.holds(day)), None)
    if now and now.sureness:
        return _STATES[now.sureness]
    begins = tie.first.earliest
    return "ahead" if begins and begins > day else "ended"


def _words(tie: Tie, state: State, lang: Lang) -> str:
    """The state, with the year of the beginning of what holds, or the end of what does not."""
    first, last = tie.first, tie.last
    if state == "certain" and first.earliest and first.latest:
        same = first.earliest.year == first.latest.year
        if same:
            return _("since {year}", lang, year=first.latest.year)
    if state == "ended" and (when := day_within(last, lang)):
        return _("ended: {when}", lang, when=when)
    return _(_WORDS[state], lang)


def _groups(
    rows: Sequence[PartnerRow], shared: Mapping[str, SharedRelation], lang: Lang
) -> Iterable[PartnerGroup]:
    """Who it is tied to alone, who through each chain, and with whom that is over."""
    direct: list[PartnerRow] = []
    over: list[PartnerRow] = []
    through: defaultdict[str, list[PartnerRow]] = defaultdict(list)
    for row in rows:
        relation = shared.get(row.tie.relation)
        if row.state in {"ended", "ahead"}:
            over.append(row)
        elif relation and relation.chain:
            through[relation.iri].append(row)
        else:
            direct.append(row)
    if direct:
        yield PartnerGroup(_("Directly", lang), "", direct)
    for iri, several in sorted(through.items()):
        heading = _("Through {name}", lang, name=several[0].tie.name)
        yield PartnerGroup(heading, iri, several)
    if over:
        yield PartnerGroup(_("Not now", lang), "", over)


def merged(network: Network, relation: SharedRelation, lang: Lang) -> str:
    """What several ties of one relation stand for, where mergers made them; else blank."""
    if not relation.mergers:
        return ""
    ends = {end for each in relation.mergers for end in (each.old, each.new)}
    if relation.ties[0].layer is Layer.PARTNERSHIP:
        one = ngettext(
            "One partnership, {n} municipality:", "One partnership, {n} municipalities:",
            len(ends), lang,
        )  # fmt: skip
    else:
        one = ngettext(
            "One cooperation, {n} municipality:", "One cooperation, {n} municipalities:",
            len(ends), lang,
        )  # fmt: skip
    steps = [_step(network, each, lang) for each in relation.mergers]
    return f"{one} {'; '.join(steps)}."


def _step(network: Network, merger: Merger, lang: Lang) -> str:
    old, new = (named(network, iri).name for iri in (merger.old, merger.new))
    when = day_within(merger.when, lang) or _("day unknown", lang)
    if old == new:
        return _("{name} was made anew ({when})", lang, name=new, when=when)
    return _("{old} went into {new} ({when})", lang, old=old, new=new, when=when)


def merger_notes(network: Network, lang: Lang) -> dict[str, str]:
    """By relation, what its several ties stand for; only those that mergers made several of."""
    found = {each.iri: merged(network, each, lang) for each in shared_relations(network)}
    return {iri: told for iri, told in found.items() if told}
