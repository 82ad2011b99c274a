"""Rules that look at one sentence each. Each says whether it understood the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from graph.drafts.cue_patterns import cue, first_of
from graph.drafts.found_dates import FoundDate, term_after
from graph.drafts.proposals import ProposedThing
from graph.drafts.reading_context import DraftContext
from graph.drafts.text_pieces import TextPiece
from graph.drafts.whole_text_rules import OFFICES
from graph.identifiers import slugify
from graph.texts import N_
from graph.time.phrases.phrase_reader import DateReading, read_date

Rule = Callable[[TextPiece, DraftContext], bool]
AGREEMENT_KINDS: Final = {
    "main_agreement": "main-agreement",
    "cooperation_agreement": "cooperation-agreement",
    "friendship_agreement": "friendship-agreement",
    "letter_of_intent": "letter-of-intent",
    "memorandum": "memorandum",
    "renewal": "renewal",
}
_DUTIES: Final = (
    "reporting", "update", "planning", "study", "delivery", "exchange", "review", "support",
    "cooperation",
)  # fmt: skip
_STRENGTHS: Final = ("wish", "should", "may", "shall")
_NUMBERS: Final = {"en": "1", "én": "1", "to": "2", "tre": "3"}
_LONGEST_NAME: Final = 40
_REWORD: Final = N_("These are the words of the source: say it in your own.")


def agreement_of(context: DraftContext, piece: TextPiece | None = None) -> ProposedThing:
    """The agreement that a piece belongs to: an annex, or the agreement itself."""
    if piece and piece.annex:
        annexes = [*context.proposals.of_kind("annex")]
        if len(annexes) >= piece.annex:
            return annexes[piece.annex - 1]
    return context.proposals.one("agreement")


def kinds(piece: TextPiece, context: DraftContext) -> bool:
    """What kind of partnership and of agreement it is."""
    partnership, agreement = context.proposals.one("partnership"), agreement_of(context)
    understood = False
    for name, kind in (("twinning", "twinning"), ("friendship", "friendship")):
        if not partnership.has("partnership kind") and (found := cue(name, piece.text)):
            words = piece.words(found.start())
            partnership.add("partnership kind", kind, words)
            partnership.says = partnership.says or words
            understood = True
    for name, kind in AGREEMENT_KINDS.items():
        found = cue(name, piece.text)
        if found and not piece.annex and not _refers_to_another(piece, found.start()):
            said = {
                value
                for each in agreement.fields
                if each.word == "agreement kind"
                for value in ([each.value] if isinstance(each.value, str) else each.value)
            }
            if kind not in said:
                agreement.add("agreement kind", kind, piece.words(found.start()))
            understood = True
    return understood


def _refers_to_another(piece: TextPiece, start: int) -> bool:
    found = cue("replaces", piece.text)
    return bool(found and found.start() < start)


def began(piece: TextPiece, context: DraftContext) -> bool:
    """When the partnership began: "for over 50 years", "since 1966"."""
    found = cue("years_over", piece.text) or cue("since", piece.text)
    if not found or not (cue("twinning", piece.text) or cue("friendship", piece.text)):
        return False
    read = read_date(found[0], context.lang, context.on)
    if not isinstance(read, DateReading):
        context.proposals.ask(piece, read.why)
        return True
    words = piece.words(max(found.start() - 20, 0), found.end())
    told = FoundDate(read.edtf, read.words, found.start(), read.reasoning)
    context.proposals.one("partnership").add_date("began", told, words)
    return True


def replaces(piece: TextPiece, context: DraftContext) -> bool:
    """An agreement that this one replaces, which is known by this mention alone."""
    found = cue("replaces", piece.text)
    if not found:
        return False
    dated = next(iter(context.dates(piece, found.end())), None)
    if not (dated and dated.edtf):
        context.proposals.ask(piece, N_("Which agreement is replaced, and of what day?"))
        return True
    words = piece.words(found.start(), found.end() + dated.start + len(dated.words))
    older = ProposedThing("agreement", f"{context.name}-replaced", words)
    older.add("document status", "mentioned")
    older.add_date("signed", dated, dated.words)
    agreement_of(context).add("replaces", older.name, words)
    context.proposals.things.append(older)
    return True


def in_force(piece: TextPiece, context: DraftContext) -> bool:
    """When the agreement enters into force."""
    found = cue("in_force", piece.text)
    if not found:
        return False
    agreement = agreement_of(context, piece)
    words = piece.words(found.start())
    signing = cue("on_signing", piece.text[found.start() :])
    dated = next(iter(context.dates(piece, found.end())), None)
    signed = next((each.value for each in agreement.fields if each.word == "signed"), "")
    if dated and dated.edtf:
        agreement.add_date("in force from", dated, words)
    elif signing and isinstance(signed, str) and signed:
        note = N_("It is in force when it is signed, and it is signed that day.")
        agreement.add("in force from", signed, words, note)
        for annex in context.proposals.of_kind("annex"):
            if cue("annex", piece.text.rpartition("jf. ")[2]) or "bilag" in piece.text.lower():
                annex.add("in force from", signed, words, note)
    else:
        context.proposals.ask(piece, N_("From which day is it in force?"))
    return True


def review(piece: TextPiece, context: DraftContext) -> bool:
    """When the agreement is to be reviewed."""
    found = cue("review", piece.text)
    if not found:
        return False
    dated = next(iter(context.dates(piece, found.end())), None)
    words = piece.words(found.start())
    if dated and dated.edtf:
        agreement_of(context).add_date("review due", dated, words)
    if context.parties:
        duty = duty_of(context, piece, words, "review", "shall", context.parties)
        if dated and dated.edtf:
            duty.add_date("due", dated, words)
    if dated and dated.edtf:
        return True
    if not cue("term", piece.text):
        context.proposals.ask(piece, N_("When is it to be reviewed?"))
    return True


def term(piece: TextPiece, context: DraftContext) -> bool:
    """How long the agreement lasts."""
    found = cue("term", piece.text)
    length = term_after(piece.text, found.end(), context.lang) if found else None
    if not found or not length:
        if found and context.contract and not any(True for _ in context.dates(piece)):
            context.proposals.ask(piece, N_("How long does the agreement last?"))
        return False
    words = piece.words(found.start(), length.start + len(length.words))
    agreement_of(context).add("duration", length.edtf, words)
    return True


def other_areas(piece: TextPiece, context: DraftContext) -> bool:
    """The parties may cooperate outside the areas that are named."""
    if not (cue("other_areas", piece.text) and cue("may", piece.text)):
        return False
    found = cue("other_areas", piece.text)
    words = piece.words(found.start()) if found else ""
    agreement_of(context).add("permits other areas", "yes", words)
    return True


def purpose(piece: TextPiece, context: DraftContext) -> bool:
    """What the agreement is for."""
    found = cue("purpose", piece.text)
    if not found or piece.annex or piece.text.endswith(":"):
        return False
    text = piece.text[found.start() :].rstrip(".")
    agreement_of(context).add("purpose", text, piece.words(found.start()), _REWORD)
    return True


def duty(piece: TextPiece, context: DraftContext) -> bool:
    """What a party undertakes: who, how strongly, towards whom."""
    strength = first_of(_STRENGTHS, piece.text)
    kind = first_of(_DUTIES, piece.text)
    if not strength or not kind or not context.parties:
        return False
    verb, aim = cue(strength, piece.text), cue("purpose", piece.text)
    place = verb.start() if verb else 0
    if aim and aim.start() <= place <= aim.end():
        return False
    debtors = context.debtors(piece.text, place)
    if not debtors:
        return False
    if cue("denied", piece.text):
        why = N_("Something is said not to be so: does a party undertake to leave it?")
        context.proposals.ask(piece, why)
        return True
    words = piece.words(place if len(piece.text.split()) > 8 else 0)
    made = duty_of(context, piece, words, kind, strength, _bound(piece, context, place, debtors))
    _often(piece, made)
    return True


def _bound(piece: TextPiece, context: DraftContext, verb: int, debtors: list[str]) -> list[str]:
    """The posts of an office that is named before the verb; else the parties themselves."""
    office = first_of(OFFICES, piece.text[:verb]).replace("_", "-")
    if not office:
        return debtors
    posts = []
    for party in debtors:
        name = f"{party}-{office}"
        posts.append(name)
        if all(each.name != name for each in context.proposals.of_kind("post")):
            post = ProposedThing("post", name, piece.words(0, verb))
            post.add("post in", party)
            post.add("role", office)
            context.proposals.things.append(post)
    return posts


def duty_of(
    context: DraftContext,
    piece: TextPiece,
    words: str,
    kind: str,
    strength: str,
    debtors: list[str],
) -> ProposedThing:
    """A duty, with its debtors, and beneficiaries where only one is bound."""
    made = ProposedThing("commitment", _name(context, words), words)
    agreement = agreement_of(context, piece)
    made.add("under agreement", agreement.name or context.name)
    made.add("commitment kind", kind)
    made.add("strength", strength)
    made.add("debtor", debtors)
    others = [each for each in context.parties if each not in debtors]
    if 0 < len(others) < len(context.parties):
        made.add("beneficiary", others)
    context.proposals.things.append(made)
    return made


def _often(piece: TextPiece, made: ProposedThing) -> None:
    found = cue("times_a_year", piece.text)
    if found:
        least = _NUMBERS.get(found["least"].lower(), found["least"])
        most = _NUMBERS.get((found["most"] or least).lower(), found["most"] or least)
        made.add("times a year, at least", least, found[0])
        made.add("times a year, at most", most, found[0])
    elif found := cue("once_a_year", piece.text):
        made.add("times a year, at least", "1", found[0])


def _name(context: DraftContext, words: str) -> str:
    slug = slugify(words)[:_LONGEST_NAME].strip("-")
    taken = {each.name for each in context.proposals.things}
    name = f"{context.name}-{slug}"
    return name if name not in taken else f"{name}-{len(taken)}"


def name_of(context: DraftContext, words: str) -> str:
    """A name for a thing, made of its words."""
    return _name(context, words)


def frequency(piece: TextPiece, context: DraftContext) -> bool:
    """How often what the sentence before says is done."""
    if not (cue("times_a_year", piece.text) or cue("once_a_year", piece.text)):
        return False
    duties = [*context.proposals.of_kind("commitment")]
    if duties and len(piece.text.split()) <= 8:
        _often(piece, duties[-1])
        return True
    return False


def is_dated(piece: TextPiece, context: DraftContext) -> bool:
    """A sentence with a date that no rule took."""
    return bool(re.search(r"\d", piece.text)) and any(True for _ in context.dates(piece))
