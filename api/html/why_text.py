"""Why a thing has its status, said in sentences and as JSON, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from api.locale.date_format import in_words, literal
from api.locale.language import Lang
from api.locale.locale_data import capitalised
from api.locale.state_words import states_in_words
from api.locale.translation import _
from graph.descriptions.why import Reason, ReasonKind, StatedDay, ThingInWords, Why, Witness
from graph.terms import Term, best_label, shorten
from graph.texts import N_, Text

_ROLES: Final[Mapping[str, Text]] = {
    "began": N_("began"),
    "inForceFrom": N_("in force from"),
    "signed": N_("signed"),
    "attested": N_("shown alive"),
    "ended": N_("last day"),
    "inForceUntil": N_("in force until"),
    "duration": N_("holds for"),
}


@dataclass(frozen=True)
class SourceText:
    """Who says so, and the passage.

    Attributes:
        name: of the source.
        iri: of the source.
        quotation: the words, with their language; None where none are given.
        locator: where they stand; blank where that is not told.
    """

    name: str
    iri: str
    quotation: Term | None
    locator: str


@dataclass(frozen=True)
class ReasonText:
    """A reason as a sentence, the thing it is about, and who says so."""

    sentence: str
    iri: str
    sources: Sequence[SourceText]


@dataclass(frozen=True)
class WhyText:
    """The answer in words.

    Attributes:
        question: "Why possibly in force?", as a page asks it.
        name: of the thing.
        status: what holds on the day, and whether certainly.
        since: since when it stands so; blank where that is not told.
        reasons: what it rests on.
        heard: when it was last heard of; blank where no source shows it alive.
    """

    question: str
    name: str
    status: str
    since: str
    reasons: Sequence[ReasonText]
    heard: str

    def lines(self, lang: Lang) -> list[str]:
        """The answer as lines of plain text, in the language that it is said in."""
        found = [self.name, self.status, self.since]
        if self.reasons:
            found.append("")
        for each in self.reasons:
            found.append(f"- {each.sentence}")
            found += [f"    {_source_line(source, lang)}" for source in each.sources]
        if self.heard:
            found += ["", self.heard]
        return [line for at, line in enumerate(found) if line or at > 2]


def said(why: Why, lang: Lang) -> WhyText:
    """The answer in words of the reader's language."""
    return WhyText(
        _question(why, lang),
        name_of(why.thing, lang),
        _status(why, lang),
        _since(why, lang),
        [_reason(each, why, lang) for each in why.reasons],
        _heard(why, lang),
    )


def name_of(named: ThingInWords, lang: Lang) -> str:
    """The name in the reader's language, else in another, else the end of the IRI."""
    return best_label(named.names, lang)[0] or shorten(named.iri)


def _names(several: Iterable[ThingInWords], lang: Lang) -> str:
    return ", ".join(name_of(each, lang) for each in several)


def _question(why: Why, lang: Lang) -> str:
    if not why.states:
        return _(N_("Why?"), lang)
    states = states_in_words(why.states, lang)
    if why.certain:
        return _(N_("Why {states}?", states=states), lang)
    return _(N_("Why possibly {states}?", states=states), lang)


def _status(why: Why, lang: Lang) -> str:
    day = in_words(why.on.isoformat(), lang)
    states = states_in_words(why.states, lang)
    if why.never_began:
        return _(N_("It never began: no source shows it alive."), lang)
    if not why.states:
        return _(N_("No source says when it held."), lang)
    if why.certain:
        return _(N_("On {day}: certainly {states}.", day=day, states=states), lang)
    return _(N_("On {day}: possibly {states}.", day=day, states=states), lang)


def _since(why: Why, lang: Lang) -> str:
    start, before = (why.interval.start, why.interval.before) if why.interval else (None, None)
    first = in_words(start.isoformat(), lang) if start else ""
    last = in_words(_day_before(before).isoformat(), lang) if before else ""
    if first and last:
        return _(N_("So from {first} until {last}.", first=first, last=last), lang)
    if first:
        return _(N_("So since {first}.", first=first), lang)
    return _(N_("So until {last}.", last=last), lang) if last else ""


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _heard(why: Why, lang: Lang) -> str:
    if why.last_heard_of is None:
        return ""
    day = in_words(why.heard_on, lang)
    return _(N_("Last heard of: {day}.", day=day), lang)


def _reason(reason: Reason, why: Why, lang: Lang) -> ReasonText:
    if reason.kind is ReasonKind.SOURCE:
        sentence = _source_sentence(reason, why, lang)
    else:
        sentence = _act_sentence(reason, lang)
    sentence = f"{capitalised(sentence)}."
    return ReasonText(sentence, reason.thing.iri, _sources(reason, lang))


def _act_sentence(reason: Reason, lang: Lang) -> str:
    """An event, a merger or an agreement: what, when, by whom, and on what ground."""
    days = [_day(day, lang) for day in reason.days if day.role == "date"]
    name = name_of(reason.thing, lang)
    what = _names(reason.acts, lang) or name
    told = [f"{what}: {', '.join(days)}" if days else what]
    told += [
        f"{_(_ROLES[day.role], lang)} {_day(day, lang)}"
        for day in reason.days
        if day.role != "date"
    ]
    by, organs = _names(reason.decided_by, lang), _names(reason.organs, lang)
    if by or organs:
        who = f"{by} ({organs})" if by and organs else by or organs
        told.append(_(N_("decided by {who}", who=who), lang))
    if reason.grounds:
        ground = ", ".join(best_label(each, lang)[0].rstrip(".") for each in reason.grounds)
        told.append(_(N_("ground: {ground}", ground=ground), lang))
    return "; ".join(told)


def _source_sentence(reason: Reason, why: Why, lang: Lang) -> str:
    """A source that states days of the thing, or of one that it hangs on; else a list."""
    told = []
    for day in reason.days:
        of = "" if day.of.iri == why.thing.iri else f" ({name_of(day.of, lang)})"
        told.append(f"{_(_ROLES.get(day.role, day.role), lang)} {_day(day, lang)}{of}")
    if told:
        return _(N_("a source states: {days}", days="; ".join(told)), lang)
    return _(N_("so says the source {name}", name=name_of(reason.thing, lang)), lang)


def _day(day: StatedDay, lang: Lang) -> str:
    """A day in words, with those of the source where they are kept."""
    words = literal(day.value, lang).text
    stated = next((each.as_stated for each in day.witnesses if each.as_stated), "")
    if not stated or stated == words:
        return words
    return f"{words} ({_quoted(stated, lang)})"


def _quoted(words: str, lang: Lang) -> str:
    return _(N_("“{words}”", words=words), lang)


def _sources(reason: Reason, lang: Lang) -> list[SourceText]:
    """Each source with its passages, each passage once."""
    found: dict[tuple[str, str], SourceText] = {}
    witnesses = [each for day in reason.days for each in day.witnesses]
    for each in [*witnesses, *reason.witnesses]:
        quotation = each.quotation.value if each.quotation else ""
        found.setdefault((each.source.iri, quotation), _source(each, lang))
    passages = {iri for iri, quotation in found if quotation}
    return [each for (iri, quotation), each in found.items() if quotation or iri not in passages]


def _source(witness: Witness, lang: Lang) -> SourceText:
    locator = best_label(witness.locator, lang)[0] if witness.locator else ""
    return SourceText(name_of(witness.source, lang), witness.source.iri, witness.quotation, locator)


def _source_line(source: SourceText, lang: Lang) -> str:
    line = source.name
    if source.quotation:
        line += f": {_quoted(source.quotation.value, lang)}"
    return f"{line} ({source.locator})" if source.locator else line


def as_json(why: Why, lang: Lang) -> dict[str, Any]:
    """The answer for a program: what is not told is left out."""
    interval = why.interval
    words = said(why, lang)
    found = {
        "id": why.thing.iri,
        "label": words.name,
        "on": why.on.isoformat(),
        "states": [str(each) for each in why.states],
        "certain": why.certain,
        "since": interval.start.isoformat() if interval and interval.start else None,
        "before": interval.before.isoformat() if interval and interval.before else None,
        "lastHeardOf": why.last_heard_of.isoformat() if why.last_heard_of else None,
        "neverBegan": why.never_began,
        "reasons": [
            _reason_json(each, text, lang)
            for each, text in zip(why.reasons, words.reasons, strict=True)
        ],
        "text": [line for line in (words.status, words.since, words.heard) if line],
    }
    return {name: value for name, value in found.items() if value is not None}


def _reason_json(reason: Reason, text: ReasonText, lang: Lang) -> dict[str, Any]:
    found = {
        "kind": str(reason.kind),
        "id": reason.thing.iri,
        "label": name_of(reason.thing, lang),
        "text": text.sentence,
        "acts": [_named_json(each, lang) for each in reason.acts],
        "effects": [str(each) for each in reason.effects],
        "decidedBy": [_named_json(each, lang) for each in reason.decided_by],
        "organs": [_named_json(each, lang) for each in reason.organs],
        "days": [_day_json(each, lang) for each in reason.days],
        "sources": [_source_json(each) for each in text.sources],
    }
    return {name: value for name, value in found.items() if value}


def _day_json(day: StatedDay, lang: Lang) -> dict[str, Any]:
    stated = next((each.as_stated for each in day.witnesses if each.as_stated), "")
    found = {
        "of": day.of.iri,
        "role": day.role,
        "value": day.value.value,
        "text": literal(day.value, lang).text,
        "asStated": stated,
        "sources": list(dict.fromkeys(each.source.iri for each in day.witnesses)),
    }
    return {name: value for name, value in found.items() if value}


def _source_json(source: SourceText) -> dict[str, str]:
    quotation = source.quotation.value if source.quotation else ""
    found = {
        "id": source.iri, "label": source.name, "quotation": quotation, "locator": source.locator,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _named_json(named: ThingInWords, lang: Lang) -> dict[str, str]:
    return {"id": named.iri, "label": name_of(named, lang)}
