"""Rules that look at the whole of a text: its title, day, parties and signatories."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from graph.drafts.cue_patterns import cue, first_of
from graph.drafts.found_dates import FoundDate
from graph.drafts.proposals import ProposedField, ProposedThing
from graph.drafts.reading_context import DraftContext
from graph.drafts.text_pieces import PieceKind, TextPiece
from graph.texts import N_
from graph.time.phrases.phrase_reader import DateReading, read_date

OFFICES: Final = ("deputy_mayor", "mayor", "chief_executive", "alderman", "director")
_SIGNATURE_WORDS: Final = 6
_PLACEHOLDER: Final = re.compile(r"xx|_{2,}|\.{4,}|…", re.I)


def title_of(pieces: list[TextPiece], names_party: object) -> TextPiece | None:
    """The first line that names a party or an agreement; else the first line."""
    lines = [each for each in pieces if each.kind is PieceKind.LINE]
    fitting = (
        each
        for each in lines
        if (callable(names_party) and names_party(each.text)) or cue("agreement", each.text)
    )
    return next(fitting, lines[0] if lines else None)


def standing_date(pieces: list[TextPiece], lang: str) -> tuple[TextPiece, DateReading] | None:
    """The first line that is a date, perhaps behind a place ("Nuuk, den 12. august 2015")."""
    for piece in pieces:
        if piece.kind is not PieceKind.LINE or len(piece.text.split()) > _SIGNATURE_WORDS:
            continue
        for phrase in (piece.text, piece.text.partition(",")[2]):
            read = read_date(phrase, lang) if re.search(r"\d", phrase) else None
            if isinstance(read, DateReading):
                return piece, read
    return None


def is_contract(pieces: list[TextPiece]) -> bool:
    """The text is that of an agreement: it has the words by which parties agree, or signatures."""
    return any(cue("contract", each.text) for each in pieces) or any(
        True for _ in signature_blocks(pieces)
    )


def signature_blocks(pieces: list[TextPiece]) -> list[tuple[TextPiece, TextPiece, TextPiece]]:
    """Three lines one after another: a name, an office, whom the office is of."""
    lines = [each if each.kind is PieceKind.LINE else None for each in pieces]
    triples = zip(lines, lines[1:], lines[2:], strict=False)
    return [
        (name, office, of)
        for name, office, of in triples
        if name and office and of
        and cue("whole_person", name.text)
        and first_of(OFFICES, office.text)
        and len(office.text.split()) <= _SIGNATURE_WORDS
    ]  # fmt: skip


def office_word(text: str) -> str:
    """The concept of the office that a text names; blank for none."""
    return first_of(OFFICES, text).replace("_", "-")


def find_parties(context: DraftContext) -> None:
    """The two municipalities that the text names most, in its order; else a question."""
    counts: Counter[str] = Counter()
    places: dict[str, tuple[TextPiece, str]] = {}
    for piece in context.pieces:
        found = context.gazetteer.parties(piece.text)
        for each in found:
            if each.whole and each.slug:
                counts[each.slug] += 1
                places.setdefault(each.slug, (piece, each.written))
            elif each.whole:
                why = N_(
                    "“{written}” may be several municipalities: {candidates}.",
                    written=each.written, candidates=", ".join(each.candidates) or "-",
                )  # fmt: skip
                context.proposals.ask(piece, why)
    chosen = {slug for slug, _ in counts.most_common(2)} if len(counts) > 1 else set()
    tied = len(counts) > 2 and len({count for _, count in counts.most_common(3)[1:]}) == 1
    if tied:
        chosen = set()
    context.parties = [slug for slug in places if slug in chosen]
    if not context.parties and context.pieces:
        why = N_("Who are the parties? Named are: {names}.", names=", ".join(places) or "-")
        context.proposals.ask(context.pieces[0], why)


def party_passage(context: DraftContext) -> str:
    """Words that name both parties, near each other; blank for none."""
    for piece in (each for each in context.pieces if each.kind is not PieceKind.LINE):
        named = context.named(piece.text)
        for one, two in pairwise(named):
            if one.slug != two.slug:
                words = piece.text[one.start : two.end]
                if len(words.split()) <= 8:
                    return words
    for piece in context.pieces:
        if context.named(piece.text):
            return context.named(piece.text)[0].written
    return ""


def agreeing_words(context: DraftContext) -> str:
    """Words by which the parties agree, or that tell of an agreement; blank for none."""
    for name in ("contract", "agreement"):
        for piece in context.pieces:
            found = cue(name, piece.text)
            if found and not (name == "agreement" and piece.kind is PieceKind.LINE):
                return piece.words(found.start() if name == "contract" else 0)
    return ""


def read_signatures(context: DraftContext, agreement: ProposedThing) -> None:
    """Who signed, by the blocks of three lines below an agreement."""
    for name, office, of in signature_blocks(context.pieces):
        named = context.gazetteer.parties(of.text)
        signature = ProposedThing("signature", says="\n".join((name.text, office.text, of.text)))
        signature.fields.append(ProposedField("person", name.text))
        signature.fields.append(ProposedField("office", office_word(office.text)))
        if named and named[0].slug:
            signature.fields.append(ProposedField("for", named[0].slug))
        else:
            context.proposals.ask(of, N_("For whom is it signed?"))
        agreement.below.append(("signed by", signature))


def document_status(context: DraftContext, day: FoundDate | None) -> tuple[str, str]:
    """The status of the document and its words: a draft where the day is left open."""
    if not context.contract:
        return "press report", ""
    if day and _PLACEHOLDER.search(day.words):
        return "draft form", day.words
    for piece in context.pieces:
        if found := cue("draft", piece.text):
            return "draft form", found[0]
    return "", ""
