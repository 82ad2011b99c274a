"""A record proposed from a text by rules; every value of it is unreviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from graph.drafts import activity_rules, sentence_rules, whole_text_rules
from graph.drafts.cue_patterns import cue, cues, first_of
from graph.drafts.draft_record import record_of
from graph.drafts.found_dates import one_day
from graph.drafts.party_names import Gazetteer
from graph.drafts.proposals import Proposals, ProposedThing
from graph.drafts.reading_context import DraftContext
from graph.drafts.sentence_rules import Rule
from graph.drafts.text_pieces import PieceKind, TextPiece, pieces
from graph.errors import UnusableInput
from graph.records.name_matching import ThingNames
from graph.records.new_source import NewSource
from graph.records.tree import Record
from graph.texts import N_, Translate
from graph.time.edtf_dates import is_edtf
from graph.time.phrases.phrase_reader import DateReading, read_date
from graph.time.phrases.phrase_words import LANGUAGES

# An agreement of thirty pages; every phrase of it that may be a date is read, in about 10 ms.
MOST_CHARACTERS: Final = 60_000
# Every rule is asked of every piece; a piece that none understands is perhaps a question.
_RULES: Final[Sequence[Rule]] = (
    activity_rules.area,
    activity_rules.action,
    activity_rules.visit,
    activity_rules.borrowed,
    activity_rules.running,
    activity_rules.following_event,
    activity_rules.signed_at_meeting,
    sentence_rules.kinds,
    sentence_rules.began,
    sentence_rules.replaces,
    sentence_rules.other_areas,
    sentence_rules.term,
    sentence_rules.review,
    sentence_rules.purpose,
)
_OF_SENTENCES: Final[Sequence[Rule]] = (sentence_rules.frequency, sentence_rules.duty)
_SAYS_DUTY: Final = ("shall", "should", "may", "wish")


@dataclass(frozen=True)
class Draft:
    """A proposed record.

    Attributes:
        record: the record, whose comments say what is unreviewed and what is open.
        proposals: what is proposed, and what is left as a question.
    """

    record: Record
    proposals: Proposals


def draft_record(
    text: str, source: NewSource, names: ThingNames, lang: str, translate: Translate = str
) -> Draft:
    """Propose the record of a source.

    Args:
        text: the document's text in normal form.
        source: what is known of the source; title, language and day are taken from the text where
            they are blank.
        names: the things that are known, among them the municipalities.
        lang: language of the record's own words, ``da`` or ``en``.
        translate: puts a text into that language.

    Raises:
        UnusableInput: the text is too long.
    """
    if len(text) > MOST_CHARACTERS:
        what = N_(
            "its text has {length:,} characters, more than the {most:,} that a draft is made of.",
            length=len(text), most=MOST_CHARACTERS,
        )  # fmt: skip
        raise UnusableInput(what, hint=N_("Save only the pages that count."))
    cut = pieces(text)
    language = source.language or language_of(cut)
    standing = whole_text_rules.standing_date(cut, language)
    published = source.published or (standing[1].edtf if standing else "")
    on = _day(published)
    gazetteer = Gazetteer(names, on or _middle(published))
    contract = whole_text_rules.is_contract(cut)
    context = DraftContext(cut, language, on, gazetteer, source.name, contract)
    whole_text_rules.find_parties(context)
    title = whole_text_rules.title_of(cut, gazetteer.parties)
    known = replace(
        source, language=language, published=published,
        title=source.title or (title.text if title else ""),
    )  # fmt: skip
    _propose(context, standing)
    made = record_of(known, context, standing[0].text if standing else "", lang, translate)
    return Draft(made, context.proposals)


def _propose(context: DraftContext, standing: tuple[TextPiece, DateReading] | None) -> None:
    """Run the rules: those of the whole text, then each over every piece."""
    proposals = context.proposals
    partnership = proposals.one("partnership")
    passage = whole_text_rules.party_passage(context)
    if context.parties:
        partnership.add("parties", list(context.parties), passage)
    agreement = proposals.one("agreement")
    agreement.name = context.name
    _status_and_day(context, agreement, standing)
    _annexes(context)
    for piece in context.pieces:
        _read_piece(piece, context)
    for piece in context.pieces:
        sentence_rules.in_force(piece, context)
    whole_text_rules.read_signatures(context, agreement)


def _status_and_day(
    context: DraftContext,
    agreement: ProposedThing,
    standing: tuple[TextPiece, DateReading] | None,
) -> None:
    dated = next(context.dates(standing[0]), None) if standing else None
    status, words = whole_text_rules.document_status(context, dated)
    if status:
        agreement.add("document status", status, words)
    else:
        agreement.add("document status", "", "", N_("Is it a signed copy or a draft?"))
    agreement.says = whole_text_rules.agreeing_words(context)
    if context.contract and standing and dated:
        agreement.add_date("signed", dated, dated.words)


def _annexes(context: DraftContext) -> None:
    for piece in context.pieces:
        if piece.annex and cue("annex", piece.text):
            made = ProposedThing("annex", f"{context.name}-annex-{piece.annex}", piece.words())
            made.add("part of", context.name)
            made.add("agreement kind", "annex")
            status = next(
                (each for each in context.proposals.one("agreement").fields
                 if each.word == "document status" and each.value), None,
            )  # fmt: skip
            if status:
                made.add("document status", status.value, status.says)
            context.proposals.things.append(made)


def _read_piece(piece: TextPiece, context: DraftContext) -> None:
    understood = [rule(piece, context) for rule in _RULES]
    understood += [rule(each, context) for rule in _OF_SENTENCES for each in piece.clauses()]
    if piece.kind is PieceKind.LINE:
        for each in context.dates(piece):
            if not each.edtf and each.note:
                context.proposals.ask(piece, each.note)
    is_heading = piece.kind is PieceKind.LINE or bool(cue("annex", piece.text))
    if any(understood) or is_heading or cue("in_force", piece.text):
        return
    if sentence_rules.is_dated(piece, context):
        context.proposals.ask(piece, N_("A date stands here: of what?"))
    elif first_of(_SAYS_DUTY, piece.text) and (context.contract or context.named(piece.text)):
        context.proposals.ask(piece, N_("Does a party undertake something here?"))


def language_of(cut: Sequence[TextPiece]) -> str:
    """The language whose frequent words a text has most of."""
    words = " ".join(piece.text for piece in cut)
    counts = {code: sum(1 for _ in cues(f"language_{code}", words)) for code in LANGUAGES}
    return max(counts, key=lambda code: counts[code])


def _day(published: str) -> date | None:
    return one_day(published) if is_edtf(published) else None


def _middle(published: str) -> date | None:
    """A day within a date that is no one day, by which municipalities are told apart."""
    read = read_date(published, None)
    if not isinstance(read, DateReading) or not is_edtf(read.edtf):
        return None
    year = read.edtf[:4]
    return date(int(year), 7, 1) if year.isdigit() else None
